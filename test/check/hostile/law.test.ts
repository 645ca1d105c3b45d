/** No check that is registered is left out where hostile names are looked at. */
import { expect, test } from 'vitest';
import { checks } from '../../../src/check/registry.js';
import { cases } from '../cases.js';
import { betweenPhases, large, moreRows, objects, silent } from './objects.js';
import { renamed } from './rename.js';

const codes = checks.map((c) => c.code).sort();
const silentCodes = cases.flatMap((c) => (Object.hasOwn(silent, c.title) ? [c.code] : []));

test('every check has a case, and nothing is said of checks that are not there', () => {
  expect([...new Set(cases.map((c) => c.code))].sort()).toEqual(codes);
  expect(cases.map((c) => c.title)).toEqual(expect.arrayContaining(Object.keys(silent)));
  for (const code of [...betweenPhases, ...large, ...Object.keys(objects), ...Object.keys(moreRows)])
    expect(codes).toContain(code);
});

test('what a case cannot make by itself is made for it', () => {
  const without = cases.filter((c) => c.pureOnly === true).map((c) => c.code);
  const made = [...silentCodes, ...betweenPhases, ...Object.keys(objects), ...Object.keys(moreRows)];
  expect(without.filter((code) => !made.includes(code))).toEqual([]);
});

test('a case with other names has none of its own any more', () => {
  const names = {
    table: () => ({ namespace: null, name: '☃' }),
    column: () => '☂',
    thing: () => '☁',
    quote: (name: string) => `<${name}>`,
  };
  for (const c of cases.filter((x) => !betweenPhases.has(x.code))) {
    const { before, after, rows } = renamed(c, names);
    for (const t of [...before.tables, ...after.schema.tables]) {
      expect([c.title, t.name.name]).toEqual([c.title, '☃']);
      expect([c.title, ...new Set(t.columns.map((x) => x.name))]).toEqual([c.title, '☂']);
    }
    expect([
      c.title,
      rows.filter((sql) => sql.startsWith('INSERT') && !sql.startsWith('INSERT INTO <☃> (<☂>')),
    ]).toEqual([c.title, []]);
  }
});

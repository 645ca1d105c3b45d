/** examples/: the shop's specs say what they are there to show, and its database is the one that `before` describes. */
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Desired } from '../../src/ir/desired.js';
import { isLeft } from '../../src/prelude.js';
import { mergeDesired } from '../../src/read/merge.js';
import { readSpec } from '../../src/read/spec/index.js';

const shop = (when: 'before' | 'after'): Desired => {
  const folder = `examples/${when}`;
  const specs = readdirSync(folder).map((name) => readSpec(name, readFileSync(`${folder}/${name}`, 'utf8')));
  const merged = mergeDesired(specs.flatMap((s) => (isLeft(s) ? [] : [s.right])));
  if (isLeft(merged) || specs.some(isLeft)) throw new Error(JSON.stringify([merged, specs]));
  return merged.right;
};

test('the seed makes the tables and columns of before, and rows in each', () => {
  const db = new Database(':memory:');
  db.exec(readFileSync('examples/seed.sql', 'utf8'));
  for (const table of shop('before').schema.tables) {
    const names = db.prepare(`SELECT name FROM pragma_table_info('${table.name.name}')`).pluck().all();
    expect([table.name.name, names]).toEqual([table.name.name, table.columns.map((c) => c.name)]);
    expect(db.prepare(`SELECT count(*) FROM ${table.name.name}`).pluck().get()).toBeGreaterThan(2);
  }
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
});

describe('after', () => {
  const after = shop('after');
  const before = shop('before');
  const column = (d: Desired, table: string, name: string) =>
    d.schema.tables.find((t) => t.name.name === table)?.columns.find((c) => c.name === name);

  test('renames, fills, converts, constrains and drops', () => {
    expect(after.renames.map((r) => [r.column?.from, r.column?.to])).toEqual([['password', 'password_hash']]);
    expect(after.data.map((r) => r.kind).sort()).toEqual(['Archive', 'Backfill', 'Backfill', 'Using']);
    expect(column(before, 'users', 'age')?.type).not.toEqual(column(after, 'users', 'age')?.type);
    expect([column(before, 'users', 'fax'), column(after, 'users', 'fax')]).toMatchObject([{ name: 'fax' }, undefined]);
    const count = (d: Desired, part: 'uniques' | 'foreignKeys' | 'checks' | 'indexes') =>
      d.schema.tables.reduce((n, t) => n + t[part].length, 0);
    for (const part of ['uniques', 'foreignKeys', 'checks', 'indexes'] as const) {
      expect([part, count(after, part) > count(before, part)]).toEqual([part, true]);
    }
  });
});

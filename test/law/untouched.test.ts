/** What a plan leaves alone stays the same object from the database's schema to the wanted one: nobody looks at it twice. */
import { describe, expect, test } from 'vitest';
import { asDesired } from '../../bench/shop.js';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import type { Desired } from '../../src/ir/desired.js';
import { identical, kept, keptList, sortedKept } from '../../src/ir/identical.js';
import { keyOf } from '../../src/ir/name.js';
import { normalise } from '../../src/ir/normalise.js';
import type { Schema } from '../../src/ir/schema.js';
import { get } from '../scenario/scenarios.js';

const dialects = ['postgres', 'mysql', 'mariadb', 'sqlite'] as const;

const movedIn = (from: Schema, to: Schema): ReadonlyArray<string> => {
  const old = new Map(from.tables.map((t) => [keyOf(t.name), t]));
  return to.tables.filter((t) => old.get(keyOf(t.name)) !== t).map((t) => keyOf(t.name));
};

describe.each(dialects)('%s', (dialect) => {
  test('a stored schema is stored as it is', () => {
    const made = get(dialectOf(dialect));
    const once = normalise(made.physical(asDesired(30, false).schema));
    expect(normalise(made.physical(once))).toBe(once);
    // Another dialect record has not seen these tables, and leaves what is in them alone.
    const again = normalise(get(dialectOf(dialect)).physical(once));
    expect(movedIn(once, again)).toEqual([]);
  });

  test('only changed tables are made anew', () => {
    const made = get(plan(asDesired(30, false), asDesired(30, true), { dialect }));
    expect(movedIn(made.from, made.to)).toEqual(['table_0000', 'table_0010', 'table_0020']);
  });

  test('one table of many', () => {
    const { schema } = asDesired(30, true);
    const one: Desired = {
      ...asDesired(30, true),
      schema: { ...schema, tables: schema.tables.slice(10, 11) },
      owns: { tables: 'listed', byTable: {} },
    };
    const made = get(plan(asDesired(30, false), one, { dialect }));
    expect(movedIn(made.from, made.to)).toEqual(['table_0010']);
    expect(made.to.tables).toHaveLength(30);
  });
});

test('equality of plain data', () => {
  const a = { x: [1, { y: null }], z: 'a' };
  expect(identical(a, { z: 'a', x: [1, { y: null }] })).toBe(true);
  for (const b of [{ x: [1, { y: null }] }, { ...a, w: 1 }, { x: [1, { y: 0 }], z: 'a' }, { x: [1], z: 'a' }, null, []])
    expect([identical(a, b), identical(b, a)]).toEqual([false, false]);
  expect(identical([], {})).toBe(false);
  expect(identical({}, [])).toBe(false);
  expect(identical({ a: undefined }, { b: undefined })).toBe(false);
});

test('the old object where nothing changed', () => {
  const was: Readonly<Record<string, number>> = { x: 1, y: 2 };
  expect(kept(was, { x: 1, y: 2 })).toBe(was);
  for (const made of [{ x: 1 }, { x: 1, y: 3 }, { x: 1, y: 2, z: 3 }, { x: 1, z: 2 }])
    expect(kept(was, made)).toBe(made);
  const list = [1, 2, 3];
  const by = (a: number, b: number): number => a - b;
  expect(keptList(list, [1, 2, 3])).toBe(list);
  expect(keptList(list, [1, 2])).toEqual([1, 2]);
  expect(sortedKept(list, by)).toBe(list);
  expect(sortedKept([3, 1, 2], by)).toEqual(list);
});

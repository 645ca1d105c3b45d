import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renameTableIn } from '../../src/intent/rename-table.js';
import { entryOf, type Ledger, ledgerOf, replaced, valuesOf, withEntry, withoutEntry } from '../../src/ir/ledger.js';
import { qname } from '../../src/ir/name.js';
import { findTable, mapAround, tablesPointingTo, withoutTable, withRest, withTable } from '../../src/ir/revise.js';
import { emptySchema, foreignKey, type Schema, type Table, table } from '../../src/ir/schema.js';

interface Named {
  readonly key: string;
  readonly n: number;
}

const key = (x: Named): string => x.key;

/** The same, by copying: a list in the order in which the keys came. */
const model = {
  put: (list: ReadonlyArray<Named>, x: Named): ReadonlyArray<Named> =>
    list.some((y) => y.key === x.key) ? list.map((y) => (y.key === x.key ? x : y)) : [...list, x],
  take: (list: ReadonlyArray<Named>, k: string): ReadonlyArray<Named> => list.filter((y) => y.key !== k),
  rename: (list: ReadonlyArray<Named>, from: string, to: string): ReadonlyArray<Named> =>
    list.some((y) => y.key === to) ? list : list.map((y) => (y.key === from ? { key: to, n: y.n } : y)),
};

const keys = Array.from({ length: 9 }, (_, n) => `k${n}`);
const steps = fc.array(
  fc.record({
    /** Which of the ledgers made so far is changed: old ones too. */
    of: fc.nat(),
    kind: fc.constantFrom('put', 'take', 'rename'),
    key: fc.constantFrom(...keys),
    to: fc.constantFrom(...keys),
  }),
  { maxLength: 40 },
);

test('every ledger keeps what it has, whatever is made of it later', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), steps, (size, list) => {
      const first: ReadonlyArray<Named> = Array.from({ length: size }, (_, n) => ({
        key: n % 7 === 0 ? `k${n / 7}` : `x${n}`,
        n,
      }));
      const made: Array<{ readonly ledger: Ledger<Named>; readonly list: ReadonlyArray<Named> }> = [
        { ledger: ledgerOf(first, key), list: first },
      ];
      list.forEach((s, n) => {
        const from = made[s.of % made.length];
        if (from === undefined) return;
        const value: Named = { key: s.key, n: 1000 + n };
        const there = from.list.find((x) => x.key === s.key);
        const isFree = !from.list.some((x) => x.key === s.to);
        if (s.kind === 'put')
          made.push({ ledger: withEntry(from.ledger, s.key, value), list: model.put(from.list, value) });
        else if (s.kind === 'take')
          made.push({ ledger: withoutEntry(from.ledger, s.key), list: model.take(from.list, s.key) });
        else if (isFree)
          made.push({
            ledger: replaced(from.ledger, s.key, [s.to, { key: s.to, n: there?.n ?? 0 }]),
            list: model.rename(from.list, s.key, s.to),
          });
      });
      for (const { ledger, list } of made) {
        expect(valuesOf(ledger)).toEqual(list);
        for (const k of keys) expect(entryOf(ledger, k)).toEqual(list.find((x) => x.key === k));
      }
    }),
    { numRuns: 2000, seed: 20260527 },
  );
});

const names = (s: Schema): ReadonlyArray<string> => s.tables.map((t) => t.name.name);

test('a revised schema is a schema like any other', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((n) => table(qname(n), []));
  if (a === undefined || b === undefined || c === undefined) throw new Error('three tables');
  const first: Schema = { ...emptySchema, tables: [a, b] };
  const more = withTable(first, c);
  expect(names(more)).toEqual(['a', 'b', 'c']);
  expect({ ...more }).toEqual({ ...emptySchema, tables: [a, b, c] });
  expect(JSON.parse(JSON.stringify(more))).toEqual(JSON.parse(JSON.stringify({ ...first, tables: [a, b, c] })));
  expect(findTable(more, qname('b'))).toBe(b);
  expect(names(withoutTable(more, qname('b')))).toEqual(['a', 'c']);
  expect(findTable(withoutTable(more, qname('b')), qname('b'))).toBeUndefined();
  expect(names(first)).toEqual(['a', 'b']);
  // Taken out and put in again, it stands last.
  expect(names(withTable(withoutTable(more, qname('a')), a))).toEqual(['b', 'c', 'a']);
  const renamed = mapAround(more, qname('b'), (t) => ({ ...t, name: qname('z') }));
  expect(names(renamed)).toEqual(['a', 'z', 'c']);
  expect([findTable(renamed, qname('b')), findTable(more, qname('z'))]).toEqual([undefined, undefined]);
  const types = [{ name: qname('e'), values: ['x'], comment: null }];
  expect(withRest(more, { enums: types })).toEqual({ tables: [a, b, c], enums: types, opaque: [] });
});

test('tables that point to another are found, in every schema that was made on the way', () => {
  const child = (n: string, parent: string): Table =>
    table(qname(n), [], { foreignKeys: [foreignKey(['x'], { table: qname(parent), columns: ['id'] })] });
  const [parent, one, two] = [table(qname('p'), []), child('c1', 'p'), child('c2', 'p')];
  const first: Schema = { ...emptySchema, tables: [two, parent] };
  const pointing = (s: Schema, n: string): ReadonlyArray<string> =>
    names({ ...s, tables: tablesPointingTo(s, qname(n)) });
  const second = withTable(first, one);
  const third = withTable(second, child('c2', 'q'));
  expect(pointing(first, 'p')).toEqual(['c2']);
  expect(pointing(second, 'p')).toEqual(['c2', 'c1']);
  expect([pointing(third, 'p'), pointing(third, 'q')]).toEqual([['c1'], ['c2']]);
  const moved = renameTableIn(second, qname('p'), qname('q'));
  expect([pointing(moved, 'p'), pointing(moved, 'q')]).toEqual([[], ['c2', 'c1']]);
  expect(names(moved)).toEqual(['c2', 'q', 'c1']);
  expect(pointing(withoutTable(second, qname('c2')), 'p')).toEqual(['c1']);
  // Its own keys follow a table, too.
  const self = { ...emptySchema, tables: [child('s', 's')] };
  expect(pointing(renameTableIn(self, qname('s'), qname('t')), 't')).toEqual(['t']);
});

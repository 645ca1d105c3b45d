/** The generator itself: it is deterministic, it varies, and every kind of change happens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Schema } from '../../src/ir/schema.js';
import { mutations } from '../support/schema/mutate.js';
import { build, lanes, recipes, runs } from '../support/schema-gen.js';

describe.each(lanes)('schemas for %s', (lane) => {
  test('the same recipe makes the same pair', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        const p = build(lane, r);
        expect(build(lane, p.recipe)).toEqual(p);
      }),
      runs(200),
    );
  });

  test('every kind of change happens and changes something', () => {
    const seen = new Map<string, number>();
    for (const p of fc.sample(recipes(4, 8), { numRuns: 3000, seed: 7 }))
      for (const c of build(lane, p).changes) seen.set(c, (seen.get(c) ?? 0) + 1);
    const impossible = lane.startsWith('postgres') ? [] : ['addEnum'];
    const commentless = lane === 'sqlite' ? [] : [];
    expect(
      Object.keys(mutations).filter(
        (k) => !seen.has(k) && !impossible.includes(k) && !commentless.includes(k as never),
      ),
    ).toEqual([]);
  });

  test('names are unique, and foreign keys point to keys that are there', () => {
    const faults = (s: Schema): ReadonlyArray<string> => [
      ...duplicates(s.tables.map((t) => t.name.name.toLowerCase())),
      ...s.tables.flatMap((t) => [
        ...duplicates(t.columns.map((c) => c.name.toLowerCase())),
        ...t.foreignKeys.flatMap((k) => {
          const parent = s.tables.find((o) => o.name.name === k.references.table.name);
          const keys =
            parent === undefined
              ? []
              : [parent.primaryKey?.columns.map((c) => c.name) ?? [], ...parent.uniques.map((u) => u.columns)];
          return keys.some((c) => c.join('\u0000') === k.references.columns.join('\u0000'))
            ? []
            : [`dangling key in ${t.name.name}`];
        }),
      ]),
    ];
    fc.assert(
      fc.property(recipes(), (r) => {
        const p = build(lane, r);
        expect([...faults(p.before), ...faults(p.after.schema)]).toEqual([]);
      }),
      runs(1000),
    );
  });
});

const duplicates = (list: ReadonlyArray<string>): ReadonlyArray<string> => list.filter((x, i) => list.indexOf(x) !== i);

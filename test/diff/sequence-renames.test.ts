import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NameChange, sequenceRenames } from '../../src/diff/sequence-renames.js';

/** Carries the exchanges out on a name → content map; fails when a name is taken. */
const run = (changes: ReadonlyArray<NameChange>, names: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const map = new Map(names.map((n) => [n, `content of ${n}`]));
  for (const c of changes) {
    const content = map.get(c.from);
    if (content === undefined) throw new Error(`${c.from} is not there`);
    if (map.has(c.to)) throw new Error(`${c.to} is taken`);
    map.delete(c.from);
    map.set(c.to, content);
  }
  return map;
};

describe('sequenceRenames', () => {
  it('goes through a chain from its end', () => {
    expect(
      sequenceRenames(
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'c' },
        ],
        new Set(['a', 'b']),
      ),
    ).toEqual([
      { from: 'b', to: 'c' },
      { from: 'a', to: 'b' },
    ]);
  });

  it('swaps through a name of nobody', () => {
    const swap = sequenceRenames(
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
      new Set(['a', 'b']),
    );
    expect(swap).toHaveLength(3);
    expect(run(swap, ['a', 'b'])).toEqual(
      new Map([
        ['a', 'content of b'],
        ['b', 'content of a'],
      ]),
    );
  });

  it('brings every content to its name, whatever the permutation', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.shuffledSubarray(names, { minLength: 6 }),
        (moved, order) => {
          const targets = order.filter((n) => moved.includes(n));
          const changes = moved.map((from, n) => ({ from, to: targets[n] ?? from })).filter((c) => c.from !== c.to);
          const after = run(sequenceRenames(changes, new Set(names)), names);
          for (const n of names) expect(after.get(changes.find((c) => c.from === n)?.to ?? n)).toBe(`content of ${n}`);
        },
      ),
      { numRuns: 500 },
    );
  });
});

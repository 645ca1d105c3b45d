/** The laws of diff, order, draft and invert, for the pairs of one engine. They are pure: no dialect has a say here. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.js';
import { resolveRenames } from '../../src/diff/resolve-renames.js';
import type { Intent } from '../../src/intent/algebra.js';
import { applyIntent, touchesOf } from '../../src/intent/registry.js';
import { differingTables, sameSchema } from '../../src/ir/equal.js';
import { keyOf } from '../../src/ir/name.js';
import { normalise } from '../../src/ir/normalise.js';
import type { Problem } from '../../src/ir/problem.js';
import type { Schema } from '../../src/ir/schema.js';
import { type Draft, draft } from '../../src/pass/draft.js';
import { invert } from '../../src/pass/invert.js';
import { liftForeignKeys } from '../../src/pass/lift-foreign-keys.js';
import { order } from '../../src/pass/order.js';
import { isLeft, type Validated } from '../../src/prelude.js';
import { random } from '../support/schema/random.js';
import { build, type Lane, type Pair, recipes, runs } from '../support/schema-gen.js';

const get = <A>(v: Validated<Problem, A>): A => {
  if (isLeft(v)) throw new Error(`refused: ${JSON.stringify(v.left)}`);
  return v.right;
};

interface Compared {
  readonly from: Schema;
  readonly to: Schema;
  readonly intents: ReadonlyArray<Intent>;
  readonly ordered: ReadonlyArray<Intent>;
  readonly drafts: ReadonlyArray<Draft>;
}

const compare = (p: Pair): Compared => {
  const from = normalise(p.before);
  const to = normalise(p.after.schema);
  const renamed = get(resolveRenames(p.after.renames, [], from, to));
  const intents = liftForeignKeys([...renamed.intents, ...diff(normalise(renamed.schema), to)]);
  const ordered = get(order(intents));
  return { from, to, intents, ordered, drafts: get(draft(ordered, from)) };
};

/** Says which parts of which tables differ; two whole schemas would be too much to read (and to compare as text). */
const same = (got: Schema, wanted: Schema): void => {
  if (sameSchema(got, wanted)) return;
  const [a, b] = [normalise(got), normalise(wanted)];
  const parts = differingTables(a, b).flatMap((name) => {
    const x = a.tables.find((t) => keyOf(t.name) === name);
    const y = b.tables.find((t) => keyOf(t.name) === name);
    if (x === undefined || y === undefined) return [`${name}: ${x === undefined ? 'missing' : 'too much'}`];
    const keys = Object.keys(x).filter((k) => JSON.stringify(Reflect.get(x, k)) !== JSON.stringify(Reflect.get(y, k)));
    return keys.map(
      (k) => `${name}.${k}\n   got ${JSON.stringify(Reflect.get(x, k))}\nwanted ${JSON.stringify(Reflect.get(y, k))}`,
    );
  });
  throw new Error(`the schemas differ: ${parts.join('\n')} ${JSON.stringify([a.enums, b.enums])}`);
};

const shuffled = (s: Schema, seed: number): Schema => {
  const rng = random(seed);
  const mix = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => rng.some(list, list.length);
  const tables = mix(s.tables).map((t) => ({
    ...t,
    uniques: mix(t.uniques),
    foreignKeys: mix(t.foreignKeys),
    checks: mix(t.checks),
    indexes: mix(t.indexes),
  }));
  return { ...s, tables, enums: mix(s.enums) };
};

/** Where in the order each thing is made, needed and taken away. */
const disordered = (intents: ReadonlyArray<Intent>): ReadonlyArray<string> => {
  const touches = intents.map((i) => touchesOf(i));
  const found: string[] = [];
  touches.forEach((t, at) => {
    for (const thing of t.requires) {
      const made = touches.findIndex((o) => o.creates.includes(thing));
      const gone = touches.findIndex((o) => o.removes.includes(thing));
      // A name that is taken away and made anew is two things; which one is meant, the apply law finds out.
      if (made >= 0 && gone >= 0) continue;
      if (made > at)
        found.push(`${intents[at]?.kind} at ${at} requires what ${intents[made]?.kind} creates at ${made}`);
      if (gone >= 0 && gone < at)
        found.push(`${intents[at]?.kind} at ${at} requires what ${intents[gone]?.kind} removed at ${gone}`);
    }
    for (const thing of t.creates) {
      const gone = touches.findIndex((o) => o !== t && o.removes.includes(thing));
      // Names are exchanged through one that nobody has: made first, taken away after.
      if (intents[at]?.kind.startsWith('Rename') && intents[gone]?.kind.startsWith('Rename')) continue;
      if (gone > at) found.push(`${intents[at]?.kind} at ${at} creates anew what is only removed at ${gone}`);
    }
  });
  return found;
};

export const laws = (lane: Lane, count: number): void => {
  describe(`schemas of ${lane}`, () => {
    test(`${count} pairs: the difference leads from one to the other, step by step, and back`, () => {
      fc.assert(
        fc.property(recipes(), (r) => {
          const p = build(lane, r, true);
          const c = compare(p);
          // Nothing differs from itself.
          if (diff(c.from, c.from).length > 0 || diff(c.to, c.to).length > 0)
            expect([diff(c.from, c.from), diff(c.to, c.to)]).toEqual([[], []]);

          // The steps, each applied to what the one before left, end in the target.
          same(c.drafts.at(-1)?.after ?? c.from, c.to);

          // Ordering loses and invents nothing, and keeps its three rules.
          if (c.ordered.length !== c.intents.length || c.intents.some((i) => !c.ordered.includes(i)))
            expect([...c.ordered]).toEqual(expect.arrayContaining([...c.intents]));
          const wrong = disordered(c.ordered);
          if (wrong.length > 0) expect(wrong).toEqual([]);

          // What comes back is what there was, unless it says that it cannot.
          const back = invert(c.drafts);
          if (back.irreversible.length === 0) same(back.drafts.at(-1)?.after ?? c.to, c.from);
        }),
        { ...runs(count), endOnFailure: false },
      );
    });

    test('the order in which a source lists things does not matter', () => {
      fc.assert(
        fc.property(recipes(), fc.nat(), (r, seed) => {
          const p = build(lane, r, true);
          const mixed: Pair = {
            ...p,
            before: shuffled(p.before, seed),
            after: { ...p.after, schema: shuffled(p.after.schema, seed + 1) },
          };
          expect(compare(mixed).ordered).toEqual(compare(p).ordered);
        }),
        runs(count / 20),
      );
    });

    test('every prefix of the steps gives a schema whose foreign keys point to something', () => {
      fc.assert(
        fc.property(recipes(), (r) => {
          const p = build(lane, r, true);
          for (const { after } of compare(p).drafts) {
            const columns = new Map(after.tables.map((t) => [t.name.name, new Set(t.columns.map((x) => x.name))]));
            const dangling = after.tables.flatMap((t) =>
              t.foreignKeys.filter((k) => {
                const parent = columns.get(k.references.table.name);
                const own = columns.get(t.name.name);
                return !k.references.columns.every((x) => parent?.has(x)) || !k.columns.every((x) => own?.has(x));
              }),
            );
            expect(dangling).toEqual([]);
          }
        }),
        runs(count / 20),
      );
    });

    test('an intent that does not fit the schema is refused, never carried out by half', () => {
      fc.assert(
        fc.property(recipes(), (r) => {
          const p = build(lane, r, true);
          // Each step a second time: what it makes is there already, what it takes away is gone.
          for (const d of compare(p).drafts) {
            const i = d.intents[0];
            if (i === undefined || !/^(Add|Drop|Create|Rename)/.test(i.kind)) continue;
            if (i.kind === 'AddEnumValue') continue;
            const again = applyIntent(i, d.after);
            if (!isLeft(again)) expect({ twice: i }).toEqual('refused');
          }
        }),
        runs(count / 20),
      );
    });
  });
};

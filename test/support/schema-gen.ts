/** fast-check arbitraries: schemas that an engine can have, and pairs made by changing one schema step by step. */
import fc from 'fast-check';
import type { Desired } from '../../src/ir/desired.js';
import { whole } from '../../src/ir/desired.js';
import type { Schema } from '../../src/ir/schema.js';
import { type Lane, legal } from './schema/legal.js';
import { makeSchema } from './schema/make-schema.js';
import { mutations } from './schema/mutate.js';
import { names } from './schema/names.js';
import { inTwoPhases } from './schema/phased.js';
import { random } from './schema/random.js';
import { begin, renamesOf, type State } from './schema/state.js';

export { type Lane, lanes } from './schema/legal.js';
export type { State } from './schema/state.js';

export interface Recipe {
  readonly seed: number;
  readonly tables: number;
  readonly steps: ReadonlyArray<readonly [kind: number, seed: number]>;
}

export interface Pair {
  readonly lane: Lane;
  readonly recipe: Recipe;
  readonly before: Schema;
  /** With the renames that lead to it declared. */
  readonly after: Desired;
  /** The names of the changes, for people. */
  readonly changes: ReadonlyArray<string>;
  readonly state: State;
}

const kinds = Object.entries(mutations);

/** `named`: every constraint states its name, which the pure laws need: names are given in compile.ts. */
export const build = (lane: Lane, recipe: Recipe, named = false): Pair => {
  const l = legal[lane];
  const before = makeSchema({ rng: random(recipe.seed), legal: l, named, name: names(0, l.nameLimit) }, recipe.tables);
  const changes: string[] = [];
  let state = begin(before);
  recipe.steps.forEach(([kind, seed], at) => {
    const [name, mutation] = kinds[kind % kinds.length] ?? ['none', (_: unknown, s: State) => s];
    // Numbers of its own for each step: taking one step away leaves the others as they were.
    const next = mutation({ rng: random(seed), legal: l, named, name: names(1000 * (at + 1), l.nameLimit) }, state);
    if (next !== state) changes.push(name);
    state = next;
  });
  const after: Desired = { ...whole(state.schema), renames: renamesOf(state) };
  return { lane, recipe, before, after, changes, state };
};

/** The same, and at least one change of what was there that takes two phases, where there is anything it could be made of. */
export const buildPhased = (lane: Lane, recipe: Recipe): Pair => {
  const l = legal[lane];
  const pair = build(lane, recipe);
  const maker = { rng: random(recipe.seed ^ 0x2fa5e), legal: l, named: false, name: names(500_000, l.nameLimit) };
  const { state, data } = inTwoPhases(maker, pair.state, pair.before);
  return {
    ...pair,
    after: { ...whole(state.schema), renames: renamesOf(state), data },
    changes: [...pair.changes, 'and in two phases'],
    state,
  };
};

/** Properties take recipes and build the pair themselves: a counterexample is then a line, not two schemas. */
export const recipes = (maxTables = 3, maxSteps = 6): fc.Arbitrary<Recipe> =>
  fc.record({
    seed: fc.nat({ max: 0x7fffffff }),
    tables: fc.integer({ min: 1, max: maxTables }),
    steps: fc.array(fc.tuple(fc.nat({ max: kinds.length - 1 }), fc.nat({ max: 0x7fffffff })), { maxLength: maxSteps }),
  });

/** How many runs, which seed: `ALTAIR_SEED` replays (with `ALTAIR_PATH` the shrunk case), `ALTAIR_RUNS_FACTOR` multiplies. */
export const runs = (usual: number): { readonly numRuns: number; readonly seed?: number; readonly path?: string } => {
  const seed = process.env['ALTAIR_SEED'];
  const path = process.env['ALTAIR_PATH'];
  return {
    numRuns: Math.ceil(usual * Number(process.env['ALTAIR_RUNS_FACTOR'] ?? '1')),
    // The same pairs in every run of CI, so that a red one is a change of ours; ALTAIR_SEED=random looks further.
    ...(seed === 'random' ? {} : { seed: Number(seed ?? 20260527) }),
    ...(path === undefined ? {} : { path }),
  };
};

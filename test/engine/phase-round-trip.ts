/**
 * The round trip of one pair in two phases: each phase carried out, planned again from between, and undone. The schema is
 * compared by the engine's own dump, the rows that the plan claims to keep one by one.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { type Content, describeEngines, type EngineId, type Scratch, scratch } from '../support/engines.js';
import { rowsFor } from '../support/schema/rows.js';
import { buildPhased, type Pair, recipes, runs } from '../support/schema-gen.js';
import { withoutBodies } from './phases/in-two.js';
import { buildFrom, planFor, showSql } from './round-trip.js';

const apply = (db: Scratch, steps: ReadonlyArray<Step>): Promise<void> => db.apply(steps.flatMap((s) => s.statements));
const sqlOf = (steps: ReadonlyArray<Step>): string =>
  steps.flatMap((s) => s.statements.map((x) => `${x.sql};`)).join('\n');

/** Names that were exchanged would be exchanged again. */
const isExchanged = (pair: Pair): boolean =>
  pair.after.renames.some((r) =>
    pair.after.schema.tables.some(
      (t) => t.name.name === r.table.to.name && t.columns.some((c) => c.name === r.column?.from),
    ),
  );

/** Without the columns that a clock fills anew each time. */
const steady = (content: Content, p: Plan): Content => {
  const timed = new Set(
    p.to.tables.flatMap((t) => t.columns.flatMap((c) => (c.default?.kind === 'Expression' ? [c.name] : []))),
  );
  return Object.fromEntries(
    Object.entries(content).map(([t, rows]) => [
      t,
      rows.map((r) => Object.fromEntries(Object.entries(r).filter(([c]) => !timed.has(c)))),
    ]),
  );
};

/** True when the pair was in two phases. */
export const phaseRoundTrip = async (pair: Pair, db: Scratch, fresh: Scratch): Promise<boolean> => {
  const p0: Plan = await (async () => {
    await db.reset();
    await fresh.reset();
    return buildFrom(db, pair.before);
  })();
  for (const statement of rowsFor(pair)) await db.exec(statement);
  // Every other pair is split whether it must be or not, where it can be.
  const wish = pair.recipe.seed % 2 === 0 ? 'two-phase' : 'auto';
  const planNow = async (to: Desired): Promise<Plan> => {
    const from = await db.introspect();
    return planFor(db, from, to, wish).catch((e: unknown) => {
      if (wish === 'two-phase' && String(e).includes('plan.two-phase')) return planFor(db, from, to, 'auto');
      throw e;
    });
  };
  const p = await planNow(pair.after);
  const [first, second] = p.migrations;
  if (first === undefined || second === undefined) return false;
  const start = { dump: await db.dump(), content: await db.content() };
  try {
    await apply(db, first.up);
    const between = await db.dump();
    if (!isExchanged(pair)) {
      const again = await planNow(pair.after);
      expect(again.migrations.map((m) => m.phase)).toEqual(['contract']);
      expect(sqlOf(again.migrations[0]?.up ?? []), 'planned again').toBe(sqlOf(second.up));
    }
    await apply(db, first.down);
    if (first.irreversible.length === 0) expect(await db.dump(), 'phase 1 undone').toBe(start.dump);
    if (first.irreversible.length === 0 && first.down.every((s) => s.loses.length === 0))
      expect(await db.content(), 'phase 1 undone').toEqual(start.content);

    if (first.irreversible.length > 0) return true;
    await apply(db, first.up);
    await apply(db, second.up);
    await buildFrom(fresh, p.to);
    expect(await db.dump(), 'phase 2').toBe(await fresh.dump());
    const end = await db.content();
    const last = await planNow(isExchanged(pair) ? whole(pair.after.schema) : pair.after);
    if (last.migrations.length > 0) expect.fail(`a last plan is not empty\n${showSql(last)}`);
    await apply(db, second.down);
    if (second.irreversible.length === 0)
      expect(withoutBodies(await db.dump(), db), 'phase 2 undone').toBe(withoutBodies(between, db));
    const lossless = [first, second].every(
      (m) => m.irreversible.length === 0 && m.down.every((x) => x.loses.length === 0),
    );
    if (!lossless) return true;
    // What is claimed to keep everything keeps it, both ways and once more.
    await apply(db, first.down);
    expect(await db.dump(), 'both undone').toBe(start.dump);
    expect(await db.content(), 'both undone').toEqual(start.content);
    await apply(db, first.up);
    await apply(db, second.up);
    expect(await db.dump(), 'both once more').toBe(await fresh.dump());
    expect(steady(await db.content(), p), 'both once more').toEqual(steady(end, p));
    return true;
  } catch (e) {
    const text = e instanceof Error ? e.message : String(e);
    throw new Error(`${text}\nchanges: ${pair.changes.join(', ')}\nbuilt by:\n${showSql(p0)}\n${showSql(p)}`, {
      cause: e,
    });
  }
};

/** Side by side, because an engine mostly waits for its disk. */
const lanes = 4;

/** So many pairs that are really made in two; the few that cannot be are not counted. */
export const phaseRoundTrips = (id: EngineId, count: number): void => {
  describeEngines(
    'random pairs in two phases',
    (engine) => {
      test(`${count} round trips`, async () => {
        const { numRuns, seed, path } = runs(count);
        let phased = 0;
        const lane = async (n: number): Promise<void> => {
          const db = await scratch(engine);
          const fresh = await scratch(engine);
          try {
            await fc.assert(
              fc.asyncProperty(recipes(), async (r) => {
                if (await phaseRoundTrip(buildPhased(id, r), db, fresh)) phased += 1;
              }),
              {
                ...(seed === undefined ? {} : { seed: seed + n }),
                ...(path === undefined ? {} : { path }),
                numRuns: Math.ceil((numRuns * 1.3) / lanes),
                endOnFailure: true,
              },
            );
          } finally {
            await db.drop();
            await fresh.drop();
          }
        };
        await Promise.all(Array.from({ length: path === undefined ? lanes : 1 }, (_, n) => lane(n)));
        if (path === undefined) expect(phased).toBeGreaterThanOrEqual(numRuns);
      }, 3_600_000);
    },
    [id],
  );
};

/**
 * Phase 1 is ended at each of its statements, and planned again from what is there then: the new plans lead where the first
 * one led, with the same rows. Each ending is a real one: the connection goes while the statement runs or right behind it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Migration } from '../../../src/plan/plan.js';
import { describeEngines, type Engine, type EngineId, type Scratch, scratch } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { runs } from '../../support/schema-gen.js';
import { type Case, cases } from './case.js';
import { endedAt, fill, ofSession, statementsOf } from './ended.js';
import { besideIn, lastRelease, newRelease, oldRelease, type Release } from './model.js';
import { expected, phasesOf, planCase, read, startCase, wordsOf } from './run.js';
import type { Rows } from './statements.js';

const count = 40;
/** More plans than an ending ever takes. */
const most = 4;

/**
 * Each statement, or the first of those that share a transaction: whatever of one is ended is as if it had not begun. What
 * is the session's own goes with it.
 */
const placesIn = (m: Migration): ReadonlyArray<number> => {
  const all = statementsOf(m);
  return all.flatMap((s, at) =>
    ofSession(s) || (s.transaction !== null && all[at - 1]?.transaction === s.transaction) ? [] : [at],
  );
};

const seen = async (db: Scratch, r: Release, rows: Rows, where: string): Promise<void> => {
  expect(await read(db, r), `${where}: as the ${r.name} release reads it`).toEqual(expected(rows, r.columns));
};

const body = (engine: Engine): void => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());
  const { seed = Date.now() % 1_000_000 } = runs(1);

  test.each(cases.map((c) => [c.name, c] as const))(
    `%s, ${seed}`,
    async (_name, c: Case) => {
      const rng = random(seed);
      const fills = c.shared.some((x) => x.fill !== undefined);
      await startCase(db, c);
      const { quote } = await wordsOf(db);
      const [whole] = phasesOf(await planCase(db, c, 'never'));
      for (const at of placesIn(whole)) {
        await startCase(db, c);
        const rows = await fill(db, c, rng, count);
        const p = await planCase(db, c, 'never');
        const beside = besideIn(p);
        const [first] = phasesOf(p);
        const all = statementsOf(first);
        const where = `ended at statement ${at} of ${all.length}: ${all[at]?.sql.slice(0, 160)}`;
        await endedAt(db, all, at, rng.int(4));
        const plans: string[] = [];
        try {
          // What a process leaves open in its file, the next one that may write takes back.
          await db.exec(`DELETE FROM ${quote(c.table)} WHERE id < 0`);
          if (!fills) await seen(db, oldRelease(c, true), rows, where);
          for (let n = 0; ; n += 1) {
            const again = await planCase(db, c, 'never');
            const [next] = again.migrations;
            plans.push(again.migrations.map((m) => m.phase).join(', '));
            if (next === undefined) break;
            if (n === most) throw new Error(`no end: ${plans.join(' | ')}`);
            // What nothing is left to do for is done, but for values that phase 2 fills in itself.
            if (n === 0 && next.phase === 'contract' && !fills)
              await seen(db, newRelease(c, true, beside), rows, where);
            await db.apply(next.up.flatMap((s) => s.statements));
            if (next.phase !== 'expand') continue;
            for (const r of [oldRelease(c, true), newRelease(c, true, beside)]) await seen(db, r, rows, where);
            // Phase 2 as this plan has it, or as the next one will.
            if (at % 2 === 0)
              await db.apply(again.migrations.slice(1).flatMap((m) => m.up.flatMap((s) => s.statements)));
          }
          await seen(db, lastRelease(c, newRelease(c, true, beside)), rows, where);
        } catch (e) {
          throw new Error(`${where}\nplanned: ${plans.join(' | ')}\n${e instanceof Error ? e.message : String(e)}`, {
            cause: e,
          });
        }
      }
    },
    600_000,
  );
};

export const halfTest = (id: EngineId): void => describeEngines('a first phase that is ended', body, [id]);

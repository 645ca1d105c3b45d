/**
 * Where the server commits every statement by itself, phase 2 may end anywhere, too. Planned again, it goes on, and no row
 * is lost.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines, type Engine, type EngineId, type Scratch, scratch } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { runs } from '../../support/schema-gen.js';
import { type Case, cases } from './case.js';
import { fill, ofSession, statementsOf } from './ended.js';
import { besideIn, lastRelease, newRelease } from './model.js';
import { expected, phasesOf, planCase, read, startCase } from './run.js';

const count = 20;
const most = 4;

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
      for (let at = 1; ; at += 1) {
        await startCase(db, c);
        const rows = await fill(db, c, rng, count);
        const p = await planCase(db, c, 'never');
        const [first, second] = phasesOf(p);
        const all = statementsOf(second);
        if (at > all.length) break;
        const last = all[at - 1];
        if (last === undefined || ofSession(last) || /^(?:UN)?LOCK TABLES/.test(last.sql)) continue;
        await db.apply(first.up.flatMap((s) => s.statements));
        for (const s of all.slice(0, at)) await db.exec(s.sql);
        // The locks of a session go with it.
        await db.exec('UNLOCK TABLES');
        const where = `ended behind statement ${at} of ${all.length}: ${last.sql.slice(0, 160)}`;
        const plans: string[] = [];
        try {
          for (;;) {
            const again = await planCase(db, c, 'never');
            const [next] = again.migrations;
            plans.push(again.migrations.map((m) => m.phase).join(', '));
            if (next === undefined) break;
            if (plans.length > most) throw new Error('no end');
            await db.apply(next.up.flatMap((s) => s.statements));
          }
          const r = lastRelease(c, newRelease(c, true, besideIn(p)));
          expect(await read(db, r), where).toEqual(expected(rows, r.columns));
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

export const endingTest = (id: EngineId): void => describeEngines('a second phase that is ended', body, [id]);

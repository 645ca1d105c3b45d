/**
 * Is the verdict right? A change and rows are made from a seed, the database is asked, then the plan is really carried
 * out. A verdict of safe must have been: nothing failed, nothing was lost.
 */
import { expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { assess } from '../../../src/edge/assess.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { emptySchema, type Schema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { describeEngines, type EngineId, type Scratch, scratch, showProblem } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { type Triple, triple } from './bench.js';
import { constraintFamilies } from './families.js';
import { losses } from './truth.js';
import { typeFamilies } from './type-families.js';

const families = { ...constraintFamilies, ...typeFamilies };

const planned = async (db: Scratch, from: Schema, to: Desired): Promise<Plan | string> => {
  const { dialect } = await db.database();
  const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version });
  return isLeft(made) ? made.left.map(showProblem).join('\n') : made.right;
};

const apply = async (db: Scratch, p: Plan): Promise<string | null> => {
  try {
    for (const m of p.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    return null;
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
};

type Truth = 'fine' | 'fails' | 'loses';

export interface Trial {
  readonly seed: number;
  readonly families: string;
  readonly verdict: Plan['verdict'] | 'no plan';
  readonly truth: Truth;
  readonly why: string;
  readonly codes: ReadonlyArray<string>;
  readonly sql: string;
  readonly rows: ReadonlyArray<string>;
}

const violations = async (db: Scratch): Promise<number> =>
  db.engine.id === 'sqlite' ? (await db.query('SELECT * FROM pragma_foreign_key_check')).length : 0;

const tryOne = async (db: Scratch, seed: number): Promise<Trial | null> => {
  const { engine } = db;
  const t: Triple = triple(engine.id, engine.dialect, random(seed), families);
  await db.reset();
  const built = await planned(db, emptySchema, whole(t.before));
  if (typeof built === 'string') throw new Error(`seed ${seed} (${t.families}): cannot build: ${built}`);
  const broken = await apply(db, built);
  if (broken !== null) throw new Error(`seed ${seed} (${t.families}): cannot build: ${broken}`);
  for (const row of t.inserts) await db.exec(row).catch(() => undefined);
  const start = await db.introspect();
  const p = await planned(db, start, t.after);
  const about = { seed, families: t.families.join('+') };
  if (typeof p === 'string')
    return { ...about, verdict: 'no plan', truth: 'fails', why: p, codes: [], sql: '', rows: t.inserts };
  const judged = await assess(p, await db.database());
  const before = await db.content();
  const failed = await apply(db, judged);
  const after = failed === null ? await db.content() : before;
  const lost = failed === null ? losses(t, before, after, engine.id === 'sqlite') : [];
  const orphans = failed === null ? await violations(db) : 0;
  const truth: Truth = failed !== null || orphans > 0 ? 'fails' : lost.length > 0 ? 'loses' : 'fine';
  return {
    ...about,
    verdict: judged.verdict,
    truth,
    why:
      failed ?? (orphans > 0 ? `${orphans} foreign key violations` : lost.map((l) => `${l.row} ${l.what}`).join('; ')),
    codes: judged.findings
      .filter((f) => f.level !== 'info')
      .map((f) => `${f.level} ${f.code} ${JSON.stringify(f.evidence)} ${f.message}`),
    sql: judged.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => `  ${x.sql};`))).join('\n'),
    rows: t.inserts,
  };
};

const show = (t: Trial): string =>
  `seed ${t.seed} (${t.families}): said ${t.verdict}, truth ${t.truth}: ${t.why}\n${t.codes.map((c) => `  ${c}`).join('\n')}\n${t.sql}\n${t.rows.map((r) => `  ${r};`).join('\n')}`;

/** Rows: what was said; columns: what happened. */
export const matrix = (trials: ReadonlyArray<Trial>): string => {
  const said = ['safe', 'unproven', 'unsafe', 'no plan'] as const;
  const truths = ['fine', 'loses', 'fails'] as const;
  const cell = (v: string, t: string): number => trials.filter((x) => x.verdict === v && x.truth === t).length;
  return [
    `${''.padEnd(10)}${truths.map((t) => t.padStart(8)).join('')}`,
    ...said.map((v) => `${v.padEnd(10)}${truths.map((t) => String(cell(v, t)).padStart(8)).join('')}`),
  ].join('\n');
};

const wrong = (t: Trial): 'false safe' | 'false unsafe' | 'unproven' | null => {
  if (t.verdict === 'safe' && t.truth !== 'fine') return 'false safe';
  if (t.verdict === 'unsafe' && t.truth === 'fine') return 'false unsafe';
  return t.verdict === 'unproven' ? 'unproven' : null;
};

/** `ALTAIR_VERDICT_SEED` replays one triple; `ALTAIR_RUNS_FACTOR` multiplies their number. */
export const verdicts = (id: EngineId, usual: number): void => {
  const replay = process.env['ALTAIR_VERDICT_SEED'];
  const count = Math.ceil(usual * Number(process.env['ALTAIR_RUNS_FACTOR'] ?? '1'));
  const seeds = replay === undefined ? Array.from({ length: count }, (_, i) => 1000 + i) : [Number(replay)];
  describeEngines(
    'verdicts',
    (engine) => {
      test(`${seeds.length} plans are judged as they turn out`, async () => {
        const db = await scratch(engine);
        try {
          const trials: Trial[] = [];
          for (const seed of seeds) {
            const one = await tryOne(db, seed);
            if (one !== null) trials.push(one);
          }
          const judged = trials.filter((t) => t.verdict !== 'no plan');
          console.log(`${engine.id}: what the verdict said, and what happened\n${matrix(trials)}`);
          const of = (w: string): ReadonlyArray<Trial> => trials.filter((t) => wrong(t) === w);
          if (process.env['ALTAIR_VERDICT_SHOW'] !== undefined || replay !== undefined)
            console.log(
              trials
                .filter((t) => replay !== undefined || wrong(t) !== null)
                .map(show)
                .join('\n\n'),
            );
          expect(of('false safe').map(show), 'false safe').toEqual([]);
          if (replay !== undefined) return;
          const share = (w: string): number => of(w).length / Math.max(1, judged.length);
          expect(share('false unsafe'), of('false unsafe').map(show).join('\n\n')).toBeLessThanOrEqual(0.01);
          expect(share('unproven'), of('unproven').map(show).join('\n\n')).toBeLessThanOrEqual(0.05);
        } finally {
          await db.drop();
        }
      }, 7_200_000);
    },
    [id],
  );
};

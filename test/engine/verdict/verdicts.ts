/**
 * Is the verdict right? A change and rows are made from a seed, the database is asked, then the plan is really carried
 * out. A verdict of safe must have been: nothing failed, nothing was lost.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { assess } from '../../../src/edge/assess.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import { describeEngines, type EngineId, type Scratch, scratch } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { type Family, type Triple, triple } from './bench.js';
import { castFamilies } from './cast-families.js';
import { constraintFamilies, ownCollations } from './families.js';
import { keyFamilies } from './key-families.js';
import { liteFamilies } from './lite-families.js';
import { mixedFamilies } from './mixed-families.js';
import { tryPair } from './pairs.js';
import { postgresFamilies } from './postgres-families.js';
import { rareFamilies } from './rare-families.js';
import { standingFamilies } from './standing-families.js';
import { apply, matrix, planned, show, spoken, type Trial, type Truth, wrong } from './trial.js';
import { losses } from './truth.js';
import { typeFamilies } from './type-families.js';

const families: Readonly<Record<string, Family>> = {
  ...constraintFamilies,
  ...typeFamilies,
  ...standingFamilies,
  ...keyFamilies,
  ...rareFamilies,
  ...castFamilies,
  ...mixedFamilies,
  ...postgresFamilies,
  ...liteFamilies,
};

/** Rows that hang in the air: SQLite holds its foreign keys to none that was there before. Infinitely many where it cannot tell. */
const orphans = async (db: Scratch): Promise<number> => {
  if (db.engine.id !== 'sqlite') return 0;
  const found = await db.query('SELECT * FROM pragma_foreign_key_check').catch(() => null);
  return found?.length ?? Number.POSITIVE_INFINITY;
};

/** What is not as it was asked for although nothing failed. */
const shortcoming = async (db: Scratch, asked: Desired, orphansBefore: number): Promise<string | null> => {
  const now = await orphans(db);
  if (now > orphansBefore) return `${now} foreign key violations, and ${orphansBefore} before`;
  const again = await planned(db, await db.introspect(), { ...whole(asked.schema), owns: asked.owns });
  if (typeof again === 'string') return again;
  return again.migrations.length === 0 ? null : 'what was asked for is not all there';
};

/** `ALTAIR_VERDICT_FAMILIES=a,b` looks at these alone. */
const chosen = (): typeof families => {
  const names = process.env['ALTAIR_VERDICT_FAMILIES']?.split(',') ?? Object.keys(families);
  return Object.fromEntries(Object.entries(families).filter(([name]) => names.includes(name)));
};

const tryOne = async (db: Scratch, seed: number): Promise<Trial | null> => {
  const { engine } = db;
  const t: Triple = triple(engine.id, engine.dialect, random(seed), chosen());
  await db.reset();
  if (engine.dialect === 'postgres') for (const sql of ownCollations.values()) await db.exec(sql);
  for (const sql of t.early) await db.exec(sql);
  const built = await planned(db, emptySchema, whole(t.before));
  if (typeof built === 'string') throw new Error(`seed ${seed} (${t.families}): cannot build: ${built}`);
  const broken = await apply(db, built);
  if (broken !== null) throw new Error(`seed ${seed} (${t.families}): cannot build: ${broken}`);
  const story = [
    ...built.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql))),
    ...t.setup,
    ...t.inserts,
  ];
  // What one family makes of the table another may not bear.
  for (const sql of t.setup) await db.exec(sql).catch(t.families.length > 1 ? () => undefined : null);
  for (const row of t.inserts) await db.exec(row).catch(() => undefined);
  const start = await db.introspect();
  const p = await planned(db, start, t.after);
  const about = { seed, families: t.families.join('+') };
  if (typeof p === 'string')
    return {
      ...about,
      verdict: 'no plan',
      truth: 'fails',
      why: p,
      findings: [],
      sql: '',
      rows: story,
    };
  const judged = await assess(p, await db.database());
  const before = await db.content();
  const orphansBefore = await orphans(db);
  const failed = await apply(db, judged);
  const after = failed === null ? await db.content() : before;
  const lost = failed === null ? losses(t, before, after, engine.id === 'sqlite') : [];
  const short = failed === null ? await shortcoming(db, t.after, orphansBefore) : failed;
  const truth: Truth = short !== null ? 'fails' : lost.length > 0 ? 'loses' : 'fine';
  return {
    ...about,
    verdict: judged.verdict,
    truth,
    why: short ?? lost.map((l) => `${l.row} ${l.what}`).join('; '),
    findings: spoken(judged),
    sql: judged.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => `  ${x.sql};`))).join('\n'),
    rows: story,
  };
};

const keep = (id: EngineId, trials: ReadonlyArray<Trial>): void => {
  const folder = fileURLToPath(new URL('../../../snapshots/verdicts/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const head = `${id}: ${trials.length} changes with rows. What the verdict said, and under it what happened when the plan was carried out.`;
  writeFileSync(`${folder}${id}.txt`, `${head}\n\n${matrix(trials)}\n`);
};

/** `ALTAIR_VERDICT_KEEP` writes the matrix to snapshots/; `ALTAIR_VERDICT_PAIR` replays a whole schema. `ALTAIR_VERDICT_SEED` replays one triple; `ALTAIR_VERDICT_FIRST` begins with another one; `ALTAIR_RUNS_FACTOR` multiplies their number. */
export const verdicts = (id: EngineId, usual: number): void => {
  const replay = process.env['ALTAIR_VERDICT_SEED'];
  const count = Math.ceil(usual * Number(process.env['ALTAIR_RUNS_FACTOR'] ?? '1'));
  const first = Number(process.env['ALTAIR_VERDICT_FIRST'] ?? '1000');
  const seeds = replay === undefined ? Array.from({ length: count }, (_, i) => first + i) : [Number(replay)];
  describeEngines(
    'verdicts',
    (engine) => {
      test(`${seeds.length} plans are judged as they turn out`, async () => {
        const db = await scratch(engine);
        try {
          const trials: Trial[] = [];
          const kinds =
            replay === undefined
              ? [tryOne, tryPair]
              : [process.env['ALTAIR_VERDICT_PAIR'] === undefined ? tryOne : tryPair];
          for (const kind of kinds)
            for (const seed of kind === tryPair ? seeds.slice(0, Math.ceil(count / 5)) : seeds) {
              const one = await kind(db, seed);
              if (one !== null) trials.push(one);
            }
          const judged = trials.filter((t) => t.verdict !== 'no plan');
          console.log(`${engine.id}: what the verdict said, and what happened\n${matrix(trials)}`);
          if (process.env['ALTAIR_VERDICT_KEEP'] !== undefined && replay === undefined) keep(engine.id, trials);
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

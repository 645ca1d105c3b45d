/** Whole schemas that change in many places at once, with rows that the change bears: nothing must be called a failure. */
import fc from 'fast-check';
import { lossCodes } from '../../../src/check/registry.js';
import { assess } from '../../../src/edge/assess.js';
import { whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Scratch } from '../../support/engines.js';
import { rowsFor } from '../../support/schema/rows.js';
import { build, recipes } from '../../support/schema-gen.js';
import { apply, planned, spoken, type Trial, type Truth } from './trial.js';

/** The rows of such a pair stay, but for what a column or table takes with it. */
export const tryPair = async (db: Scratch, seed: number): Promise<Trial | null> => {
  const [recipe] = fc.sample(recipes(), { numRuns: 1, seed });
  if (recipe === undefined) return null;
  const pair = build(db.engine.id, recipe);
  await db.reset();
  const built = await planned(db, emptySchema, whole(pair.before));
  const broken = typeof built === 'string' ? built : await apply(db, built);
  // What cannot be built is the round trip's business.
  if (broken !== null) return null;
  for (const row of rowsFor(pair)) await db.exec(row);
  const p = await planned(db, await db.introspect(), pair.after);
  if (typeof p === 'string') return null;
  const judged = await assess(p, await db.database());
  const failed = await apply(db, judged);
  const errors = judged.findings.filter((f) => f.level === 'error');
  const lossy = errors.length > 0 && errors.every((f) => lossCodes.has(f.code));
  const truth: Truth = failed !== null ? 'fails' : lossy ? 'loses' : 'fine';
  return {
    seed,
    families: 'whole schemas',
    verdict: judged.verdict,
    truth,
    why: `${failed ?? ''} (${pair.changes.join(', ')})`,
    findings: spoken(judged),
    sql: judged.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => `  ${x.sql};`))).join('\n'),
    rows: rowsFor(pair),
  };
};

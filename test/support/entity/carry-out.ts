/** A plan's statements and intents, and the plan carried out. */
import type { Plan, SqlStatement } from '../../../src/plan/plan.js';
import type { Scratch } from '../engines.js';

const stepsOf = (p: Plan): ReadonlyArray<SqlStatement> =>
  p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));

/** The SQL of a plan; empty when nothing is to be done. */
export const statementsOf = (p: Plan): ReadonlyArray<string> => stepsOf(p).map((s) => s.sql);

export const carryOut = (p: Plan, db: Scratch): Promise<void> => db.apply(stepsOf(p));

/** Kinds of the plan's intents, sorted. */
export const intentsOf = (p: Plan): ReadonlyArray<string> =>
  p.migrations.flatMap((m) => m.up.flatMap((s) => s.intents.map((i) => i.kind))).sort();

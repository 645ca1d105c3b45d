/**
 * A plan that knows what a connected database says of a first phase that was carried out before: where rows were not
 * copied, it goes on. One question for each such change, before anything else is asked.
 */
import { printer } from '../check/compose.js';
import { type PlanOptions, plan } from '../compile.js';
import type { Desired } from '../ir/desired.js';
import type { Problem } from '../ir/problem.js';
import { record } from '../ir/record.js';
import type { Side } from '../plan/phase-note.js';
import type { Plan } from '../plan/plan.js';
import { isLeft, type Validated } from '../prelude.js';
import { countWhere, fromTable } from '../sql/select.js';
import type { Database } from './database.js';

/** Null: it cannot be asked, and phase 2 looks itself before it lets go of anything. */
const rowsLeft = async (side: Side, database: Database): Promise<number | null> => {
  const sql = printer(database.dialect)(countWhere(fromTable(side.table), side.notCopied));
  if (isLeft(sql)) return null;
  const answer = await database.query(sql.right);
  const n = isLeft(answer) ? 0 : Number(answer.right[0]?.['n']);
  return Number.isInteger(n) && n > 0 ? n : null;
};

/** @param database the one the plan starts from, where there is one and it may be asked. */
export const planAgainst = async (
  database: Database | null,
  has: Desired,
  asks: Desired,
  options: PlanOptions,
): Promise<Validated<Problem, Plan>> => {
  const made = plan(has, asks, options);
  if (isLeft(made) || database === null || made.right.sides.length === 0) return made;
  const left: Array<readonly [string, number]> = [];
  for (const side of made.right.sides) {
    const n = await rowsLeft(side, database);
    if (n !== null) left.push([side.name, n]);
  }
  return left.length === 0 ? made : plan(has, asks, { ...options, uncopied: record(left) });
};

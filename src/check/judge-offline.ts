/** What can be said of a plan without asking the database: every check speaks, and what rows decide stays open. */
import type { Dialect } from '../dialect/dialect.js';
import type { Schema } from '../ir/schema.js';
import type { Finding, Migration, Verdict } from '../plan/plan.js';
import { byPlan, type Inquiry, nothingAsked } from './check.js';
import { factsOf } from './facts/facts.js';
import { checks } from './registry.js';
import { verdictOf } from './verdict.js';

export interface Judged {
  readonly findings: ReadonlyArray<Finding>;
  readonly verdict: Verdict;
}

/** Every question that the checks have about the plan, in the checks' order. */
export const inquiries = (
  migrations: ReadonlyArray<Migration>,
  from: Schema,
  dialect: Dialect,
  large?: number,
): ReadonlyArray<Inquiry> => {
  const facts = factsOf(migrations, from, dialect, large);
  return checks.flatMap((c) => c.inquire(facts));
};

export const judgeOffline = (migrations: ReadonlyArray<Migration>, from: Schema, dialect: Dialect): Judged => {
  const findings = inquiries(migrations, from, dialect).flatMap((i) => {
    const found = i.judge(i.question === null ? byPlan : nothingAsked);
    return found === null ? [] : [found];
  });
  return { findings, verdict: verdictOf(findings) };
};

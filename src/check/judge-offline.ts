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

/** What was asked for last about these migrations, and what came of it. */
interface Gathered {
  readonly from: Schema;
  readonly dialect: Dialect;
  readonly large: number | undefined;
  readonly all: ReadonlyArray<Inquiry>;
}

/** A plan is judged when it is made, and again when its questions have been put to the database: they are the same. */
const gathered = new WeakMap<ReadonlyArray<Migration>, Gathered>();

const isSame = (a: Dialect, b: Dialect): boolean => a.id === b.id && a.version === b.version;

/** Every question that the checks have about the plan, in the checks' order. */
export const inquiries = (
  migrations: ReadonlyArray<Migration>,
  from: Schema,
  dialect: Dialect,
  large?: number,
): ReadonlyArray<Inquiry> => {
  const known = gathered.get(migrations);
  if (known !== undefined && known.from === from && isSame(known.dialect, dialect) && known.large === large)
    return known.all;
  const facts = factsOf(migrations, from, dialect, large);
  const all = checks.flatMap((c) => c.inquire(facts));
  gathered.set(migrations, { from, dialect, large, all });
  return all;
};

export const judgeOffline = (migrations: ReadonlyArray<Migration>, from: Schema, dialect: Dialect): Judged => {
  const findings = inquiries(migrations, from, dialect).flatMap((i) => {
    const found = i.judge(i.question === null ? byPlan : nothingAsked);
    return found === null ? [] : [found];
  });
  return { findings, verdict: verdictOf(findings) };
};

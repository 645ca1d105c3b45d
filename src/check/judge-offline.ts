/** What can be said of a plan without asking the database: every finding is assumed to hold for some row. */
import type { Dialect } from '../dialect/dialect.js';
import type { Schema } from '../ir/schema.js';
import type { Finding, Migration, Verdict } from '../plan/plan.js';

export interface Judged {
  readonly findings: ReadonlyArray<Finding>;
  readonly verdict: Verdict;
}

export const judgeOffline = (migrations: ReadonlyArray<Migration>, _from: Schema, _dialect: Dialect): Judged => ({
  findings: [],
  verdict: migrations.length === 0 ? 'safe' : 'unproven',
});

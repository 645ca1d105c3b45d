/** The plan: what `plan()` gives. Plain readonly data; everything in it is decided, nothing is left to a reader's guess. */

import type { Lock } from '../dialect/dialect.js';
import type { Intent, Loss } from '../intent/algebra.js';
import type { DialectId } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import type { Side } from './phase-note.js';

/** One printed statement. */
export interface SqlStatement {
  readonly sql: string;
  /** Statements with the same number share a transaction, numbered from 1; null = outside any transaction. */
  readonly transaction: number | null;
  readonly locks: ReadonlyArray<Lock>;
}

/** One or more intents that are carried out together, with their SQL. `statements` is empty only for no-ops on this engine. */
export interface Step {
  readonly intents: ReadonlyArray<Intent>;
  readonly statements: ReadonlyArray<SqlStatement>;
}

export interface DownStep extends Step {
  /** What of the rows this step does not bring back; empty = lossless. */
  readonly loses: ReadonlyArray<Loss>;
}

/** Where a migration stands in a two-phase change, or that it ends what was kept; null when it is the only one. */
export type Phase = 'expand' | 'contract' | 'purge' | null;

export interface Migration {
  /** `add_display_name_to_users`: lower-case ASCII, digits, underscores. */
  readonly name: string;
  readonly phase: Phase;
  /** `phase 1 (additive, deploys safely)`, … ; null when there is only one migration. */
  readonly label: string | null;
  readonly up: ReadonlyArray<Step>;
  readonly down: ReadonlyArray<DownStep>;
  /** Up-steps nobody can undo, with the reason. */
  readonly irreversible: ReadonlyArray<{ readonly intent: Intent; readonly because: string }>;
}

export type Evidence =
  | { readonly kind: 'exact'; readonly count: number }
  | { readonly kind: 'sampled'; readonly count: number; readonly of: number; readonly how: string }
  | { readonly kind: 'estimated'; readonly count: number }
  /** The plan itself says so, whatever the rows. */
  | { readonly kind: 'plan' }
  /** Nobody asked the database: it may be so, for all anybody knows. */
  | { readonly kind: 'assumed' }
  /** Somebody asked and got no answer. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Finding {
  /** `not-null-without-value`: kebab-case, stable; its page is in check/. */
  readonly code: string;
  readonly level: 'error' | 'warn' | 'info';
  readonly table: QName | null;
  readonly column: string | null;
  /** One sentence for people. Names in it are escaped by the report that prints it. */
  readonly message: string;
  readonly evidence: Evidence;
  /** What to do, one sentence; null when nothing needs doing. */
  readonly remedy: string | null;
}

export type Verdict = 'safe' | 'unsafe' | 'unproven';

export interface Plan {
  readonly dialect: DialectId;
  /** For people: `PostgreSQL`. */
  readonly dialectName: string;
  readonly serverVersion: string;
  /** Fingerprint of the schema the plan starts from: `sha256:…`. Worked out when somebody reads it first. */
  readonly assumes: string;
  /** Empty when there is nothing to do. */
  readonly migrations: ReadonlyArray<Migration>;
  readonly findings: ReadonlyArray<Finding>;
  /** Of which a first phase was carried out before: a connected database can say whether it was to its end. */
  readonly sides: ReadonlyArray<Side>;
  readonly verdict: Verdict;
  readonly estimatedDurationMs: number | null;
  readonly from: Schema;
  readonly to: Schema;
}

/** `{ ...plan, ...changes }` without reading `assumes`, which few reports show. */
export const revisedPlan = (plan: Plan, changes: Partial<Omit<Plan, 'assumes'>>): Plan => ({
  dialect: plan.dialect,
  dialectName: plan.dialectName,
  serverVersion: plan.serverVersion,
  get assumes() {
    return plan.assumes;
  },
  migrations: plan.migrations,
  findings: plan.findings,
  sides: plan.sides,
  verdict: plan.verdict,
  estimatedDurationMs: plan.estimatedDurationMs,
  from: plan.from,
  to: plan.to,
  ...changes,
});

/** The plan for programs, as grammar/plan.schema.json describes it. Keys stand in a fixed order; nothing depends on a clock. */
import type { EmittedFile } from '../emit/emitter.js';
import type { Loss } from '../intent/algebra.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import type { Evidence, Finding, Migration, Plan, SqlStatement } from '../plan/plan.js';
import { type Json, type Operation, operationJson } from './operation-json.js';
import { isTwoPhase } from './phase-words.js';
import { sentence } from './problem-words.js';
import type { Spelling } from './spelling.js';
import { updateOf } from './steps.js';

export const schemaVersion = 1;

export interface JsonOptions {
  readonly spelling: Spelling;
  readonly files: ReadonlyArray<EmittedFile>;
  readonly exitCode: number;
}

const showTable = (q: QName | null): string | null =>
  q === null ? null : q.namespace === null ? q.name : `${q.namespace}.${q.name}`;

const operationsOf = (steps: Migration['up'], spelling: Spelling): ReadonlyArray<Operation> =>
  steps.flatMap((step) => {
    const statement = updateOf(step);
    return step.intents.map((intent) => operationJson(intent, { spelling, statement: statement(intent) }));
  });

const evidence = (e: Evidence): Json => ({ ...e });

const finding = (f: Finding): Json => ({
  level: f.level,
  message: f.message,
  code: f.code,
  table: showTable(f.table),
  column: f.column,
  evidence: evidence(f.evidence),
  remedy: f.remedy,
});

const lock = (l: SqlStatement['locks'][number]): Json => ({
  table: showTable(l.table),
  strength: l.strength,
  rewrites: l.rewrites,
  blocks_reads: l.blocksReads,
  blocks_writes: l.blocksWrites,
});

const loss = (l: Loss): Json => ({
  kind: l.kind,
  table: showTable(l.table),
  column: l.column,
  rows: l.rows ?? null,
});

const up = (m: Migration): ReadonlyArray<Json> =>
  m.up.flatMap((step) =>
    step.statements.map((s) => ({
      sql: s.sql,
      transaction: s.transaction,
      lock: s.locks[0] === undefined ? null : lock(s.locks[0]),
      also_locks: s.locks.slice(1).map(lock),
    })),
  );

/** What a step loses is said at its first statement: the step is one. */
const down = (m: Migration): ReadonlyArray<Json> =>
  m.down.flatMap((step) =>
    step.statements.map((s, i) => ({
      sql: s.sql,
      transaction: s.transaction,
      loses: i > 0 || step.loses.length === 0 ? null : step.loses.map(loss),
    })),
  );

const fileOf = (files: ReadonlyArray<EmittedFile>, migration: number, direction: 'up' | 'down') =>
  files.find(
    (f) => f.migration === migration && (f.direction === direction || (direction === 'up' && f.direction === 'both')),
  );

const migration = (m: Migration, i: number, o: JsonOptions): Json => {
  const file = fileOf(o.files, i, 'up');
  const undo = fileOf(o.files, i, 'down');
  return {
    migration_name: m.name,
    filename: file?.path ?? null,
    phase: m.phase,
    label: m.label,
    operations: operationsOf(m.up, o.spelling),
    rollback: operationsOf(m.down, o.spelling),
    irreversible: m.irreversible.map((x) => ({
      operation: operationJson(x.intent, { spelling: o.spelling, statement: null }),
      because: x.because,
    })),
    up: up(m),
    down: down(m),
    contents: file?.contents ?? null,
    rollback_filename: undo?.path ?? null,
    rollback_contents: undo?.contents ?? null,
  };
};

export const planDocument = (plan: Plan, o: JsonOptions): Json => {
  const first = plan.migrations[0];
  return {
    migration_name: first?.name ?? null,
    filename: fileOf(o.files, 0, 'up')?.path ?? null,
    operations: first === undefined ? [] : operationsOf(first.up, o.spelling),
    rollback: first === undefined ? [] : operationsOf(first.down, o.spelling),
    safety: {
      issues: plan.findings.filter((f) => f.level === 'error').map(finding),
      warnings: plan.findings.filter((f) => f.level !== 'error').map(finding),
      verdict: plan.verdict,
      estimated_duration_ms: plan.estimatedDurationMs,
    },
    schema_version: schemaVersion,
    dialect: plan.dialect,
    server_version: plan.serverVersion,
    two_phase: isTwoPhase(plan),
    assumes: plan.assumes,
    migrations: plan.migrations.map((m, i) => migration(m, i, o)),
    exit_code: o.exitCode,
  };
};

/** What goes to stdout when there is no plan. */
export interface Failure {
  /** Stable, dotted: `spec.unknown-key`, `database.unreachable`, `usage.unknown-option`, `defect`. */
  readonly code: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly hint: string | null;
}

export const failureOf = (p: Problem): Failure => ({
  code: p.code,
  message: sentence(p),
  file: p.at?.file ?? null,
  line: p.at?.line ?? null,
  column: p.at?.column ?? null,
  hint: p.hint,
});

export const errorDocument = (failures: ReadonlyArray<Failure>, exitCode: number): Json => ({
  schema_version: schemaVersion,
  error: { ...(failures[0] ?? { code: 'defect', message: '', file: null, line: null, column: null, hint: null }) },
  problems: failures.map((f) => ({ ...f })),
  exit_code: exitCode,
});

export const jsonText = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;

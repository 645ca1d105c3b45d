/**
 * A safety check: what it looks at in a plan, what it asks the database about it, and what it says to the answer. One law
 * holds for all of them: an answer nobody could give is a finding. Silence must be earned by data.
 */
import type { ProbeDialect } from '../dialect/probe.js';
import type { QName } from '../ir/name.js';
import type { Evidence, Finding } from '../plan/plan.js';
import type { Select } from '../sql/select.js';
import type { PlanFacts } from './facts/facts.js';

export interface Page {
  /** One line. */
  readonly title: string;
  /** What goes wrong, when, and on which engines. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Counting queries that together answer one question. Each gives one row of whole numbers. */
export interface Question {
  readonly selects: ReadonlyArray<Select>;
  /** The engine's own text instead (statistics and settings). */
  readonly asked: string | null;
  /** The server works out what the change would: a value it cannot bear is an answer, not a failure. */
  readonly trial: boolean;
  /**
   * Nothing of it is ever worked out: whether the server takes its very words is the question, and a server that does not
   * gives an answer, not a failure.
   */
  readonly words: boolean;
  /** With this, only zero is an answer (no expression says the whole truth, but no row means no trouble). */
  readonly onlyZero: string | null;
  /** The number of this table's rows: where counting takes too long, the server's statistics are good enough. */
  readonly estimate: QName | null;
}

export interface Known {
  readonly kind: 'Known';
  readonly counts: Readonly<Record<string, number>>;
  /** The server refused a value while it worked out the question; how many, it does not say. */
  readonly refused: boolean;
  /** By statistics, not by counting. */
  readonly estimated: boolean;
}

export interface Unknown {
  readonly kind: 'Unknown';
  /** False when there is no database, so that nobody was asked. */
  readonly asked: boolean;
  readonly why: string;
}

export type Answer = Known | Unknown;

export interface SafetyCheck<S> {
  /** kebab-case, stable: programs and people look for it. */
  readonly code: string;
  readonly page: Page;
  /** What it finds is that rows or values go: a person may agree to it (`--force`, `--confirm`). */
  readonly loses: boolean;
  readonly appliesTo: (facts: PlanFacts) => ReadonlyArray<S>;
  /** Null: the plan itself is the answer, no row has a say. */
  readonly probe: (subject: S, dialect: ProbeDialect) => Question | null;
  readonly judge: (subject: S, answer: Answer) => Finding | null;
}

/** One question of one check, ready to be asked and judged. */
export interface Inquiry {
  readonly code: string;
  readonly question: Question | null;
  readonly judge: (answer: Answer) => Finding | null;
}

export interface Check {
  readonly code: string;
  readonly page: Page;
  readonly loses: boolean;
  readonly inquire: (facts: PlanFacts) => ReadonlyArray<Inquiry>;
}

/** Forgets the subject's type, so that checks of all kinds stand in one list. */
export const check = <S>(c: SafetyCheck<S>): Check => ({
  code: c.code,
  page: c.page,
  loses: c.loses,
  inquire: (facts) =>
    c.appliesTo(facts).map((subject) => ({
      code: c.code,
      question: c.probe(subject, facts.dialect.probe),
      judge: (answer) => c.judge(subject, answer),
    })),
});

export const question = (...selects: ReadonlyArray<Select>): Question => ({
  selects,
  asked: null,
  trial: false,
  words: false,
  onlyZero: null,
  estimate: null,
});

/** A question in the engine's own words. */
export const inWords = (sql: string): Question => ({ ...question(), asked: sql });

export const count = (answer: Known, name = 'n'): number => answer.counts[name] ?? 0;

export const nothingAsked: Unknown = { kind: 'Unknown', asked: false, why: 'no database was asked' };
export const byPlan: Known = { kind: 'Known', counts: {}, refused: false, estimated: false };

export interface Place {
  readonly table: QName | null;
  readonly column: string | null;
}

/** What nobody could answer: open until somebody does. Offline it is an assumption, online a failure to prove. */
export const open = (a: Unknown): Evidence => (a.asked ? { kind: 'unknown', why: a.why } : { kind: 'assumed' });

export const exact = (n: number): Evidence => ({ kind: 'exact', count: n });
/** For what hurts but cannot fail: without a database it is a note, a failed question is a doubt. */
export const advice = (a: Unknown): Finding['level'] => (a.asked ? 'warn' : 'info');
/** The plan itself says so, whatever the rows. */
export const plain: Evidence = { kind: 'plan' };

/** `1 row`, `247 rows`. */
export const rows = (n: number): string => `${n} row${n === 1 ? '' : 's'}`;
/** `1 row has`, `2 rows have`. */
export const rowsHave = (n: number): string => `${rows(n)} ${n === 1 ? 'has' : 'have'}`;

export const finding = (
  code: string,
  level: Finding['level'],
  at: Place,
  message: string,
  evidence: Evidence,
  remedy: string | null = null,
): Finding => ({ code, level, table: at.table, column: at.column, message, evidence, remedy });

/**
 * A Problem: input that cannot be compiled. It holds data; the sentence is made in report/problem-words.ts, keyed by code.
 * Problems are collected, never only the first.
 */
export interface Position {
  readonly file: string;
  /** 1-based; null when the source has no lines (a database, a flag). */
  readonly line: number | null;
  readonly column: number | null;
}

/** Add a code here and its words in report/problem-words.ts; the compiler holds the two together. */
export type ProblemCode =
  // specs and other sources
  | 'source.unreadable'
  | 'source.too-large'
  | 'source.syntax'
  | 'source.unsupported'
  | 'source.conflict'
  | 'source.empty'
  | 'spec.unknown-key'
  | 'spec.expected'
  | 'spec.unknown-type'
  | 'spec.bad-value'
  | 'spec.missing-key'
  | 'spec.unknown-column'
  | 'spec.ambiguous-scalar'
  | 'spec.duplicate-key'
  | 'spec.forbidden-name'
  | 'spec.conflict'
  | 'expression.syntax'
  // entity classes and framework schemas
  | 'entity.unknown'
  | 'entity.computed'
  | 'entity.invalid'
  | 'entity.unsupported'
  | 'entity.unresolved'
  // renames and other declarations
  | 'rename.unmatched'
  | 'rename.conflict'
  | 'rename.malformed'
  // schema
  | 'schema.missing-table'
  | 'schema.missing-column'
  | 'schema.missing-object'
  | 'schema.duplicate'
  | 'schema.invalid'
  // what a dialect cannot do
  | 'dialect.unsupported'
  | 'dialect.expression'
  | 'dialect.type'
  | 'dialect.identifier'
  | 'dialect.name-taken'
  | 'dialect.refused'
  | 'plan.cycle'
  | 'plan.opaque'
  | 'plan.two-phase'
  | 'option.invalid'
  | 'option.unmatched'
  | 'emit.unsupported';

export interface Problem {
  readonly code: ProblemCode;
  /** What the sentence names: keys are the code's own, values are shown escaped. */
  readonly data: Readonly<Record<string, string>>;
  readonly at: Position | null;
  /** What to do about it: one imperative sentence, or null when the words of the code already say it. */
  readonly hint: string | null;
}

export const problem = (
  code: ProblemCode,
  data: Readonly<Record<string, string>> = {},
  at: Position | null = null,
  hint: string | null = null,
): Problem => ({ code, data, at, hint });

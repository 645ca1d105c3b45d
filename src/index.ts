/** The library: `plan()` and the types of what goes in and comes out. */
export { type PlanOptions, plan } from './compile.js';
export type { Dialect, Lock, ServerVersion } from './dialect/dialect.js';
export { dialectOf, parseVersion } from './dialect/registry.js';
export type { Intent, IntentKind, Loss } from './intent/algebra.js';
export { type DataRule, type Desired, type Ownership, type Rename, whole } from './ir/desired.js';
export type { DialectId, Expr } from './ir/expression.js';
export { type QName, qname } from './ir/name.js';
export type { Position, Problem, ProblemCode } from './ir/problem.js';
export type { Column, Schema, Table } from './ir/schema.js';
export type { DataType } from './ir/type.js';
export type {
  DownStep,
  Evidence,
  Finding,
  Migration,
  Phase,
  Plan,
  SqlStatement,
  Step,
  Verdict,
} from './plan/plan.js';

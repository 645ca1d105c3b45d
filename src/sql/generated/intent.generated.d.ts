import type { Intent } from '../../intent/algebra.js';
import type { Expr } from '../../ir/expression.js';

export interface IntentOptions {
  /** An expression, or a text that says what is wrong. */
  readonly sql: (text: string) => Expr | string;
  readonly isBinaryOperator: (op: string) => boolean;
}
/** Throws `SyntaxError`. */
export const parse: (line: string, options: IntentOptions) => Intent;

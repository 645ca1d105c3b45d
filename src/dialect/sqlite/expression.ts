/** Expressions as SQLite spells them. */
import type { Expr } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import type { Validated } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import { printExpression } from '../../sql/print-expression.js';
import { quote, quoteString } from './quote.js';

/** TRUE and FALSE are words since 3.23 (https://www.sqlite.org/lang_expr.html#boolean_expressions). */
export const printExpr: (e: Expr) => Validated<Problem, string> = printExpression({
  dialect: 'sqlite',
  name: 'SQLite',
  quote,
  string: quoteString,
  boolean: (v) => (v ? 'TRUE' : 'FALSE'),
  bytes: (hex) => `X'${hex}'`,
});

/** What the grammar cannot say stays the engine's own text. */
export const readExpr = (sql: string): Expr => {
  const parsed = parseExpression(sql, 'sqlite');
  return parsed._tag === 'Right' ? parsed.right : { kind: 'Native', text: { sqlite: sql } };
};

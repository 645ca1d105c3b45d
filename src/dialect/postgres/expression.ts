/** Expressions as PostgreSQL spells them. https://www.postgresql.org/docs/18/sql-expressions.html */
import type { Expr } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import type { Validated } from '../../prelude.js';
import { printExpression } from '../../sql/print-expression.js';
import { quote, quoteText } from './quote.js';

export const printExpr: (e: Expr) => Validated<Problem, string> = printExpression({
  dialect: 'postgres',
  name: 'PostgreSQL',
  quote,
  string: quoteText,
  boolean: (value) => (value ? 'true' : 'false'),
  bytes: (hex) => `'\\x${hex.toLowerCase()}'::bytea`,
});

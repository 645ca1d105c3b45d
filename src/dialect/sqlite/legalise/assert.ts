/**
 * Only a trigger can fail with a text of its own, RAISE (https://www.sqlite.org/lang_createtrigger.html#raise), so a
 * temporary table gets one that refuses every row, and is given a row when there is one that violates. Nothing of it is in
 * the file, and where the transaction is not undone it goes with the connection, or at the next try.
 */
import type { Problem } from '../../../ir/problem.js';
import { map, type Validated } from '../../../prelude.js';
import type { Statement, StatementByKind } from '../../../sql/ast.js';
import { toSqlite } from '../../../sql/portable.js';
import { printExpr } from '../expression.js';
import { quote, quoteString } from '../quote.js';

const verbatim = (sql: string): Statement => ({ kind: 'Verbatim', sql, touches: null });

const name = '"_altair_assert"';

/** RAISE takes a literal only, and U+0000 can stand in none. */
const literal = (message: string): string => quoteString(message.replaceAll('\u0000', '\ufffd'));

export const asserting = (s: StatementByKind['Assert']): Validated<Problem, ReadonlyArray<Statement>> =>
  map((violating: string) =>
    [
      `DROP TABLE IF EXISTS temp.${name}`,
      `CREATE TEMP TABLE ${name} ("row" INTEGER)`,
      `CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON ${name} BEGIN SELECT RAISE(ABORT, ${literal(s.message)}); END`,
      `INSERT INTO temp.${name} SELECT 1 FROM main.${quote(s.table.name)} WHERE ${violating} LIMIT 1`,
      `DROP TABLE temp.${name}`,
    ].map(verbatim),
  )(printExpr(toSqlite(s.violating)));

/**
 * Portable SQL in the words of each engine. Portable means PostgreSQL's standard spelling (`a || b`, `split_part`,
 * `extract(year from x)`, `cast(x as int)`), so that PostgreSQL needs little. A function that only one engine knows goes
 * through unchanged. Rewriting is idempotent and leaves alone what the engine's own catalog prints.
 *
 * Differences that remain, because the engine's own function has the same name and must keep its meaning:
 * MySQL's greatest/least give NULL for any NULL, its concat too; substr with a start below 1 counts from the end in
 * MySQL and SQLite; text compares by the column's collation; random() is a whole number in SQLite, and LIKE ignores the
 * case of ASCII letters there; trim of several characters takes off the whole text in MySQL, any of them elsewhere.
 */
import { E, type Expr } from '../ir/expression.js';
import type { ExprStyle } from './print-expression.js';
import { mariadbParts, mysqlParts } from './rewrite/mysql.js';
import { type Rule, rewriteWith, typeParts } from './rewrite/rule.js';
import { sqliteParts } from './rewrite/sqlite.js';

/** Words for types that specs and other engines use. */
const postgresTypes: Readonly<Record<string, string>> = {
  string: 'text',
  datetime: 'timestamp',
  double: 'double precision',
  float: 'double precision',
  tinyint: 'smallint',
  signed: 'bigint',
  blob: 'bytea',
  binary: 'bytea',
};
const postgresRule: Rule = (e) => {
  if (e.kind !== 'Cast') return null;
  const { base, args } = typeParts(e.type);
  // PostgreSQL's char is char(1) and prints as that.
  if (e.type === 'char' || e.type === 'character') return E.cast(e.arg, 'character(1)');
  const own = Object.hasOwn(postgresTypes, base) ? postgresTypes[base] : undefined;
  return own === undefined ? null : E.cast(e.arg, `${own}${base === 'datetime' ? args : ''}`);
};

export const toPostgres: (e: Expr) => Expr = rewriteWith({}, postgresRule);
export const toMySql: (e: Expr) => Expr = rewriteWith(mysqlParts.functions, mysqlParts.rule);
export const toMariaDb: (e: Expr) => Expr = rewriteWith(mariadbParts.functions, mariadbParts.rule);
export const toSqlite: (e: Expr) => Expr = rewriteWith(sqliteParts.functions, sqliteParts.rule);

/** Portable SQL as people read it, not as an engine is asked. */
export const portableStyle = (quote: (id: string) => string): ExprStyle => ({
  dialect: 'postgres',
  name: 'portable SQL',
  quote,
  string: (v) => `'${v.replaceAll("'", "''")}'`,
  boolean: String,
  bytes: (hex) => `x'${hex}'`,
});

/**
 * How tightly operators bind, loosest first. The reader and the printer use the same tables, so that what one writes
 * the other reads. Sources: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE,
 * https://dev.mysql.com/doc/refman/8.4/en/expressions.html (the grammar there, not the table: LIKE, IN and BETWEEN bind
 * tighter than `=`), https://sqlite.org/lang_expr.html.
 */
import type { DialectId } from '../ir/expression.js';

/** Which lexical rules a text follows: quoting, casts, introducers, meaning of `||`. */
export type Flavour = 'portable' | DialectId;

const both = (...words: ReadonlyArray<string>): ReadonlyArray<string> => words.flatMap((w) => [w, `not ${w}`]);

const standard: ReadonlyArray<ReadonlyArray<string>> = [
  ['or'],
  ['and'],
  ['not'],
  ['is', 'is true', 'is distinct from', 'is not distinct from'],
  ['=', '<>', '!=', '<', '<=', '>', '>='],
  [...both('like', 'ilike', 'similar to', 'regexp', 'between', 'in'), 'escape'],
  ['other', 'prefix ~'],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
  ['at time zone'],
  ['collate'],
  ['prefix -', 'prefix +'],
];

const mysql: ReadonlyArray<ReadonlyArray<string>> = [
  ['or'],
  ['xor'],
  ['and'],
  ['not'],
  ['is true'],
  ['=', '<>', '<', '<=', '>', '>=', 'is', 'is not distinct from', 'is distinct from'],
  [...both('like', 'regexp', 'between', 'in'), 'escape'],
  ['other'],
  ['|'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%', 'div'],
  ['^'],
  ['prefix -', 'prefix +', 'prefix ~'],
  ['prefix !', 'prefix binary', 'collate'],
  ['->', '->>'],
];

const sqlite: ReadonlyArray<ReadonlyArray<string>> = [
  ['or'],
  ['and'],
  ['not'],
  [
    '=',
    '<>',
    'is',
    'is true',
    'is distinct from',
    'is not distinct from',
    ...both('like', 'regexp', 'glob', 'match', 'between', 'in'),
    'escape',
  ],
  ['<', '<=', '>', '>='],
  ['other', '&', '|', '<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['||', '->', '->>'],
  ['collate'],
  ['prefix -', 'prefix +', 'prefix ~'],
];

const levels = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, i) => row.map((op): [string, number] => [op, i + 1])));

const tables: Readonly<Record<Flavour, ReadonlyMap<string, number>>> = {
  portable: levels(standard),
  postgres: levels(standard),
  mysql: levels(mysql),
  mariadb: levels(mysql),
  sqlite: levels(sqlite),
};

/** An operator that no table names binds like `||` does in PostgreSQL. */
export const levelOf = (flavour: Flavour, op: string): number =>
  tables[flavour].get(op) ?? tables[flavour].get('other') ?? 1;

/** Tighter than any operator. */
export const atomLevel = 100;

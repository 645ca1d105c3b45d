import { describe, expect, it } from 'vitest';
import { pdoText } from '../../src/emit/cycle/pdo.js';
import { isLeft } from '../../src/prelude.js';

const text = (dialect: 'postgres' | 'mysql' | 'sqlite', sql: string): string => {
  const made = pdoText(dialect, sql);
  return isLeft(made) ? `refused ${made.left[0]?.data['what']}` : made.right;
};

describe('pdoText', () => {
  it.each([
    [`SELECT doc ? 'a', doc ?| x`, `SELECT doc ?? 'a', doc ??| x`],
    [`SELECT '?', "?", E'?\\'?'`, `SELECT '?', "?", E'?\\'?'`],
    [`SELECT x::text, a[1:n], a[:n]`, `SELECT x::text, a[1: n], a[: n]`],
    [`DEFAULT 'C:\\'`, `DEFAULT E'C:\\\\'`],
    [`DEFAULT 'a''\\?'`, `DEFAULT E'a''\\\\?'`],
    [`"col\\" "q?"`, `U&"col\\\\" "q?"`],
    [`U&"d\\0061t" U&'\\0061'`, `U&"d\\0061t" U&'\\0061'`],
    [`DO $x$ SELECT '\\', ? $x$`, `DO E' SELECT ''\\\\'', ? '`],
    [`SELECT B'101', n.b'x'`, `SELECT B'101', n.b'x'`],
    [`a$b$ 'x' $c$`, `a$b$ 'x' $c$`],
  ])('postgres: %s', (sql, expected) => expect(text('postgres', sql)).toBe(expected));

  it.each([
    ["ALTER TABLE `t` ADD `a?b` varchar(9) DEFAULT '?:x'", "ALTER TABLE `t` ADD `a?b` varchar(9) DEFAULT '?:x'"],
    ['ALTER TABLE `t` ADD `a :b` int', 'refused :b'],
    ["ALTER TABLE `o'b` ADD `x` varchar(9) DEFAULT ':y'", 'refused :y'],
    ['ALTER TABLE `t` ADD `a:b` int', 'ALTER TABLE `t` ADD `a:b` int'],
  ])('mysql: %s', (sql, expected) => expect(text('mysql', sql)).toBe(expected));

  it('leaves SQLite’s text alone', () => expect(text('sqlite', `SELECT '\\' ? :x`)).toBe(`SELECT '\\' ? :x`));
});

/**
 * What a statement must look like to get through PDO unharmed. Cycle prepares everything it executes, and before the
 * server sees a text, PDO looks for placeholders in it. Its scanner knew one set of quoting rules for all engines until
 * PHP 8.4 gave each driver its own (https://wiki.php.net/rfc/pdo_driver_specific_parsers); a class must be read alike by
 * both. php-src: ext/pdo/pdo_sql_parser.re, ext/pdo_pgsql/pgsql_sql_parser.re, ext/pdo_mysql/mysql_sql_parser.re.
 */
import type { DialectId } from '../../ir/expression.js';
import { type Problem, problem } from '../../ir/problem.js';
import { left, right, type Validated } from '../../prelude.js';

/** Lexical pieces of PostgreSQL's SQL that matter here; what is between them is the rest. */
const pieces =
  /(?<dollar>(?<![A-Za-z0-9_$\u0080-\uffff])\$(?<tag>[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$[\s\S]*?\$\k<tag>\$)|(?<escaped>(?<![A-Za-z0-9_$\u0080-\uffff])[eE]'(?:[^'\\]|''|\\[\s\S])*')|(?<coded>(?<![A-Za-z0-9_$\u0080-\uffff])[uU]&(?:'(?:[^']|'')*'|"(?:[^"]|"")*"))|(?<prefixed>(?<![A-Za-z0-9_$\u0080-\uffff])[bBxXnN]'[^']*')|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<casts>:{2,})|(?<bind>:(?=[A-Za-z0-9_]))|(?<question>\?)/gu;

/**
 * `?` and `:name` outside quotes are taken for placeholders: the first is written twice, the second gets a space. A
 * backslash in quotes is an escape for the older scanner only, so it is written in a form where it is one for both.
 */
const postgres = (sql: string): string =>
  sql.replace(pieces, (...found) => {
    const piece: string = found[0];
    const groups: Readonly<Record<string, string | undefined>> = found[found.length - 1];
    if (groups['dollar'] !== undefined) {
      const tag = `$${groups['tag'] ?? ''}$`;
      const inner = piece.slice(tag.length, -tag.length);
      return `E'${inner.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
    }
    if (groups['text'] !== undefined && piece.includes('\\')) return `E${piece.replace(/\\/g, '\\\\')}`;
    if (groups['name'] !== undefined && piece.includes('\\')) return `U&${piece.replace(/\\/g, '\\\\')}`;
    if (groups['bind'] !== undefined) return ': ';
    if (groups['question'] !== undefined) return '??';
    return piece;
  });

/** The scanner of PHP before 8.4: no backquotes, and a backslash escapes in every quote. */
const oldScanner =
  /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|:{2,}|(?<bind>:[A-Za-z0-9_]+)|(?<twice>\?{2})|\/\*[\s\S]*?\*\/|--[^\r\n]*|[:?"'\-/]|[^:?"'\-/]+/g;

/**
 * pdo_mysql hands `?` on as it stands and knows no escape for anything. A `:name` or `??` that the older scanner
 * sees (it can only stand inside a backquoted name) would be replaced, so such a name is refused rather than mangled.
 */
const mysql = (sql: string): Validated<Problem, string> => {
  for (const token of sql.matchAll(oldScanner)) {
    const { bind, twice } = token.groups ?? {};
    const what = twice ?? (/[A-Za-z0-9]/.test(sql.charAt(token.index - 1)) ? undefined : bind);
    if (what === undefined) continue;
    return left([
      problem(
        'emit.unsupported',
        { emitter: 'cycle', what, why: 'PDO takes it for a placeholder' },
        null,
        'Write this migration with --emit=sql.',
      ),
    ]);
  }
  return right(sql);
};

/** pdo_sqlite leaves the text to SQLite. */
const sqlite = (sql: string): Validated<Problem, string> => right(sql);

const throughPdo: Readonly<Record<DialectId, (sql: string) => Validated<Problem, string>>> = {
  postgres: (sql) => right(postgres(sql)),
  mysql,
  mariadb: mysql,
  sqlite,
};

export const pdoText = (dialect: DialectId, sql: string): Validated<Problem, string> => throughPdo[dialect](sql);

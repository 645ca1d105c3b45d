/**
 * Plain SQL: one file up, one down, for an engine's own client or any runner that takes files. Comments hold our own words
 * only: a name in a comment could hold a line break, and what follows it a client's shell command.
 */
import type { DialectId } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Migration, Plan, Step } from '../plan/plan.js';
import { collect, left, map, right, type Validated } from '../prelude.js';
import { type Block, blocks, isOneWay } from './blocks.js';
import type { EmittedFile, Emitter } from './emitter.js';
import { migrationNames, pathIn, slug } from './file-name.js';

/** How each client is told to stop at the first error; the others do by themselves. */
const runWith: Readonly<Record<DialectId, string>> = {
  postgres: 'psql -v ON_ERROR_STOP=1 -f FILE',
  mysql: 'mysql DATABASE < FILE',
  mariadb: 'mariadb DATABASE < FILE',
  sqlite: 'sqlite3 -bail DATABASE < FILE',
};

/**
 * A client takes a file for text in the character set that it was set up for. PostgreSQL: that of the database, where none
 * is set (https://www.postgresql.org/docs/18/multibyte.html#MULTIBYTE-AUTOMATIC-CONVERSION); MySQL and MariaDB: that of
 * the locale or of an option file (https://dev.mysql.com/doc/refman/8.4/en/charset-connection.html). SQLite knows one.
 */
const characters: Readonly<Record<DialectId, string | null>> = {
  postgres: `SET client_encoding = 'UTF8'`,
  mysql: 'SET NAMES utf8mb4',
  mariadb: 'SET NAMES utf8mb4',
  sqlite: null,
};

/** These clients read a line up to its end and put a U+000A there, also inside quotes, whatever the end was. */
const endsLines: Readonly<Record<DialectId, RegExp | null>> = {
  postgres: null,
  mysql: /\r\n/,
  mariadb: /\r\n/,
  sqlite: /\r\n/,
};

/** Fails on every engine, so that no runner notes as undone what was not. */
const refuse = 'SELECT cannot_be_undone FROM altair_this_migration_cannot_be_undone';

const statement = (sql: string): string => `${sql};`;

const lines = (b: Block): string => b.statements.map(statement).join('\n');

const block = (b: Block): string => (b.transaction === null ? lines(b) : `BEGIN;\n${lines(b)}\nCOMMIT;`);

/** Settings of a session are no part of the work. */
const isSetting = (b: Block): boolean => b.statements.every((s) => /^(?:SET|PRAGMA) /.test(s));

const goOn = 'If one fails, those before it stay done: plan again, and the new plan goes on from there.';

/** Where it stopped is seen in the file. */
const inParts = (all: ReadonlyArray<Block>, show: (b: Block) => string, gap: string): string => {
  const parts = all.filter((b) => !isSetting(b));
  if (parts.length < 2) return all.map(show).join(gap);
  let n = 0;
  const numbered = all.map((b) => {
    if (isSetting(b)) return show(b);
    n += 1;
    return `-- Part ${n} of ${parts.length}\n${show(b)}`;
  });
  return [`-- Committed in ${parts.length} parts. ${goOn}`, ...numbered].join(gap);
};

/** Where DDL commits by itself, there are no transactions to show. */
const body = (dialect: DialectId, steps: ReadonlyArray<Step>, transactional: boolean): Validated<Problem, string> => {
  const all = blocks(steps);
  const text = transactional ? inParts(all, block, '\n\n') : inParts(all, lines, '\n');
  if (endsLines[dialect]?.test(text) === true)
    return left([
      problem(
        'emit.unsupported',
        { emitter: 'sql', what: 'a name or text with U+000D U+000A', why: 'the client makes one character of the two' },
        null,
        'Write this migration with --emit=cycle, or choose another name or text.',
      ),
    ]);
  const said = /[^\u0000-\u007f]/.test(text) ? characters[dialect] : null;
  return right(text === '' ? '-- Nothing to do.\n' : `${said === null ? '' : `${statement(said)}\n\n`}${text}\n`);
};

const header = (plan: Plan, migration: Migration, direction: 'up' | 'down'): string =>
  [
    `-- ${slug(migration.name)} (${direction})${migration.phase === null ? '' : `, ${migration.phase}`}`,
    `-- For ${plan.dialectName} ${version(plan)}. Run with: ${runWith[plan.dialect]}`,
    '',
    '',
  ].join('\n');

/** A server says its version itself, so only figures and dots of it are repeated. */
export const version = (plan: Plan): string => /^[0-9]+(\.[0-9]+)*/.exec(plan.serverVersion)?.[0] ?? '';

const down = (plan: Plan, migration: Migration, transactional: boolean): Validated<Problem, string> => {
  if (isOneWay(migration))
    return right(`-- This migration cannot be undone; the statement below fails on purpose.\n${statement(refuse)}\n`);
  const note =
    migration.irreversible.length === 0 ? '' : '-- Not everything comes back; the plan says what does not.\n';
  return map((text: string) => note + text)(body(plan.dialect, migration.down, transactional));
};

export const sql: Emitter = {
  id: 'sql',
  extension: '.sql',
  files: (plan, options) => {
    const names = migrationNames(plan.migrations, options, ['.up.sql', '.down.sql']);
    return collect(
      plan.migrations.flatMap((migration, i) => {
        const file = (direction: 'up' | 'down', text: Validated<Problem, string>) =>
          map(
            (contents: string): EmittedFile => ({
              path: pathIn(options.directory, `${names[i]?.stem ?? slug(migration.name)}.${direction}.sql`),
              contents: header(plan, migration, direction) + contents,
              migration: i,
              direction,
            }),
          )(text);
        return [
          file('up', body(plan.dialect, migration.up, options.transactional)),
          file('down', down(plan, migration, options.transactional)),
        ];
      }),
    );
  },
};

/**
 * Plain SQL: one file up, one down, for an engine's own client or any runner that takes files. Comments hold our own words
 * only: a name in a comment could hold a line break, and what follows it a client's shell command.
 */
import type { DialectId } from '../ir/expression.js';
import type { Migration, Plan, Step } from '../plan/plan.js';
import { right } from '../prelude.js';
import { type Block, blocks, isOneWay } from './blocks.js';
import type { Emitter } from './emitter.js';
import { migrationNames, pathIn, slug } from './file-name.js';

/** How each client is told to stop at the first error; the others do by themselves. */
const runWith: Readonly<Record<DialectId, string>> = {
  postgres: 'psql -v ON_ERROR_STOP=1 -f FILE',
  mysql: 'mysql DATABASE < FILE',
  mariadb: 'mariadb DATABASE < FILE',
  sqlite: 'sqlite3 -bail DATABASE < FILE',
};

/** Fails on every engine, so that no runner notes as undone what was not. */
const refuse = 'SELECT cannot_be_undone FROM altair_this_migration_cannot_be_undone';

const statement = (sql: string): string => `${sql};`;

const lines = (b: Block): string => b.statements.map(statement).join('\n');

const block = (b: Block): string => (b.transaction === null ? lines(b) : `BEGIN;\n${lines(b)}\nCOMMIT;`);

/** Where DDL commits by itself, there are no transactions to show. */
const body = (steps: ReadonlyArray<Step>, transactional: boolean): string => {
  const all = blocks(steps);
  const text = transactional ? all.map(block).join('\n\n') : all.map(lines).join('\n');
  return text === '' ? '-- Nothing to do.\n' : `${text}\n`;
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

const down = (migration: Migration, transactional: boolean): string => {
  if (isOneWay(migration))
    return `-- This migration cannot be undone; the statement below fails on purpose.\n${statement(refuse)}\n`;
  const note =
    migration.irreversible.length === 0 ? '' : '-- Not everything comes back; the plan says what does not.\n';
  return note + body(migration.down, transactional);
};

export const sql: Emitter = {
  id: 'sql',
  extension: '.sql',
  files: (plan, options) => {
    const names = migrationNames(plan.migrations, options, ['.up.sql', '.down.sql']);
    return right(
      plan.migrations.flatMap((migration, i) => {
        const path = (direction: 'up' | 'down') =>
          pathIn(options.directory, `${names[i]?.stem ?? slug(migration.name)}.${direction}.sql`);
        return [
          {
            path: path('up'),
            contents: header(plan, migration, 'up') + body(migration.up, options.transactional),
            migration: i,
            direction: 'up' as const,
          },
          {
            path: path('down'),
            contents: header(plan, migration, 'down') + down(migration, options.transactional),
            migration: i,
            direction: 'down' as const,
          },
        ];
      }),
    );
  },
};

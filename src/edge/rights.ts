/**
 * What the role of a connection may do, asked of the server's own catalog, and the proof that the connection cannot
 * write: a temporary table, which would hurt nobody, is refused.
 */

import type { DialectId } from '../ir/expression.js';
import { type Either, isLeft, right } from '../prelude.js';
import type { Database, Fault } from './database.js';

export interface Rights {
  /** What the role may do beyond reading; empty is best. */
  readonly mayWrite: ReadonlyArray<string>;
  /** Tables whose rows the role may not read: what is asked about them stays unproven. */
  readonly unreadable: number;
}

/** One row: `unreadable`, a number; every other column a right by its name, true or 1 when the role has it. */
const questions: Readonly<Record<DialectId, string | null>> = {
  // https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-ACCESS
  postgres: `SELECT count(*) FILTER (WHERE NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')) AS unreadable,
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS superuser,
    coalesce(bool_or(pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')), false) AS "change rows",
    pg_catalog.has_database_privilege(current_database(), 'CREATE') AS "create schemas"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  // A role sees its own lines of these tables only: https://dev.mysql.com/doc/refman/8.4/en/information-schema-user-privileges-table.html
  mysql: privileges(),
  mariadb: privileges(),
  sqlite: null,
};

function privileges(): string {
  const of = (kinds: string): string => `coalesce(max(p IN (${kinds})), 0)`;
  return `SELECT 0 AS unreadable, ${of("'SUPER'")} AS \`superuser\`, ${of("'INSERT', 'UPDATE', 'DELETE'")} AS \`change rows\`,
    ${of("'CREATE', 'ALTER', 'DROP'")} AS \`change tables\` FROM (
      SELECT privilege_type AS p FROM information_schema.user_privileges
      UNION ALL SELECT privilege_type FROM information_schema.schema_privileges WHERE table_schema = database()
      UNION ALL SELECT privilege_type FROM information_schema.table_privileges WHERE table_schema = database()) AS rights`;
}

const isTrue = (value: unknown): boolean => value === true || value === 't' || value === 1 || value === '1';

/** Null: the engine has no roles (SQLite: the file's own permissions decide). */
export const rightsOf = async (database: Database): Promise<Either<Fault, Rights | null>> => {
  const sql = questions[database.dialect.id];
  if (sql === null) return right(null);
  const rows = await database.query(sql);
  if (isLeft(rows)) return rows;
  const { unreadable, ...may } = rows.right[0] ?? {};
  return right({
    mayWrite: Object.entries(may).flatMap(([name, has]) => (isTrue(has) ? [name] : [])),
    unreadable: Number(unreadable ?? 0),
  });
};

/** True when the server refused; anything else is no proof. */
export const refusesToWrite = async (database: Database): Promise<boolean> => {
  const answer = await database.query('CREATE TEMPORARY TABLE altair_doctor (n integer)');
  return isLeft(answer) && (answer.left.code === 'not-read-only' || readOnly.has(answer.left.sqlState ?? ''));
};

const readOnly: ReadonlySet<string> = new Set(['25006', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', 'SQLITE_READONLY']);

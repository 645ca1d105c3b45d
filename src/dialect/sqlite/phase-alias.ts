/**
 * A view under a table's old name, with triggers that carry out what is written through it. What differs from a table:
 * no ON CONFLICT DO (an upsert is not for views), no row count (changes() is 0) and no last_insert_rowid() outside the
 * trigger; RETURNING gives what was written, not what was made of it; a column that is left out cannot be told from one
 * that is NULL, so NULL gets the column's default. https://www.sqlite.org/lang_createtrigger.html#instead_of_triggers,
 * https://www.sqlite.org/c3ref/changes.html, https://www.sqlite.org/lang_returning.html
 */
import { E } from '../../ir/expression.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { Column } from '../../ir/schema.js';
import { left, map, right, traverse, type Validated } from '../../prelude.js';
import { toSqlite } from '../../sql/portable.js';
import type { EngineObject, TableAlias } from '../phases.js';
import { sameId } from './ddl/tokens.js';
import { printExpr } from './expression.js';
import { likeItsRows } from './phase-sync.js';
import { quote } from './quote.js';

interface Shown {
  readonly name: string;
  readonly column: Column;
}

const shownOf = (a: TableAlias): Validated<Problem, ReadonlyArray<Shown>> =>
  traverse(a.columns, ({ name, of }): Validated<Problem, Shown> => {
    const column = a.table.columns.find((c) => sameId(c.name, of));
    return column === undefined
      ? left([problem('schema.missing-column', { table: a.table.name.name, column: of })])
      : right({ name, column });
  });

/** The value of a new row, or the default; the number that a key gives itself is its own affair. */
const inserted = ({ name, column }: Shown): Validated<Problem, string> => {
  const value = `NEW.${quote(name)}`;
  if (column.default === null) return right(value);
  const given = column.default.kind === 'Value' ? E.literal(column.default.value) : toSqlite(column.default.expr);
  return map((text: string) => `coalesce(${value}, ${text})`)(printExpr(given));
};

export const aliasObjects = (a: TableAlias): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const shown = shownOf(a);
  if (shown._tag === 'Left') return shown;
  // SQLite calls such a column of a view column1, … instead, whatever is said (sqlite3ColumnsFromExprList in select.c).
  if (shown.right.some((s) => /^(?:true|false)$/i.test(s.name)))
    return left([
      problem(
        'dialect.unsupported',
        { engine: 'SQLite', what: 'a view with a column called true or false', table: a.oldName.name },
        null,
        'Rename the table in one step (--strategy=single), or give the column another name first.',
      ),
    ]);
  const alike = likeItsRows(a.table);
  if (alike.length > 0) return left(alike);
  const keys = (a.table.primaryKey?.columns ?? []).map((k) => shown.right.find((s) => sameId(s.column.name, k.name)));
  if (keys.length === 0 || keys.includes(undefined))
    return left([
      problem(
        'dialect.unsupported',
        { engine: 'SQLite', what: 'the old name of a table without a primary key', table: a.table.name.name },
        null,
        'Give the table a primary key first, or rename it in one step (--strategy=single).',
      ),
    ]);
  const written = shown.right.filter((s) => s.column.generated === null);
  return map((values: ReadonlyArray<string>): ReadonlyArray<EngineObject> => {
    const [table, view] = [quote(a.table.name.name), quote(a.oldName.name)];
    const name = (s: Shown): string => quote(s.column.name);
    const row = keys.flatMap((k) => (k === undefined ? [] : [`${name(k)} IS OLD.${quote(k.name)}`])).join(' AND ');
    const trigger = (event: 'INSERT' | 'UPDATE' | 'DELETE', body: string): EngineObject => {
      const own = `${a.oldName.name}_altair_${event.toLowerCase()}`;
      return {
        object: {
          kind: 'trigger',
          name: { namespace: a.oldName.namespace, name: own },
          on: a.oldName,
          dependsOn: [
            { table: a.table.name, columns: a.columns.map((c) => c.of) },
            { table: a.oldName, columns: null },
          ],
          definition: [`CREATE TRIGGER ${quote(own)} INSTEAD OF ${event} ON ${view} BEGIN ${body}; END`],
        },
        drop: `DROP TRIGGER ${quote(own)}`,
      };
    };
    const columns = shown.right.map((s) => `${name(s)} AS ${quote(s.name)}`).join(', ');
    return [
      {
        object: {
          kind: 'view',
          name: a.oldName,
          on: null,
          dependsOn: [{ table: a.table.name, columns: a.columns.map((c) => c.of) }],
          definition: [`CREATE VIEW ${view} AS SELECT ${columns} FROM ${table}`],
        },
        drop: `DROP VIEW ${view}`,
      },
      trigger('INSERT', `INSERT INTO ${table} (${written.map(name).join(', ')}) VALUES (${values.join(', ')})`),
      trigger(
        'UPDATE',
        `UPDATE ${table} SET ${written.map((s) => `${name(s)} = NEW.${quote(s.name)}`).join(', ')} WHERE ${row}`,
      ),
      trigger('DELETE', `DELETE FROM ${table} WHERE ${row}`),
    ];
  })(traverse(written, inserted));
};

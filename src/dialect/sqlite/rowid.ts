/** The column that is the rowid itself (https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key). */
import type { Column, Table } from '../../ir/schema.js';
import { sameId } from './ddl/tokens.js';

const soleKey = (table: Table): Column | null => {
  const keys = table.primaryKey?.columns ?? [];
  const [key] = keys;
  if (key === undefined || keys.length > 1) return null;
  return table.columns.find((c) => sameId(c.name, key.name)) ?? null;
};

/** The sole column of the primary key. */
export const keyColumn = soleKey;

/** Exactly INTEGER PRIMARY KEY, not DESC, in a table that has a rowid. */
export const rowidAlias = (table: Table): Column | null => {
  const column = soleKey(table);
  if (column === null || table.options.withoutRowid || table.primaryKey?.columns[0]?.order === 'desc') return null;
  return column.type.kind === 'Integer' && column.type.bits === 32 && !column.type.unsigned ? column : null;
};

/** A name under which the rowid can be read, which no column hides; null when there is none. */
export const rowidName = (...tables: ReadonlyArray<Table>): string | null =>
  tables.some((t) => t.options.withoutRowid)
    ? null
    : (['rowid', '_rowid_', 'oid'].find((n) => !tables.some((t) => t.columns.some((c) => sameId(c.name, n)))) ?? null);

/** Rows that stand in the way of a constraint: kept in a table beside, then deleted or emptied of what offends. */
import type { Dialect } from '../dialect/dialect.js';
import type { Intent } from '../intent/algebra.js';
import { findTable } from '../intent/edit.js';
import type { QName } from '../ir/name.js';
import type { Column, Schema, Table } from '../ir/schema.js';
import type { RowSet } from '../sql/rows.js';
import { keptTable } from './kept-table.js';

export interface Work {
  /** The current schema after its renames, as intents speak of it. */
  readonly schema: Schema;
  readonly desired: Schema;
  readonly dialect: Dialect;
  /** Names of tables, in lower case; grows with each table beside. */
  readonly taken: Set<string>;
  readonly days: number | null;
}

/** Takes the name of the table beside, so that the next one gets another. */
export const keeping = (w: Work, asked: Parameters<typeof keptTable>[0]): ReturnType<typeof keptTable> => {
  const made = keptTable(asked, w.schema, w.taken, w.dialect);
  w.taken.add(made.kept.name.name.toLowerCase());
  return made;
};

/** The table as it stands when everything is added and nothing is dropped yet. */
const widest = (current: Table, desired: Table | undefined): ReadonlyArray<Column> => {
  const wanted = new Map((desired?.columns ?? []).map((c) => [c.name, c]));
  const own = new Set(current.columns.map((c) => c.name));
  return [
    ...current.columns.map((c) => wanted.get(c.name) ?? c),
    ...(desired?.columns ?? []).filter((c) => !own.has(c.name)),
  ].filter((c) => c.generated === null);
};

export interface Offence {
  readonly table: QName;
  /** Ends the name of the table beside. */
  readonly what: string;
  /** Given the names of the primary key. */
  readonly rows: (key: ReadonlyArray<string>) => RowSet;
  /** Columns that are set to NULL; null = the rows are deleted. */
  readonly empties: ReadonlyArray<string> | null;
}

/** The steps, or why there are none. */
export const clearing = (w: Work, o: Offence): ReadonlyArray<Intent> | string => {
  const table = findTable(w.schema, o.table);
  if (table === undefined) return 'the table is not there yet';
  const primary = table.primaryKey;
  if (primary === null) return 'the table has no primary key to tell its rows apart';
  const columns = widest(table, findTable(w.desired, o.table));
  const must = columns.find((c) => o.empties?.includes(c.name) === true && !c.nullable);
  if (must !== undefined) return `${must.name} cannot be NULL`;
  const names = primary.columns.map((c) => c.name);
  if (o.empties?.some((c) => names.includes(c)) === true) return 'it is part of the primary key';
  const { empties } = o;
  const kept = empties === null ? columns : columns.filter((c) => names.includes(c.name) || empties.includes(c.name));
  const made = keeping(w, { table: o.table, what: o.what, columns: kept, key: primary, days: w.days });
  const rows = o.rows(names);
  return [
    { kind: 'KeepRows', table: o.table, rows, ...made },
    {
      kind: 'ClearRows',
      table: o.table,
      kept: made.kept,
      key: made.key,
      columns: empties ?? made.columns,
      rows,
      empties,
    },
  ];
};

/** Edits of a schema that the intents share. Each fails with a Problem when the schema has not what the edit needs. */
import { keyOf, type QName, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { findTable, withTable } from '../ir/revise.js';
import type { Column, Schema, Table } from '../ir/schema.js';
import { left, map, right, type Validated } from '../prelude.js';
import type { AlterAction, Statement } from '../sql/ast.js';

export { findTable };

export type Edited<A> = Validated<Problem, A>;

export const missingTable = (name: QName): Edited<never> =>
  left([problem('schema.missing-table', { table: showName(name) })]);

export const missingObject = (table: QName, kind: string, name: string): Edited<never> =>
  left([problem('schema.missing-object', { table: showName(table), kind, name })]);

export const duplicate = (table: QName, kind: string, name: string): Edited<never> =>
  left([problem('schema.duplicate', { table: showName(table), kind, name })]);

/** `f` leaves the name alone; renaming a table is `mapTables`. */
export const updateTable = (schema: Schema, name: QName, f: (t: Table) => Edited<Table>): Edited<Schema> => {
  const found = findTable(schema, name);
  return found === undefined ? missingTable(name) : map((t: Table) => withTable(schema, t))(f(found));
};

export const updateColumn = (schema: Schema, name: QName, column: string, f: (c: Column) => Column): Edited<Schema> =>
  updateTable(schema, name, (t) => {
    const at = t.columns.findIndex((c) => c.name === column);
    const found = t.columns[at];
    return found === undefined
      ? left([problem('schema.missing-column', { table: showName(name), column })])
      : right({ ...t, columns: t.columns.with(at, f(found)) });
  });

/** Puts an element into a list of named parts; two parts of one name are refused. */
export const addPart = <A extends { readonly name: string | null }>(
  table: QName,
  kind: string,
  list: ReadonlyArray<A>,
  part: A,
): Edited<ReadonlyArray<A>> =>
  part.name !== null && list.some((x) => x.name === part.name)
    ? duplicate(table, kind, part.name)
    : right([...list, part]);

/** Takes a part out, by name when it has one, else by the caller's idea of sameness. */
export const removePart = <A extends { readonly name: string | null }>(
  table: QName,
  kind: string,
  list: ReadonlyArray<A>,
  part: A,
  same: (a: A, b: A) => boolean,
): Edited<ReadonlyArray<A>> => {
  const at = list.findIndex((x) => (part.name === null ? same(x, part) : x.name === part.name));
  return at < 0 ? missingObject(table, kind, part.name ?? '(unnamed)') : right(list.toSpliced(at, 1));
};

/** `after`: undefined = at the end, null = first, else behind that column (at the end when it is not there). */
export const insertColumn = (
  columns: ReadonlyArray<Column>,
  column: Column,
  after: string | null | undefined,
): ReadonlyArray<Column> => {
  if (after === null) return [column, ...columns];
  const at = after === undefined ? -1 : columns.findIndex((c) => c.name === after);
  return at < 0 ? [...columns, column] : columns.toSpliced(at + 1, 0, column);
};

/** The ALTER TABLE of one action, with the table before and after it. Empty when the schema lacks the table. */
export const alter = (
  before: Schema,
  after: Schema,
  name: QName,
  ...actions: ReadonlyArray<AlterAction>
): ReadonlyArray<Statement> => {
  const from = findTable(before, name);
  const to = findTable(after, name);
  return from === undefined || to === undefined ? [] : [{ kind: 'AlterTable', before: from, after: to, actions }];
};

/** The ALTER COLUMN between two schemas. */
export const alterColumn = (
  before: Schema,
  after: Schema,
  name: QName,
  column: string,
  using: import('../ir/expression.js').Expr | null = null,
): ReadonlyArray<Statement> => {
  const from = findTable(before, name)?.columns.find((c) => c.name === column);
  const to = findTable(after, name)?.columns.find((c) => c.name === column);
  return from === undefined || to === undefined
    ? []
    : alter(before, after, name, { kind: 'AlterColumn', before: from, after: to, using });
};

/** Things that ordering sees; see `Touches`. */
export const thing = {
  table: (t: QName): string => `table ${keyOf(t)}`,
  column: (t: QName, c: string): string => `column ${keyOf(t)}\u0000\u0000${c}`,
  /** The column in its new type. */
  shape: (t: QName, c: string): string => `shape ${keyOf(t)}\u0000\u0000${c}`,
  /** The column in its old type: whatever is dropped because of the change goes first. */
  oldShape: (t: QName, c: string): string => `old shape ${keyOf(t)}\u0000\u0000${c}`,
  /** The table without the rows that a plan takes away. */
  tidied: (t: QName): string => `tidied ${keyOf(t)}`,
  filled: (t: QName, c: string): string => `filled ${keyOf(t)}\u0000\u0000${c}`,
  /** A new column with the values it starts with. */
  given: (t: QName, c: string): string => `given ${keyOf(t)}\u0000\u0000${c}`,
  notNull: (t: QName, c: string): string => `not null ${keyOf(t)}\u0000\u0000${c}`,
  nullable: (t: QName, c: string): string => `nullable ${keyOf(t)}\u0000\u0000${c}`,
  /** Whatever keeps columns of the table in step is there. */
  kept: (t: QName): string => `kept ${keyOf(t)}`,
  wasNotNull: (t: QName, c: string): string => `was not null ${keyOf(t)}\u0000\u0000${c}`,
  /** A set of columns that foreign keys may point to. */
  key: (t: QName, columns: ReadonlyArray<string>): string =>
    `key ${keyOf(t)}\u0000\u0000${[...columns].sort().join('\u0000')}`,
  /** Names of indexes and of the constraints behind which an index stands share a space. */
  index: (t: QName, name: string): string => `index ${t.namespace ?? ''}\u0000${name}`,
  constraint: (t: QName, name: string): string => `constraint ${keyOf(t)}\u0000\u0000${name}`,
  enum: (t: QName): string => `enum ${keyOf(t)}`,
  label: (t: QName): string => `label ${keyOf(t)}`,
  oldLabel: (t: QName): string => `old label ${keyOf(t)}`,
} as const;

/** What the parts of the reader ask each other for. */
import type { DialectId } from '../../../ir/expression.js';
import type { QName } from '../../../ir/name.js';
import type { Position } from '../../../ir/problem.js';
import type { EnumType } from '../../../ir/schema.js';
import type { Reporter } from '../typescript/options.js';
import type { Entry, Value } from '../typescript/value.js';
import type { Casing } from './casing.js';
import type { Flavour } from './flavour.js';

export interface ColumnKey {
  /** In the program. */
  readonly key: string;
  /** In the database. */
  readonly name: string;
  /** What Drizzle makes names of constraints from: the key where no name is stated, whatever the casing. */
  readonly plain: string;
  readonly entry: Entry;
}

export interface TableSaid {
  readonly flavour: Flavour;
  readonly name: QName;
  /** What the program calls it, for people. */
  readonly called: string;
  readonly columns: ReadonlyMap<string, ColumnKey>;
  readonly extra: Value | null;
  /** What the extra's function is given, and what references to its columns are members of. */
  readonly value: Value;
  readonly at: Position;
}

export interface World {
  readonly reporter: Reporter;
  readonly dialect: DialectId;
  readonly casing: Casing;
  /** Null for what is no table. */
  readonly tableOf: (v: Value) => TableSaid | null;
  /** Null for what is no enum type. */
  readonly enumOf: (v: Value) => EnumType | null;
}

/** A member of a table: the column that it is. */
export const columnOf = (world: World, v: Value): { readonly table: TableSaid; readonly column: ColumnKey } | null => {
  if (v.kind !== 'Member') return null;
  const table = world.tableOf(v.of);
  const column = table?.columns.get(v.name);
  return table === null || column === undefined ? null : { table, column };
};

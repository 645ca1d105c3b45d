/** An entity's columns, indexes and constraints in the making: what the framework calls EntityMetadata. */
import type { Position } from '../../../ir/problem.js';
import type { CheckArgs, ForeignKeyArgs, IndexArgs, Owner, RelationArgs, TableArgs, UniqueArgs } from './args.js';
import type { Column } from './column.js';
import type { Embedded } from './embedded.js';

export interface Relation {
  readonly args: RelationArgs;
  /** Who said it: join columns are looked for there. */
  readonly owner: Owner;
  readonly embedded: Embedded | null;
  /** The property with those of the embedded classes before it. */
  readonly path: string;
  /** Filled when join columns are built. */
  readonly columns: Column[];
}

export interface Placed<A> {
  readonly args: A;
  readonly embedded: Embedded | null;
}

export interface BuiltKey {
  readonly name: string | null;
  readonly columns: ReadonlyArray<Column>;
  readonly to: Entity;
  readonly referenced: ReadonlyArray<Column>;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly deferrable: string | null;
  readonly at: Position;
}

/** An index or unique of columns that are built already. */
export interface BuiltIndex {
  readonly name: string | null;
  /** A name that the framework makes and that is no constraint's own: REL_… */
  readonly made: string | null;
  readonly columns: ReadonlyArray<Column>;
}

export interface Entity {
  /** The class's or schema's name; the table's for join tables. */
  readonly name: string;
  readonly at: Position;
  readonly owner: Owner | null;
  readonly args: TableArgs;
  readonly tableName: string;
  readonly space: string | null;
  /** Ancestors first, then itself, then the children that share its table. */
  readonly line: ReadonlyArray<Owner>;
  readonly columns: Column[];
  readonly relations: Relation[];
  readonly indices: ReadonlyArray<Placed<IndexArgs>>;
  readonly uniques: ReadonlyArray<Placed<UniqueArgs>>;
  readonly checks: ReadonlyArray<CheckArgs>;
  readonly foreignKeys: ReadonlyArray<ForeignKeyArgs>;
  readonly keys: BuiltKey[];
  readonly builtIndices: BuiltIndex[];
  readonly builtUniques: BuiltIndex[];
  /** The entity whose file asks for this table: itself, or the owner of a relation. */
  readonly askedBy: string;
  discriminator: Column | null;
}

export const primaryOf = (e: Entity): ReadonlyArray<Column> => e.columns.filter((c) => c.primary);

/** Where a column's own entity stands among its columns: not those of embedded classes. */
export const ownColumns = (e: Entity): ReadonlyArray<Column> => e.columns.filter((c) => c.embedded === null);

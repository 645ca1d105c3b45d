/**
 * The schema IR: plain readonly JSON-able data. Absence is null. `normalise` (normalise.ts) sorts it once.
 * Names that a source does not state are null ("any name") until `complete` adopts the database's or makes one.
 */
import type { Expr, Literal } from './expression.js';
import type { QName } from './name.js';
import type { DataType } from './type.js';

export type Default =
  | { readonly kind: 'Value'; readonly value: Literal }
  | { readonly kind: 'Expression'; readonly expr: Expr };

/** How a column numbers itself. */
export type Identity =
  /** "Numbers itself", as a spec says it; `physical` makes it one of the others. MySQL and SQLite keep it. */
  | { readonly kind: 'AutoIncrement' }
  | {
      readonly kind: 'Identity';
      readonly generation: 'always' | 'by default';
      readonly start: string | null;
      readonly increment: string | null;
    }
  /** PostgreSQL serial: a sequence that the column owns; null = the name the engine makes (table_column_seq). */
  | { readonly kind: 'Serial'; readonly sequence: QName | null };

export interface Generated {
  readonly expr: Expr;
  readonly stored: boolean;
}

export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly default: Default | null;
  readonly identity: Identity | null;
  readonly generated: Generated | null;
  readonly collation: string | null;
  /** MySQL and MariaDB. */
  readonly charset: string | null;
  readonly comment: string | null;
  /** MySQL's ON UPDATE CURRENT_TIMESTAMP. */
  readonly onUpdate: Expr | null;
  /** MySQL 8.0.23+, MariaDB 10.3+: left out of SELECT *. */
  readonly invisible: boolean;
}

/** Type, character set and collation change together: engines convert the values once. */
export interface Storage {
  readonly type: DataType;
  readonly charset: string | null;
  readonly collation: string | null;
}

/** What a column carries that touches no row and no constraint. */
export interface ColumnAttributes {
  readonly comment: string | null;
  readonly onUpdate: Expr | null;
  readonly invisible: boolean;
}

export interface KeyColumn {
  readonly name: string;
  /** MySQL prefix length, in characters. */
  readonly prefix: number | null;
  readonly order: 'asc' | 'desc';
}

export interface PrimaryKey {
  readonly name: string | null;
  readonly columns: ReadonlyArray<KeyColumn>;
}

export interface Unique {
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly nullsNotDistinct: boolean;
  readonly deferrable: Deferrable;
  /** PostgreSQL INCLUDE. */
  readonly include: ReadonlyArray<string>;
  /** SQLite: ON CONFLICT clause; null elsewhere. */
  readonly onConflict: string | null;
}

export type Deferrable = 'no' | 'immediate' | 'deferred';
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKey {
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly references: { readonly table: QName; readonly columns: ReadonlyArray<string> };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full' | 'partial';
  readonly deferrable: Deferrable;
  /** PostgreSQL NOT VALID: existing rows were never checked. */
  readonly notValid: boolean;
}

export interface Check {
  readonly name: string | null;
  readonly expr: Expr;
  readonly notValid: boolean;
  /** PostgreSQL NO INHERIT. */
  readonly noInherit: boolean;
  /** MySQL NOT ENFORCED is false; true elsewhere. */
  readonly enforced: boolean;
}

export interface IndexPart {
  readonly of:
    | { readonly kind: 'Column'; readonly name: string }
    | { readonly kind: 'Expression'; readonly expr: Expr };
  readonly order: 'asc' | 'desc';
  /** null = the engine's own place (PostgreSQL: last for asc, first for desc). */
  readonly nulls: 'first' | 'last' | null;
  readonly prefix: number | null;
  readonly collation: string | null;
  readonly opclass: string | null;
}

export interface Index {
  readonly name: string | null;
  readonly unique: boolean;
  /** btree, hash, gin, gist, brin, spgist, fulltext, spatial, … lower case. */
  readonly method: string;
  readonly parts: ReadonlyArray<IndexPart>;
  readonly include: ReadonlyArray<string>;
  readonly where: Expr | null;
  readonly nullsNotDistinct: boolean;
  readonly invisible: boolean;
  readonly comment: string | null;
  /** Storage parameters and the like, as the engine prints them (`fillfactor=70`, `WITH PARSER ngram`). */
  readonly options: string | null;
  /** PostgreSQL: false for an index that a failed CONCURRENTLY left behind. */
  readonly valid: boolean;
}

export interface TableOptions {
  readonly comment: string | null;
  /** MySQL and MariaDB. */
  readonly engine: string | null;
  readonly charset: string | null;
  readonly collation: string | null;
  readonly rowFormat: string | null;
  /** Next value; null when nobody states it. Catalogs leave it null: the counter is data, not shape. */
  readonly autoIncrement: string | null;
  /** SQLite. */
  readonly strict: boolean;
  readonly withoutRowid: boolean;
  /** PostgreSQL. */
  readonly unlogged: boolean;
  /** Storage parameters, sorted, as printed (`fillfactor=70`). */
  readonly storage: ReadonlyArray<string>;
}

export interface Table {
  readonly name: QName;
  /** In the order of the table: it matters to SELECT *, INSERT without names and to people. */
  readonly columns: ReadonlyArray<Column>;
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: ReadonlyArray<Unique>;
  readonly foreignKeys: ReadonlyArray<ForeignKey>;
  readonly checks: ReadonlyArray<Check>;
  readonly indexes: ReadonlyArray<Index>;
  readonly options: TableOptions;
}

export interface EnumType {
  readonly name: QName;
  readonly values: ReadonlyArray<string>;
  readonly comment: string | null;
}

/**
 * Something the database has and this IR does not model. It is kept so that no plan destroys it in silence.
 */
export interface Opaque {
  readonly kind:
    | 'view'
    | 'materialized view'
    | 'trigger'
    | 'policy'
    | 'exclusion constraint'
    | 'partitioning'
    | 'inheritance'
    | 'function'
    | 'rule'
    | 'sequence'
    | 'domain'
    | 'type'
    | 'virtual table'
    | 'event'
    | 'foreign table'
    | 'statistics'
    | 'index'
    | 'constraint';
  readonly name: QName;
  /** The table it sits on (trigger, policy, partitioning), null for one that stands by itself. */
  readonly on: QName | null;
  /** Tables (or views) it reads or needs. `columns` null = nobody knows which, so any. */
  readonly dependsOn: ReadonlyArray<{ readonly table: QName; readonly columns: ReadonlyArray<string> | null }>;
  /** The engine's own text that makes it again, one statement an element; empty when the engine does not give it. */
  readonly definition: ReadonlyArray<string>;
  /** Renames a plan has made since: the engine's text followed them, `definition` did not. Catalogs give none. */
  readonly renamed?: ReadonlyArray<OpaqueRename>;
}

/** `column` null: the table itself. `table` is its name before the rename. */
export interface OpaqueRename {
  readonly table: QName;
  readonly column: string | null;
  readonly to: string;
}

export interface Schema {
  readonly tables: ReadonlyArray<Table>;
  readonly enums: ReadonlyArray<EnumType>;
  readonly opaque: ReadonlyArray<Opaque>;
  /** Every namespace that is there, those with nothing in them included. Absent: nobody looked. */
  readonly namespaces?: ReadonlyArray<string>;
}

/** What stands in a schema beside its tables, types and objects. */
export const namespacesOf = ({ namespaces }: Schema): Pick<Schema, 'namespaces'> =>
  namespaces === undefined ? {} : { namespaces };

/** The one word per engine for "no such thing stated". */
export const noOptions: TableOptions = {
  comment: null,
  engine: null,
  charset: null,
  collation: null,
  rowFormat: null,
  autoIncrement: null,
  strict: false,
  withoutRowid: false,
  unlogged: false,
  storage: [],
};

export const emptySchema: Schema = { tables: [], enums: [], opaque: [] };

/** A column with nothing said but its type. */
export const column = (name: string, type: DataType, more: Partial<Omit<Column, 'name' | 'type'>> = {}): Column => ({
  name,
  type,
  nullable: false,
  default: null,
  identity: null,
  generated: null,
  collation: null,
  charset: null,
  comment: null,
  onUpdate: null,
  invisible: false,
  ...more,
});

export const table = (
  name: QName,
  columns: ReadonlyArray<Column>,
  more: Partial<Omit<Table, 'name' | 'columns'>> = {},
): Table => ({
  name,
  columns,
  primaryKey: null,
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
  options: noOptions,
  ...more,
});

export const unique = (columns: ReadonlyArray<string>, more: Partial<Unique> = {}): Unique => ({
  name: null,
  columns,
  nullsNotDistinct: false,
  deferrable: 'no',
  include: [],
  onConflict: null,
  ...more,
});

export const foreignKey = (
  columns: ReadonlyArray<string>,
  references: ForeignKey['references'],
  more: Partial<ForeignKey> = {},
): ForeignKey => ({
  name: null,
  columns,
  references,
  onDelete: 'no action',
  onUpdate: 'no action',
  match: 'simple',
  deferrable: 'no',
  notValid: false,
  ...more,
});

export const check = (expr: Expr, more: Partial<Check> = {}): Check => ({
  name: null,
  expr,
  notValid: false,
  noInherit: false,
  enforced: true,
  ...more,
});

export const indexPart = (of: string | Expr, more: Partial<IndexPart> = {}): IndexPart => ({
  of: typeof of === 'string' ? { kind: 'Column', name: of } : { kind: 'Expression', expr: of },
  order: 'asc',
  nulls: null,
  prefix: null,
  collation: null,
  opclass: null,
  ...more,
});

export const index = (parts: ReadonlyArray<IndexPart>, more: Partial<Index> = {}): Index => ({
  name: null,
  unique: false,
  method: 'btree',
  parts,
  include: [],
  where: null,
  nullsNotDistinct: false,
  invisible: false,
  comment: null,
  options: null,
  valid: true,
  ...more,
});

/**
 * The intent algebra: every kind of change on one page. An intent carries what it removes as well as what it adds, so
 * that inverting it needs nothing but itself and the schema before it.
 */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import type {
  Check,
  Column,
  ColumnAttributes,
  Default,
  EnumType,
  ForeignKey,
  Generated,
  Identity,
  Index,
  Opaque,
  PrimaryKey,
  Schema,
  Storage,
  Table,
  TableOptions,
  Unique,
} from '../ir/schema.js';
import type { Validated } from '../prelude.js';
import type { Batch, NamedConstraint, Statement } from '../sql/ast.js';
import type { RowSet } from '../sql/rows.js';

interface OnTable {
  readonly table: QName;
}
interface OnColumn extends OnTable {
  readonly column: string;
}

export interface IntentByKind {
  CreateTable: { readonly kind: 'CreateTable'; readonly table: Table };
  DropTable: { readonly kind: 'DropTable'; readonly table: Table };
  RenameTable: { readonly kind: 'RenameTable'; readonly from: QName; readonly to: QName };
  SetTableOptions: OnTable & {
    readonly kind: 'SetTableOptions';
    readonly from: TableOptions;
    readonly to: TableOptions;
  };
  /** `after` as in the AST: the column before it, null = first, undefined = at the end. */
  AddColumn: OnTable & {
    readonly kind: 'AddColumn';
    readonly column: Column;
    readonly after: string | null | undefined;
  };
  DropColumn: OnTable & {
    readonly kind: 'DropColumn';
    readonly column: Column;
    readonly after: string | null | undefined;
    /** What its values are worked out from again when it comes back; absent: they are gone. */
    readonly restore?: Expr;
    /** That may be another value than the one that went. */
    readonly approximate?: true;
  };
  RenameColumn: OnTable & { readonly kind: 'RenameColumn'; readonly from: string; readonly to: string };
  ChangeType: OnColumn & {
    readonly kind: 'ChangeType';
    readonly from: Storage;
    readonly to: Storage;
    readonly using: Expr | null;
  };
  SetNullability: OnColumn & { readonly kind: 'SetNullability'; readonly nullable: boolean };
  SetDefault: OnColumn & { readonly kind: 'SetDefault'; readonly from: Default | null; readonly to: Default | null };
  SetIdentity: OnColumn & {
    readonly kind: 'SetIdentity';
    readonly from: Identity | null;
    readonly to: Identity | null;
  };
  SetGenerated: OnColumn & {
    readonly kind: 'SetGenerated';
    readonly from: Generated | null;
    readonly to: Generated | null;
  };
  SetAttributes: OnColumn & {
    readonly kind: 'SetAttributes';
    readonly from: ColumnAttributes;
    readonly to: ColumnAttributes;
  };
  SetPrimaryKey: OnTable & {
    readonly kind: 'SetPrimaryKey';
    readonly from: PrimaryKey | null;
    readonly to: PrimaryKey | null;
  };
  AddUnique: OnTable & { readonly kind: 'AddUnique'; readonly unique: Unique };
  DropUnique: OnTable & { readonly kind: 'DropUnique'; readonly unique: Unique };
  AddForeignKey: OnTable & { readonly kind: 'AddForeignKey'; readonly foreignKey: ForeignKey };
  DropForeignKey: OnTable & { readonly kind: 'DropForeignKey'; readonly foreignKey: ForeignKey };
  AddCheck: OnTable & { readonly kind: 'AddCheck'; readonly check: Check };
  DropCheck: OnTable & { readonly kind: 'DropCheck'; readonly check: Check };
  AddIndex: OnTable & { readonly kind: 'AddIndex'; readonly index: Index };
  DropIndex: OnTable & { readonly kind: 'DropIndex'; readonly index: Index };
  RenameIndex: OnTable & { readonly kind: 'RenameIndex'; readonly index: Index; readonly to: string };
  RenameConstraint: OnTable & {
    readonly kind: 'RenameConstraint';
    readonly constraint: NamedConstraint;
    readonly to: string;
  };
  CreateEnum: { readonly kind: 'CreateEnum'; readonly type: EnumType };
  DropEnum: { readonly kind: 'DropEnum'; readonly type: EnumType };
  AddEnumValue: {
    readonly kind: 'AddEnumValue';
    readonly type: QName;
    readonly value: string;
    readonly place: { readonly where: 'before' | 'after'; readonly value: string } | null;
  };
  /** Labels removed or reordered: the type is made anew and its columns are cast through text. */
  ReplaceEnum: {
    readonly kind: 'ReplaceEnum';
    readonly from: EnumType;
    readonly to: EnumType;
  };
  /** Data migration: sets `column` to `value` where `where` holds. `fresh`: the column is added by the same plan. */
  Backfill: OnColumn & {
    readonly kind: 'Backfill';
    readonly value: Expr;
    readonly where: Expr | null;
    readonly fresh: boolean;
    /** Absent: all rows at once. */
    readonly batch?: Batch;
  };
  /**
   * Sets the new side of columns that an engine keeps in step from now on, in the rows that are not. It may be ended
   * anywhere and run again.
   */
  CopyColumns: OnTable & {
    readonly kind: 'CopyColumns';
    readonly set: ReadonlyArray<{ readonly column: string; readonly value: Expr }>;
    /** Null: every row. */
    readonly where: Expr | null;
    readonly batch: Batch | null;
  };
  /** Something the engine keeps as text: a trigger, its function, a view. `drop` takes it off again. */
  AddObject: OnTable & { readonly kind: 'AddObject'; readonly object: Opaque; readonly drop: string };
  DropObject: OnTable & { readonly kind: 'DropObject'; readonly object: Opaque; readonly drop: string };
  /** Stops the migration when a row is `violating`, an expression over `columns`. */
  Verify: OnTable & {
    readonly kind: 'Verify';
    readonly columns: ReadonlyArray<string>;
    readonly violating: Expr;
    readonly message: string;
  };
  /**
   * Makes a table beside and copies rows into it: `columns` under their own names, and `more`. `days`: after how many
   * it may be dropped; null = nobody said.
   */
  KeepRows: OnTable & {
    readonly kind: 'KeepRows';
    readonly kept: Table;
    readonly columns: ReadonlyArray<string>;
    /** Finds the rows again; empty: they come back as whole rows only. */
    readonly key: ReadonlyArray<string>;
    readonly rows: RowSet;
    readonly more: ReadonlyArray<{ readonly column: string; readonly value: Expr }>;
    readonly days: number | null;
  };
  /**
   * Deletes the rows that were kept, or empties columns of theirs. `rows` says which those are, `columns` what is brought
   * back on the way back; `key` finds them.
   */
  ClearRows: OnTable & {
    readonly kind: 'ClearRows';
    readonly kept: Table;
    readonly key: ReadonlyArray<string>;
    readonly columns: ReadonlyArray<string>;
    readonly rows: RowSet;
    readonly empties: ReadonlyArray<string> | null;
  };
  /** Brings kept rows back, or the kept values of rows that are there. */
  RestoreRows: OnTable & {
    readonly kind: 'RestoreRows';
    readonly kept: Table;
    readonly key: ReadonlyArray<string>;
    readonly columns: ReadonlyArray<string>;
    readonly insert: boolean;
  };
  /** Drops the table beside; with `unexpired` not while that is true for one of its rows. */
  DropKept: { readonly kind: 'DropKept'; readonly kept: Table; readonly unexpired: Expr | null };
}

export type Intent = IntentByKind[keyof IntentByKind];
export type IntentKind = keyof IntentByKind;

/** What the inverse of an intent is worth. */
export type Inverse =
  /** Brings back shape and rows. */
  | { readonly grade: 'Reversible'; readonly intents: ReadonlyArray<Intent> }
  /** Brings back the shape; `loses` says what of the rows does not come back. */
  | { readonly grade: 'Lossy'; readonly intents: ReadonlyArray<Intent>; readonly loses: Loss }
  | { readonly grade: 'Irreversible'; readonly because: string };

export interface Loss {
  readonly kind: 'rows' | 'values' | 'precision' | 'labels' | 'counter';
  readonly table: QName;
  readonly column: string | null;
  /** How many rows the table has, when somebody asked; at most so many lose something. */
  readonly rows?: number;
}

/** A thing that ordering sees. `columns` of a table are things of their own. */
export type Thing = string;

/** All that ordering ever reads of an intent. */
export interface Touches {
  readonly creates: ReadonlyArray<Thing>;
  readonly requires: ReadonlyArray<Thing>;
  readonly removes: ReadonlyArray<Thing>;
}

/** Behaviour of one kind of intent; one file each, one registry line each. */
export interface IntentSpec<I extends Intent> {
  /** What it means. Fails when the schema does not have what the intent needs. */
  readonly apply: (intent: I, schema: Schema) => Validated<Problem, Schema>;
  /** What undoes it, given the schema before it. */
  readonly invert: (intent: I, before: Schema) => Inverse;
  readonly touches: (intent: I) => Touches;
  /** Neutral statements, given the schema before and after it. */
  readonly lower: (intent: I, before: Schema, after: Schema) => ReadonlyArray<Statement>;
}

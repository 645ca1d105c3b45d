/**
 * The dialect-neutral SQL AST. Nodes carry whole IR objects (the table before and after, the column before and after),
 * so that a printer which must restate a definition (MySQL MODIFY, the SQLite rebuild) has it at hand and guesses nothing.
 */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type {
  Check,
  Column,
  EnumType,
  ForeignKey,
  Index,
  Opaque,
  PrimaryKey,
  Table,
  TableOptions,
  Unique,
} from '../ir/schema.js';
import type { RowsStep } from './rows.js';

export interface AlterActionByKind {
  /** `after`: the column it follows; null = first; undefined = at the end. Engines without positions ignore it. */
  AddColumn: { readonly kind: 'AddColumn'; readonly column: Column; readonly after: string | null | undefined };
  DropColumn: { readonly kind: 'DropColumn'; readonly column: Column };
  RenameColumn: { readonly kind: 'RenameColumn'; readonly from: Column; readonly to: string };
  /** Any change of a column that keeps its name. `using`: how old values become the new type. */
  AlterColumn: {
    readonly kind: 'AlterColumn';
    readonly before: Column;
    readonly after: Column;
    readonly using: Expr | null;
  };
  SetPrimaryKey: { readonly kind: 'SetPrimaryKey'; readonly from: PrimaryKey | null; readonly to: PrimaryKey | null };
  AddUnique: { readonly kind: 'AddUnique'; readonly unique: Unique };
  DropUnique: { readonly kind: 'DropUnique'; readonly unique: Unique };
  AddForeignKey: { readonly kind: 'AddForeignKey'; readonly foreignKey: ForeignKey };
  DropForeignKey: { readonly kind: 'DropForeignKey'; readonly foreignKey: ForeignKey };
  AddCheck: { readonly kind: 'AddCheck'; readonly check: Check };
  DropCheck: { readonly kind: 'DropCheck'; readonly check: Check };
  /** Indexes are actions too, because MySQL must add and drop some in one statement and SQLite loses them in a rebuild. */
  AddIndex: { readonly kind: 'AddIndex'; readonly index: Index };
  DropIndex: { readonly kind: 'DropIndex'; readonly index: Index };
  /** Keeps the index; where the engine cannot, legalise drops it and makes it anew. */
  RenameIndex: { readonly kind: 'RenameIndex'; readonly index: Index; readonly to: string };
  RenameConstraint: { readonly kind: 'RenameConstraint'; readonly constraint: NamedConstraint; readonly to: string };
  SetOptions: { readonly kind: 'SetOptions'; readonly from: TableOptions; readonly to: TableOptions };
}
export type AlterAction = AlterActionByKind[keyof AlterActionByKind];

/** A constraint that can be called by its name. */
export type NamedConstraint =
  | { readonly kind: 'Unique'; readonly unique: Unique }
  | { readonly kind: 'ForeignKey'; readonly foreignKey: ForeignKey }
  | { readonly kind: 'Check'; readonly check: Check };

/**
 * An UPDATE in pieces, each its own transaction, along a key that is unique and not null. The whole may be ended anywhere
 * and run again from the start: its condition must no longer hold for rows that are done.
 */
export interface Batch {
  readonly key: ReadonlyArray<string>;
  /** Rows that are looked at in one piece; at least 1. */
  readonly size: number;
  /** About how many rows the table has; null = nobody knows. Engines without loops write the pieces out one by one. */
  readonly rows: number | null;
}

export interface StatementByKind {
  /** With everything the table has; a printer that cannot say a part inline must be given the part apart by legalise. */
  CreateTable: { readonly kind: 'CreateTable'; readonly table: Table };
  DropTable: { readonly kind: 'DropTable'; readonly table: Table };
  RenameTable: { readonly kind: 'RenameTable'; readonly from: QName; readonly to: QName };
  AlterTable: {
    readonly kind: 'AlterTable';
    readonly before: Table;
    readonly after: Table;
    readonly actions: ReadonlyArray<AlterAction>;
  };
  CreateIndex: {
    readonly kind: 'CreateIndex';
    readonly table: QName;
    readonly index: Index;
    readonly concurrently: boolean;
  };
  DropIndex: {
    readonly kind: 'DropIndex';
    readonly table: QName;
    readonly index: Index;
    readonly concurrently: boolean;
  };
  CreateEnum: { readonly kind: 'CreateEnum'; readonly type: EnumType };
  DropEnum: { readonly kind: 'DropEnum'; readonly type: EnumType };
  /** Labels removed or reordered; legalise makes it: new type, columns cast through text, old type dropped. */
  ReplaceEnum: { readonly kind: 'ReplaceEnum'; readonly from: EnumType; readonly to: EnumType };
  RenameEnum: { readonly kind: 'RenameEnum'; readonly from: QName; readonly to: QName };
  AddEnumValue: {
    readonly kind: 'AddEnumValue';
    readonly type: QName;
    readonly value: string;
    readonly place: { readonly where: 'before' | 'after'; readonly value: string } | null;
  };
  Update: {
    readonly kind: 'Update';
    readonly table: QName;
    readonly set: ReadonlyArray<{ readonly column: string; readonly value: Expr }>;
    readonly where: Expr | null;
    /** Absent and null: all rows at once. */
    readonly batch?: Batch | null;
  };
  InsertSelect: {
    readonly kind: 'InsertSelect';
    readonly into: QName;
    readonly columns: ReadonlyArray<string>;
    readonly values: ReadonlyArray<Expr>;
    readonly from: QName;
  };
  Comment: {
    readonly kind: 'Comment';
    readonly on:
      | { readonly kind: 'Table'; readonly table: QName }
      | { readonly kind: 'Column'; readonly table: QName; readonly column: string }
      | { readonly kind: 'Index'; readonly namespace: string | null; readonly index: string }
      | { readonly kind: 'Type'; readonly type: QName };
    readonly text: string | null;
  };
  /** Runs the object's definition. Made only from what a dialect or its catalog gave. */
  CreateObject: { readonly kind: 'CreateObject'; readonly object: Opaque };
  /** `drop`: the statement that takes it off again, as the dialect spelled it. */
  DropObject: { readonly kind: 'DropObject'; readonly object: Opaque; readonly drop: string };
  /** Keeps, takes away or brings back rows of a table; `kept` is the table beside. */
  Rows: { readonly kind: 'Rows'; readonly rows: RowsStep };
  /** Fails with the message when a row of the table violates; else nothing happens. */
  Assert: { readonly kind: 'Assert'; readonly table: QName; readonly violating: Expr; readonly message: string };
  /**
   * Text that only one engine has and that needs no further printing: a trigger as the catalog gave it, a PRAGMA, a
   * setval. Made only inside dialect/; names and values in it were quoted there.
   */
  Verbatim: {
    readonly kind: 'Verbatim';
    readonly sql: string;
    readonly touches: QName | null;
    /** The lock it takes on `touches`, where its first word does not tell. */
    readonly strength?: string;
  };
}

/**
 * Where a statement stands among transactions when its kind does not say it: the first of one, the last of one, or in none.
 */
export type Bound = 'begins' | 'ends' | 'outside';
export type Statement = StatementByKind[keyof StatementByKind] & {
  readonly bound?: Bound;
  /** A dialect's own clause that says how the change is to be made, or refused; made only inside dialect/. */
  readonly manner?: string;
};
export type StatementKind = keyof StatementByKind;

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
  PrimaryKey,
  Table,
  TableOptions,
  Unique,
} from '../ir/schema.js';

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
  SetOptions: { readonly kind: 'SetOptions'; readonly from: TableOptions; readonly to: TableOptions };
}
export type AlterAction = AlterActionByKind[keyof AlterActionByKind];

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
  /**
   * Text that only one engine has and that needs no further printing: a trigger as the catalog gave it, a PRAGMA, a
   * setval. Made only inside dialect/; names and values in it were quoted there.
   */
  Verbatim: { readonly kind: 'Verbatim'; readonly sql: string; readonly touches: QName | null };
}
export type Statement = StatementByKind[keyof StatementByKind];
export type StatementKind = keyof StatementByKind;

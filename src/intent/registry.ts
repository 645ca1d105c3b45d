/** One line a kind. A kind without a line does not compile. */
import type { Schema } from '../ir/schema.js';
import type { Statement } from '../sql/ast.js';
import { addColumn } from './add-column.js';
import type { Intent, IntentByKind, IntentKind, IntentSpec, Inverse, Touches } from './algebra.js';
import { backfill } from './backfill.js';
import { changeType } from './change-type.js';
import { addCheck, dropCheck } from './check.js';
import { copyColumns } from './copy-columns.js';
import { createTable } from './create-table.js';
import { dropColumn } from './drop-column.js';
import { dropTable } from './drop-table.js';
import type { Edited } from './edit.js';
import { addObject, dropObject } from './engine-object.js';
import { addEnumValue, createEnum, dropEnum, replaceEnum } from './enum-type.js';
import { addForeignKey, dropForeignKey } from './foreign-key.js';
import { clearRows, dropKept, keepRows, restoreRows } from './kept-rows.js';
import { renameColumn } from './rename-column.js';
import { renameConstraint } from './rename-constraint.js';
import { renameTable } from './rename-table.js';
import { setAttributes } from './set-attributes.js';
import { setDefault } from './set-default.js';
import { setGenerated } from './set-generated.js';
import { setIdentity } from './set-identity.js';
import { setNullability } from './set-nullability.js';
import { setPrimaryKey } from './set-primary-key.js';
import { setTableOptions } from './set-table-options.js';
import { addIndex, dropIndex, renameIndex } from './table-index.js';
import { addUnique, dropUnique } from './unique.js';
import { verify } from './verify.js';

export const intents: { readonly [K in IntentKind]: IntentSpec<IntentByKind[K]> } = {
  CreateTable: createTable,
  DropTable: dropTable,
  RenameTable: renameTable,
  SetTableOptions: setTableOptions,
  AddColumn: addColumn,
  DropColumn: dropColumn,
  RenameColumn: renameColumn,
  ChangeType: changeType,
  SetNullability: setNullability,
  SetDefault: setDefault,
  SetIdentity: setIdentity,
  SetGenerated: setGenerated,
  SetAttributes: setAttributes,
  SetPrimaryKey: setPrimaryKey,
  AddUnique: addUnique,
  DropUnique: dropUnique,
  AddForeignKey: addForeignKey,
  DropForeignKey: dropForeignKey,
  AddCheck: addCheck,
  DropCheck: dropCheck,
  AddIndex: addIndex,
  DropIndex: dropIndex,
  RenameIndex: renameIndex,
  RenameConstraint: renameConstraint,
  CreateEnum: createEnum,
  DropEnum: dropEnum,
  AddEnumValue: addEnumValue,
  ReplaceEnum: replaceEnum,
  Backfill: backfill,
  CopyColumns: copyColumns,
  AddObject: addObject,
  DropObject: dropObject,
  Verify: verify,
  KeepRows: keepRows,
  ClearRows: clearRows,
  RestoreRows: restoreRows,
  DropKept: dropKept,
};

/** The spec of an intent's kind. The compiler cannot see that a record looked up by `i.kind` takes `i`; this line can. */
const specOf = <K extends IntentKind>(i: IntentByKind[K] & { readonly kind: K }): IntentSpec<IntentByKind[K]> =>
  intents[i.kind];

export const applyIntent = (i: Intent, s: Schema): Edited<Schema> => specOf(i).apply(i as never, s);
export const invertIntent = (i: Intent, before: Schema): Inverse => specOf(i).invert(i as never, before);
export const touchesOf = (i: Intent): Touches => specOf(i).touches(i as never);
export const lowerIntent = (i: Intent, before: Schema, after: Schema): ReadonlyArray<Statement> =>
  specOf(i).lower(i as never, before, after);

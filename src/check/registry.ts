/** Every check, one line each. What is worst stands first: reports keep the order. */
import { lookup } from '../ir/record.js';
import { addCheck } from './add-check.js';
import { addForeignKey } from './add-foreign-key.js';
import { addIndex } from './add-index.js';
import { addNotNull } from './add-not-null.js';
import { addPrimaryKey } from './add-primary-key.js';
import { addUnique } from './add-unique.js';
import { assignValue } from './assign-value.js';
import { backfillRows } from './backfill-rows.js';
import { breakDependent } from './break-dependent.js';
import { gapPages } from './capability-gap.js';
import { changeType } from './change-type.js';
import type { Check, Page } from './check.js';
import { clearReferenced, clearRows } from './clear-rows.js';
import { constantFit } from './constant-fit.js';
import { copyTable } from './copy-table.js';
import { defaultFit } from './default-fit.js';
import { dropColumn } from './drop-column.js';
import { dropGuarantee } from './drop-guarantee.js';
import { dropIndex } from './drop-index.js';
import { dropTable } from './drop-table.js';
import { expressionFit } from './expression-fit.js';
import { firesTrigger } from './fires-trigger.js';
import { foreignKeyFit } from './foreign-key-fit.js';
import { foreignKeyIndex } from './foreign-key-index.js';
import { goesAlong } from './goes-along.js';
import { goesWithTable } from './goes-with-table.js';
import { indexEntry } from './index-entry.js';
import { indexType } from './index-type.js';
import { keepCheck } from './keep-check.js';
import { keepForeignKey } from './keep-foreign-key.js';
import { keepUnique } from './keep-unique.js';
import { keptHistory } from './kept-history.js';
import { largeTable } from './large-table.js';
import { laxMode } from './lax-mode.js';
import { lossyChange } from './lossy-change.js';
import { metadataLock } from './metadata-lock.js';
import { misfitValues } from './misfit-values.js';
import { nativeType } from './native-type.js';
import { numberRows } from './number-rows.js';
import { outOfStep } from './out-of-step.js';
import { overwriteValues } from './overwrite-values.js';
import { partitionKey } from './partition-key.js';
import { phasePages } from './phase-notes.js';
import { possibleRename } from './possible-rename.js';
import { removeEnumValue } from './remove-enum-value.js';
import { renameColumn } from './rename-column.js';
import { renameTable } from './rename-table.js';
import { renumberRows } from './renumber-rows.js';
import { shrinkType } from './shrink-type.js';

export const checks: ReadonlyArray<Check> = [
  addNotNull,
  addPrimaryKey,
  addUnique,
  keepUnique,
  addForeignKey,
  keepForeignKey,
  foreignKeyFit,
  addCheck,
  keepCheck,
  changeType,
  shrinkType,
  removeEnumValue,
  lossyChange,
  misfitValues,
  assignValue,
  constantFit,
  defaultFit,
  expressionFit,
  nativeType,
  numberRows,
  copyTable,
  clearReferenced,
  clearRows,
  overwriteValues,
  renumberRows,
  firesTrigger,
  outOfStep,
  dropTable,
  dropColumn,
  breakDependent,
  addIndex,
  indexEntry,
  indexType,
  partitionKey,
  goesAlong,
  goesWithTable,
  largeTable,
  metadataLock,
  laxMode,
  keptHistory,
  backfillRows,
  possibleRename,
  renameTable,
  renameColumn,
  dropIndex,
  dropGuarantee,
  foreignKeyIndex,
];

/** What `altair explain CODE` shows; null when no check has the code. */
export const pageOf = (code: string): Page | null =>
  checks.find((c) => c.code === code)?.page ?? lookup(phasePages, code) ?? lookup(gapPages, code) ?? null;

/** Codes of findings that a person may agree to: rows or values go, nothing fails. */
export const lossCodes: ReadonlySet<string> = new Set(checks.filter((c) => c.loses).map((c) => c.code));

/** Every check, one line each. What is worst stands first: reports keep the order. */
import { addCheck, keepCheck } from './add-check.js';
import { addForeignKey, keepForeignKey } from './add-foreign-key.js';
import { addIndex, indexEntry } from './add-index.js';
import { addNotNull } from './add-not-null.js';
import { addPrimaryKey, addUnique, keepUnique } from './add-unique.js';
import { backfillRows } from './backfill-rows.js';
import { breakDependent } from './break-dependent.js';
import { assignValue, changeType, lossyChange, removeEnumValue, shrinkType } from './change-type.js';
import type { Check, Page } from './check.js';
import { dropColumn } from './drop-column.js';
import { dropGuarantee } from './drop-guarantee.js';
import { dropIndex } from './drop-index.js';
import { dropTable } from './drop-table.js';
import { foreignKeyFit, foreignKeyIndex } from './foreign-key-fit.js';
import { goesAlong } from './goes-along.js';
import { largeTable } from './large-table.js';
import { laxMode } from './lax-mode.js';
import { misfitValues } from './misfit-values.js';
import { overwriteValues } from './overwrite-values.js';
import { possibleRename } from './possible-rename.js';
import { renameColumn, renameTable } from './rename.js';

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
  overwriteValues,
  dropTable,
  dropColumn,
  breakDependent,
  addIndex,
  indexEntry,
  goesAlong,
  largeTable,
  laxMode,
  backfillRows,
  possibleRename,
  renameTable,
  renameColumn,
  dropIndex,
  dropGuarantee,
  foreignKeyIndex,
];

/** What `altair explain CODE` shows; null when no check has the code. */
export const pageOf = (code: string): Page | null => checks.find((c) => c.code === code)?.page ?? null;

/** Codes of findings that a person may agree to: rows or values go, nothing fails. */
export const lossCodes: ReadonlySet<string> = new Set(checks.filter((c) => c.loses).map((c) => c.code));

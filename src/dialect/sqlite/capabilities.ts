import type { Capabilities } from '../dialect.js';

/** The same for every version from 3.35 on. */
export const capabilities: Capabilities = {
  transactionalDdl: true,
  enums: 'none',
  /** An index can be dropped; a UNIQUE in the table's text takes a rebuild (https://www.sqlite.org/lang_createindex.html). */
  uniques: 'index',
  renamesIndexes: false,
  renamesConstraints: [],
  comments: false,
  includeColumns: false,
  partialIndexes: true,
  expressionIndexes: true,
  deferrableConstraints: true,
  implicitDefaults: false,
  updatesToConvert: false,
  columnOrder: false,
  severalActions: false,
  foreignKeysInline: true,
  foreignKeysPinned: false,
  keepsCasts: false,
  foreignKeyNeedsIndex: false,
  /** No limit of its own; a statement may be a million bytes (https://www.sqlite.org/limits.html). */
  identifier: { max: 1000, unit: 'bytes' },
  caseInsensitive: { tables: true, columns: true },
};

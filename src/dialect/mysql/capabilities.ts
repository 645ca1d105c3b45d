/** What the passes may ask of these engines. */
import type { Capabilities } from '../dialect.js';
import type { Product } from './product.js';

export const capabilities = (product: Product): Capabilities => ({
  // https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html
  transactionalDdl: false,
  enums: 'inline',
  uniques: 'constraint',
  renamesIndexes: true,
  // https://dev.mysql.com/doc/refman/8.4/en/alter-table.html: RENAME INDEX, which a unique constraint is; no other constraint.
  renamesConstraints: ['Unique'],
  comments: true,
  includeColumns: false,
  partialIndexes: false,
  expressionIndexes: product.features.functionalIndexes,
  deferrableConstraints: false,
  updatesToConvert: true,
  columnOrder: true,
  severalActions: true,
  foreignKeysInline: false,
  foreignKeysPinned: false,
  keepsCasts: false,
  foreignKeyNeedsIndex: true,
  // https://dev.mysql.com/doc/refman/8.4/en/identifier-length.html
  identifier: { max: 64, unit: 'characters' },
  // https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html: columns never, tables as the server was set up.
  caseInsensitive: { tables: (product.server?.lowerCaseTableNames ?? 0) !== 0, columns: true },
  implicitDefaults: true,
});

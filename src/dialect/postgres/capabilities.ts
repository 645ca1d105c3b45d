import type { Capabilities, ServerVersion } from '../dialect.js';
import { maxIdentifierBytes } from './quote.js';

export const capabilities: Capabilities = {
  transactionalDdl: true,
  enums: 'type',
  uniques: 'constraint',
  renamesIndexes: true,
  renamesConstraints: ['Unique', 'ForeignKey', 'Check'],
  comments: true,
  includeColumns: true,
  partialIndexes: true,
  expressionIndexes: true,
  deferrableConstraints: true,
  implicitDefaults: false,
  updatesToConvert: false,
  columnOrder: false,
  severalActions: true,
  foreignKeysInline: false,
  foreignKeysPinned: true,
  keepsCasts: true,
  foreignKeyNeedsIndex: false,
  identifier: { max: maxIdentifierBytes, unit: 'bytes' },
  caseInsensitive: { tables: false, columns: false },
};

/** What changed between the majors, each with the release notes that say so. */
export interface Features {
  /** UNIQUE NULLS NOT DISTINCT. https://www.postgresql.org/docs/15/release-15.html */
  readonly nullsNotDistinct: boolean;
  /** Views that are looked through with the rights of who asks. https://www.postgresql.org/docs/15/release-15.html */
  readonly securityInvoker: boolean;
  /** ALTER COLUMN … SET EXPRESSION. https://www.postgresql.org/docs/17/release-17.html */
  readonly setExpression: boolean;
  /** GENERATED … VIRTUAL, NOT ENFORCED, named NOT NULL. https://www.postgresql.org/docs/18/release-18.html */
  readonly virtualColumns: boolean;
  readonly notEnforced: boolean;
  readonly notNullRows: boolean;
}

export const featuresOf = (version: ServerVersion): Features => ({
  nullsNotDistinct: version.major >= 15,
  securityInvoker: version.major >= 15,
  setExpression: version.major >= 17,
  virtualColumns: version.major >= 18,
  notEnforced: version.major >= 18,
  notNullRows: version.major >= 18,
});

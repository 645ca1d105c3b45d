/** SQLite 3.35 and later. */
import { toSqlite } from '../../sql/portable.js';
import type { Dialect, MakeDialect } from '../dialect.js';
import { capabilities } from './capabilities.js';
import { lower } from './catalog/lower.js';
import { queriesFor } from './catalog/queries.js';
import { claims } from './claims.js';
import { printExpr } from './expression.js';
import { frame, transaction } from './frame.js';
import { gaps } from './gaps.js';
import { keepsValues } from './keeps-values.js';
import { triggersOf } from './legalise/kept.js';
import { legalise } from './legalise/legalise.js';
import { isNative } from './legalise/native.js';
import { locks } from './locks.js';
import { phases } from './phases.js';
import { physical } from './physical.js';
import { print } from './print/statement.js';
import { probe } from './probe.js';
import { quote } from './quote.js';
import { refuses } from './refusals.js';
import { parse, spell } from './types.js';

/** The version is that of the library which will run the migration, not of the file. */
export const sqlite: MakeDialect = (version): Dialect => ({
  id: 'sqlite',
  name: 'SQLite',
  version,
  capabilities,
  physical: physical(),
  claims,
  refuses,
  gaps,
  legalise: legalise(version),
  // One writer at a time, for the whole file: there is no shorter way than the rebuild's one transaction.
  online: (statements) => statements,
  // A rename beside a rebuild must be done in the same step where triggers are made again from their text.
  rebuilds: (action, table, schema) =>
    !isNative(action, table, schema, version) ||
    (action.kind === 'RenameColumn' && triggersOf(schema, table.name).length > 0),
  print: print(version),
  transaction,
  frame,
  locks,
  quote,
  types: { spell, parse },
  printExpr,
  rewrite: toSqlite,
  keepsValues,
  probe,
  phases,
  catalog: { queries: queriesFor(version), lower },
});

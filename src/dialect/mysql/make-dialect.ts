/** Product → dialect. */
import type { Dialect } from '../dialect.js';
import { capabilities } from './capabilities.js';
import { lowerCatalog } from './catalog.js';
import { claims } from './claims.js';
import { engineExpression, expressionPrinter } from './expression.js';
import { frame, transaction } from './frame.js';
import { gaps } from './gaps.js';
import { keepsValues } from './keeps-values.js';
import { legalise, rebuilds } from './legalise.js';
import { locks } from './locks.js';
import { online } from './online.js';
import { phases } from './phases.js';
import { physical } from './physical.js';
import { print } from './print.js';
import { probe } from './probe.js';
import type { Product } from './product.js';
import { quote } from './quote.js';
import { refuses } from './refusals.js';
import { parseType, spellType } from './types.js';

export const makeDialect = (product: Product): Dialect => ({
  id: product.id,
  name: product.name,
  version: product.version,
  capabilities: capabilities(product),
  physical: physical(product),
  claims: claims(product),
  refuses: refuses(product),
  gaps: gaps(product),
  legalise: legalise(product),
  online: online(product),
  rebuilds: (action, table) => rebuilds(action, table),
  print: print(product),
  transaction,
  frame: frame(product),
  locks: locks(product),
  quote,
  types: { spell: spellType(product.name), parse: parseType },
  printExpr: expressionPrinter(product),
  rewrite: engineExpression(product),
  keepsValues,
  probe: probe(product),
  phases: phases(product),
  catalog: { queries: product.queries, lower: lowerCatalog(product) },
});

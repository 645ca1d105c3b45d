/** PostgreSQL 14–18. */
import { catalogued } from '../../ir/settle.js';
import { toPostgres } from '../../sql/portable.js';
import type { MakeDialect } from '../dialect.js';
import { capabilities, featuresOf } from './capabilities.js';
import { lower } from './catalog/lower.js';
import { queries } from './catalog/queries.js';
import { claims } from './claims.js';
import { printExpr } from './expression.js';
import { gaps } from './gaps.js';
import { keepsValues } from './keeps-values.js';
import { legalise } from './legalise/index.js';
import { locks } from './locks.js';
import { online } from './online.js';
import { phases } from './phases.js';
import { physical } from './physical.js';
import { print } from './print.js';
import { probe } from './probe.js';
import { quote } from './quote.js';
import { refuses } from './refusals.js';
import { transaction } from './transaction.js';
import { parse, spell } from './types.js';

export const postgres: MakeDialect = (version) => {
  const features = featuresOf(version);
  const stored = physical(features, version);
  return {
    id: 'postgres',
    name: 'PostgreSQL',
    version,
    capabilities,
    physical: stored,
    claims,
    refuses,
    gaps: gaps(features),
    legalise: legalise(features),
    online,
    rebuilds: () => false,
    print: print(features),
    transaction,
    frame: () => ({ outsideBefore: [], insideBefore: [], insideAfter: [], outsideAfter: [] }),
    locks,
    quote,
    types: { spell, parse },
    printExpr,
    rewrite: toPostgres,
    keepsValues,
    probe: probe(version),
    phases: phases(features),
    catalog: { queries: queries(features), lower: lower((s) => catalogued(stored(s), version)) },
  };
};

/** What the engine will do with the rows that are there. */

import { outcome, type ProbeDialect } from '../probe.js';
import type { Product } from './product.js';

export const probe = (_product: Product): ProbeDialect => ({
  pass: () => outcome.open,
  key: (value) => value,
  mismatch: () => null,
  target: 'unique key',
  keysAreNotNull: true,
  entry: null,
  estimates: null,
  uses: () => null,
  lax: null,
});

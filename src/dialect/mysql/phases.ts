/** What two releases need on MySQL and MariaDB. */

import { E } from '../../ir/expression.js';
import { problem } from '../../ir/problem.js';
import { left } from '../../prelude.js';
import { B } from '../../sql/build.js';
import { outOfStep } from '../in-step.js';
import type { PhaseDialect } from '../phases.js';
import type { Product } from './product.js';

const not = (product: Product) =>
  left([problem('dialect.unsupported', { engine: product.name, feature: 'changes in two phases', name: '' })]);

export const phases = (product: Product): PhaseDialect => ({
  sync: () => not(product),
  alias: () => not(product),
  outOfStep: outOfStep((_c, held, value) => E.not(B.differs(held, value))),
  relaxesOldSide: true,
  madeBy: () => [],
});

/** What two releases need on PostgreSQL. */

import { E } from '../../ir/expression.js';
import { left } from '../../prelude.js';
import { B } from '../../sql/build.js';
import { outOfStep } from '../in-step.js';
import type { PhaseDialect } from '../phases.js';
import { unsupported } from './print-parts.js';

export const phases: PhaseDialect = {
  sync: () => left([unsupported('changes in two phases')]),
  alias: () => left([unsupported('changes in two phases')]),
  outOfStep: outOfStep((_c, held, value) => E.not(B.differs(held, value))),
  relaxesOldSide: false,
  madeBy: () => [],
};

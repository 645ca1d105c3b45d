/** What two releases need on SQLite. */
import { E } from '../../ir/expression.js';
import { B } from '../../sql/build.js';
import { outOfStep } from '../in-step.js';
import type { PhaseDialect } from '../phases.js';
import { refuse } from './print/problems.js';

export const phases: PhaseDialect = {
  sync: () => refuse('changes in two phases'),
  alias: () => refuse('changes in two phases'),
  outOfStep: outOfStep((_c, held, value) => E.not(B.differs(held, value))),
  relaxesOldSide: true,
  madeBy: () => [],
};

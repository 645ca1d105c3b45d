/** When two values are the same, byte by byte. */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { B } from '../../sql/build.js';
import type { SameValue } from '../in-step.js';
import { spell } from './types.js';

/**
 * As text and under "C", since an equality may say that more is the same than a program sees: 1.0 and 1.00, -0 and 0, a
 * collation that is not deterministic, citext (https://www.postgresql.org/docs/18/collation.html#COLLATION-NONDETERMINISTIC).
 */
const bytes = (e: Expr): Expr => B.collate(E.cast(e, 'text'), 'C');

/** A value as the column would hold it; texts may keep what is too long for the column, which it refuses anyway. */
const asHeld = (c: Column, value: Expr): Expr => {
  if (c.type.kind === 'Text' || c.type.kind === 'Varchar') return value;
  const type = spell(c.type);
  return isLeft(type) ? value : E.cast(value, type.right);
};

export const same: SameValue = (c, held, value) =>
  E.binary('is not distinct from', bytes(held), bytes(asHeld(c, value)));

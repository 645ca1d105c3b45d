/** When two values are the same, byte by byte. */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { B } from '../../sql/build.js';
import type { SameValue } from '../in-step.js';
import { spell } from './types.js';

const isText = (c: Column): boolean => c.type.kind === 'Text' || c.type.kind === 'Varchar';

/**
 * Types whose equality says no more than that two values print the same. Not among them: a number without a scale (1.0 and
 * 1.00), floats (-0 and 0), citext and whatever else has its own, json, which has none.
 */
const isExact = ({ type: t }: Column): boolean =>
  ['Integer', 'Boolean', 'Uuid', 'Date', 'DateTime', 'Blob', 'Bit', 'Enum'].includes(t.kind) ||
  (t.kind === 'Decimal' && t.precision !== null) ||
  (t.kind === 'Time' && !t.zone);

/** A value as the column would hold it. */
const asHeld = (c: Column, value: Expr): Expr => {
  const type = spell(c.type);
  return isLeft(type) ? value : E.cast(value, type.right);
};

const equal = (a: Expr, b: Expr): Expr => E.binary('is not distinct from', a, b);

/**
 * Text is compared under "C", which wins over a collation that is not deterministic; it may keep what is too long for the
 * column, which the column refuses anyway. https://www.postgresql.org/docs/18/collation.html#COLLATION-NONDETERMINISTIC
 */
export const same: SameValue = (c, held, value, alike) => {
  const literal = value.kind === 'Literal' ? value.value.kind : null;
  if (isText(c)) return equal(B.collate(held, 'C'), alike || literal === 'String' ? value : E.cast(value, 'text'));
  if (isExact(c)) return equal(held, alike || literal !== null ? value : asHeld(c, value));
  return equal(B.collate(E.cast(held, 'text'), 'C'), E.cast(alike ? value : asHeld(c, value), 'text'));
};

/** What each of two columns gets when the other was written. */
import type { Dialect } from '../../dialect/dialect.js';
import { sameStorage } from '../../ir/equal.js';
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';

export interface SideValues {
  /** What the new column gets from the old one. */
  readonly forward: Expr;
  /** What the old column gets from the new one; null = nobody can say. */
  readonly backward: Expr | null;
  /** Going there and back may give another value. */
  readonly approximate: boolean;
}

/** Null: no expression says an old value as the new type. */
export const sideValues = (from: Column, to: Column, using: Expr | null, dialect: Dialect): SideValues | null => {
  if (using === null && sameStorage(from, to))
    return { forward: E.column(from.name), backward: E.column(to.name), approximate: false };
  const forward = using === null ? dialect.phases.convert(from, to) : dialect.phases.asType(using, to);
  return forward === null ? null : { forward, backward: dialect.phases.convert(to, from), approximate: true };
};

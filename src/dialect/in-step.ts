/** When two sides of a row agree, in the words of an engine that says when two values are the same, byte by byte. */
import { E, type Expr } from '../ir/expression.js';
import type { Column } from '../ir/schema.js';
import { B } from '../sql/build.js';
import type { ColumnSync, SyncedColumn } from './phases.js';

/** The column holds what the value would be there, NULL being the same as NULL. */
export type SameValue = (column: Column, held: Expr, value: Expr) => Expr;

const follows = (sync: ColumnSync, side: ReadonlyArray<SyncedColumn>, same: SameValue): Expr | null => {
  const parts = side.flatMap((s) => {
    const column = sync.table.columns.find((c) => c.name === s.column);
    return s.value === null || column === undefined ? [] : [same(column, E.column(s.column), s.value)];
  });
  return parts.length === 0 ? null : B.and(...parts);
};

/** The new side is what follows from the old one; null when nothing follows. */
export const freshFollows = (sync: ColumnSync, same: SameValue): Expr | null => follows(sync, sync.fresh, same);
export const oldFollows = (sync: ColumnSync, same: SameValue): Expr | null => follows(sync, sync.old, same);

/** For rows of which neither side follows from the other. Of sides that never follow, no row is out of step. */
export const outOfStep =
  (same: SameValue) =>
  (sync: ColumnSync): Expr => {
    const sides = [freshFollows(sync, same), oldFollows(sync, same)].filter((e) => e !== null);
    return sides.length === 0 ? E.boolean(false) : E.not(B.or(...sides));
  };

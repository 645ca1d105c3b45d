/** A check that says which values one column may have: `status IN ('a', 'b')`, or `status = 'a'` for a single one. */
import type { Expr } from './expression.js';

export const listsValuesOf = (e: Expr, columns: ReadonlyArray<string>): boolean => {
  const column = (x: Expr): boolean =>
    x.kind === 'Cast' ? column(x.arg) : x.kind === 'Column' && columns.includes(x.name);
  const value = (x: Expr): boolean => (x.kind === 'Cast' ? value(x.arg) : x.kind === 'Literal');
  if (e.kind === 'In') return !e.negated && column(e.arg) && e.list.every(value);
  return e.kind === 'Binary' && e.op === '=' && column(e.left) && value(e.right);
};

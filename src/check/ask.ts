/** Questions that several checks put in the same words. */
import { E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { countDuplicates, countWhere, fromTable, type Source } from '../sql/select.js';
import { type Question, question } from './check.js';

export const and = (a: Expr | null, b: Expr): Expr => (a === null ? b : E.binary('and', a, b));

/** Rows for which the expression is true. When nobody can say it, only an empty table is an answer. */
export const rowsIn = (source: Source, where: Expr | null, why: string): Question =>
  where === null ? { ...question(countWhere(source, null)), onlyZero: why } : question(countWhere(source, where));

export const rowsWhere = (origin: QName, where: Expr | null, why: string): Question =>
  rowsIn(fromTable(origin), where, why);

export const allRows = (origin: QName): Question => question(countWhere(fromTable(origin), null));

/** Rows that share the key with another row; keys with a NULL in them are all different unless told otherwise. */
export const duplicates = (
  source: Source,
  keys: ReadonlyArray<Expr> | null,
  where: Expr | null,
  nullsEqual: boolean,
): Question => {
  if (keys === null)
    // One row has nobody to be the same as.
    return {
      ...question(countDuplicates(source, [E.number(1)], null, true)),
      onlyZero: 'no query can say what the key compares',
    };
  const given = nullsEqual ? where : keys.reduce<Expr | null>((w, k) => and(w, E.isNull(k, true)), where);
  return { ...question(countDuplicates(source, keys, given, !nullsEqual)), trial: true };
};

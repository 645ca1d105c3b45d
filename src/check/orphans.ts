/** What the checks on foreign keys share: the question for rows without a parent, and the words for its answer. */
import { E, type Expr } from '../ir/expression.js';
import { showName } from '../ir/name.js';
import { countOrphans, countWhere, fromOwn, type Select } from '../sql/select.js';
import { and } from './ask.js';
import { type Answer, count, exact, finding, open, type Question, question, rows } from './check.js';
import type { Meets } from './facts/foreign-key-demands.js';
import { withRepair } from './repair.js';
import { list } from './words.js';

const complete = (es: ReadonlyArray<Expr | null>): ReadonlyArray<Expr> | null => {
  const found = es.filter((e) => e !== null);
  return found.length === es.length ? found : null;
};

const anyRow = (d: Meets): Question => ({
  ...question(countWhere(fromOwn(d.origin, d.hasChildren), null)),
  onlyZero: 'no query can say which rows the key will connect',
});

const pairs = (
  d: Meets,
  child: ReadonlyArray<Expr>,
  side: NonNullable<Meets['parent']>,
  parent: ReadonlyArray<Expr>,
): ReadonlyArray<Select> =>
  countOrphans({
    child: fromOwn(d.origin, d.hasChildren),
    parent: fromOwn(side.origin, side.hasChildren),
    keys: child.flatMap((c, i) => {
      const p = parent[i];
      return p === undefined ? [] : [{ child: c, parent: p }];
    }),
    full: d.foreignKey.match === 'full',
  });

/** Rows without a parent that are there already: they are no worse off afterwards. */
const already = (d: Meets): ReadonlyArray<Select> => {
  if (d.was === null || d.was.parent === null) return [];
  const [child, parent] = [complete(d.was.child), complete(d.was.parent.keys)];
  if (child === null || parent === null) return [];
  const [found] = pairs(d, child, d.was.parent, parent);
  return found === undefined ? [] : [{ ...found, columns: found.columns.map((c) => ({ ...c, as: 'already' })) }];
};

export const orphans = (d: Meets): Question => {
  const child = complete(d.child);
  if (child === null) return anyRow(d);
  if (d.parent === null) {
    // The parent is new and empty: every key that points somewhere points nowhere.
    const points = child.reduce<Expr | null>((w, k) => and(w, E.isNull(k, true)), null);
    return question(countWhere(fromOwn(d.origin, d.hasChildren), points));
  }
  const parent = complete(d.parent.keys);
  if (parent === null) return anyRow(d);
  return question(...pairs(d, child, d.parent, parent), ...already(d));
};

export const judgeOrphans = (code: string, d: Meets, a: Answer, may: string, repair: string | null = null) => {
  const f = d.foreignKey;
  const place = { table: d.table, column: f.columns.length === 1 ? (f.columns[0] ?? null) : null };
  const parent = showName(f.references.table);
  const sentence = `Remove the rows of ${showName(d.table)} that have no ${parent}, set their ${list(f.columns)} to NULL, or add the missing rows to ${parent}.`;
  if (a.kind === 'Unknown')
    return finding(code, 'warn', place, may, open(a), withRepair(sentence, 'sets the keys to NULL', repair));
  const n = Math.max(0, count(a) - count(a, 'already')) + count(a, 'half');
  const remedy = withRepair(sentence, `empties the key of ${rows(n)}`, repair);
  return n === 0
    ? null
    : finding(
        code,
        'error',
        place,
        count(a, 'half') > 0 && count(a) === 0
          ? `${rows(n)} of ${showName(d.table)} ${n === 1 ? 'has' : 'have'} only part of the key ${list(f.columns)}, which MATCH FULL refuses.`
          : `${rows(n)} of ${showName(d.table)} ${n === 1 ? 'points' : 'point'} to no row of ${parent}.`,
        exact(n),
        remedy,
      );
};

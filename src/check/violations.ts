/** What the checks on checks share: the question for rows that break one, and the words for its answer. */
import { fromOwn } from '../sql/select.js';
import { rowsIn } from './ask.js';
import { type Answer, count, exact, finding, open, rows } from './check.js';
import type { Holds } from './facts/demand.js';

export const brokenRows = (d: Holds) => ({
  ...rowsIn(fromOwn(d.origin, d.own && d.hasChildren), d.broken, 'no query can say what the check will see'),
  trial: true,
});

export const checkName = (d: Holds): string => (d.name === null ? 'the check' : `the check ${d.name}`);

export const judgeBroken = (code: string, d: Holds, a: Answer, may: string, does: string) => {
  const place = { table: d.table, column: null };
  const remedy = `Correct the rows for which ${checkName(d)} is false first.`;
  if (a.kind === 'Unknown') return finding(code, 'warn', place, may, open(a), remedy);
  if (a.refused)
    return finding(code, 'error', place, `The server cannot work out ${checkName(d)} for some row.`, exact(1), remedy);
  const n = count(a);
  return n === 0
    ? null
    : finding(
        code,
        'error',
        place,
        `${rows(n)} ${n === 1 ? 'breaks' : 'break'} ${checkName(d)}${does}.`,
        exact(n),
        remedy,
      );
};

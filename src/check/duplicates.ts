/** What the checks on keys share: the question for rows that are the same, and the words for its answer. */
import { fromOwn } from '../sql/select.js';
import { duplicates } from './ask.js';
import { type Answer, count, exact, finding, open, rows } from './check.js';
import type { Distinct } from './facts/demand.js';
import type { PlanFacts } from './facts/facts.js';
import { distinctDemands } from './facts/key-demands.js';
import { list } from './words.js';

export const sameRows = (d: Distinct) => duplicates(fromOwn(d.origin, d.hasChildren), d.keys, d.where, d.nullsEqual);

const sharing = (d: Distinct, a: Answer, what: string): string | null => {
  if (a.kind === 'Unknown') return null;
  if (a.refused) return `The values of ${list(d.columns)} cannot be worked out, so ${what} cannot be made.`;
  const n = count(a);
  const groups = count(a, 'groups');
  return n === 0
    ? null
    : `${rows(n)} share ${groups === 1 ? 'one value' : `${groups} values`} of ${list(d.columns)}, so ${what} cannot be made.`;
};

export const judgeSame = (code: string, d: Distinct, a: Answer, what: string, becomes: string, remedy: string) => {
  const place = { table: d.table, column: d.columns.length === 1 ? (d.columns[0] ?? null) : null };
  if (a.kind === 'Unknown') return finding(code, 'warn', place, becomes, open(a), remedy);
  const message = sharing(d, a, what);
  return message === null ? null : finding(code, 'error', place, message, exact(Math.max(1, count(a))), remedy);
};

export const ofCause = (facts: PlanFacts, test: (d: Distinct) => boolean): ReadonlyArray<Distinct> =>
  distinctDemands(facts).filter(test);

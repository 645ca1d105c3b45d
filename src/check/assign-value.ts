import type { Finding } from '../plan/plan.js';
import { type Answer, check, count, exact, finding, open, rows } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { becomes, judgeRefused, refusals } from './refusals.js';

/** The migration does not fail on it; whoever reads the column gets something else, and a later change may fail. */
const unread = (d: Passes, a: Answer): Finding => {
  const place = { table: d.table, column: d.column };
  const later = 'an index over it, or a copy of the table, would fail';
  if (a.kind === 'Unknown')
    return finding(
      'assign-value',
      a.asked ? 'warn' : 'info',
      place,
      `${d.column} is computed when it is read: where a result does not fit ${becomes(d)}, ${later}.`,
      open(a),
    );
  const n = count(a);
  return finding(
    'assign-value',
    'warn',
    place,
    `${d.column} is computed when it is read, and does not fit ${becomes(d)} in ${rows(n)}: ${later}.`,
    exact(n),
  );
};

export const assignValue = check<Passes>({
  code: 'assign-value',
  loses: false,
  page: {
    title: 'Computed values that do not fit their column',
    why: 'A backfill or a generated column computes a value for every row, and on MySQL and MariaDB an index or a check over a virtual column does so for the first time. One that is too long, out of range or cannot be worked out makes the migration fail.',
    fix: 'Change the expression so that it fits for every row (for example with left(…, n) or coalesce), or widen the column.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.by === 'write'),
  probe: refusals,
  judge: (d, a) => {
    const remedy = `Make the expression of ${d.column} fit ${becomes(d)} for every row.`;
    const found = judgeRefused(
      'assign-value',
      d,
      a,
      `${d.column} is computed: this fails when a result does not fit ${becomes(d)}.`,
      remedy,
    );
    if (found === null) return found;
    if (d.unread === true) return unread(d, a);
    if (a.kind === 'Unknown') return found;
    const n = count(a);
    return n === 0
      ? { ...found, message: `The server cannot work out the value of ${d.column} for some row.` }
      : { ...found, message: `${rows(n)} would get a value for ${d.column} that does not fit ${becomes(d)}.` };
  },
});

import { check, count, rows } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { becomes, judgeRefused, refusals } from './refusals.js';

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
    if (found === null || a.kind === 'Unknown') return found;
    const n = count(a);
    return n === 0
      ? { ...found, message: `The server cannot work out the value of ${d.column} for some row.` }
      : { ...found, message: `${rows(n)} would get a value for ${d.column} that does not fit ${becomes(d)}.` };
  },
});

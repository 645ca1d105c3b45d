import { showName } from '../ir/name.js';
import { check } from './check.js';
import { judgeSame, ofCause, sameRows } from './duplicates.js';
import type { Distinct } from './facts/demand.js';
import { list } from './words.js';

export const keepUnique = check<Distinct>({
  code: 'keep-unique',
  loses: false,
  page: {
    title: 'A change that makes duplicates under a key that is there',
    why: 'Rounding, cutting, another collation or a backfill can make equal what was different. The engine finds out when it rebuilds the key, and the change fails.',
    fix: 'Resolve the rows that become equal first, or choose a type or collation that keeps them apart.',
  },
  appliesTo: (facts) => ofCause(facts, (d) => d.cause === 'kept'),
  probe: sameRows,
  judge: (d, a) =>
    judgeSame(
      'keep-unique',
      d,
      a,
      `the ${d.primary ? 'primary' : 'unique'} key that is there`,
      `The values under the ${d.primary ? 'primary' : 'unique'} key on ${list(d.columns)} change: this fails when two rows become the same.`,
      `Resolve the rows of ${showName(d.table)} that become the same in ${list(d.columns)} first.`,
    ),
});

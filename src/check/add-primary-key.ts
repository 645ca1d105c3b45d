import { showName } from '../ir/name.js';
import { check } from './check.js';
import { judgeSame, ofCause, sameRows } from './duplicates.js';
import type { Distinct } from './facts/demand.js';
import { list } from './words.js';

export const addPrimaryKey = check<Distinct>({
  code: 'add-primary-key',
  loses: false,
  page: {
    title: 'Rows that cannot have the new primary key',
    why: 'A primary key needs different values in every row. It is asked as a unique key is: by the collation and prefix that the key compares with.',
    fix: 'Give every row a value of its own first, or choose other columns.',
  },
  appliesTo: (facts) => ofCause(facts, (d) => d.cause === 'added' && d.primary),
  probe: sameRows,
  judge: (d, a) =>
    judgeSame(
      'add-primary-key',
      d,
      a,
      'the primary key',
      `${list(d.columns)} becomes the primary key: this fails when two rows have the same value.`,
      `Give every row of ${showName(d.table)} its own ${list(d.columns)} first.`,
    ),
});

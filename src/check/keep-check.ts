import { check } from './check.js';
import type { Holds } from './facts/demand.js';
import { holdsDemands } from './facts/row-demands.js';
import { brokenRows, checkName, judgeBroken } from './violations.js';

export const keepCheck = check<Holds>({
  code: 'keep-check',
  loses: false,
  page: {
    title: 'A change of values that breaks a check that is there',
    why: 'A conversion or a backfill changes what a check sees. Rows that break it with their new value make the change fail.',
    fix: 'Choose values that keep the check, or change the check in the same plan.',
  },
  appliesTo: (facts) => holdsDemands(facts).filter((d) => d.cause === 'kept'),
  probe: brokenRows,
  judge: (d, a) =>
    judgeBroken(
      'keep-check',
      d,
      a,
      `The values that ${checkName(d)} sees change: this fails when a row breaks it.`,
      ' with the new values',
    ),
});

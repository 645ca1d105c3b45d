import { check } from './check.js';
import type { Holds } from './facts/demand.js';
import { holdsDemands } from './facts/row-demands.js';
import { brokenRows, checkName, judgeBroken } from './violations.js';

export const addCheck = check<Holds>({
  code: 'add-check',
  loses: false,
  page: {
    title: 'Rows that break a new check',
    why: 'A check is verified on every row when it is added. A row for which it is FALSE makes that fail; one for which it is NULL does not.',
    fix: 'Correct the rows first. On PostgreSQL the check can be added NOT VALID, so that it holds for new rows only.',
  },
  appliesTo: (facts) => holdsDemands(facts).filter((d) => d.cause === 'added'),
  probe: brokenRows,
  judge: (d, a) =>
    judgeBroken(
      'add-check',
      d,
      a,
      `${checkName(d)[0]?.toUpperCase()}${checkName(d).slice(1)} is added: this fails when a row breaks it.`,
      '',
    ),
});

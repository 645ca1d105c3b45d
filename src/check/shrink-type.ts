import { check } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { becomes, judgeRefused, ofType, refusals, shrinks } from './refusals.js';

export const shrinkType = check<Passes>({
  code: 'shrink-type',
  loses: false,
  page: {
    title: 'Values that are too long or too large for the smaller type',
    why: 'A shorter length, a smaller integer or fewer digits refuses the values that do not fit; trailing blanks and digits behind the point may go without a word (that is `lossy-change`).',
    fix: 'Shorten the values first, or say with `using:` how.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => ofType(d) && shrinks(d)),
  probe: refusals,
  judge: (d, a) =>
    judgeRefused(
      'shrink-type',
      d,
      a,
      `${d.column} shrinks to ${becomes(d)}: this fails when a value does not fit.`,
      `Shorten these values of ${d.column} first, or say with using: how.`,
    ),
});

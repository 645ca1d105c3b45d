import { check } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { becomes, judgeRefused, ofType, refusals, shrinks } from './refusals.js';

export const changeType = check<Passes>({
  code: 'change-type',
  loses: false,
  page: {
    title: 'Values that cannot become the new type',
    why: 'A type change converts every value, by the rules of an assignment and not of a cast: PostgreSQL refuses a text that is too long where a cast would cut it, a strict MySQL refuses a text that is no number where a cast would give 0. One value that is refused makes the whole change fail.',
    fix: 'Say how old values become new ones (`using:`), correct the values first, or add a new column beside the old one and move in two phases.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => ofType(d) && !shrinks(d)),
  probe: refusals,
  judge: (d, a) =>
    judgeRefused(
      'change-type',
      d,
      a,
      `${d.column} becomes ${becomes(d)}: this fails when a value cannot be converted.`,
      `Correct these values of ${d.column} first, or say with using: how they are to be converted.`,
    ),
});

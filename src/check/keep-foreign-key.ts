import { check } from './check.js';
import { type Meets, meetsDemands } from './facts/foreign-key-demands.js';
import { judgeOrphans, orphans } from './orphans.js';
import { list } from './words.js';

export const keepForeignKey = check<Meets>({
  code: 'keep-foreign-key',
  loses: false,
  page: {
    title: 'A change of values under a foreign key that is there',
    why: 'A conversion or a backfill changes one side of a foreign key. Rows that find no parent with their new value make the change fail.',
    fix: 'Change both sides in the same way, or choose values that are in the other table.',
  },
  appliesTo: (facts) => meetsDemands(facts).filter((d) => d.cause === 'kept'),
  probe: orphans,
  judge: (d, a) =>
    judgeOrphans(
      'keep-foreign-key',
      d,
      a,
      `The values of ${list(d.foreignKey.columns)} or of their parents change: this fails when a row loses its parent.`,
    ),
});

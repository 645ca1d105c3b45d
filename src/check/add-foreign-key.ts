import { showName } from '../ir/name.js';
import { check } from './check.js';
import { type Meets, meetsDemands } from './facts/foreign-key-demands.js';
import { judgeOrphans, orphans } from './orphans.js';
import { unlink } from './repair.js';
import { list } from './words.js';

interface Repairable extends Meets {
  readonly repair: string | null;
}

export const addForeignKey = check<Repairable>({
  code: 'add-foreign-key',
  loses: false,
  page: {
    title: 'Rows without a parent under a new foreign key',
    why: 'A foreign key is verified when it is added: a row whose key is in no row of the other table makes that fail. A key with a NULL in it points nowhere and is no orphan, unless the key says MATCH FULL and has values beside the NULL.',
    fix: 'Remove the orphans, set their key to NULL, or add the missing parents first.',
  },
  appliesTo: (facts) =>
    meetsDemands(facts)
      .filter((d) => d.cause === 'added')
      .map((d) => ({ ...d, repair: unlink(facts, d) })),
  probe: orphans,
  judge: (d, a) =>
    judgeOrphans(
      'add-foreign-key',
      d,
      a,
      `${list(d.foreignKey.columns)} will refer to ${showName(d.foreignKey.references.table)}: this fails when a row has no parent there.`,
      d.repair,
    ),
});

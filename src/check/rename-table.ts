import type { IntentByKind } from '../intent/algebra.js';
import { showName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import { eventsOf } from './facts/facts.js';

export const renameTable = check<IntentByKind['RenameTable']>({
  code: 'rename-table',
  loses: false,
  page: {
    title: 'A table is renamed in one step',
    why: 'While old and new programs run side by side, one of them names a table that is not there.',
    fix: 'Rename in two phases, or leave a view under the old name until the last program has moved.',
  },
  appliesTo: (facts) => eventsOf(facts, 'RenameTable').map((e) => e.intent),
  probe: () => null,
  judge: (i) =>
    finding(
      'rename-table',
      'info',
      { table: i.to, column: null },
      `${showName(i.from)} is renamed to ${showName(i.to)} in one step: programs that use the old name fail at once.`,
      plain,
      'Rename in two phases if programs of the last release still run.',
    ),
});

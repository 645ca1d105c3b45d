import type { IntentByKind } from '../intent/algebra.js';
import { type QName, sameName, showName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';

/** The old name goes on as a view. */
const standsIn = (facts: PlanFacts, name: QName): boolean =>
  eventsOf(facts, 'AddObject').some(({ intent: { object } }) => object.kind === 'view' && sameName(object.name, name));

export const renameTable = check<IntentByKind['RenameTable']>({
  code: 'rename-table',
  loses: false,
  page: {
    title: 'A table is renamed in one step',
    why: 'While old and new programs run side by side, one of them names a table that is not there.',
    fix: 'Rename in two phases, or leave a view under the old name until the last program has moved.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'RenameTable')
      .map((e) => e.intent)
      .filter((i) => !standsIn(facts, i.from)),
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

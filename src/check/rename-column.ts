import type { IntentByKind } from '../intent/algebra.js';
import { findTable } from '../intent/edit.js';
import { sameName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { check, finding, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { at } from './words.js';

/** The table's old name goes on as a view with the old names of its columns. */
const isShown = (facts: PlanFacts, i: IntentByKind['RenameColumn']): boolean =>
  eventsOf(facts, 'AddObject').some(({ intent: a }) => a.object.kind === 'view' && sameName(a.table, i.table));

const hadName = (from: Schema, i: IntentByKind['RenameColumn']): boolean =>
  findTable(from, i.table)?.columns.some((c) => c.name === i.to) ?? false;

export const renameColumn = check<IntentByKind['RenameColumn']>({
  code: 'rename-column',
  loses: false,
  page: {
    title: 'A column is renamed in one step',
    why: 'While old and new programs run side by side, one of them names a column that is not there.',
    fix: 'Rename in two phases: add the new column and keep both the same, release, then drop the old one.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'RenameColumn')
      .map((e) => e.intent)
      // A name that another column had until now is in every program.
      .filter((i) => facts.from.tables.length > 0 && i.from !== i.to && !hadName(facts.from, i) && !isShown(facts, i)),
  probe: () => null,
  judge: (i) =>
    finding(
      'rename-column',
      'info',
      { table: i.table, column: i.to },
      `${at(i.table, i.from)} is renamed to ${i.to} in one step: programs that use the old name fail at once.`,
      plain,
      'Rename in two phases if programs of the last release still run.',
    ),
});

/** Columns that go while others hold the same: what stands on them goes with them, and is there for the others. */
import { thing } from '../../intent/edit.js';
import type { QName } from '../../ir/name.js';
import { eventsOf, type PlanFacts } from './facts.js';

export const handedOn = (facts: PlanFacts): ((table: QName, columns: ReadonlyArray<string>) => boolean) => {
  const gone = new Set(
    eventsOf(facts, 'DropColumn').flatMap(({ intent: i }) =>
      i.restore === undefined ? [] : [thing.column(i.table, i.column.name)],
    ),
  );
  return (table, columns) => gone.size > 0 && columns.some((c) => gone.has(thing.column(table, c)));
};

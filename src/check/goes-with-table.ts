import { type QName, sameName, showName } from '../ir/name.js';
import type { Opaque } from '../ir/schema.js';
import { check, finding, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';

interface Gone {
  readonly table: QName;
  readonly what: ReadonlyArray<Opaque>;
}

/** Triggers, policies, rules and statistics sit on their table and go with it. */
const gone = (facts: PlanFacts): ReadonlyArray<Gone> =>
  eventsOf(facts, 'DropTable').flatMap(({ intent, before }) => {
    const table = intent.table.name;
    const what = before.schema.opaque.filter((o) => o.on !== null && sameName(o.on, table));
    return what.length === 0 ? [] : [{ table, what }];
  });

export const goesWithTable = check<Gone>({
  code: 'goes-with-table',
  loses: false,
  page: {
    title: 'Triggers, policies and rules go with a dropped table',
    why: 'Whatever sits on a table is dropped with it, on every engine and without a word. The way back makes the table again, not them.',
    fix: 'Keep their text if the table may come back.',
  },
  appliesTo: gone,
  probe: () => null,
  judge: ({ table, what }) =>
    finding(
      'goes-with-table',
      'info',
      { table, column: null },
      `With ${showName(table)} go ${what.map((o) => `the ${o.kind} ${o.name.name}`).join(', ')}; the way back does not make them again.`,
      plain,
      'Keep their text if the table may come back.',
    ),
});

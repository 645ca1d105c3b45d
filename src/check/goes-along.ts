import { columnsOf } from '../ir/expression.js';
import { keyOf, type QName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import { eventsByTable, eventsOf, type PlanFacts } from './facts/facts.js';
import { list } from './words.js';

interface Along {
  readonly table: QName;
  readonly column: string;
  readonly what: string;
}

/** Keys, indexes and checks over several columns that go because one of the columns goes. */
const along = (facts: PlanFacts): ReadonlyArray<Along> =>
  eventsOf(facts, 'DropColumn').flatMap(({ intent: { table, column, restore } }) =>
    (restore === undefined ? (eventsByTable(facts).get(keyOf(table)) ?? []) : []).flatMap(
      ({ intent: i }): ReadonlyArray<Along> => {
        const wide = (columns: ReadonlyArray<string>): boolean => columns.length > 1 && columns.includes(column.name);
        if (i.kind === 'DropUnique' && wide(i.unique.columns))
          return [{ table, column: column.name, what: `the unique key on ${list(i.unique.columns)}` }];
        if (i.kind === 'DropCheck' && wide(columnsOf(i.check.expr) ?? []))
          return [{ table, column: column.name, what: `the check ${i.check.name ?? ''}` }];
        const parts =
          i.kind === 'DropIndex' ? i.index.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])) : [];
        return i.kind === 'DropIndex' && wide(parts)
          ? [{ table, column: column.name, what: `the index on ${list(parts)}` }]
          : [];
      },
    ),
  );

export const goesAlong = check<Along>({
  code: 'goes-along',
  loses: false,
  page: {
    title: 'A key, index or check goes with a dropped column',
    why: 'An index, unique key or check over several columns cannot stay when one of them goes. PostgreSQL drops it without a word.',
    fix: 'Make a new one over the columns that stay, if they need it.',
  },
  appliesTo: along,
  probe: () => null,
  judge: (g) =>
    finding('goes-along', 'warn', { table: g.table, column: g.column }, `With ${g.column} goes ${g.what}.`, plain),
});

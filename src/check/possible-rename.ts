import { keyOf, type QName, showName } from '../ir/name.js';
import type { Column, Table } from '../ir/schema.js';
import { sameType } from '../ir/type.js';
import { check, finding, plain } from './check.js';
import { eventsByTable, eventsOf, type PlanFacts } from './facts/facts.js';

interface Pair {
  readonly table: QName;
  readonly dropped: string;
  readonly added: string;
  /** null: a column of `table`. */
  readonly newTable: QName | null;
}

const like = (a: Column, b: Column): boolean =>
  sameType(a.type, b.type) && a.generated === null && b.generated === null;

/** A column that goes and one of the same type that comes, in one table, each with one partner only. */
const columnPairs = (facts: PlanFacts): ReadonlyArray<Pair> =>
  eventsOf(facts, 'DropColumn').flatMap(({ intent: d }) => {
    if (d.restore !== undefined) return [];
    const beside = (eventsByTable(facts).get(keyOf(d.table)) ?? []).map((e) => e.intent);
    const partners = beside.flatMap((i) => (i.kind === 'AddColumn' && like(i.column, d.column) ? [i] : []));
    const [partner] = partners;
    const rivals = beside.filter((i) => i.kind === 'DropColumn' && i.restore === undefined && like(i.column, d.column));
    return partner === undefined || partners.length > 1 || rivals.length > 1
      ? []
      : [{ table: d.table, dropped: d.column.name, added: partner.column.name, newTable: null }];
  });

/** The names of a table's columns, in no order. */
const namesOf = (t: Table): string => JSON.stringify(t.columns.map((c) => c.name).sort());

/** A table that goes and one that comes with the same columns. */
const tablePairs = (facts: PlanFacts): ReadonlyArray<Pair> => {
  const added = new Map<string, Table[]>();
  for (const { intent: i } of eventsOf(facts, 'CreateTable')) {
    const alike = added.get(namesOf(i.table));
    if (alike === undefined) added.set(namesOf(i.table), [i.table]);
    else alike.push(i.table);
  }
  return eventsOf(facts, 'DropTable').flatMap(({ intent: i }) => {
    const twin = added
      .get(namesOf(i.table))
      ?.find((t) => t.columns.every((c) => i.table.columns.some((o) => o.name === c.name && like(o, c))));
    return twin === undefined
      ? []
      : [{ table: i.table.name, dropped: showName(i.table.name), added: showName(twin.name), newTable: twin.name }];
  });
};

export const possibleRename = check<Pair>({
  code: 'possible-rename',
  loses: false,
  page: {
    title: 'Something is dropped and something like it is added',
    why: 'A rename that nobody declared is a drop and an addition: the values are lost.',
    fix: 'Declare it: renamed_from in the spec, or --rename on the command line.',
  },
  appliesTo: (facts) => [...columnPairs(facts), ...tablePairs(facts)],
  probe: () => null,
  judge: (p) =>
    finding(
      'possible-rename',
      'info',
      p.newTable === null ? { table: p.table, column: p.dropped } : { table: p.table, column: null },
      p.newTable === null
        ? `${p.dropped} is dropped and ${p.added}, of the same type, is added to ${showName(p.table)}: as planned, the values do not move.`
        : `${p.dropped} is dropped and ${p.added}, with the same columns, is created: as planned, the rows do not move.`,
      plain,
      p.newTable === null
        ? `If it is a rename, declare it: renamed_from: ${p.dropped} at ${p.added}, or --rename ${showName(p.table)}.${p.dropped}:${showName(p.table)}.${p.added}.`
        : `If it is a rename, declare it: renamed_from: ${p.dropped} at the table, or --rename ${p.dropped}:${p.added}.`,
    ),
});

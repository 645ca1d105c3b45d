import { type QName, sameName } from '../ir/name.js';
import type { Table } from '../ir/schema.js';
import { check, finding, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { keysIn } from './facts/key-demands.js';
import { list } from './words.js';

interface Parted {
  readonly table: QName;
  readonly column: string | null;
  readonly says: string;
  readonly remedy: string;
}

const ofKeys = (t: Table, by: ReadonlyArray<string>): ReadonlyArray<Parted> =>
  keysIn(t).flatMap(({ columns }): ReadonlyArray<Parted> => {
    const missing = list(by.filter((c) => !columns.includes(c)));
    return missing === ''
      ? []
      : [
          {
            table: t.name,
            column: columns.length === 1 ? (columns[0] ?? null) : null,
            says: `A unique key on ${list(columns)} is refused: the table is parted by ${missing}, which the key does not have.`,
            remedy: `Put ${missing} into the key.`,
          },
        ];
  });

const ofChecks = (t: Table): ReadonlyArray<Parted> =>
  t.checks
    .filter((c) => c.noInherit)
    .map((c) => ({
      table: t.name,
      column: null,
      says: `The check ${c.name ?? ''} is refused: it is not inherited, and all rows of a table in partitions are.`,
      remedy: 'Let the check be inherited.',
    }));

/** Version 18 refuses it, those before take it and do nothing. https://www.postgresql.org/docs/18/release-18.html */
const ofOptions = (t: Table, facts: PlanFacts): ReadonlyArray<Parted> =>
  eventsOf(facts, 'SetTableOptions')
    .filter(({ intent: i }) => sameName(i.table, t.name) && i.from.unlogged !== i.to.unlogged)
    .map(() => ({
      table: t.name,
      column: null,
      says: 'A table in partitions cannot become logged or unlogged: only its partitions are.',
      remedy: 'Change the partitions instead.',
    }));

/** What stands at the end on tables in partitions and cannot: what is there already is none of it. */
const parted = (facts: PlanFacts): ReadonlyArray<Parted> => {
  const parting = (facts.events.at(-1)?.after.schema.opaque ?? []).filter((o) => o.kind === 'partitioning');
  if (parting.length === 0) return [];
  return facts.end.tables.values().flatMap(({ table }) => {
    const own = parting.filter((o) => o.on !== null && sameName(o.on, table.name));
    const by = own.flatMap((o) => o.dependsOn.flatMap((d) => (sameName(d.table, table.name) ? (d.columns ?? []) : [])));
    return own.length === 0 ? [] : [...ofKeys(table, by), ...ofChecks(table), ...ofOptions(table, facts)];
  });
};

export const partitionKey = check<Parted>({
  code: 'partition-key',
  loses: false,
  page: {
    title: 'A key or check that a table in partitions cannot have',
    why: 'Each partition sees to its own rows only, so PostgreSQL, MySQL and MariaDB refuse a primary key or unique key of a partitioned table that leaves out a column of the partitioning: two partitions could hold the same value. Nor does PostgreSQL take a check there that is not inherited.',
    fix: 'Put the columns of the partitioning into the key, or part the table by columns of the key.',
  },
  appliesTo: parted,
  probe: () => null,
  judge: (d) => finding('partition-key', 'error', { table: d.table, column: d.column }, d.says, plain, d.remedy),
});

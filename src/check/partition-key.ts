import { type QName, sameName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { keysIn } from './facts/key-demands.js';
import { list } from './words.js';

interface Parted {
  readonly table: QName;
  readonly key: ReadonlyArray<string>;
  /** Columns of the partitioning that the key does not have. */
  readonly missing: ReadonlyArray<string>;
}

/** Unique keys of tables that are parted by columns the key does not have. One that is there has them all. */
const parted = (facts: PlanFacts): ReadonlyArray<Parted> =>
  (facts.events.at(-1)?.after.schema.opaque ?? []).flatMap((o) => {
    const { on } = o;
    const by = o.dependsOn.flatMap((d) => (on !== null && sameName(d.table, on) ? (d.columns ?? []) : []));
    if (o.kind !== 'partitioning' || on === null || by.length === 0) return [];
    return facts.end.tables
      .values()
      .filter(({ table }) => sameName(table.name, on))
      .flatMap(({ table }) =>
        keysIn(table).flatMap(({ columns }): ReadonlyArray<Parted> => {
          const missing = by.filter((c) => !columns.includes(c));
          return missing.length === 0 ? [] : [{ table: table.name, key: columns, missing }];
        }),
      );
  });

export const partitionKey = check<Parted>({
  code: 'partition-key',
  loses: false,
  page: {
    title: 'A unique key that does not have what the table is parted by',
    why: 'Each partition sees to its own rows only, so PostgreSQL, MySQL and MariaDB refuse a primary key or unique key of a partitioned table that leaves out a column of the partitioning: two partitions could hold the same value.',
    fix: 'Put the columns of the partitioning into the key, or part the table by columns of the key.',
  },
  appliesTo: parted,
  probe: () => null,
  judge: (d) =>
    finding(
      'partition-key',
      'error',
      { table: d.table, column: d.key.length === 1 ? (d.key[0] ?? null) : null },
      `A unique key on ${list(d.key)} is refused: the table is parted by ${list(d.missing)}, which the key does not have.`,
      plain,
      `Put ${list(d.missing)} into the key.`,
    ),
});

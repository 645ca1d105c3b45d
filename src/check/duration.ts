/**
 * How long a plan may take, from the rows it touches. A model, not a measurement: a server of ordinary size does about so
 * many rows a second of each kind of work, and a statement costs something even on an empty table. It is meant to tell
 * seconds from minutes from hours.
 */
import type { Dialect } from '../dialect/dialect.js';
import { keyOf, type QName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import type { Migration } from '../plan/plan.js';
import { factsOf } from './facts/facts.js';

/** Milliseconds a statement, for parsing, locking and committing. */
const perStatement = 20;
/** Milliseconds a million rows. */
const perMillion = {
  /** Reading every row: NOT NULL, CHECK and foreign keys are verified so. */
  scan: 300,
  /** Sorting and writing one index. */
  index: 1_500,
  /** Writing every row anew, indexes included. */
  rewrite: 5_000,
  /** UPDATE of every row. */
  update: 10_000,
} as const;

interface Work {
  readonly table: QName;
  /** Milliseconds. */
  readonly perMillionRows: number;
}

const worksOf = (migrations: ReadonlyArray<Migration>, from: Schema, dialect: Dialect): ReadonlyArray<Work> => {
  const facts = factsOf(migrations, from, dialect);
  const works: Work[] = [];
  for (const h of facts.holds) if (h.lock.rewrites) works.push({ table: h.table, perMillionRows: perMillion.rewrite });
  for (const { intent: i, before } of facts.events) {
    const table = 'table' in i && !('columns' in i.table) ? (before.tables.get(keyOf(i.table))?.origin ?? null) : null;
    if (table === null) continue;
    if (i.kind === 'Backfill' || i.kind === 'CopyColumns') works.push({ table, perMillionRows: perMillion.update });
    if (i.kind === 'AddIndex' || i.kind === 'AddUnique' || i.kind === 'SetPrimaryKey')
      works.push({ table, perMillionRows: perMillion.index });
    if (
      i.kind === 'AddCheck' ||
      i.kind === 'AddForeignKey' ||
      i.kind === 'Verify' ||
      (i.kind === 'SetNullability' && !i.nullable)
    )
      works.push({ table, perMillionRows: perMillion.scan });
  }
  return works;
};

/** Tables whose rows the plan reads or writes; each once. */
export const workedOn = (
  migrations: ReadonlyArray<Migration>,
  from: Schema,
  dialect: Dialect,
): ReadonlyArray<QName> => [
  ...new Map(worksOf(migrations, from, dialect).map(({ table }) => [keyOf(table), table])).values(),
];

/** Milliseconds; null when nobody knows how many rows a table has that the plan reads or writes. */
export const duration = (
  migrations: ReadonlyArray<Migration>,
  from: Schema,
  dialect: Dialect,
  rows: ReadonlyMap<string, number>,
): number | null => {
  const statements = migrations.flatMap((m) => m.up).flatMap((s) => s.statements).length;
  let total = statements * perStatement;
  for (const { table, perMillionRows } of worksOf(migrations, from, dialect)) {
    const n = rows.get(keyOf(table));
    if (n === undefined) return null;
    total += (n * perMillionRows) / 1_000_000;
  }
  return Math.round(total);
};

/** One scratch database on one engine, as seen by tests: a connection of our own driver that may write, beside src/edge. */
import type { ConnectionTarget, Row } from '../../../src/edge/database.js';

/** Every row of every table: column → the value as the engine prints it. Rows and keys are sorted. */
export type Content = Readonly<Record<string, ReadonlyArray<Readonly<Record<string, string | null>>>>>;

export interface Session {
  readonly target: ConnectionTarget;
  /** One text; a script of several statements is allowed. */
  readonly exec: (sql: string) => Promise<void>;
  readonly query: (sql: string) => Promise<ReadonlyArray<Row>>;
  /** Empties the database; much faster than a new one. */
  readonly reset: () => Promise<void>;
  /** What the engine itself says the database is, in an order that does not depend on how it came to be. */
  readonly dump: () => Promise<string>;
  readonly content: () => Promise<Content>;
  readonly begin: string;
  /** Closes the connection and removes the database. */
  readonly drop: () => Promise<void>;
}

/** Sorted by text, so that two contents are equal when the same rows are there. */
export const sortRows = (
  rows: ReadonlyArray<Readonly<Record<string, string | null>>>,
): ReadonlyArray<Readonly<Record<string, string | null>>> => {
  const keyed = rows.map((row) => {
    const sorted = Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
    return { sorted, key: JSON.stringify(sorted) };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map((k) => k.sorted);
};

/** A cell of a driver's row as text. */
export const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

let count = 0;
/** A name nobody else uses on a server that is shared. */
export const scratchName = (): string => `altair_t${process.pid}_${process.hrtime.bigint().toString(36)}_${++count}`;

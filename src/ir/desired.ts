/**
 * What a source asks for. A source speaks only for what it says: `owns` tells how far its word goes, and `complete`
 * fills the rest with what the database has, so that a diff never drops what nobody mentioned.
 */

import type { Expr } from './expression.js';
import { keyOf, type QName } from './name.js';
import type { Position } from './problem.js';
import { lookup, record } from './record.js';
import type { Schema } from './schema.js';

/** Parts of a column that a source may leave unsaid; type, nullability and default are always said. */
export type ColumnFacet =
  | 'default'
  | 'identity'
  | 'generated'
  | 'collation'
  | 'charset'
  | 'comment'
  | 'onUpdate'
  | 'invisible';

export type TableFacet =
  | 'columns'
  | 'primaryKey'
  | 'uniques'
  | 'foreignKeys'
  | 'checks'
  | 'indexes'
  | 'comment'
  | 'options'
  /** The order of columns; only a database or a dump states it. */
  | 'order';

export interface TableOwnership {
  /** Facets whose unmentioned members are to be dropped. Members that are mentioned are always wanted. */
  readonly facets: ReadonlyArray<TableFacet>;
  /** By column name: what the source did not say of a column it lists. */
  readonly unstated: ReadonlyMap<string, ReadonlyArray<ColumnFacet>>;
  /** Columns that the source says are *not* unique (`unique: false`): a single-column unique there is to be dropped. */
  readonly notUnique: ReadonlyArray<string>;
  /** Columns whose allowed values the source lists in a check: another such list on one of them is to be dropped. */
  readonly values?: ReadonlyArray<string>;
}

export interface Ownership {
  /** all: a table, enum or column that is not mentioned is to be dropped. listed: only listed tables are spoken of. */
  readonly tables: 'all' | 'listed';
  /** By `keyOf(table name)`; a table without an entry is owned whole. */
  readonly byTable: Readonly<Record<string, TableOwnership>>;
}

/** A declared rename. `column` null = the table itself. Names are those of the current schema and of the desired one. */
export interface Rename {
  readonly table: { readonly from: QName; readonly to: QName };
  readonly column: { readonly from: string; readonly to: string } | null;
  readonly at: Position | null;
}

/** How rows get from here to there. */
export type DataRule =
  /** New value of a column for rows that exist (spec key `backfill`). */
  | {
      readonly kind: 'Backfill';
      readonly table: QName;
      readonly column: string;
      readonly value: Expr;
      readonly at: Position | null;
    }
  /** What a column that goes is worth in those that stay (spec key `dropped: … backfill`). */
  | {
      readonly kind: 'Restore';
      readonly table: QName;
      readonly column: string;
      readonly value: Expr;
      readonly at: Position | null;
    }
  /** How an old value becomes the new type (spec key `using`). */
  | {
      readonly kind: 'Using';
      readonly table: QName;
      readonly column: string;
      readonly value: Expr;
      readonly at: Position | null;
    }
  /** Which duplicate stays (spec key `dedupe`). */
  | {
      readonly kind: 'Dedupe';
      readonly table: QName;
      readonly columns: ReadonlyArray<string>;
      readonly keep: 'newest' | 'oldest' | 'first' | 'null others';
      readonly by: string | null;
      readonly at: Position | null;
    }
  /** A dropped column (or, with column null, table) whose data is kept in a sidecar table for so many days. */
  | {
      readonly kind: 'Archive';
      readonly table: QName;
      readonly column: string | null;
      readonly days: number;
      readonly at: Position | null;
    }
  /** Rows that a new constraint would refuse are taken out of its way. `columns` null: whatever it is about. */
  | {
      readonly kind: 'Clear';
      readonly table: QName;
      readonly columns: ReadonlyArray<string> | null;
      readonly from: 'foreign key' | 'check' | 'not null';
      readonly how: 'delete' | 'empty';
      readonly at: Position | null;
    };

/**
 * Where something was said, by `keyOf(table)`, `keyOf(table) + '.' + column` or `keyOf(table) + '#' + facet`; null when
 * nobody knows. Looked up when there is something to show: of thousands of fields few ever are.
 */
export type Positions = (place: string) => Position | null;

export const nowhere: Positions = () => null;

/** Where two say the same, the first is the place to show. */
export const positionsOf = (entries: ReadonlyArray<readonly [string, Position]>): Positions => {
  let known: Readonly<Record<string, Position>> | null = null;
  return (place) => {
    known ??= record(entries.toReversed());
    return known[place] ?? null;
  };
};

export const joinPositions =
  (list: ReadonlyArray<Positions>): Positions =>
  (place) => {
    for (const positions of list) {
      const at = positions(place);
      if (at !== null) return at;
    }
    return null;
  };

export interface Desired {
  readonly schema: Schema;
  readonly owns: Ownership;
  readonly renames: ReadonlyArray<Rename>;
  readonly data: ReadonlyArray<DataRule>;
  readonly positions: Positions;
}

/** A source that states everything: a database, a dump, a snapshot. */
export const whole = (schema: Schema): Desired => ({
  schema,
  owns: { tables: 'all', byTable: {} },
  renames: [],
  data: [],
  positions: nowhere,
});

const everything: TableOwnership = {
  facets: ['columns', 'primaryKey', 'uniques', 'foreignKeys', 'checks', 'indexes', 'comment', 'options', 'order'],
  unstated: new Map(),
  notUnique: [],
};

export const ownershipOf = (owns: Ownership, table: QName): TableOwnership =>
  lookup(owns.byTable, keyOf(table)) ?? everything;

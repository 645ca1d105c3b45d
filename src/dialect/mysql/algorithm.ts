/**
 * What each kind of change costs, as versioned data. `algorithm` is the cheapest that the server takes by itself.
 * MySQL: https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html
 * MariaDB: https://mariadb.com/kb/en/innodb-online-ddl-overview/ and its pages on INSTANT, NOCOPY and INPLACE
 */
import type { Schema, Table } from '../../ir/schema.js';

export type Kind =
  | 'add column'
  | 'add column before a virtual one'
  | 'add virtual column'
  | 'add virtual column before another' // or before a counter
  | 'add stored column'
  | 'add counter'
  | 'drop column'
  | 'drop virtual column'
  | 'move a virtual column beside other changes'
  | 'rename column'
  | 'set default'
  | 'restate' // comment, visibility, ON UPDATE: nothing that is stored
  | 'restate beside a check of a date'
  | 'restate computed column'
  | 'append label'
  | 'grow varchar'
  | 'grow varchar over 255 bytes'
  | 'set null'
  | 'set not null'
  | 'change type'
  | 'change collation'
  | 'add primary key'
  | 'drop primary key'
  | 'replace primary key'
  | 'give up a key for another' // where there is no primary key
  | 'add index'
  | 'add functional index'
  | 'drop functional index'
  | 'drop unique functional index'
  | 'add hashed key' // MariaDB's unique keys over texts that no index can hold
  | 'add fulltext index'
  | 'add spatial index'
  | 'drop index'
  | 'rename index'
  | 'add foreign key'
  | 'drop foreign key'
  | 'add check'
  | 'drop check'
  | 'table comment'
  | 'table charset'
  | 'table rebuild'
  | 'change engine';

export interface Cost {
  readonly algorithm: 'INSTANT' | 'NOCOPY' | 'INPLACE' | 'COPY';
  readonly rewrites: boolean;
  /** Others cannot write while it runs (LOCK=NONE is refused). */
  readonly blocksWrites: boolean;
}

export type Algorithms = Readonly<Record<Kind, Cost>>;

/** What is dearer on some tables than it is on others. */
export interface Circumstance {
  readonly of: (table: Table, around: Schema | null) => boolean;
  readonly costs: Partial<Algorithms>;
}

export const instant: Cost = { algorithm: 'INSTANT', rewrites: false, blocksWrites: false };
export const inplace: Cost = { algorithm: 'INPLACE', rewrites: false, blocksWrites: false };
export const rebuild: Cost = { algorithm: 'INPLACE', rewrites: true, blocksWrites: false };
export const rebuildLocked: Cost = { algorithm: 'INPLACE', rewrites: true, blocksWrites: true };
export const copy: Cost = { algorithm: 'COPY', rewrites: true, blocksWrites: true };

const rank = { INSTANT: 0, NOCOPY: 1, INPLACE: 2, COPY: 3 } as const;

/** One ALTER TABLE is as dear as its dearest clause. */
export const dearest = (costs: ReadonlyArray<Cost>): Cost =>
  costs.reduce(
    (a, b) => ({
      algorithm: rank[b.algorithm] > rank[a.algorithm] ? b.algorithm : a.algorithm,
      rewrites: a.rewrites || b.rewrites,
      blocksWrites: a.blocksWrites || b.blocksWrites,
    }),
    instant,
  );

/** What a plan asks of the rows that are there: each demand over the rows as they are now, so that it can be counted. */
import type { Outcome } from '../../dialect/probe.js';
import type { Expr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import type { Column } from '../../ir/schema.js';
import type { Event } from './facts.js';
import type { Standing } from './standings.js';

export interface OnRows {
  /** As the plan calls it at that moment. */
  readonly table: QName;
  /** As the database calls it now. */
  readonly origin: QName;
  /** Other tables inherit from it, and their rows are none for its keys. */
  readonly hasChildren: boolean;
}

/** `added`: the plan asks for it · `kept`: it stands already, and the plan changes the values under it. */
export type Cause = 'added' | 'kept';

export interface NotNull extends OnRows {
  readonly column: string;
  readonly cause: Cause;
  /** A column that the plan adds. */
  readonly fresh: boolean;
  readonly value: Expr | null;
}

export interface Distinct extends OnRows {
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly primary: boolean;
  readonly cause: Cause;
  /** Null: nobody can say what is compared. */
  readonly keys: ReadonlyArray<Expr> | null;
  /** The rows it is about; null = all. */
  readonly where: Expr | null;
  readonly nullsEqual: boolean;
}

export interface Holds extends OnRows {
  readonly name: string | null;
  readonly cause: Cause;
  /** Rows of tables that inherit from this one are not looked at (PostgreSQL's NO INHERIT). */
  readonly own: boolean;
  /** True for the rows that break it; null = nobody can say. */
  readonly broken: Expr | null;
}

export interface Passes extends OnRows {
  readonly column: string;
  readonly from: Column | null;
  readonly to: Column;
  readonly by: 'type' | 'using' | 'write';
  readonly outcome: Outcome;
  /** The rows it is about; null = all. */
  readonly where: Expr | null;
  /** Labels that an enum loses; null for everything else. */
  readonly labels: ReadonlyArray<string> | null;
  readonly value: Expr | null;
  /** Nothing in the plan works it out: the column is virtual, and the server looks at no row when it is added. */
  readonly unread?: boolean;
}

export const here = (s: Standing): OnRows | null =>
  s.origin === null ? null : { table: s.table.name, origin: s.origin, hasChildren: s.hasChildren };

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The table whose values an event changes. */
export const touched = (e: Event): QName | null =>
  e.intent.kind === 'ChangeType' || e.intent.kind === 'Backfill' || e.intent.kind === 'SetGenerated'
    ? e.intent.table
    : null;

/** The last word about each constraint: what several changes do to one key is asked once, after the last of them. */
export const lastOf = <A>(list: ReadonlyArray<readonly [string, A]>): ReadonlyArray<A> => [...new Map(list).values()];

/**
 * The engine's part of a change in two phases: what keeps the old and the new side of a column equal while two releases
 * write, what stands in for a table under its old name, and how rows are asked whether they agree.
 */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import type { Column, Opaque, Schema, Table } from '../ir/schema.js';
import type { Validated } from '../prelude.js';

/** One column of a side, and what it gets when the other side was written. */
export interface SyncedColumn {
  readonly column: string;
  /** Over the table's columns as they stand between the phases; null = it is left alone (one-way). */
  readonly value: Expr | null;
}

/** Two sets of columns of one table that say the same. A rename has one on each side, a split one and several. */
export interface ColumnSync {
  /**
   * Deterministic: by it a later plan knows that the first phase was applied. 1 to 48 of a-z, 0-9 and _, so that what
   * engines append for their objects stays within their limits.
   */
  readonly name: string;
  /**
   * The table between the phases, with both sides. What its columns have as constant defaults is what a side holds that
   * nobody wrote; a default that differs from row to row counts as NULL, so the new side must have none.
   */
  readonly table: Table;
  readonly old: ReadonlyArray<SyncedColumn>;
  readonly fresh: ReadonlyArray<SyncedColumn>;
}

/** A column that takes NULL until the second phase, and what it gets instead. */
export interface ColumnFill {
  /** As in `ColumnSync`. */
  readonly name: string;
  readonly table: Table;
  readonly column: string;
  /** Over the other columns of the table. */
  readonly value: Expr;
}

/** The table under its new name, and the name and columns that the old release knows. */
export interface TableAlias {
  readonly table: Table;
  readonly oldName: QName;
  /** The columns of the old name, in their order, and which column of the table each is. */
  readonly columns: ReadonlyArray<{ readonly name: string; readonly of: string }>;
}

/** An object that is kept as text, with what takes it off again. */
export interface EngineObject {
  readonly object: Opaque;
  readonly drop: string;
}

/** What stays a matter of the engine's while two releases write. */
interface PhaseLimits {
  /** What a statement under the old name cannot do while a view stands there. */
  readonly view: string;
  /** On the way back a statement that is under way through the view may be refused, once. */
  readonly refusesOnWayBack: (table: QName, oldName: QName) => boolean;
  /** False: what a foreign key's action writes goes past them. */
  readonly actionsFireTriggers: boolean;
}

export interface PhaseDialect {
  readonly limits: PhaseLimits;
  /**
   * Triggers (and their functions) in the order they are made. On INSERT the new side wins where it differs from its
   * default; on UPDATE the side that changed is copied to the other, the new one where both changed. They cannot set
   * each other off without end. A row that is in step after an UPDATE, one side following from the other, is left alone:
   * copying the rows that are there must not write the old side from what the new one keeps of it. So is an INSERT that
   * gives both sides and the new one follows: a row that somebody copies keeps what the old side says more exactly.
   *
   * A column that is on neither side but is read by a value of the new one counts as the old side.
   */
  readonly sync: (sync: ColumnSync) => Validated<Problem, ReadonlyArray<EngineObject>>;
  /** Triggers as of `sync`: the column gets its value wherever a statement leaves or makes it NULL. */
  readonly fill: (fill: ColumnFill) => Validated<Problem, ReadonlyArray<EngineObject>>;
  /**
   * A view under the old name that takes INSERT, UPDATE and DELETE. What of a table it cannot be says each engine's file:
   * TRUNCATE everywhere, on SQLite also upserts, row counts and last_insert_rowid().
   */
  readonly alias: (alias: TableAlias) => Validated<Problem, ReadonlyArray<EngineObject>>;
  /**
   * A table and its columns get their new names, and the view comes under the old one, in one moment. Otherwise only the
   * table does, and its columns are renamed like any other: old and new name side by side.
   */
  readonly columnsMoveWithTable: boolean;
  /**
   * True for rows of which neither side follows from the other, compared byte by byte, with NULL the same as NULL. Where
   * nothing follows from the new side (one way), only for rows whose new side is as if nobody had written it: what only
   * the new release wrote is neither copied over nor a fault.
   */
  readonly outOfStep: (sync: ColumnSync) => Expr;
  /** What of the old side must take NULL while the new release writes: triggers that come too late to fill it in. */
  readonly relaxesOldSide: boolean;
  /**
   * The value of a column as another would hold it, for triggers and copying; null when no expression says it. Where it
   * can be refused, the statement that wrote it is.
   */
  readonly convert: (from: Column, to: Column) => Expr | null;
  /** An expression of the user's as a value of the column's type; null when it cannot be said. */
  readonly asType: (value: Expr, to: Column) => Expr | null;
  /** The objects of that name in a catalog, as `sync` and `alias` made them; empty when there are none. */
  readonly madeBy: (name: string, schema: Schema) => ReadonlyArray<EngineObject>;
}

/**
 * A dialect: one record made for one server version. Everything an engine knows and does differently is behind this
 * interface; nothing outside dialect/, edge/ and cli/ compares a `DialectId`.
 */

import type { DialectId, Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import type { Column, Schema, Table } from '../ir/schema.js';
import type { DataType } from '../ir/type.js';
import type { Validated } from '../prelude.js';
import type { AlterAction, NamedConstraint, Statement } from '../sql/ast.js';
import type { Claims } from './claims.js';
import type { Gap } from './gap.js';
import type { PhaseDialect } from './phases.js';
import type { ProbeDialect } from './probe.js';
import type { Refuses } from './refusal.js';

/** 15.18 → { major: 15, minor: 18, patch: 0, text: '15.18' }. `text` is what the server said or the user gave. */
export interface ServerVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly text: string;
  /**
   * What a connected server said of its settings, for its own dialect alone (MySQL: the character set of the database,
   * which nobody needs to state). Absent when no server was asked.
   */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Questions that passes, diff and reports may ask instead of naming an engine. */
export interface Capabilities {
  /** Rolls DDL back with the transaction. MySQL and MariaDB commit before and after each DDL statement. */
  readonly transactionalDdl: boolean;
  /** Named types for enums; else the labels belong to the column (inline) or do not exist at all (none → CHECK). */
  readonly enums: 'type' | 'inline' | 'none';
  /** A unique constraint is a thing of its own, the same as a unique index, or better made as an index. */
  readonly uniques: 'constraint' | 'index';
  readonly comments: boolean;
  /** An index can be given another name where it stands. */
  readonly renamesIndexes: boolean;
  /** Constraints that can be given another name where they stand. */
  readonly renamesConstraints: ReadonlyArray<NamedConstraint['kind']>;
  readonly includeColumns: boolean;
  readonly partialIndexes: boolean;
  readonly expressionIndexes: boolean;
  readonly deferrableConstraints: boolean;
  /** ADD COLUMN … NOT NULL without a default succeeds on a table with rows and fills them with 0, '' and the like. */
  readonly implicitDefaults: boolean;
  /** A type change by an expression is an UPDATE, which fires triggers. */
  readonly updatesToConvert: boolean;
  /** Position of an added column can be said (FIRST, AFTER). */
  readonly columnOrder: boolean;
  /**
   * One ALTER TABLE may have several actions, which are all carried out or none: also where each would be committed by
   * itself. https://dev.mysql.com/doc/refman/8.4/en/atomic-ddl.html
   */
  readonly severalActions: boolean;
  /** A foreign key can only be part of the table's definition (SQLite) and may name a table that is not there yet. */
  readonly foreignKeysInline: boolean;
  /** A foreign key hangs on the key of its parent that it was made with, though another has the same columns. */
  readonly foreignKeysPinned: boolean;
  /** Where a column's type changes, checks and indexes that read it keep the casts of the old one in their text. */
  readonly keepsCasts: boolean;
  /** An index with the foreign key's columns as prefix must exist on the child; the server makes one. */
  readonly foreignKeyNeedsIndex: boolean;
  readonly identifier: { readonly max: number; readonly unit: 'bytes' | 'characters' };
  /** Names of tables and columns differ only when they differ after folding case. */
  readonly caseInsensitive: { readonly tables: boolean; readonly columns: boolean };
}

/** Which of a statement's effects others notice while it runs. Facts cite the vendor's manual where they stand. */
export interface Lock {
  readonly table: QName;
  /** The engine's own word: `AccessExclusive`, `INSTANT`, `COPY`, `EXCLUSIVE`, … */
  readonly strength: string;
  readonly rewrites: boolean;
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  /** It has the table for itself at its end, for a moment, whatever it does before. */
  readonly momentary?: boolean;
}

/** One step's neutral statements and the schemas around them. */
export interface Change {
  readonly statements: ReadonlyArray<Statement>;
  readonly before: Schema;
  readonly after: Schema;
  /** The schema at the end of the whole plan, where that is known: what does not come right by then never does. */
  readonly end?: Schema;
}

/** A catalog question: fixed text without parameters, its rows named by `name`. All of them go down one pipeline. */
export interface CatalogQuery {
  readonly name: string;
  readonly sql: string;
}

/** Rows by query name. Values are what the driver gives for text columns: string, number, boolean, null or arrays of them. */
export type CatalogRows = Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>;

export interface Dialect {
  readonly id: DialectId;
  /** For people: `PostgreSQL`. */
  readonly name: string;
  readonly version: ServerVersion;
  readonly capabilities: Capabilities;

  /** What this engine will really store for a logical schema. Total and idempotent; identity on what a catalog read. */
  readonly physical: (schema: Schema) => Schema;

  /** Which names things take, and from whom. */
  readonly claims: Claims;

  /** What it cannot have, whatever the rows are. */
  readonly refuses: Refuses;

  /** What `physical` takes off a schema, or makes in another way, because this engine has no such thing. */
  readonly gaps: (schema: Schema) => ReadonlyArray<Gap>;

  /**
   * Makes one step's neutral statements into ones this engine has: PostgreSQL takes a default off before a type change,
   * SQLite rebuilds the table, MySQL keeps the index a foreign key needs. Refuses with Problems what it cannot do.
   */
  readonly legalise: (change: Change) => Validated<Problem, ReadonlyArray<Statement>>;

  /**
   * True when the action cannot stand by itself here, so that the step had better be merged with its neighbours on the
   * same table (a SQLite rebuild does all of them at once). `schema` is the one before the action.
   */
  readonly rebuilds: (action: AlterAction, table: Table, schema: Schema) => boolean;

  /**
   * Legal statements as ones that hold no lock while rows are read, for the tables that are `busy`; the same statements
   * where the engine has no better way.
   */
  readonly online: (
    statements: ReadonlyArray<Statement>,
    change: Change,
    busy: (table: QName) => boolean,
  ) => ReadonlyArray<Statement>;

  /** One SQL statement without a closing semicolon; Left for what cannot be said; never an empty string. */
  readonly print: (statement: Statement) => Validated<Problem, string>;

  /**
   * inside: any transaction · alone: committed before and after · outside: not in a transaction at all · begins: the first
   * of one · ends: the last of one.
   */
  readonly transaction: (statement: Statement) => 'inside' | 'alone' | 'outside' | 'begins' | 'ends';

  /** Statements that go around a whole migration (SQLite: foreign keys off before BEGIN, the check before COMMIT). */
  readonly frame: (statements: ReadonlyArray<Statement>) => {
    readonly outsideBefore: ReadonlyArray<Statement>;
    readonly insideBefore: ReadonlyArray<Statement>;
    readonly insideAfter: ReadonlyArray<Statement>;
    readonly outsideAfter: ReadonlyArray<Statement>;
  };

  /**
   * All tables it locks, parents included. Empty = locks nothing that exists. `around`: the schema before the statement,
   * for what depends on more of a table than the statement says.
   */
  readonly locks: (statement: Statement, around?: Schema) => ReadonlyArray<Lock>;

  readonly quote: (identifier: string) => string;
  /** `types.parse(types.spell(t))` = t for every physical t; anything unknown parses to Native. */
  readonly types: {
    readonly spell: (type: DataType) => Validated<Problem, string>;
    readonly parse: (spelling: string) => DataType;
  };
  readonly printExpr: (expr: Expr) => Validated<Problem, string>;
  /** Portable functions and operators to this engine's own (`toPostgres` & co. of sql/portable.ts); idempotent. */
  readonly rewrite: (expr: Expr) => Expr;

  /**
   * Whether a type change keeps every value for sure (widening): used for grading rollbacks and the two-phase choice.
   * False when in doubt.
   */
  readonly keepsValues: (from: Column, to: Column) => boolean;

  /** What it will do with the rows that are there; the safety checks ask. */
  readonly probe: ProbeDialect;

  /** What two releases need that write side by side. */
  readonly phases: PhaseDialect;

  readonly catalog: {
    readonly queries: ReadonlyArray<CatalogQuery>;
    readonly lower: (rows: CatalogRows) => Validated<Problem, Schema>;
  };
}

/** Makes the dialect of a server version. */
export type MakeDialect = (version: ServerVersion) => Dialect;

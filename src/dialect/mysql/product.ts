/**
 * MySQL and MariaDB share most of their ways. What they do differently is a `Product`: made once for one server version,
 * handed to the modules of this folder. Everything here is a fact about an engine, never a choice of ours.
 */
import type { DialectId } from '../../ir/expression.js';
import type { Default, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import type { CatalogQuery, ServerVersion } from '../dialect.js';
import type { Algorithms, Circumstance } from './algorithm.js';

/** What a connected server says of itself; without a connection nobody knows, and `physical` keeps what was stated. */
export interface ServerDefaults {
  /** Of the connected database: what a table gets that states neither. */
  readonly charset: string;
  readonly collation: string;
  readonly engine: string;
  /** @@lower_case_table_names: 0 = as written, 1 = stored in lower case, 2 = stored as written, compared in lower case. */
  readonly lowerCaseTableNames: number;
  /** @@explicit_defaults_for_timestamp. Off, a TIMESTAMP that is NOT NULL without a default is given one. */
  readonly explicitTimestamps: boolean;
}

export interface Features {
  /** RENAME COLUMN: MySQL 8.0, MariaDB 10.5.2. */
  readonly renameColumn: boolean;
  /** Enforced CHECK: MySQL 8.0.16, MariaDB 10.2. */
  readonly checks: boolean;
  /** A check must be a truth value, not a number (MySQL). */
  readonly checksAreConditions: boolean;
  /** NOT ENFORCED. */
  readonly unenforcedChecks: boolean;
  /** Any expression as a default: MySQL 8.0.13, MariaDB 10.2. */
  readonly expressionDefaults: boolean;
  /** TEXT, BLOB, JSON and geometry take an expression only as their default (MySQL). */
  readonly lobDefaultsInParentheses: boolean;
  /** Index parts that are expressions: MySQL 8.0.13. */
  readonly functionalIndexes: boolean;
  /** DESC in an index is kept: MySQL 8.0, MariaDB 10.8. */
  readonly descendingIndexes: boolean;
  /** A foreign key can use a descending index part (MariaDB). */
  readonly foreignKeysUseDescending: boolean;
  readonly invisibleColumns: boolean;
  /**
   * INSERT … SELECT that leaves out a NOT NULL column without a default fails though a BEFORE trigger would set it
   * (MariaDB 1364, measured on 10.11; INSERT … VALUES does not, MySQL 9.7 neither).
   */
  readonly insertSelectAsksForValues: boolean;
  /** UUID_TO_BIN, which refuses what is no UUID with an error (MySQL). */
  readonly uuidToBin: boolean;
  /** An invisible column that is NOT NULL must have a default (MariaDB 4108). */
  readonly invisibleNeedsDefault: boolean;
  /** The word that hides an index from the optimizer; null = it cannot be hidden. */
  readonly hideIndex: string | null;
  /** `utf8mb3_general_ci` is a name: MySQL 8.0.30, MariaDB 10.6; before it was `utf8_general_ci`. */
  readonly namesUtf8mb3: boolean;
  /** A check may belong to a column's definition, is then named like the column, and goes with MODIFY (MariaDB). */
  readonly columnChecks: boolean;
  /**
   * The table is copied when a computed column or a check is restated with a column's new name, and always for a table with
   * a check over a date or time (MySQL 9.7).
   */
  readonly copiesToRename: boolean;
  /** A copy of the table cannot make a column of a foreign key NOT NULL, on either side of it: errors 1832 and 1833. */
  readonly copiesKeepNull: boolean;
  /** CHECK and generated columns follow a renamed column by themselves (MariaDB). */
  readonly expressionsFollowRenames: boolean;
  /** RENAME TABLE also renames the constraints that the server named (`t_chk_1`). Foreign keys: both products. */
  readonly renamesChecksWithTable: boolean;
  /** RENAME TABLE under LOCK TABLES: MySQL 8.0.13; MariaDB (10.11) refuses it with 1192. */
  readonly renamesLocked: boolean;
  /** A DECIMAL becomes a BIGINT by way of a signed one, unsigned or not (MySQL 9.7: 1292 beyond 9223372036854775807). */
  readonly decimalsThroughSigned: boolean;
  /** ON DELETE SET DEFAULT is stored (MySQL); MariaDB reads it and stores RESTRICT. */
  readonly setDefaultAction: boolean;
  /** DEFAULT CHARACTER SET DEFAULT is the database's own (MariaDB). */
  readonly charsetDefault: boolean;
  /** A generated column may be NOT NULL (MySQL). */
  readonly generatedNotNull: boolean;
  /** Boolean literals in expressions are printed back as 1 and 0 (MariaDB). */
  readonly booleansAreNumbers: boolean;
  /** UNIQUE on TEXT and BLOB without a prefix length (MariaDB makes a hash of them). */
  readonly uniqueOnLobs: boolean;
  readonly checkNames: 'table' | 'namespace';
  /** WITH SYSTEM VERSIONING (MariaDB). */
  readonly keepsHistory: boolean;
  /** A virtual column may say something else each time it is asked: now(), user() (MariaDB). */
  readonly virtualIsAsked: boolean;
  /** Labels of more than 255 characters (MariaDB). */
  readonly longLabels: boolean;
  /** Columns that a key may have: 16 (MySQL), 32 (MariaDB). */
  readonly mostKeyParts: number;
  /** A column that is dropped at once is kept under a name of its own, see legalise-drop.ts: MySQL 8.0.29. */
  readonly keepsDroppedNames: boolean;
  /** The catalog shows a character beyond U+FFFF of an expression as it is (MySQL 9.7), not as `?` (MariaDB 10.11). */
  readonly expressionsBeyondCatalog: boolean;
  /** A column's name in a view loses the blanks it begins with, however it is written (MariaDB 10.11). */
  readonly viewsCutNames: boolean;
}

export interface Product {
  readonly id: DialectId;
  readonly name: string;
  readonly version: ServerVersion;
  readonly features: Features;
  readonly server: ServerDefaults | null;
  /** The collation a character set has when none is stated. */
  readonly defaultCollation: (charset: string) => string;
  /** information_schema.columns.column_default → default; the two products print it differently. */
  readonly readDefault: (row: CatalogDefault) => Default | null;
  /** An expression as information_schema prints it → as the server would print it in SHOW CREATE TABLE. */
  readonly readExpression: (text: string) => string;
  readonly queries: ReadonlyArray<CatalogQuery>;
  readonly algorithms: Algorithms;
  readonly circumstances: ReadonlyArray<Circumstance>;
}

export interface CatalogDefault {
  readonly text: string | null;
  readonly extra: string;
  readonly nullable: boolean;
  readonly type: DataType;
}

/** True when the version is at least this one. */
export const since = (v: ServerVersion, major: number, minor = 0, patch = 0): boolean =>
  v.major !== major ? v.major > major : v.minor !== minor ? v.minor > minor : v.patch >= patch;

/** The settings that edge/mysql.ts asked for; the names are those of the catalog's query `server`. */
export const serverOf = (v: ServerVersion): ServerDefaults | null => {
  const { charset, collation, engine, lower_case, explicit_timestamps } = v.settings ?? {};
  return charset === undefined || collation === undefined || engine === undefined || lower_case === undefined
    ? null
    : {
        charset,
        collation,
        engine,
        lowerCaseTableNames: Number(lower_case),
        explicitTimestamps: explicit_timestamps !== '0',
      };
};

/** The engine that a table has, or gets where none is stated. */
export const isInnodb = (t: Table, { server }: Pick<Product, 'server'>): boolean =>
  (t.options.engine ?? server?.engine ?? 'InnoDB').toLowerCase() === 'innodb';

/** What a table that keeps the rows of other times has beside what can be said of it. */
export const systemVersioning = 'system versioning';

/**
 * The engine's part of a safety question: what it will do with a value, and what it calls equal. Everything here is said
 * as an expression over the rows as they are now, so that counting the rows for which it is true answers the question
 * before anything is changed. Null always means "no expression says it": the question then stays open.
 */
import type { Expr, Literal } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Column, ForeignKey, Opaque, Table } from '../ir/schema.js';
import type { DataType, DataTypeByKind } from '../ir/type.js';

/** A value on its way into a column. */
export interface Passage {
  readonly value: Expr;
  /** The column the value comes from, as it is defined by then; null = an expression whose type nobody states. */
  readonly from: Column | null;
  readonly to: Column;
  /**
   * type: ALTER … TYPE or its like · using: the same with an expression of the user's (`value` then is that expression)
   * · write: INSERT or UPDATE.
   */
  readonly by: 'type' | 'using' | 'write';
  readonly fromLabels: ReadonlyArray<string>;
  readonly toLabels: ReadonlyArray<string>;
  /** The table takes only values of its columns' types (SQLite STRICT). */
  readonly strict: boolean;
  /** The column alone is the table's primary key, in ascending order, and the table is not WITHOUT ROWID. */
  readonly isRowKey: boolean;
  /** The types of the columns that `value` names; null = not known. */
  readonly typeOf: (column: string) => DataType | null;
}

export interface Outcome {
  /** True for the rows whose value the engine refuses. */
  readonly refused: Expr | null;
  /** True for the rows whose value goes in and does not come out the same. */
  readonly changed: Expr | null;
  /** What the column holds afterwards, for rows that are not refused. */
  readonly value: Expr | null;
  /** Working `value` out for a row fails exactly when the engine refuses the row; the server's word decides. */
  readonly trial: boolean;
  /** True for rows whose value the engine keeps although it is none of the column's type (SQLite). */
  readonly misfit?: Expr;
}

/** A constant that the server does not take as it is written. */
export interface Misread {
  /** What it is compared with. */
  readonly beside: Expr;
  /** The table cannot be made or altered so · the server keeps the expression with another constant. */
  readonly fate: 'refused' | 'rewritten';
}

/** How a key compares a value. */
export interface KeyPart {
  /** The column as it is defined when the key is made; null = an expression of the key's own. */
  readonly column: Column | null;
  /** The column of the database that the value is, word for word; null = it is worked out. */
  readonly stored: Column | null;
  readonly prefix: number | null;
  readonly collation: string | null;
  readonly opclass: string | null;
}

/** The engine's own text for a question about its statistics or settings: one row of whole numbers. */
export interface Asked {
  readonly sql: string;
}

/**
 * How the words of an expression are tried before there is a table, without a row: over columns that are all NULL, in a query
 * that works nothing out.
 */
export interface WordTrial {
  /** NULL as a value of the column; null = no query can say one. `has`: the database has the named type as it will be. */
  readonly nullOf: (column: Column, has: (type: QName) => boolean) => Expr | null;
  /** The server takes it when the value goes into the column without a word more; null = it goes into any. */
  readonly fits: (value: Expr, none: Expr, column: Column) => Expr | null;
  /** A check may not be this: it gives no truth value, though a query takes it for one. Null = a query says so itself. */
  readonly isNoCondition: ((e: Expr) => boolean) | null;
  /** What looks a call up that may act instead of calling it; null = there is no such thing, or it need not be. */
  readonly lookedUp: ((e: Expr) => Expr | null) | null;
  /** The expression without what only a row may call, its type and names kept. */
  readonly calm: (e: Expr) => Expr;
  /** Functions without arguments that every server has, and what they give. */
  readonly knows: Readonly<Record<string, DataType['kind']>>;
  /**
   * Where functions are that the migration may find though our connection does not, and which rows of it are those;
   * null = both look in one place.
   */
  readonly elsewhere: ((functions: ReadonlyArray<string>) => { readonly from: QName; readonly where: Expr }) | null;
}

/** Of a lock: the algorithm, and whether all rows are written anew. */
interface HowWritten {
  readonly strength: string;
  readonly rewrites: boolean;
}

/** What a table does with a computed column. */
export interface Held {
  readonly indexed: boolean;
  readonly checked: boolean;
}

export interface ProbeDialect {
  readonly words: WordTrial;
  readonly pass: (p: Passage) => Outcome;
  /**
   * True for rows for which the engine refuses to work the expression out while it changes the table, although a SELECT
   * of it passes. `typeOf` as in `Passage`; `inIndex`: an index alone holds what it gives.
   */
  readonly refusesInside: (expr: Expr, typeOf: Passage['typeOf'], inIndex?: boolean) => Expr | null;
  /**
   * Constants in an expression of a table that the server reads when the table is made or altered, whatever its rows, and
   * does not take as they are written. `typeOf`: the table's columns by then.
   */
  readonly misreads: (expr: Expr, typeOf: Passage['typeOf']) => ReadonlyArray<Misread>;
  /** True for rows whose value the engine refuses to copy when it writes the table anew under this lock, changed or not. */
  readonly uncopyable: (column: Column, strength: string) => ((value: Expr) => Expr) | null;
  /**
   * There may be rows whose value of a virtual column does not fit it, and a SELECT of them passes; an index or a check over
   * the column, which works it out for every row, is what fails then.
   */
  readonly virtualUnchecked: boolean;
  /** A statement under this lock works out the column's value for every row again, and refuses one that does not fit. */
  readonly recomputes: (column: Column, held: Held, lock: HowWritten) => boolean;
  /** So does whatever is written into another column of a row. */
  readonly recomputesRow: (column: Column, held: Held) => boolean;
  /** A statement under this lock works out the checks of every row again, whatever it changes. */
  readonly rechecks: (strength: string) => boolean;
  /**
   * A default that is an expression is worked out for each row that is there; else it may be worked out once for all.
   */
  readonly defaultsByRow: boolean;
  /** Why a column with this default had better be added without it, and its rows filled after; null = it need not. */
  readonly refusesDefault: (expr: Expr) => string | null;
  /** Each row that works the expression out gets a value that no other row has, and never NULL. */
  readonly differs: (expr: Expr) => boolean;
  /** A new column with this default may be filled by an UPDATE, which triggers see, rather than by the server. */
  readonly fillsByUpdate: (expr: Expr) => boolean;
  /**
   * `value` as what stands in the column and compares as the column does, and for which rows that cannot be said; null =
   * values compare by themselves, whatever column they are in.
   */
  readonly compared: ((value: Expr, column: Column) => { readonly as: Expr; readonly unless: Expr | null }) | null;
  /** Nearly all values come through the change, so that nobody plans for it, but the new type's range ends earlier. */
  readonly endsEarlier: (from: DataType, to: DataType) => boolean;
  /** A default that the column cannot hold is refused when it is stated, not only when a row gets it. */
  readonly triesDefault: (value: Literal, column: Column) => boolean;
  /** An expression that is equal for two rows exactly when the key says so. */
  readonly key: (value: Expr, part: KeyPart) => Expr | null;
  /** Why no foreign key can stand between the two columns; null = it can. */
  readonly mismatch: (child: Column, parent: Column) => string | null;
  /** Why no foreign key can point to a table of this name; null = it can. */
  readonly refusesParent: (table: string) => string | null;
  /**
   * Column `n`: above zero when the two collate so differently that no foreign key can stand between them, which only the
   * server knows of its collations; null = `mismatch` says it all.
   */
  readonly unlike: (child: Column, parent: Column) => Asked | null;
  /**
   * Column `n`: above zero when an index of this kind cannot hold the type, which only the server knows of its classes; null
   * = it can, or the definition of the index says it all.
   */
  readonly lacksClass: (type: DataType, method: string, opclass: string | null) => Asked | null;
  /**
   * Whether the server has a type that only it may have; null = it has. Asked: column `n`, above zero when it has none, and
   * `elsewhere`, how many of that name are where it does not look. `made`: types that the schema itself has.
   */
  readonly lacksType: (
    type: DataTypeByKind['Native'],
    made: (type: QName) => boolean,
  ) => Asked | 'none' | 'unknown' | null;
  /**
   * True for rows whose value, of a type that is made of this enum (PostgreSQL's arrays), has one of these labels in it; null
   * = the type is not.
   */
  readonly holdsLabels: (value: Expr, type: DataType, of: QName, labels: ReadonlyArray<string>) => Expr | null;
  /** True for rows whose value a column that begins to number itself replaces; null = it keeps them all. */
  readonly renumbered: ((value: Expr) => Expr) | null;
  /** Why the table's columns do not bear what the foreign key does to them; null = they do. */
  readonly refusesKey: (key: ForeignKey, child: Table) => string | null;
  /** What a foreign key may point to. */
  readonly target: 'unique key' | 'index' | 'anything';
  /** The columns of a primary key are NOT NULL, whatever else is said of them. */
  readonly keysAreNotNull: boolean;
  /**
   * Bytes that one entry of an index may have when they depend on the rows; null = the definition alone decides. The
   * expression gives a value's bytes.
   */
  readonly entry: {
    readonly bytes: number;
    readonly sizeOf: (value: Expr) => Expr;
    /** Values of this type are all small. */
    readonly fixed: (type: DataType) => boolean;
  } | null;
  /** Views and other readers are rewritten when what they read is renamed. */
  readonly viewsFollowRenames: boolean;
  /**
   * Rows by the server's statistics, -1 for unknown: columns `namespace`, `name` and `rows`, a row a table. `most`, where
   * there is one: that many rows its pages can hold, when nobody ever counted them.
   */
  readonly estimates: Asked | null;
  /** Column `n`: rows by the server's statistics; null = `estimates` says it, or nothing does. */
  readonly rowsOf: ((table: QName) => Asked) | null;
  /** Column `uses`: how often the index was read since the statistics began; -1 for unknown. */
  readonly uses: (table: QName, index: string) => Asked | null;
  /** The first characters of a value, as text. */
  readonly brief: (value: Expr, characters: number) => Expr;
  /** Quotes in which a backslash may take the next character with it. */
  readonly backslashes: ReadonlyArray<string>;
  /** What begins a comment. */
  readonly comments: ReadonlyArray<string>;
  /** Counting what differs is much faster than grouping, so that is asked first. */
  readonly surplusFirst: boolean;
  /**
   * Rows a second that no server of today goes beyond, when it only reads them and when it must bring equal ones together;
   * null = there are no statistics to compare it with.
   */
  readonly pace: { readonly reading: number; readonly grouping: number } | null;
  /** Words after SELECT for a query with nearly as many groups as rows; empty = the server needs none. */
  readonly manyGroups: string;
  /** Column `lax`: 1 when the server by default takes values that do not fit and changes them; null = it never does. */
  readonly lax: Asked | null;
  /** Tables that keep the rows of other times. `refuses`, a column of that name: 1 when the server does not change them. */
  readonly history: { readonly keeps: (o: Opaque) => boolean; readonly refuses: Asked } | null;
}

const no: Expr = { kind: 'Literal', value: { kind: 'Boolean', value: false } };
const yes: Expr = { kind: 'Literal', value: { kind: 'Boolean', value: true } };

export const isNever = (e: Expr | null): boolean =>
  e?.kind === 'Literal' && e.value.kind === 'Boolean' && !e.value.value;

/** Outcomes that need no question. */
export const outcome = {
  never: no,
  always: yes,
  /** Goes in and comes out the same, whatever it is. */
  keeps: (value: Expr): Outcome => ({ refused: no, changed: no, value, trial: false }),
  /** Nobody can say. */
  open: { refused: null, changed: null, value: null, trial: false } satisfies Outcome,
} as const;

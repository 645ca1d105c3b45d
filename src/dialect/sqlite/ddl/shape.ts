/** What a CREATE TABLE or CREATE INDEX text says, expressions still as text. */
export type DdlDefault =
  | { readonly kind: 'Literal'; readonly token: 'string' | 'number' | 'blob' | 'word'; readonly text: string }
  | { readonly kind: 'Expression'; readonly sql: string };

/** A column in a key or an index: `of` is its text; `name` is set when that text is nothing but a column's name. */
export interface DdlPart {
  readonly sql: string;
  readonly name: string | null;
  readonly collation: string | null;
  readonly descending: boolean;
}

export interface DdlReference {
  readonly table: string;
  readonly columns: ReadonlyArray<string>;
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly match: string | null;
  readonly deferrable: 'no' | 'immediate' | 'deferred';
}

export type DdlConstraint =
  | {
      readonly kind: 'PrimaryKey';
      readonly name: string | null;
      readonly parts: ReadonlyArray<DdlPart>;
      readonly onConflict: string | null;
      readonly autoincrement: boolean;
      /** Written at the column: `INTEGER PRIMARY KEY DESC` is then no alias of the rowid. */
      readonly atColumn: boolean;
    }
  | {
      readonly kind: 'Unique';
      readonly name: string | null;
      readonly parts: ReadonlyArray<DdlPart>;
      readonly onConflict: string | null;
    }
  | { readonly kind: 'Check'; readonly name: string | null; readonly sql: string }
  | {
      readonly kind: 'ForeignKey';
      readonly name: string | null;
      readonly columns: ReadonlyArray<string>;
      readonly references: DdlReference;
    };

export interface DdlColumn {
  readonly name: string;
  /** Words of the declared type, single-spaced; empty when none is declared. */
  readonly type: string;
  readonly notNull: boolean;
  readonly notNullConflict: string | null;
  readonly default: DdlDefault | null;
  readonly collation: string | null;
  readonly generated: { readonly sql: string; readonly stored: boolean } | null;
}

export interface DdlTable {
  readonly name: string;
  readonly columns: ReadonlyArray<DdlColumn>;
  readonly constraints: ReadonlyArray<DdlConstraint>;
  readonly strict: boolean;
  readonly withoutRowid: boolean;
}

export interface DdlIndex {
  readonly name: string;
  readonly table: string;
  readonly unique: boolean;
  readonly parts: ReadonlyArray<DdlPart>;
  readonly where: string | null;
}

/**
 * Column types. A logical type (what a spec says) and a physical type (what one engine stores) share this union;
 * a dialect's `physical` maps the first to the second and is idempotent.
 */
import type { DialectId } from './expression.js';
import { identical } from './identical.js';
import type { QName } from './name.js';

/** MySQL's four sizes of TEXT and BLOB; every other engine has one and uses `regular`. */
export type LobSize = 'tiny' | 'regular' | 'medium' | 'long';

export interface DataTypeByKind {
  Boolean: { readonly kind: 'Boolean' };
  /** `display` is MySQL's display width, kept only where it means something: tinyint(1), or with zerofill. */
  Integer: { readonly kind: 'Integer'; readonly bits: 8 | 16 | 24 | 32 | 64; readonly unsigned: boolean };
  Decimal: {
    readonly kind: 'Decimal';
    readonly precision: number | null;
    readonly scale: number | null;
    readonly unsigned: boolean;
  };
  Float: { readonly kind: 'Float'; readonly bits: 32 | 64; readonly unsigned: boolean };
  /** Length in characters; null = without limit (PostgreSQL's bare `varchar`). */
  Varchar: { readonly kind: 'Varchar'; readonly length: number | null };
  Char: { readonly kind: 'Char'; readonly length: number };
  Text: { readonly kind: 'Text'; readonly size: LobSize };
  /** Length in bytes: varbinary(n), or binary(n) when fixed. */
  Binary: { readonly kind: 'Binary'; readonly length: number; readonly fixed: boolean };
  Blob: { readonly kind: 'Blob'; readonly size: LobSize };
  Bit: { readonly kind: 'Bit'; readonly length: number | null; readonly varying: boolean };
  Date: { readonly kind: 'Date' };
  Time: { readonly kind: 'Time'; readonly precision: number | null; readonly zone: boolean };
  /**
   * datetime: wall clock without zone (PostgreSQL timestamp, MySQL DATETIME) · timestamp: what the engine calls
   * TIMESTAMP (MySQL TIMESTAMP; elsewhere the same as datetime) · instant: a point in time (timestamptz, MySQL TIMESTAMP).
   * Precision is the number of fractional digits, null = the engine's default (PostgreSQL 6, MySQL 0).
   */
  DateTime: {
    readonly kind: 'DateTime';
    readonly variant: 'datetime' | 'timestamp' | 'instant';
    readonly precision: number | null;
  };
  Year: { readonly kind: 'Year' };
  Uuid: { readonly kind: 'Uuid' };
  Json: { readonly kind: 'Json'; readonly binary: boolean };
  /**
   * `type` names a type of the schema (`Schema.enums` then holds the labels and `values` is empty); null = the labels
   * belong to the column (MySQL, or a spec before `physical`).
   */
  Enum: { readonly kind: 'Enum'; readonly type: QName | null; readonly values: ReadonlyArray<string> };
  Set: { readonly kind: 'Set'; readonly values: ReadonlyArray<string> };
  /**
   * A type that only one engine has, as that engine spells it. Never lost, never guessed. A source that gives one
   * spelling an engine says so in `byEngine` until resolve-native.ts has chosen.
   */
  Native: { readonly kind: 'Native'; readonly spelling: string; readonly byEngine?: NativeByEngine };
}

export interface NativeByEngine {
  readonly spelling: Readonly<Partial<Record<DialectId, string>>>;
  /** For the engines without a spelling; null = there the column cannot be. */
  readonly otherwise: DataType | null;
}

export type DataType = DataTypeByKind[keyof DataTypeByKind];

export const sameType = (a: DataType, b: DataType): boolean => identical(a, b);

/** Constructors keep the key order fixed, so that equality and snapshots can rely on it. */
export const T = {
  boolean: { kind: 'Boolean' } as DataTypeByKind['Boolean'],
  integer: (bits: 8 | 16 | 24 | 32 | 64, unsigned = false): DataTypeByKind['Integer'] => ({
    kind: 'Integer',
    bits,
    unsigned,
  }),
  decimal: (precision: number | null, scale: number | null, unsigned = false): DataTypeByKind['Decimal'] => ({
    kind: 'Decimal',
    precision,
    scale,
    unsigned,
  }),
  float: (bits: 32 | 64, unsigned = false): DataTypeByKind['Float'] => ({ kind: 'Float', bits, unsigned }),
  varchar: (length: number | null): DataTypeByKind['Varchar'] => ({ kind: 'Varchar', length }),
  char: (length: number): DataTypeByKind['Char'] => ({ kind: 'Char', length }),
  text: (size: LobSize = 'regular'): DataTypeByKind['Text'] => ({ kind: 'Text', size }),
  binary: (length: number, fixed = false): DataTypeByKind['Binary'] => ({ kind: 'Binary', length, fixed }),
  blob: (size: LobSize = 'regular'): DataTypeByKind['Blob'] => ({ kind: 'Blob', size }),
  bit: (length: number | null, varying = false): DataTypeByKind['Bit'] => ({ kind: 'Bit', length, varying }),
  date: { kind: 'Date' } as DataTypeByKind['Date'],
  time: (precision: number | null = null, zone = false): DataTypeByKind['Time'] => ({ kind: 'Time', precision, zone }),
  dateTime: (
    variant: 'datetime' | 'timestamp' | 'instant' = 'datetime',
    precision: number | null = null,
  ): DataTypeByKind['DateTime'] => ({ kind: 'DateTime', variant, precision }),
  year: { kind: 'Year' } as DataTypeByKind['Year'],
  uuid: { kind: 'Uuid' } as DataTypeByKind['Uuid'],
  json: (binary = true): DataTypeByKind['Json'] => ({ kind: 'Json', binary }),
  enum: (values: ReadonlyArray<string>, type: QName | null = null): DataTypeByKind['Enum'] => ({
    kind: 'Enum',
    type,
    values,
  }),
  set: (values: ReadonlyArray<string>): DataTypeByKind['Set'] => ({ kind: 'Set', values }),
  native: (spelling: string): DataTypeByKind['Native'] => ({ kind: 'Native', spelling }),
} as const;

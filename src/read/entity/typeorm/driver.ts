/** What one of the framework's drivers does with columns: its types, defaults and the things it leaves out. */
import type { Default, Identity } from '../../../ir/schema.js';
import type { Strategy } from './args.js';
import type { Column } from './column.js';

interface Mapped {
  readonly type: string;
  /** SQL */
  readonly default: string;
  readonly precision: number | null;
}

export interface Driver {
  /** For people. */
  readonly name: string;
  readonly date: Mapped;
  /** Version and tree level. */
  readonly counter: string;
  readonly types: ReadonlySet<string>;
  readonly withLength: ReadonlySet<string>;
  /** The framework's word for a type → the driver's. */
  readonly normalise: (type: string) => string;
  /** The length of a column that refers to a uuid without a length. */
  readonly uuidLength: string;
  /** The type as DDL has it; enums are not asked for. */
  readonly spell: (type: string, c: Column) => string;
  readonly enums: 'type' | 'inline' | 'check';
  /** A literal default as the driver writes it; null when it writes nonsense. */
  readonly literal: (c: Column, value: DefaultValue) => Default | null;
  /** What the driver makes of a default's SQL. */
  readonly sql: (text: string) => string;
  readonly identity: (c: Column, strategy: Strategy) => Identity | null;
  /** Default of a generated uuid: SQL, or null where the program makes it. */
  readonly uuidDefault: string | null;
  readonly namesPrimaryKeys: boolean;
  readonly uniquesAreIndexes: boolean;
  readonly checks: boolean;
  readonly exclusions: boolean;
  readonly comments: boolean;
  readonly onUpdate: boolean;
  readonly partialIndexes: boolean;
  readonly deferrableUniques: boolean;
  readonly deferrableKeys: boolean;
  readonly indexTypes: ReadonlySet<string>;
  readonly spatial: string | null;
  readonly fulltext: string | null;
  readonly virtualColumns: boolean;
  readonly space: 'schema' | 'database';
  readonly deleteRules: ReadonlySet<string>;
}

export type Plain = string | number | boolean | bigint;
export type DefaultValue =
  | { readonly kind: 'Plain'; readonly value: Plain }
  | { readonly kind: 'List'; readonly items: ReadonlyArray<unknown> }
  | { readonly kind: 'Object'; readonly json: string };

export const text = (value: string): Default => ({ kind: 'Value', value: { kind: 'String', value } });
export const number = (digits: string): Default => ({ kind: 'Value', value: { kind: 'Number', text: digits } });
export const truth = (value: boolean): Default => ({ kind: 'Value', value: { kind: 'Boolean', value } });

/** `type(length)`, `type(precision,scale)`, `type(precision)` */
export const sized = (type: string, length: string, c: Column): string => {
  if (length !== '') return `${type}(${length})`;
  if (typeof c.precision !== 'number') return type;
  return c.scale === null ? `${type}(${c.precision})` : `${type}(${c.precision},${c.scale})`;
};

/** A column in the making: what the framework calls ColumnMetadata. Relations fill in what they know as they are built. */
import type { Position } from '../../../ir/problem.js';
import type { Value } from '../typescript/value.js';
import type { Owner, Strategy } from './args.js';
import type { Embedded } from './embedded.js';

export type SaidDefault =
  | { readonly kind: 'Value'; readonly value: Value }
  | { readonly kind: 'Sql'; readonly sql: string };

export interface Column {
  property: string;
  /** With the properties of the embedded classes before it, dotted. */
  path: string;
  owner: Owner | null;
  given: string | null;
  name: string;
  /** The name without the prefixes of embedded classes. */
  bare: string;
  type: string;
  length: string;
  precision: number | null | undefined;
  scale: number | null;
  width: number | null;
  unsigned: boolean;
  charset: string | null;
  collation: string | null;
  nullable: boolean;
  default: SaidDefault | null;
  onUpdate: string | null;
  comment: string | null;
  enum: ReadonlyArray<string> | null;
  enumName: string | null;
  array: boolean;
  strategy: Strategy | null;
  primary: boolean;
  primaryKeyName: string | null;
  foreignKeyName: string | null;
  asExpression: string | null;
  generatedType: 'VIRTUAL' | 'STORED' | null;
  generatedIdentity: 'ALWAYS' | 'BY DEFAULT' | null;
  spatialFeatureType: string | null;
  srid: number | null;
  isVirtual: boolean;
  isTreeLevel: boolean;
  referenced: Column | null;
  embedded: Embedded | null;
  at: Position;
}

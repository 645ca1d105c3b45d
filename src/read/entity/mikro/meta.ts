/** Entities and their properties in the making: what MikroORM calls EntityMetadata and EntityProperty. */
import type { Position } from '../../../ir/problem.js';
import type { ClassInfo, Value } from '../typescript/value.js';

export type Kind = 'scalar' | 'm:1' | '1:1' | '1:m' | 'm:n' | 'embedded';

/** Whom a relation or an embedded property names: a class, a schema's value, or a name. */
export type Target = { readonly identity: object } | { readonly name: string };

/** What was said is wrong, and was reported. */
export const refused: Target = { identity: {} };

export interface Prop {
  name: string;
  /** With the properties of the embedded ones around it, dotted. */
  path: string;
  readonly kind: Kind;
  /** A type's word: `string`, `Date`, `varchar(100)`; null until it is found. */
  type: string | null;
  target: Target | null;
  fieldNames: ReadonlyArray<string> | null;
  joinColumns: ReadonlyArray<string> | null;
  inverseJoinColumns: ReadonlyArray<string> | null;
  referencedColumnNames: ReadonlyArray<string> | null;
  columnTypes: ReadonlyArray<string> | null;
  length: number | null;
  precision: number | null;
  scale: number | null;
  unsigned: boolean | null;
  nullable: boolean | null;
  primary: boolean;
  autoincrement: boolean | null;
  unique: boolean | string;
  index: boolean | string | null;
  default: Value | null;
  defaultRaw: string | null;
  enum: boolean;
  array: boolean;
  items: ReadonlyArray<string | number> | null;
  nativeEnumName: string | null;
  comment: string | null;
  extra: string | null;
  version: boolean;
  generated: Value | null;
  check: Value | null;
  persist: boolean;
  object: boolean;
  prefix: boolean | string;
  prefixMode: string | null;
  owner: boolean;
  mappedBy: string | null;
  pivotTable: string | null;
  pivotEntity: Target | null;
  fixedOrder: boolean;
  fixedOrderColumn: string | null;
  deleteRule: string | null;
  updateRule: string | null;
  deferMode: string | null;
  cascade: ReadonlyArray<string>;
  constrained: boolean;
  readonly at: Position;
}

export interface IndexSaid {
  readonly name: string | null;
  readonly properties: ReadonlyArray<string>;
  readonly type: string | null;
  readonly deferMode: string | null;
  readonly at: Position;
}

export interface CheckSaid {
  readonly name: string | null;
  readonly property: string | null;
  readonly expression: Value;
  readonly at: Position;
}

export interface Meta {
  readonly name: string;
  /** The class or the schema's value: what others refer to it by. */
  readonly identity: object;
  readonly class: ClassInfo | null;
  readonly at: Position;
  /** Annotated as an entity, and a table of its own unless it is abstract or shares its parent's. */
  readonly isEntity: boolean;
  readonly embeddable: boolean;
  readonly abstract: boolean;
  /** Of a view or an expression: no table. */
  readonly virtual: boolean;
  readonly parent: Meta | null;
  readonly schema: string | null;
  readonly given: string | null;
  readonly comment: string | null;
  readonly discriminatorColumn: string | null;
  readonly discriminatorMap: ReadonlyArray<string> | null;
  readonly discriminatorValue: string | null;
  properties: Map<string, Prop>;
  indexes: IndexSaid[];
  uniques: IndexSaid[];
  checks: CheckSaid[];
  /** What is made without being asked for: join tables. */
  tableName: string;
  /** The entity whose file asks for the table. */
  askedBy: string;
  isPivot: boolean;
}

export const primaryOf = (m: Meta): ReadonlyArray<Prop> => [...m.properties.values()].filter((p) => p.primary);

/** The top of a single-table inheritance, or the entity itself. */
export const rootOf = (m: Meta): Meta => {
  for (let up: Meta | null = m; up !== null; up = up.parent) if (up.discriminatorColumn !== null) return up;
  return m;
};

/** What decorators and entity schemas say, before naming and inheritance are worked out: the framework's own first step. */
import type { Position } from '../../../ir/problem.js';
import type { ClassInfo, Value } from '../typescript/value.js';

export type ColumnMode =
  | 'regular'
  | 'virtual'
  | 'virtual-property'
  | 'createDate'
  | 'updateDate'
  | 'deleteDate'
  | 'version'
  | 'treeLevel';

export type Strategy = 'increment' | 'uuid' | 'rowid' | 'identity';

/** Constructors have their names, `String`; words are in lower case, `varchar`. No word of the framework is capitalised. */
export interface ColumnOptions {
  readonly type: string | null;
  readonly name: string | null;
  readonly length: string;
  /** Undefined and null are two things: null asks for the engine's own. */
  readonly precision: number | null | undefined;
  readonly scale: number | null;
  readonly width: number | null;
  readonly nullable: boolean | null;
  readonly default: Value | null;
  readonly onUpdate: string | null;
  readonly primary: boolean;
  readonly unique: boolean | null;
  readonly comment: string | null;
  readonly unsigned: boolean;
  readonly charset: string | null;
  readonly collation: string | null;
  readonly enum: ReadonlyArray<string> | null;
  readonly enumName: string | null;
  readonly array: boolean;
  readonly primaryKeyConstraintName: string | null;
  readonly foreignKeyConstraintName: string | null;
  readonly asExpression: string | null;
  readonly generatedType: 'VIRTUAL' | 'STORED' | null;
  readonly generatedIdentity: 'ALWAYS' | 'BY DEFAULT' | null;
  readonly spatialFeatureType: string | null;
  readonly srid: number | null;
}

export interface ColumnArgs {
  readonly property: string;
  readonly mode: ColumnMode;
  readonly options: ColumnOptions;
  readonly at: Position;
}

export interface EmbeddedArgs {
  readonly property: string;
  /** null = the property's name; '' = none. */
  readonly prefix: string | null;
  readonly of: Owner;
  readonly at: Position;
}

export type RelationKind = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many';

export interface RelationArgs {
  readonly property: string;
  readonly kind: RelationKind;
  readonly target: Target;
  /** The property on the other side, with dots; null when it is not said. */
  readonly inverse: string | null;
  readonly nullable: boolean;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly deferrable: string | null;
  readonly constrained: boolean;
  readonly at: Position;
}

/** A class, or the name of an entity or of its table. */
export type Target = { readonly owner: object } | { readonly name: string };

export interface JoinColumnArgs {
  readonly property: string;
  readonly name: string | null;
  readonly referenced: string | null;
  readonly constraint: string | null;
}

export interface JoinTableArgs {
  readonly property: string;
  readonly name: string | null;
  readonly schema: string | null;
  readonly database: string | null;
  readonly joinColumns: ReadonlyArray<JoinColumnArgs> | null;
  readonly inverseJoinColumns: ReadonlyArray<JoinColumnArgs> | null;
  readonly synchronize: boolean;
}

export interface IndexArgs {
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly unique: boolean;
  readonly spatial: boolean;
  readonly fulltext: boolean;
  readonly parser: string | null;
  readonly where: string | null;
  readonly type: string | null;
  readonly synchronize: boolean;
  readonly at: Position;
}

export interface UniqueArgs {
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly deferrable: string | null;
  readonly at: Position;
}

export interface CheckArgs {
  readonly name: string | null;
  readonly expression: string;
  readonly at: Position;
}

export interface ForeignKeyArgs {
  readonly target: Target;
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly referenced: ReadonlyArray<string>;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly deferrable: string | null;
  readonly at: Position;
}

export interface TableArgs {
  readonly name: string | null;
  readonly schema: string | null;
  readonly database: string | null;
  readonly comment: string | null;
  readonly engine: string | null;
  readonly withoutRowid: boolean;
  readonly synchronize: boolean;
  readonly type: 'regular' | 'entity-child' | 'view';
}

export interface TreeArgs {
  readonly type: string;
  readonly tableName: string | null;
  readonly tableSchema: string | null;
  readonly ancestor: Value | null;
  readonly descendant: Value | null;
}

/** A class or an entity schema, and what is said of it alone. */
export interface Owner {
  readonly name: string;
  /** The class, or the schema's value: what others refer to it by. */
  readonly identity: object;
  readonly at: Position;
  readonly class: ClassInfo | null;
  readonly parent: Owner | null;
  readonly table: TableArgs | null;
  readonly columns: ReadonlyArray<ColumnArgs>;
  readonly embeddeds: ReadonlyArray<EmbeddedArgs>;
  readonly relations: ReadonlyArray<RelationArgs>;
  readonly joinColumns: ReadonlyArray<JoinColumnArgs>;
  readonly joinTables: ReadonlyArray<JoinTableArgs>;
  readonly indices: ReadonlyArray<IndexArgs>;
  readonly uniques: ReadonlyArray<UniqueArgs>;
  readonly checks: ReadonlyArray<CheckArgs>;
  readonly foreignKeys: ReadonlyArray<ForeignKeyArgs>;
  readonly exclusions: ReadonlyArray<Position>;
  readonly generations: ReadonlyMap<string, Strategy>;
  /** Single-table inheritance: the discriminator's options; null when there is none. */
  readonly inheritance: { readonly column: ColumnOptions | null; readonly columnName: string | null } | null;
  readonly tree: TreeArgs | null;
}

export const noColumnOptions: ColumnOptions = {
  type: null,
  name: null,
  length: '',
  precision: undefined,
  scale: null,
  width: null,
  nullable: null,
  default: null,
  onUpdate: null,
  primary: false,
  unique: null,
  comment: null,
  unsigned: false,
  charset: null,
  collation: null,
  enum: null,
  enumName: null,
  array: false,
  primaryKeyConstraintName: null,
  foreignKeyConstraintName: null,
  asExpression: null,
  generatedType: null,
  generatedIdentity: null,
  spatialFeatureType: null,
  srid: null,
};

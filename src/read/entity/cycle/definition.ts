/** Entities while they are put together: fields and relations are added by one rule after another, as Cycle's generators do. */
import type { Position } from '../../../ir/problem.js';
import type { Written } from './arguments.js';
import type { PhpClass } from './php/parse.js';
import type { PhpValue } from './php/value.js';

export interface Field {
  readonly column: string;
  /** As written: `string(64)`, `primary`. */
  readonly type: string;
  readonly primary: boolean;
  readonly nullable: boolean;
  readonly value: PhpValue | null;
  readonly castDefault: boolean;
  readonly readonlySchema: boolean;
  readonly attributes: ReadonlyMap<string, PhpValue>;
  /** The entity's class that the field belongs to, where classes extend one another. */
  readonly owner: string;
  readonly at: Position;
}

export type RelationType =
  | 'belongsTo'
  | 'refersTo'
  | 'hasOne'
  | 'hasMany'
  | 'manyToMany'
  | 'belongsToMorphed'
  | 'morphedHasOne'
  | 'morphedHasMany';

export interface Relation {
  readonly type: RelationType;
  /** As written: a role or a class name. */
  readonly target: string;
  readonly nullable: boolean;
  readonly innerKey: ReadonlyArray<string> | null;
  readonly outerKey: ReadonlyArray<string> | null;
  readonly through: string | null;
  readonly throughInnerKey: ReadonlyArray<string> | null;
  readonly throughOuterKey: ReadonlyArray<string> | null;
  readonly morphKey: string | null;
  readonly morphKeyLength: number;
  readonly fkCreate: boolean;
  readonly fkAction: string;
  readonly fkOnDelete: string | null;
  readonly indexCreate: boolean;
  readonly inverse: { readonly name: string; readonly type: RelationType } | null;
  /** The class whose text it stands in: what a short target means. */
  readonly within: PhpClass;
  readonly at: Position;
}

export interface Embedded {
  readonly target: string;
  readonly prefix: string | null;
  readonly within: PhpClass;
  readonly at: Position;
}

export interface ForeignKeyRule {
  readonly target: string;
  readonly inner: ReadonlyArray<string>;
  readonly outer: ReadonlyArray<string>;
  readonly action: string;
  readonly indexCreate: boolean;
  readonly within: PhpClass;
  readonly at: Position;
}

export interface Entity {
  readonly of: PhpClass;
  readonly role: string;
  readonly table: string;
  readonly database: string | null;
  readonly readonlySchema: boolean;
  /** By property, in order. */
  readonly fields: Map<string, Field>;
  readonly relations: Map<string, Relation>;
  readonly embedded: Map<string, Embedded>;
  readonly foreignKeys: ForeignKeyRule[];
  readonly modifiers: ReadonlyArray<Written>;
  /** Mapper, repository, source and scope: their class attributes add columns and indexes. */
  readonly related: ReadonlyArray<string>;
  readonly at: Position;
}

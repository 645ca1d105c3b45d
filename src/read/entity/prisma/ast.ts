/** What grammar/prisma.peggy makes of a schema file. Offsets are in characters from the start of the file. */

export type Value =
  | { readonly kind: 'String'; readonly value: string; readonly offset: number }
  /** The digits as written. */
  | { readonly kind: 'Number'; readonly text: string; readonly offset: number }
  /** A field, an enum's label, `true`, `Cascade`, … */
  | { readonly kind: 'Name'; readonly name: string; readonly offset: number }
  | {
      readonly kind: 'Call';
      readonly name: string;
      readonly args: ReadonlyArray<Argument>;
      readonly offset: number;
    }
  | { readonly kind: 'List'; readonly items: ReadonlyArray<Value>; readonly offset: number };

export interface Argument {
  readonly name: string | null;
  readonly value: Value;
  readonly offset: number;
}

export interface Attribute {
  /** Without the signs: `id`, `db.VarChar`. */
  readonly name: string;
  readonly args: ReadonlyArray<Argument>;
  readonly offset: number;
}

export interface Field {
  readonly name: string;
  readonly offset: number;
  /** A scalar's, an enum's or a model's name; `Unsupported` beside a text. */
  readonly type: string;
  readonly typeOffset: number;
  readonly unsupported: string | null;
  readonly arity: 'one' | 'optional' | 'list';
  readonly attributes: ReadonlyArray<Attribute>;
}

interface Setting {
  readonly name: string;
  readonly offset: number;
  readonly value: Value;
}

interface Label {
  readonly name: string;
  readonly offset: number;
  readonly attributes: ReadonlyArray<Attribute>;
}

export interface Block {
  readonly kind: 'model' | 'view' | 'type' | 'enum' | 'datasource' | 'generator';
  readonly name: string;
  readonly offset: number;
  readonly fields: ReadonlyArray<Field>;
  readonly attributes: ReadonlyArray<Attribute>;
  readonly settings: ReadonlyArray<Setting>;
  readonly labels: ReadonlyArray<Label>;
}

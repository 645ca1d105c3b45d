/** Where an embedded class stands in its entity. */
export interface Embedded {
  readonly property: string;
  /** Properties from the entity down to it, itself included. */
  readonly path: ReadonlyArray<string>;
  readonly prefixes: ReadonlyArray<string>;
  /** The classes from the entity down to it, itself included. */
  readonly within: ReadonlyArray<object>;
}

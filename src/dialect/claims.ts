/**
 * Which names a schema takes, and where: two things cannot have one name in one space. What the engine itself has there
 * takes its name too.
 */
import type { QName } from '../ir/name.js';
import type { Schema, Table } from '../ir/schema.js';

export interface Claim {
  /** Whoever takes names in one space takes them from the others there: the columns of one table, the indexes of a schema. */
  readonly space: string;
  /** The name as the engine compares it. */
  readonly key: string;
  readonly name: string;
  /** `index`; null: the engine's own, described by `name`. */
  readonly what: string | null;
  readonly table: QName | null;
}

export interface Claims {
  /** Taken from other tables too. */
  readonly abroad: (t: Table) => ReadonlyArray<Claim>;
  /** Taken within the table. */
  readonly inside: (t: Table) => ReadonlyArray<Claim>;
  /** By what is no table. */
  readonly besides: (s: Schema) => ReadonlyArray<Claim>;
}

type Fold = (name: string) => string;

/** One claim for each space; nothing for what the engine names itself. */
export const claim = (
  spaces: ReadonlyArray<string>,
  what: string,
  name: string | null,
  table: QName | null,
  fold: Fold,
): ReadonlyArray<Claim> =>
  name === null ? [] : spaces.map((space) => ({ space, key: fold(name), name, what, table }));

export const ofEngine = (space: string, key: string, name: string): Claim => ({
  space,
  key,
  name,
  what: null,
  table: null,
});

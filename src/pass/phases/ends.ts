/** What the schema between the phases is made from. */
import type { Dialect } from '../../dialect/dialect.js';
import type { QName } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import type { SyncGroup } from './group.js';

export interface Ends {
  /** With the tables renamed that are renamed in phase 1. */
  readonly base: Schema;
  /** The same with every rename of the plan: what `desired` is compared with. */
  readonly renamed: Schema;
  readonly desired: Schema;
  readonly groups: ReadonlyArray<SyncGroup>;
  /** Groups whose first phase was carried out before: both of their sides stay as they are. */
  readonly begun: ReadonlyArray<SyncGroup>;
  readonly dialect: Dialect;
  /** Tables that a view shows under their old name, by `keyOf`. */
  readonly aliased: ReadonlySet<string>;
  /** Added columns have a place. */
  readonly ordered: boolean;
}

export interface NamedEnds extends Ends {
  /** What a column of the base is called in the end, where it is renamed in one step: by its name alone it may be another's. */
  readonly later: (table: QName, column: string) => string;
}

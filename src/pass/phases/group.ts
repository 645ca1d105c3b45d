/** What a change in two phases is about: two sides of one table that say the same until the old one goes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Dialect } from '../../dialect/dialect.js';
import type { ColumnSync, EngineObject, SyncedColumn } from '../../dialect/phases.js';
import { findTable } from '../../intent/edit.js';
import { keyOf, type QName } from '../../ir/name.js';
import type { Problem } from '../../ir/problem.js';
import type { Schema } from '../../ir/schema.js';
import type { Validated } from '../../prelude.js';
import { slug } from '../name-migration.js';

export interface SyncGroup {
  readonly why: 'rename' | 'type change' | 'split' | 'not null';
  /** Its name between the phases. */
  readonly table: QName;
  readonly old: ReadonlyArray<SyncedColumn>;
  readonly fresh: ReadonlyArray<SyncedColumn>;
  /** The new column takes the old one's name when that is free. */
  readonly takesName: boolean;
  /** What the old side gets from the new one need not be what it held. */
  readonly approximate: boolean;
}

export const namesOf = (side: ReadonlyArray<SyncedColumn>): ReadonlyArray<string> => side.map((c) => c.column);

/** The same for the same columns, whoever asks: by it a later plan knows what an earlier one made. At most 40 characters. */
export const syncName = (table: QName, old: ReadonlyArray<string>, fresh: ReadonlyArray<string>): string => {
  const said = JSON.stringify([keyOf(table), [...old].sort(), [...fresh].sort()]);
  const hash = bytesToHex(sha256(utf8ToBytes(said))).slice(0, 10);
  return `altair_sync_${slug(table.name).slice(0, 16)}_${hash}`;
};

export const nameOf = (g: SyncGroup): string => syncName(g.table, namesOf(g.old), namesOf(g.fresh));

/** Over the table as it stands between the phases; null when it is not there. */
export const syncOf = (g: SyncGroup, between: Schema): ColumnSync | null => {
  const table = findTable(between, g.table);
  return table === undefined ? null : { name: nameOf(g), table, old: g.old, fresh: g.fresh };
};

/** What keeps both sides in step; where there is only one, what fills it wherever a statement leaves or makes it NULL. */
export const keepers = (
  g: SyncGroup,
  sync: ColumnSync,
  dialect: Dialect,
): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const [only] = g.fresh;
  return g.why === 'not null' && only?.value != null
    ? dialect.phases.fill({ name: sync.name, table: sync.table, column: only.column, value: only.value })
    : dialect.phases.sync(sync);
};

/**
 * A foreign key whose columns change their type, on either side, is taken off before and put on again after: engines
 * refuse the change (MySQL 1832, 1833) or the pair that no longer fits half-way (PostgreSQL). So is one whose parent's key
 * goes, where another key over the same columns does not take its place by itself.
 */
import type { Intent } from '../intent/algebra.js';
import { thing } from '../intent/edit.js';
import { touchesOf } from '../intent/registry.js';
import { sameForeignKey } from '../ir/equal.js';
import { keyOf } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { afterRenames } from './after-renames.js';

/** Keys of parents that go; foreign keys hang on them. */
const lostKeys = (intents: ReadonlyArray<Intent>): ReadonlyArray<string> =>
  intents.flatMap((i) =>
    i.kind === 'SetPrimaryKey' || i.kind === 'DropUnique' || i.kind === 'DropIndex' ? touchesOf(i).removes : [],
  );

/** @param pinned whether a foreign key hangs on the one key it was made with (`Capabilities`). */
export const detourForeignKeys = (
  intents: ReadonlyArray<Intent>,
  from: Schema,
  to: Schema,
  pinned: boolean,
): ReadonlyArray<Intent> => {
  const changed = new Set(
    intents.flatMap((i) => (i.kind === 'ChangeType' ? [`${keyOf(i.table)}\u0000\u0000${i.column}`] : [])),
  );
  const lost = new Set(pinned ? lostKeys(intents) : []);
  if (changed.size + lost.size === 0) return intents;
  const old = new Map(afterRenames(intents, from).tables.map((t) => [keyOf(t.name), t]));
  const drops: Intent[] = [];
  const adds: Intent[] = [];
  for (const t of to.tables) {
    const before = old.get(keyOf(t.name));
    if (before === undefined) continue;
    for (const f of t.foreignKeys) {
      const touched =
        f.columns.some((c) => changed.has(`${keyOf(t.name)}\u0000\u0000${c}`)) ||
        lost.has(thing.key(f.references.table, f.references.columns)) ||
        f.references.columns.some((c) => changed.has(`${keyOf(f.references.table)}\u0000\u0000${c}`));
      if (!touched || !before.foreignKeys.some((b) => sameForeignKey(b, f))) continue;
      drops.push({ kind: 'DropForeignKey', table: t.name, foreignKey: f });
      adds.push({ kind: 'AddForeignKey', table: t.name, foreignKey: f });
    }
  }
  return drops.length === 0 ? intents : [...drops, ...intents, ...adds];
};

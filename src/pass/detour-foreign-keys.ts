/**
 * A foreign key whose columns change their type, on either side, is taken off before and put on again after: engines
 * refuse the change (MySQL 1832, 1833) or the pair that no longer fits half-way (PostgreSQL).
 */
import type { Intent } from '../intent/algebra.js';
import { sameForeignKey } from '../ir/equal.js';
import { keyOf } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';

export const detourForeignKeys = (intents: ReadonlyArray<Intent>, from: Schema, to: Schema): ReadonlyArray<Intent> => {
  const changed = new Set(
    intents.flatMap((i) => (i.kind === 'ChangeType' ? [`${keyOf(i.table)}\u0000\u0000${i.column}`] : [])),
  );
  if (changed.size === 0) return intents;
  const old = new Map(from.tables.map((t) => [keyOf(t.name), t]));
  const drops: Intent[] = [];
  const adds: Intent[] = [];
  for (const t of to.tables) {
    const before = old.get(keyOf(t.name));
    if (before === undefined) continue;
    for (const f of t.foreignKeys) {
      const touched =
        f.columns.some((c) => changed.has(`${keyOf(t.name)}\u0000\u0000${c}`)) ||
        f.references.columns.some((c) => changed.has(`${keyOf(f.references.table)}\u0000\u0000${c}`));
      if (!touched || !before.foreignKeys.some((b) => sameForeignKey(b, f))) continue;
      drops.push({ kind: 'DropForeignKey', table: t.name, foreignKey: f });
      adds.push({ kind: 'AddForeignKey', table: t.name, foreignKey: f });
    }
  }
  return drops.length === 0 ? intents : [...drops, ...intents, ...adds];
};

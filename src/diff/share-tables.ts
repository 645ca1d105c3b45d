/**
 * Two revisions of a folder of specs say most tables in the very same words, which are read once. What stores one of them
 * stores the other, so the wanted schema takes the current one's table, and no stage looks at it again.
 */
import type { Desired } from '../ir/desired.js';
import { keyOf } from '../ir/name.js';
import type { Schema, Table } from '../ir/schema.js';

/** What a table becomes does not hang on those around it: no named type, no key that leaves its columns to the parent. */
const standsAlone = (t: Table): boolean =>
  t.columns.every((c) => c.type.kind !== 'Enum' && c.type.kind !== 'Set') &&
  t.foreignKeys.every((f) => f.references.columns.length > 0);

/** @param from what `current` was made of. */
export const shareTables = (said: Desired, from: Schema, current: Schema): Desired => {
  // A rename goes through all tables: what was said in the same words means something else.
  if (said.renames.length > 0) return said;
  const before = new Set(from.tables);
  const spoken = new Set(said.data.map((r) => keyOf(r.table)));
  const common = new Set(
    said.schema.tables.filter((t) => before.has(t) && standsAlone(t) && !spoken.has(keyOf(t.name))),
  );
  if (common.size === 0) return said;
  const stored = new Map(current.tables.map((t) => [keyOf(t.name), t]));
  const share = (t: Table): Table => (common.has(t) ? (stored.get(keyOf(t.name)) ?? t) : t);
  return { ...said, schema: { ...said.schema, tables: said.schema.tables.map(share) } };
};

/** Named enum types: a type that the source never named takes the database's name; others' types stay. */

import type { Ownership } from './desired.js';
import { keyOf, type QName, sameName } from './name.js';
import { lookup } from './record.js';
import type { Schema, Table } from './schema.js';

const typeOf = (t: Table | undefined, column: string): QName | null => {
  const type = t?.columns.find((c) => c.name === column)?.type;
  return type?.kind === 'Enum' ? type.type : null;
};

/** A source that states column order is a database or a dump and names its types itself. */
const namesItself = (owns: Ownership, table: Table): boolean => {
  const own = lookup(owns.byTable, keyOf(table.name));
  return own === undefined || own.facets.includes('order');
};

export const adoptEnumTypes = (wanted: Schema, have: Schema, owns: Ownership): Schema => {
  const current = new Map(have.tables.map((t) => [keyOf(t.name), t]));
  const renamed = new Map<string, QName>();
  for (const t of wanted.tables) {
    if (namesItself(owns, t)) continue;
    for (const c of t.columns) {
      if (c.type.kind !== 'Enum' || c.type.type === null) continue;
      const old = typeOf(current.get(keyOf(t.name)), c.name);
      if (old !== null && !sameName(old, c.type.type)) renamed.set(keyOf(c.type.type), old);
    }
  }
  if (renamed.size === 0) return wanted;
  const follow = (q: QName): QName => renamed.get(keyOf(q)) ?? q;
  return {
    ...wanted,
    tables: wanted.tables.map((t) => ({
      ...t,
      columns: t.columns.map((c) =>
        c.type.kind === 'Enum' && c.type.type !== null ? { ...c, type: { ...c.type, type: follow(c.type.type) } } : c,
      ),
    })),
    enums: wanted.enums.map((e) => ({ ...e, name: follow(e.name) })),
  };
};

const usedTypes = (tables: ReadonlyArray<Table>): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const t of tables)
    for (const { type } of t.columns) if (type.kind === 'Enum' && type.type !== null) used.add(keyOf(type.type));
  return used;
};

/** Wanted types, and those of the database that are not for this source to drop: a type goes when its last column does. */
export const keptEnums = (
  wanted: Schema,
  have: Schema,
  tables: ReadonlyArray<Table>,
  all: boolean,
): Schema['enums'] => {
  if (have.enums.length === 0) return wanted.enums;
  const listed = new Set(wanted.enums.map((e) => keyOf(e.name)));
  const now = usedTypes(tables);
  const before = usedTypes(have.tables);
  const kept = have.enums.filter((e) => {
    const key = keyOf(e.name);
    return !listed.has(key) && (now.has(key) || (!all && !before.has(key)));
  });
  return [...wanted.enums, ...kept];
};

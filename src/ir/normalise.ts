/** One order for everything that has none of its own, so that equality, fingerprints and plans do not depend on the source's. */

import { compareName, compareText, keyOf } from './name.js';
import type { IndexPart, Schema, Table } from './schema.js';

const byKey =
  <A>(key: (a: A) => string) =>
  (a: A, b: A): number =>
    compareText(key(a), key(b));

const named = (name: string | null, shape: unknown): string =>
  name === null ? `\u0001${JSON.stringify(shape)}` : name;

const partKey = (p: IndexPart): unknown => [p.of, p.order, p.prefix];

/** Columns, index parts and key columns keep their order: it means something. */
export const normaliseTable = (t: Table): Table => ({
  ...t,
  uniques: [...t.uniques].sort(byKey((u) => named(u.name, u.columns))),
  foreignKeys: [...t.foreignKeys].sort(byKey((f) => named(f.name, [f.columns, f.references]))),
  checks: [...t.checks].sort(byKey((c) => named(c.name, c.expr))),
  indexes: [...t.indexes].sort(byKey((i) => named(i.name, i.parts.map(partKey)))),
});

export const normalise = (s: Schema): Schema => ({
  tables: s.tables.map(normaliseTable).sort((a, b) => compareName(a.name, b.name)),
  enums: [...s.enums].sort((a, b) => compareName(a.name, b.name)),
  opaque: [...s.opaque].sort(byKey((o) => `${o.kind}\u0000${o.on === null ? '' : keyOf(o.on)}\u0000${keyOf(o.name)}`)),
});

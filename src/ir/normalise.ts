/** One order for everything that has none of its own, so that equality, fingerprints and plans do not depend on the source's. */

import { kept, mapKept, sortedKept } from './identical.js';
import { compareName, compareText, keyOf, type QName } from './name.js';
import type { Check, ForeignKey, Index, IndexPart, Opaque, Schema, Table, Unique } from './schema.js';

const byKey =
  <A>(key: (a: A) => string) =>
  (a: A, b: A): number =>
    compareText(key(a), key(b));

const named = (name: string | null, shape: () => unknown): string =>
  name === null ? `\u0001${JSON.stringify(shape())}` : name;

const partKey = (p: IndexPart): unknown => [p.of, p.order, p.prefix];

/** Columns, index parts and key columns keep their order: it means something. What is in order already is not copied. */
export const normaliseTable = (t: Table): Table =>
  kept(t, {
    ...t,
    uniques: sortedKept(t.uniques, byUnique),
    foreignKeys: sortedKept(t.foreignKeys, byForeignKey),
    checks: sortedKept(t.checks, byCheck),
    indexes: sortedKept(t.indexes, byIndex),
  });

const byUnique = byKey<Unique>((u) => named(u.name, () => u.columns));
const byForeignKey = byKey<ForeignKey>((f) => named(f.name, () => [f.columns, f.references]));
const byCheck = byKey<Check>((c) => named(c.name, () => c.expr));
const byIndex = byKey<Index>((i) => named(i.name, () => i.parts.map(partKey)));
const byName = (a: { readonly name: QName }, b: { readonly name: QName }): number => compareName(a.name, b.name);
const byPlace = byKey<Opaque>((o) => `${o.kind}\u0000${o.on === null ? '' : keyOf(o.on)}\u0000${keyOf(o.name)}`);

export const normalise = (s: Schema): Schema =>
  kept(s, {
    ...s,
    tables: sortedKept(mapKept(s.tables, normaliseTable), byName),
    enums: sortedKept(s.enums, byName),
    opaque: sortedKept(s.opaque, byPlace),
  });

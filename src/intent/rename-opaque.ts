/**
 * What a rename does to objects that are kept as text. Their dependencies follow; the text cannot, so the rename is noted
 * for the dialect, which knows how the engine rewrote it. A rename and its way back cancel out.
 */
import { type QName, sameName } from '../ir/name.js';
import type { Opaque, OpaqueRename } from '../ir/schema.js';

const undoes = (a: OpaqueRename, b: OpaqueRename): boolean =>
  a.column === null
    ? b.column === null && b.to === a.table.name && b.table.name === a.to
    : sameName(a.table, b.table) && b.column === a.to && b.to === a.column;

const noted = (o: Opaque, rename: OpaqueRename): Opaque => {
  const before = o.renamed ?? [];
  const last = before.at(-1);
  const list = last !== undefined && undoes(last, rename) ? before.slice(0, -1) : [...before, rename];
  const { renamed: _, ...rest } = o;
  return list.length === 0 ? rest : { ...rest, renamed: list };
};

const names = (o: Opaque, table: QName): boolean =>
  (o.on !== null && sameName(o.on, table)) || o.dependsOn.some((d) => sameName(d.table, table));

export const renameTableInOpaque = (o: Opaque, from: QName, to: QName): Opaque => {
  if (!names(o, from)) return o;
  const follow = (name: QName): QName => (sameName(name, from) ? to : name);
  const moved: Opaque = {
    ...o,
    on: o.on === null ? null : follow(o.on),
    dependsOn: o.dependsOn.map((d) => ({ ...d, table: follow(d.table) })),
  };
  return noted(moved, { table: from, column: null, to: to.name });
};

export const renameColumnInOpaque = (o: Opaque, table: QName, from: string, to: string): Opaque => {
  if (!names(o, table)) return o;
  const columns = (list: ReadonlyArray<string> | null): ReadonlyArray<string> | null =>
    list?.map((c) => (c === from ? to : c)) ?? null;
  const moved: Opaque = {
    ...o,
    dependsOn: o.dependsOn.map((d) => (sameName(d.table, table) ? { ...d, columns: columns(d.columns) } : d)),
  };
  return noted(moved, { table, column: from, to });
};

/**
 * What the new column has of its own is called after a column that has another name between the phases. With the name of the
 * old column it takes the names of what the old column had.
 */
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import { namesOf, type SyncGroup } from './group.js';
import { type PartKind, partKinds } from './part-kinds.js';

interface Taken {
  /** In the names between the phases. */
  readonly drops: ReadonlyArray<Intent>;
  /** In the names after them. */
  readonly adds: ReadonlyArray<Intent>;
}

interface Moved<A> {
  readonly from: A;
  readonly to: A;
}

/** Each new part with what it becomes: the same on the old column, under the name of what stood there. */
const moved = <A extends { readonly name: string | null }>(
  kind: PartKind<A>,
  parts: ReadonlyArray<A>,
  names: ReadonlyMap<string, string>,
): ReadonlyArray<Moved<A>> => {
  const used = new Set<A>();
  const on = (p: A, columns: Iterable<string>): boolean =>
    [...columns].some((c) => kind.columns(p)?.includes(c) ?? false);
  return parts.flatMap((from): ReadonlyArray<Moved<A>> => {
    if (!on(from, names.keys())) return [];
    const to = kind.respell(from, (c) => names.get(c) ?? c);
    const twin = parts.find((o) => !used.has(o) && on(o, names.values()) && kind.same(o, to));
    if (twin === undefined) return [];
    used.add(twin);
    return [{ from, to: { ...to, name: twin.name } }];
  });
};

const ofTable = (table: QName, groups: ReadonlyArray<SyncGroup>, between: Schema): Taken => {
  const t = findTable(between, table);
  if (t === undefined) return { drops: [], adds: [] };
  const names = new Map(groups.map((g) => [namesOf(g.fresh)[0] ?? '', namesOf(g.old)[0] ?? ''] as const));
  const kinds = partKinds();
  const uniques = moved(kinds.unique, t.uniques, names);
  const foreignKeys = moved(kinds.foreignKey, t.foreignKeys, names);
  const checks = moved(kinds.check, t.checks, names);
  const indexes = moved(kinds.index, t.indexes, names);
  return {
    drops: [
      ...foreignKeys.map(({ from }): Intent => ({ kind: 'DropForeignKey', table, foreignKey: from })),
      ...checks.map(({ from }): Intent => ({ kind: 'DropCheck', table, check: from })),
      ...indexes.map(({ from }): Intent => ({ kind: 'DropIndex', table, index: from })),
      ...uniques.map(({ from }): Intent => ({ kind: 'DropUnique', table, unique: from })),
    ],
    adds: [
      ...uniques.map(({ to }): Intent => ({ kind: 'AddUnique', table, unique: to })),
      ...indexes.map(({ to }): Intent => ({ kind: 'AddIndex', table, index: to })),
      ...checks.map(({ to }): Intent => ({ kind: 'AddCheck', table, check: to })),
      ...foreignKeys.map(({ to }): Intent => ({ kind: 'AddForeignKey', table, foreignKey: to })),
    ],
  };
};

/** What to do before the old columns go, and when the new ones have their names. */
export const takeNames = (groups: ReadonlyArray<SyncGroup>, between: Schema): Taken => {
  const taking = groups.filter((g) => g.takesName);
  const tables = new Map(taking.map((g) => [keyOf(g.table), g.table]));
  const all = [...tables.values()].map((table) =>
    ofTable(
      table,
      taking.filter((g) => sameName(g.table, table)),
      between,
    ),
  );
  return { drops: all.flatMap((x) => x.drops), adds: all.flatMap((x) => x.adds) };
};

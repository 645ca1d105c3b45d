/**
 * Keys, indexes and constraints of a table between the phases: those of the old side stay, the new side gets its own
 * under names of their own, what only loosens is done, and what is stricter waits.
 */
import { typesIn } from '../../ir/equal.js';
import type { Table } from '../../ir/schema.js';
import { namesOf, type SyncGroup } from './group.js';
import { type PartKind, partKinds } from './part-kinds.js';

type Named = { readonly name: string | null };

/** What to call a column while the old one has its name. */
const spelled = (groups: ReadonlyArray<SyncGroup>): ((column: string) => string) => {
  const names = new Map(
    groups.flatMap((g) => (g.takesName ? [[g.old[0]?.column ?? '', g.fresh[0]?.column ?? ''] as const] : [])),
  );
  return (c) => names.get(c) ?? c;
};

const hasOldSide = (g: SyncGroup): boolean => g.old.length > 0;

interface Sides {
  readonly groups: ReadonlyArray<SyncGroup>;
  readonly begun: ReadonlyArray<SyncGroup>;
}

const merged = <A extends Named>(
  kind: PartKind<A>,
  have: ReadonlyArray<A>,
  want: ReadonlyArray<A>,
  carried: ReadonlyArray<A>,
  tables: { readonly now: Table; readonly to: Table },
  sides: Sides,
): ReadonlyArray<A> => {
  const groups = sides.groups.filter(hasOldSide);
  const begun = sides.begun.filter(hasOldSide);
  const there = new Set(tables.now.columns.map((c) => c.name));
  const staying = new Set(tables.to.columns.map((c) => c.name));
  // What stands on a side of a group goes or stays with it.
  const olds = new Set([
    ...groups.flatMap((g) => namesOf(g.old)),
    ...begun.flatMap((g) => namesOf([...g.old, ...g.fresh])),
  ]);
  const freshes = new Set(groups.flatMap((g) => namesOf(g.fresh)));
  const respell = spelled([...groups, ...begun]);
  const wanted = new Map(want.map((w) => [w.name, w]));
  const names = new Set(have.map((h) => h.name));

  const kept = have.filter((h) => {
    const columns = kind.columns(h);
    const goes = !wanted.has(h.name) && columns !== null && columns.every((c) => staying.has(c) && !olds.has(c));
    return !(goes && kind.binds(h));
  });
  // What the old side carries, for the new side.
  const copies = carried.flatMap((c): ReadonlyArray<A> => {
    const w = wanted.get(c.name);
    const columns = kind.columns(c);
    if (w === undefined || columns === null || !kind.same(w, c)) return [];
    const copy = kind.respell(w, respell);
    const now = kind.columns(copy) ?? [];
    return now.some((x) => freshes.has(x)) && now.every((x) => there.has(x)) ? [{ ...copy, name: null }] : [];
  });
  const fresh = want.filter((w) => {
    const columns = kind.columns(w);
    return !names.has(w.name) && kind.isFree(w) && columns?.every((c) => there.has(c) && respell(c) === c);
  });
  return [...kept, ...copies, ...fresh];
};

export const partsBetween = (now: Table, from: Table, to: Table, carried: Table, groups: Sides): Table => {
  const typeOf = typesIn(carried, to);
  const tables = { now, to };
  const { unique, foreignKey, check, index } = partKinds(typeOf);
  return {
    ...now,
    uniques: merged(unique, from.uniques, to.uniques, carried.uniques, tables, groups),
    foreignKeys: merged(foreignKey, from.foreignKeys, to.foreignKeys, carried.foreignKeys, tables, groups),
    checks: merged(check, from.checks, to.checks, carried.checks, tables, groups),
    indexes: merged(index, from.indexes, to.indexes, carried.indexes, tables, groups),
  };
};

/**
 * The schema between the phases: what the new release needs is there, and nothing that the old one needs is gone or was
 * made stricter.
 */
import { findTable, thing } from '../../intent/edit.js';
import { sameSchema, sameStorage } from '../../ir/equal.js';
import { keyOf, sameName } from '../../ir/name.js';
import { normalise } from '../../ir/normalise.js';
import { type EnumType, type ForeignKey, namespacesOf, type Schema, type Table } from '../../ir/schema.js';
import { columnsBetween } from './between-columns.js';
import { partsBetween } from './between-parts.js';
import type { Ends, NamedEnds } from './ends.js';

const grows = (from: EnumType, to: EnumType): boolean => {
  const kept = to.values.filter((v) => from.values.includes(v));
  return kept.length === from.values.length && kept.every((v, i) => v === from.values[i]);
};

const enumsBetween = (e: Ends): Schema['enums'] => {
  const wanted = new Map(e.desired.enums.map((x) => [keyOf(x.name), x]));
  const there = new Set(e.base.enums.map((x) => keyOf(x.name)));
  return [
    ...e.base.enums.map((x) => {
      const to = wanted.get(keyOf(x.name));
      return to !== undefined && grows(x, to) ? to : x;
    }),
    ...e.desired.enums.filter((x) => !there.has(keyOf(x.name))),
  ];
};

/** Types that are made anew in phase 2: nothing new is built on them before. */
const remade = (e: Ends): ReadonlySet<string> =>
  new Set(
    e.base.enums.flatMap((x) => {
      const to = e.desired.enums.find((y) => sameName(x.name, y.name));
      return to === undefined || grows(x, to) ? [] : [keyOf(x.name)];
    }),
  );

const usesAny = (t: Table, types: ReadonlySet<string>): boolean =>
  t.columns.some((c) => c.type.kind === 'Enum' && c.type.type !== null && types.has(keyOf(c.type.type)));

const isKey = (t: Table, columns: ReadonlyArray<string>): boolean => {
  const same = (key: ReadonlyArray<string>): boolean =>
    key.length === columns.length && key.every((c) => columns.includes(c));
  return (
    (t.primaryKey !== null && same(t.primaryKey.columns.map((c) => c.name))) ||
    t.uniques.some((u) => same(u.columns)) ||
    t.indexes.some(
      (i) => i.unique && i.where === null && same(i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []))),
    )
  );
};

const isAsWanted = (now: Table, to: Table | undefined, name: string): boolean => {
  const [a, b] = [now, to].map((t) => t?.columns.find((c) => c.name === name));
  return a !== undefined && (b === undefined || sameStorage(a, b));
};

/** New keys whose parent is not ready yet wait; what they are to bind, the old side's key binds meanwhile. */
const withReadyParents = (t: Table, tables: ReadonlyArray<Table>, e: Ends): Table => {
  const there = new Set(findTable(e.base, t.name)?.foreignKeys.map((f) => f.name));
  const isReady = ({ references: { table, columns } }: ForeignKey): boolean => {
    const parent = tables.find((p) => sameName(p.name, table));
    const to = findTable(e.desired, table);
    return parent === undefined
      ? to === undefined
      : isKey(parent, columns) && columns.every((c) => isAsWanted(parent, to, c));
  };
  const foreignKeys = t.foreignKeys.filter((f) => (f.name !== null && there.has(f.name)) || isReady(f));
  return foreignKeys.length === t.foreignKeys.length ? t : { ...t, foreignKeys };
};

/** A key that a foreign key still points to, because that one goes with an old column, goes when it does. */
const withHeldKeys = (t: Table, tables: ReadonlyArray<Table>, e: Ends): Table => {
  const held = tables.flatMap((o) =>
    o.foreignKeys.filter((f) => sameName(f.references.table, t.name) && !isKey(t, f.references.columns)),
  );
  const before = held.length === 0 ? undefined : findTable(e.base, t.name);
  const isHeld = (alone: Table): boolean => held.some((f) => isKey(alone, f.references.columns));
  return before === undefined
    ? t
    : {
        ...t,
        uniques: [
          ...t.uniques,
          ...before.uniques.filter((u) => isHeld({ ...before, primaryKey: null, uniques: [u], indexes: [] })),
        ],
        indexes: [
          ...t.indexes,
          ...before.indexes.filter((i) => isHeld({ ...before, primaryKey: null, uniques: [], indexes: [i] })),
        ],
      };
};

const once = (e: NamedEnds): Schema => {
  const held = remade(e);
  const stay = e.base.tables.map((t): Table => {
    const to = findTable(e.desired, t.name);
    const carried = findTable(e.renamed, t.name);
    if (to === undefined || carried === undefined) return t;
    const groups = e.groups.filter((g) => sameName(g.table, t.name));
    const begun = e.begun.filter((g) => sameName(g.table, t.name));
    const columns = columnsBetween(t, to, { groups, begun }, e, held);
    return {
      ...partsBetween({ ...t, columns }, t, to, carried, { groups, begun }),
      options: { ...t.options, comment: to.options.comment },
    };
  });
  const names = new Set(e.renamed.tables.map((t) => keyOf(t.name)));
  const fresh = e.desired.tables.filter(
    (t) => !names.has(keyOf(t.name)) && findTable(e.base, t.name) === undefined && !usesAny(t, held),
  );
  const all = [...stay, ...fresh];
  const ready = all.map((t) => withReadyParents(t, all, e));
  return normalise(
    e.dialect.physical({
      tables: ready.map((t) => withHeldKeys(t, ready, e)),
      enums: enumsBetween(e),
      opaque: e.base.opaque,
      ...namespacesOf(e.base),
    }),
  );
};

/** A renaming leaves columns where they are. */
const laterNames = (e: Ends): NamedEnds['later'] => {
  const names = new Map(
    e.base.tables.flatMap((t) => {
      const then = findTable(e.renamed, t.name)?.columns ?? [];
      const same = then.length === t.columns.length;
      return t.columns.map(
        (c, at) => [thing.column(t.name, c.name), (same ? then[at]?.name : null) ?? c.name] as const,
      );
    }),
  );
  return (table, column) => names.get(thing.column(table, column)) ?? column;
};

/**
 * Whoever plans from here must find nothing that could come first: where a constraint gives way in phase 1, what only that
 * constraint held back comes with it.
 */
export const between = (ends: Ends): Schema => {
  const e = { ...ends, later: laterNames(ends) };
  let made = once(e);
  const begun = [...e.begun, ...e.groups];
  for (let tries = 0; tries < 3; tries += 1) {
    const again = once({ ...e, base: made, groups: [], begun });
    if (sameSchema(made, again)) return made;
    made = again;
  }
  return made;
};

/**
 * The schema between the phases: what the new release needs is there, and nothing that the old one needs is gone or was
 * made stricter.
 */
import { findTable } from '../../intent/edit.js';
import { keyOf, sameName } from '../../ir/name.js';
import { normalise } from '../../ir/normalise.js';
import type { EnumType, Schema, Table } from '../../ir/schema.js';
import { columnsBetween } from './between-columns.js';
import { partsBetween } from './between-parts.js';
import type { Ends } from './ends.js';

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

/** Keys of new tables whose parent is not ready yet wait. */
const withReadyParents = (t: Table, tables: ReadonlyArray<Table>): Table => ({
  ...t,
  foreignKeys: t.foreignKeys.filter((f) => {
    const parent = tables.find((p) => sameName(p.name, f.references.table));
    return parent === undefined || isKey(parent, f.references.columns);
  }),
});

export const between = (e: Ends): Schema => {
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
  return normalise(
    e.dialect.physical({
      tables: [...stay, ...fresh.map((t) => withReadyParents(t, all))],
      enums: enumsBetween(e),
      opaque: e.base.opaque,
    }),
  );
};

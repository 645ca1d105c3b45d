/** Keys, constraints and indexes: wanted ones adopt the names the database has for them; unmentioned ones stay. */

import type { TableOwnership } from './desired.js';
import {
  sameCheckShape,
  sameForeignKeyShape,
  sameIndexShape,
  sameKeyShape,
  sameUniqueShape,
  typesIn,
} from './equal.js';
import { columnsOf } from './expression.js';
import { listsValuesOf } from './lists-values.js';
import { type Check, type ForeignKey, type Index, index, indexPart, type Table, type Unique } from './schema.js';
import { isUnstated, suggestionIn } from './unnamed.js';

interface Matched<A> {
  readonly wanted: ReadonlyArray<A>;
  /** Those of the database that no wanted one stands for. */
  readonly rest: ReadonlyArray<A>;
}

/** A suggested name that the database has is that part's, whatever its shape. */
const settled = <A extends { readonly name: string | null }>(
  wanted: ReadonlyArray<A>,
  have: ReadonlyArray<A>,
): ReadonlyArray<A> => {
  const there = new Set(have.map((h) => h.name));
  return wanted.map((w) => {
    const name = suggestionIn(w.name);
    return name !== null && there.has(name) ? { ...w, name } : w;
  });
};

/** Pairs wanted parts with the database's: by name first, else by shape when the name was not stated. */
const match = <A extends { readonly name: string | null }>(
  said: ReadonlyArray<A>,
  have: ReadonlyArray<A>,
  same: (a: A, b: A) => boolean,
): Matched<A> => {
  const wanted = settled(said, have);
  const stated = new Set(wanted.flatMap((w) => (w.name === null || isUnstated(w.name) ? [] : [w.name])));
  const free = have.filter((h) => h.name === null || !stated.has(h.name));
  const used = new Set<A>();
  const adopted = wanted.map((w) => {
    if (!isUnstated(w.name)) return w;
    const twin = free.find((h) => !used.has(h) && same(w, h));
    if (twin === undefined) return w;
    used.add(twin);
    return { ...w, name: twin.name };
  });
  return { wanted: adopted, rest: free.filter((h) => !used.has(h)) };
};

const plainColumns = (i: Index): ReadonlyArray<string> | null =>
  i.where === null &&
  i.parts.every((p) => p.of.kind === 'Column' && p.prefix === null && p.collation === null && p.opclass === null)
    ? i.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : ''))
    : null;

const sameColumns = (a: ReadonlyArray<string>, b: ReadonlyArray<string> | null): boolean =>
  b !== null && a.length === b.length && a.every((x, n) => x === b[n]);

/** A unique index does what a unique constraint asks for, and the other way round. */
const indexDoes = (u: Unique, i: Index): boolean =>
  isUnstated(u.name) &&
  u.deferrable === 'no' &&
  i.unique &&
  i.valid &&
  i.nullsNotDistinct === u.nullsNotDistinct &&
  sameColumns(u.columns, plainColumns(i));

const constraintDoes = (i: Index, u: Unique): boolean =>
  isUnstated(i.name) &&
  i.unique &&
  u.deferrable === 'no' &&
  i.nullsNotDistinct === u.nullsNotDistinct &&
  i.include.length === 0 &&
  sameColumns(u.columns, plainColumns(i));

/** What SQLite does with a row that breaks a constraint is the database's, where nobody spoke of the constraint by its name. */
const withConflict =
  (old: Table) =>
  (u: Unique): Unique => {
    if (!isUnstated(u.name) || u.onConflict !== null) return u;
    const same = (o: Unique): boolean => sameUniqueShape({ ...o, onConflict: null }, u);
    if (old.uniques.some((o) => o.onConflict === null && same(o))) return u;
    return { ...u, onConflict: old.uniques.find(same)?.onConflict ?? null };
  };

const toIndex = (u: Unique): Index =>
  index(
    u.columns.map((c) => indexPart(c)),
    { name: u.name, unique: true, include: u.include, nullsNotDistinct: u.nullsNotDistinct },
  );

const mentionsOnly = (columns: ReadonlyArray<string> | null, there: ReadonlySet<string>): boolean =>
  columns === null || columns.every((c) => there.has(c));

const indexColumns = (i: Index): ReadonlyArray<string> => [
  ...i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : (columnsOf(p.of.expr) ?? []))),
  ...i.include,
  ...(i.where === null ? [] : (columnsOf(i.where) ?? [])),
];

export const completeParts = (
  want: Table,
  have: Table | null,
  own: TableOwnership,
  facets: ReadonlySet<string>,
  uniquesAsIndexes: boolean,
): Table => {
  const there = new Set(want.columns.map((c) => c.name));
  const old = have ?? { ...want, primaryKey: null, uniques: [], foreignKeys: [], checks: [], indexes: [] };
  const keep = <A extends { readonly name: string | null }>(
    facet: string,
    m: Matched<A>,
    alive: (a: A) => boolean,
    taken: ReadonlySet<string>,
  ): ReadonlyArray<A> =>
    facets.has(facet) ? [] : m.rest.filter((x) => alive(x) && !(x.name !== null && taken.has(x.name)));

  const typeOf = typesIn(want, old);
  const uniques = match<Unique>(want.uniques.map(withConflict(old)), old.uniques, sameUniqueShape);
  const indexes = match<Index>(want.indexes, old.indexes, (a, b) => sameIndexShape(a, b, typeOf));
  const standIn = new Set<Index>();
  const stillUnique = uniques.wanted.filter((u) => {
    const twin = indexes.rest.find((i) => !standIn.has(i) && indexDoes(u, i));
    if (twin !== undefined) standIn.add(twin);
    return twin === undefined;
  });
  const standInUnique = new Set<Unique>();
  const stillIndex = indexes.wanted.filter((i) => {
    const twin = uniques.rest.find((u) => !standInUnique.has(u) && constraintDoes(i, u));
    if (twin !== undefined) standInUnique.add(twin);
    return twin === undefined;
  });
  const inlineNames = new Set(old.uniques.map((u) => u.name));
  const inline = uniquesAsIndexes
    ? stillUnique.filter((u) => u.onConflict !== null || inlineNames.has(u.name))
    : stillUnique;
  const asIndexes = uniquesAsIndexes ? stillUnique.filter((u) => !inline.includes(u)).map(toIndex) : [];

  const refused = new Set(own.notUnique);
  const notUnique = (columns: ReadonlyArray<string>): boolean => columns.length === 1 && refused.has(columns[0] ?? '');
  const names = new Set(
    [...stillUnique, ...stillIndex, ...want.checks, ...want.foreignKeys].flatMap((x) =>
      x.name === null || isUnstated(x.name) ? [] : [x.name],
    ),
  );
  const keptUniques = keep(
    'uniques',
    { ...uniques, rest: uniques.rest.filter((u) => !standInUnique.has(u)) },
    (u) => mentionsOnly([...u.columns, ...u.include], there) && !notUnique(u.columns),
    names,
  );
  const keptIndexes = keep(
    'indexes',
    { ...indexes, rest: indexes.rest.filter((i) => !standIn.has(i)) },
    (i) => mentionsOnly(indexColumns(i), there) && !(i.unique && notUnique(plainColumns(i) ?? [])),
    names,
  );

  const foreignKeys = match<ForeignKey>(want.foreignKeys, old.foreignKeys, sameForeignKeyShape);
  const checks = match<Check>(want.checks, old.checks, (a, b) => sameCheckShape(a, b, typeOf));
  return {
    ...want,
    primaryKey:
      want.primaryKey === null
        ? facets.has('primaryKey') || old.primaryKey?.columns.some((c) => !there.has(c.name))
          ? null
          : old.primaryKey
        : isUnstated(want.primaryKey.name) && old.primaryKey !== null && sameKeyShape(want.primaryKey, old.primaryKey)
          ? { ...want.primaryKey, name: old.primaryKey.name }
          : want.primaryKey,
    uniques: [...inline, ...standInUnique, ...keptUniques],
    indexes: [...stillIndex, ...standIn, ...asIndexes, ...keptIndexes],
    foreignKeys: [
      ...foreignKeys.wanted,
      ...keep('foreignKeys', foreignKeys, (f) => mentionsOnly(f.columns, there), names),
    ],
    checks: [
      ...checks.wanted,
      ...keep(
        'checks',
        checks,
        (c) => mentionsOnly(columnsOf(c.expr), there) && !listsValuesOf(c.expr, own.values ?? []),
        names,
      ),
    ],
  };
};

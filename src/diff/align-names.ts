/**
 * Where an engine folds case, `users` in a spec is the `Users` of the database: the wanted schema takes the spelling that
 * is there, or the difference would be a drop and an addition. A declared rename says otherwise and is left alone.
 */
import { renameColumnIn } from '../intent/rename-column.js';
import { renameTableIn } from '../intent/rename-table.js';
import type { DataRule, Desired, Rename, TableOwnership } from '../ir/desired.js';
import { renameColumnIn as renameInExpr } from '../ir/expression.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import { record } from '../ir/record.js';
import { emptySchema, type Schema, type Table, table } from '../ir/schema.js';

export interface Folding {
  readonly tables: boolean;
  readonly columns: boolean;
}

interface Respelling {
  readonly from: string;
  readonly to: string;
}

/** Wanted names that are there in another case only, each with the one spelling that no wanted name has exactly. */
const respelt = (
  wanted: ReadonlyArray<string>,
  have: ReadonlyArray<string>,
  kept: ReadonlySet<string>,
): ReadonlyArray<Respelling> => {
  const there = new Set(have);
  const odd = wanted.filter((w) => !there.has(w) && !kept.has(w));
  if (odd.length === 0) return [];
  const exact = new Set(wanted);
  const folded = new Map(have.filter((h) => !exact.has(h)).map((h) => [h.toLowerCase(), h]));
  return odd.flatMap((from) => {
    const to = folded.get(from.toLowerCase());
    return to === undefined ? [] : [{ from, to }];
  });
};

const rekeyed = <A>(of: Readonly<Record<string, A>>, from: string, to: string): Readonly<Record<string, A>> =>
  record(Object.entries(of).map(([key, value]) => [key === from ? to : key, value] as const));

const inTable = (d: Desired, table: QName, f: (o: TableOwnership) => TableOwnership): Desired['owns'] => ({
  ...d.owns,
  byTable: record(Object.entries(d.owns.byTable).map(([key, o]) => [key, key === keyOf(table) ? f(o) : o] as const)),
});

const tableRespelt = (d: Desired, from: QName, to: QName): Desired => {
  const follow = (q: QName): QName => (sameName(q, from) ? to : q);
  return {
    ...d,
    schema: renameTableIn(d.schema, from, to),
    owns: { ...d.owns, byTable: rekeyed(d.owns.byTable, keyOf(from), keyOf(to)) },
    renames: d.renames.map((r): Rename => ({ ...r, table: { from: follow(r.table.from), to: follow(r.table.to) } })),
    data: d.data.map((r): DataRule => ({ ...r, table: follow(r.table) })),
  };
};

const ruleRespelt = (r: DataRule, { from, to }: Respelling): DataRule => {
  const follow = (c: string): string => (c === from ? to : c);
  switch (r.kind) {
    case 'Backfill':
    case 'Using':
    case 'Restore':
      return { ...r, column: follow(r.column), value: renameInExpr(r.value, from, to) };
    case 'Dedupe':
      return { ...r, columns: r.columns.map(follow), by: r.by === null ? null : follow(r.by) };
    case 'Archive':
      return r;
    case 'Clear':
      return { ...r, columns: r.columns?.map(follow) ?? null };
  }
};

const columnRespelt = (d: Desired, table: QName, { from, to }: Respelling): Desired => {
  const follow = (c: string): string => (c === from ? to : c);
  return {
    ...d,
    schema: renameColumnIn(d.schema, table, from, to),
    owns: inTable(d, table, (o) => ({
      ...o,
      unstated: new Map([...o.unstated].map(([column, facets]) => [follow(column), facets])),
      notUnique: o.notUnique.map(follow),
    })),
    renames: d.renames.map(
      (r): Rename =>
        r.column !== null && sameName(r.table.to, table)
          ? { ...r, column: { ...r.column, to: follow(r.column.to) } }
          : r,
    ),
    data: d.data.map((r) => (sameName(r.table, table) ? ruleRespelt(r, { from, to }) : r)),
  };
};

const columnsOf = (t: Table): ReadonlyArray<string> => t.columns.map((c) => c.name);

/** Table names as the engine will write them: in lower case, or without a namespace. What is said of a table goes with it. */
export const storedNames = (desired: Desired, physical: (s: Schema) => Schema): Desired => {
  const { tables } = desired.schema;
  const stored = physical({ ...emptySchema, tables: tables.map((t) => table(t.name, [])) }).tables;
  return tables.reduce((d, t, i) => {
    const to = stored[i]?.name ?? t.name;
    return sameName(to, t.name) ? d : tableRespelt(d, t.name, to);
  }, desired);
};

/** What a name is there as: as written, or in another case where the engine folds it. */
export const spelling = (name: string, there: ReadonlyArray<string>, folds: boolean): string =>
  !folds || there.includes(name) ? name : (there.find((t) => t.toLowerCase() === name.toLowerCase()) ?? name);

/** The old names of declared renames, as they are there. */
const oldNames = (renames: ReadonlyArray<Rename>, have: Schema, folding: Folding): ReadonlyArray<Rename> => {
  if (!folding.tables && !folding.columns) return renames;
  const names = new Map(have.tables.map((t) => [keyOf(t.name), t]));
  const keys = [...names.keys()];
  return renames.map((r) => {
    const old = names.get(spelling(keyOf(r.table.from), keys, folding.tables));
    if (old === undefined) return r;
    return {
      ...r,
      table: { ...r.table, from: old.name },
      column: r.column && { ...r.column, from: spelling(r.column.from, columnsOf(old), folding.columns) },
    };
  });
};

export const alignNames = (said: Desired, have: Schema, folding: Folding): Desired => {
  const desired = said.renames.length === 0 ? said : { ...said, renames: oldNames(said.renames, have, folding) };
  let aligned = desired;
  if (folding.tables) {
    const kept = new Set(desired.renames.flatMap((r) => (r.column === null ? [keyOf(r.table.to)] : [])));
    const names = new Map([...desired.schema.tables, ...have.tables].map((t) => [keyOf(t.name), t.name]));
    for (const r of respelt(
      desired.schema.tables.map((t) => keyOf(t.name)),
      have.tables.map((t) => keyOf(t.name)),
      kept,
    )) {
      const [from, to] = [names.get(r.from), names.get(r.to)];
      if (from !== undefined && to !== undefined) aligned = tableRespelt(aligned, from, to);
    }
  }
  if (!folding.columns) return aligned;
  const there = new Map(have.tables.map((t) => [keyOf(t.name), t]));
  const cameFrom = new Map(
    desired.renames.flatMap((r) => (r.column === null ? [[keyOf(r.table.to), keyOf(r.table.from)] as const] : [])),
  );
  const renamed = new Map<string, Set<string>>();
  for (const { table, column } of desired.renames) {
    if (column === null) continue;
    const known = renamed.get(keyOf(table.to));
    if (known === undefined) renamed.set(keyOf(table.to), new Set([column.to]));
    else known.add(column.to);
  }
  for (const want of aligned.schema.tables) {
    const old = there.get(keyOf(want.name)) ?? there.get(cameFrom.get(keyOf(want.name)) ?? '');
    if (old === undefined) continue;
    const kept = renamed.get(keyOf(want.name)) ?? new Set();
    for (const r of respelt(columnsOf(want), columnsOf(old), kept)) aligned = columnRespelt(aligned, want.name, r);
  }
  return aligned;
};

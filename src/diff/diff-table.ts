/** What it takes to make one table into another of the same name. */
import type { Intent } from '../intent/algebra.js';
import type { DataRule } from '../ir/desired.js';
import { sameCheck, sameForeignKey, sameIndex, sameOptions, samePrimaryKey, sameUnique, typesIn } from '../ir/equal.js';
import { sameName } from '../ir/name.js';
import type { Check, ForeignKey, Index, Table, Unique } from '../ir/schema.js';
import { addColumn, type ColumnData, diffColumn } from './diff-column.js';

interface Parts<A> {
  readonly dropped: ReadonlyArray<A>;
  readonly added: ReadonlyArray<A>;
}

/** By name where there is one, by shape where there is none; a part of the same name and another shape is dropped and added. */
const parts = <A extends { readonly name: string | null }>(
  from: ReadonlyArray<A>,
  to: ReadonlyArray<A>,
  same: (a: A, b: A) => boolean,
): Parts<A> => {
  const find = (list: ReadonlyArray<A>, byName: ReadonlyMap<string, A>, x: A): boolean => {
    const named = x.name === null ? undefined : byName.get(x.name);
    return x.name === null ? list.some((y) => same(x, y)) : named !== undefined && same(x, named);
  };
  const index = (list: ReadonlyArray<A>): ReadonlyMap<string, A> =>
    new Map(list.flatMap((x) => (x.name === null ? [] : [[x.name, x] as const])));
  const fromByName = index(from);
  const toByName = index(to);
  return {
    dropped: from.filter((x) => !find(to, toByName, x)),
    added: to.filter((x) => !find(from, fromByName, x)),
  };
};

const dataOf = (rules: ReadonlyArray<DataRule>, table: Table, column: string): ColumnData => {
  let data: ColumnData = { backfill: null, using: null };
  for (const r of rules) {
    if (!sameName(r.table, table.name)) continue;
    if (r.kind === 'Backfill' && r.column === column) data = { ...data, backfill: r };
    if (r.kind === 'Using' && r.column === column) data = { ...data, using: r };
  }
  return data;
};

/** The column it stands behind, for engines where a position can be said; undefined = at the end. */
const behind = (t: Table, at: number, ordered: boolean): string | null | undefined => {
  if (!ordered || at === t.columns.length - 1) return undefined;
  return at === 0 ? null : t.columns[at - 1]?.name;
};

export const diffTable = (
  from: Table,
  to: Table,
  rules: ReadonlyArray<DataRule>,
  ordered: boolean,
): ReadonlyArray<Intent> => {
  const table = to.name;
  const old = new Map(from.columns.map((c) => [c.name, c]));
  const now = new Map(to.columns.map((c) => [c.name, c]));
  const uniques = parts<Unique>(from.uniques, to.uniques, sameUnique);
  const foreignKeys = parts<ForeignKey>(from.foreignKeys, to.foreignKeys, sameForeignKey);
  const typeOf = typesIn(from, to);
  const checks = parts<Check>(from.checks, to.checks, (a, b) => sameCheck(a, b, typeOf));
  const indexes = parts<Index>(from.indexes, to.indexes, (a, b) => sameIndex(a, b, typeOf));
  return [
    ...foreignKeys.dropped.map((foreignKey): Intent => ({ kind: 'DropForeignKey', table, foreignKey })),
    ...indexes.dropped.map((index): Intent => ({ kind: 'DropIndex', table, index })),
    ...uniques.dropped.map((unique): Intent => ({ kind: 'DropUnique', table, unique })),
    ...checks.dropped.map((check): Intent => ({ kind: 'DropCheck', table, check })),
    ...to.columns.flatMap((c, at) => {
      const before = old.get(c.name);
      const data = dataOf(rules, to, c.name);
      return before === undefined
        ? addColumn(table, c, behind(to, at, ordered), data)
        : diffColumn(table, before, c, data, typeOf);
    }),
    ...(samePrimaryKey(from.primaryKey, to.primaryKey)
      ? []
      : [{ kind: 'SetPrimaryKey' as const, table, from: from.primaryKey, to: to.primaryKey }]),
    ...uniques.added.map((unique): Intent => ({ kind: 'AddUnique', table, unique })),
    ...indexes.added.map((index): Intent => ({ kind: 'AddIndex', table, index })),
    ...checks.added.map((check): Intent => ({ kind: 'AddCheck', table, check })),
    ...foreignKeys.added.map((foreignKey): Intent => ({ kind: 'AddForeignKey', table, foreignKey })),
    ...from.columns.flatMap(
      (column, at): ReadonlyArray<Intent> =>
        now.has(column.name) ? [] : [{ kind: 'DropColumn', table, column, after: behind(from, at, ordered) }],
    ),
    ...(sameOptions(from.options, to.options)
      ? []
      : [{ kind: 'SetTableOptions' as const, table, from: from.options, to: to.options }]),
  ];
};

/** A schema on its way: what it is, and what each table and column was called when it began. */
import type { Rename } from '../../../src/ir/desired.js';
import { type Expr, renameColumnIn } from '../../../src/ir/expression.js';
import { keyOf, type QName, sameName } from '../../../src/ir/name.js';
import type { Column, ForeignKey, Index, Schema, Table } from '../../../src/ir/schema.js';

export interface Origin {
  readonly table: QName | null;
  /** Column → its first name; a column without an entry is new. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface State {
  readonly schema: Schema;
  /** By keyOf(table). */
  readonly origins: Readonly<Record<string, Origin>>;
}

export const begin = (schema: Schema): State => ({
  schema,
  origins: Object.fromEntries(
    schema.tables.map((t) => [
      keyOf(t.name),
      { table: t.name, columns: Object.fromEntries(t.columns.map((c) => [c.name, c.name])) },
    ]),
  ),
});

export const originOf = (state: State, table: QName): Origin =>
  state.origins[keyOf(table)] ?? { table: null, columns: {} };

export const withTable = (state: State, name: QName, f: (t: Table) => Table): State => ({
  ...state,
  schema: { ...state.schema, tables: state.schema.tables.map((t) => (sameName(t.name, name) ? f(t) : t)) },
});

export const withOrigin = (state: State, table: QName, origin: Origin): State => ({
  ...state,
  origins: { ...state.origins, [keyOf(table)]: origin },
});

/** The renames that lead from the beginning to here. */
export const renamesOf = (state: State): ReadonlyArray<Rename> =>
  state.schema.tables.flatMap((t): ReadonlyArray<Rename> => {
    const origin = originOf(state, t.name);
    if (origin.table === null) return [];
    const table = { from: origin.table, to: t.name };
    const own: ReadonlyArray<Rename> = sameName(table.from, table.to) ? [] : [{ table, column: null, at: null }];
    const columns = Object.entries(origin.columns)
      .filter(([now, first]) => now !== first)
      .map(([to, from]): Rename => ({ table, column: { from, to }, at: null }));
    return [...own, ...columns];
  });

const swapIn = (list: ReadonlyArray<string>, f: (name: string) => string): ReadonlyArray<string> => list.map(f);

/** A table whose columns have been given other names, everywhere they are mentioned inside it. */
export const renameColumns = (t: Table, f: (name: string) => string): Table => {
  const expr = (e: Expr): Expr => {
    // Through names that nobody has, so that a swap does not meet itself half-way.
    const there = t.columns.reduce((x, c) => renameColumnIn(x, c.name, `\u0001${c.name}`), e);
    return t.columns.reduce((x, c) => renameColumnIn(x, `\u0001${c.name}`, f(c.name)), there);
  };
  const index = (i: Index): Index => ({
    ...i,
    parts: i.parts.map((p) =>
      p.of.kind === 'Column'
        ? { ...p, of: { ...p.of, name: f(p.of.name) } }
        : { ...p, of: { ...p.of, expr: expr(p.of.expr) } },
    ),
    include: swapIn(i.include, f),
    where: i.where === null ? null : expr(i.where),
  });
  return {
    ...t,
    columns: t.columns.map((c) => ({
      ...c,
      name: f(c.name),
      generated: c.generated === null ? null : { ...c.generated, expr: expr(c.generated.expr) },
    })),
    primaryKey: t.primaryKey && {
      ...t.primaryKey,
      columns: t.primaryKey.columns.map((k) => ({ ...k, name: f(k.name) })),
    },
    uniques: t.uniques.map((u) => ({ ...u, columns: swapIn(u.columns, f), include: swapIn(u.include, f) })),
    foreignKeys: t.foreignKeys.map((k) => ({ ...k, columns: swapIn(k.columns, f) })),
    checks: t.checks.map((c) => ({ ...c, expr: expr(c.expr) })),
    indexes: t.indexes.map(index),
  };
};

/** The whole schema after columns of one table got other names: foreign keys elsewhere follow. */
export const renameColumnsEverywhere = (schema: Schema, table: QName, f: (name: string) => string): Schema => ({
  ...schema,
  tables: schema.tables.map((t) => {
    const own = sameName(t.name, table) ? renameColumns(t, f) : t;
    const keys = own.foreignKeys.map(
      (k): ForeignKey =>
        sameName(k.references.table, table)
          ? { ...k, references: { ...k.references, columns: swapIn(k.references.columns, f) } }
          : k,
    );
    return { ...own, foreignKeys: keys };
  }),
});

const inExpr = (e: Expr | null, column: string): boolean => {
  if (e === null) return false;
  let found = false;
  // Renaming touches exactly the mentions.
  if (JSON.stringify(renameColumnIn(e, column, `${column}\u0001`)) !== JSON.stringify(e)) found = true;
  return found;
};

export interface Uses {
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly uniqueIndex: boolean;
  readonly foreignKey: boolean;
  /** A foreign key, here or elsewhere, points to it. */
  readonly referenced: boolean;
  readonly check: boolean;
  readonly generated: boolean;
  readonly predicate: boolean;
}

/** Where a column is needed. */
export const usesOf = (schema: Schema, t: Table, column: string): Uses => ({
  primaryKey: t.primaryKey?.columns.some((k) => k.name === column) ?? false,
  unique: t.uniques.some((u) => u.columns.includes(column) || u.include.includes(column)),
  index: t.indexes.some((i) => i.include.includes(column) || i.parts.some((p) => partMentions(p, column))),
  uniqueIndex: t.indexes.some((i) => i.unique && i.parts.some((p) => partMentions(p, column))),
  foreignKey: t.foreignKeys.some((k) => k.columns.includes(column)),
  referenced: schema.tables.some((o) =>
    o.foreignKeys.some((k) => sameName(k.references.table, t.name) && k.references.columns.includes(column)),
  ),
  check: t.checks.some((c) => inExpr(c.expr, column)),
  generated: t.columns.some((c) => inExpr(c.generated?.expr ?? null, column)),
  predicate: t.indexes.some((i) => inExpr(i.where, column)),
});

const partMentions = (p: Index['parts'][number], column: string): boolean =>
  p.of.kind === 'Column' ? p.of.name === column : inExpr(p.of.expr, column);

/** Not in any constraint, index or expression: it may be changed or dropped by itself. */
export const isFree = (schema: Schema, t: Table, c: Column): boolean =>
  Object.values(usesOf(schema, t, c.name)).every((used) => !used);

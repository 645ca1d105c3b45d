/** A table after one action: what the checks between the actions of one statement need to know. */
import { renameColumnIn } from '../../../ir/expression.js';
import { sameName } from '../../../ir/name.js';
import type { Index, Table } from '../../../ir/schema.js';
import type { AlterAction } from '../../../sql/ast.js';
import { remade } from '../../../sql/remake.js';
import { sameId } from '../ddl/tokens.js';

const without = <A>(list: ReadonlyArray<A>, item: A): ReadonlyArray<A> => {
  const text = JSON.stringify(item);
  const at = list.findIndex((x) => JSON.stringify(x) === text);
  return at < 0 ? list : list.filter((_, i) => i !== at);
};

const renameInIndex = (i: Index, from: string, to: string): Index => ({
  ...i,
  parts: i.parts.map((p) => ({
    ...p,
    of:
      p.of.kind === 'Column'
        ? { kind: 'Column', name: p.of.name === from ? to : p.of.name }
        : { kind: 'Expression', expr: renameColumnIn(p.of.expr, from, to) },
  })),
  where: i.where === null ? null : renameColumnIn(i.where, from, to),
});

/** Everything of the table that names the column follows, its keys to itself included. */
export const renameInTable = (t: Table, from: string, to: string): Table => {
  const name = (n: string): string => (n === from ? to : n);
  return {
    ...t,
    columns: t.columns.map((c) => ({
      ...c,
      name: name(c.name),
      generated: c.generated === null ? null : { ...c.generated, expr: renameColumnIn(c.generated.expr, from, to) },
    })),
    primaryKey:
      t.primaryKey === null
        ? null
        : { ...t.primaryKey, columns: t.primaryKey.columns.map((k) => ({ ...k, name: name(k.name) })) },
    uniques: t.uniques.map((u) => ({ ...u, columns: u.columns.map(name) })),
    foreignKeys: t.foreignKeys.map((f) => ({
      ...f,
      columns: f.columns.map(name),
      references: sameName(f.references.table, t.name)
        ? { ...f.references, columns: f.references.columns.map(name) }
        : f.references,
    })),
    checks: t.checks.map((c) => ({ ...c, expr: renameColumnIn(c.expr, from, to) })),
    indexes: t.indexes.map((i) => renameInIndex(i, from, to)),
  };
};

const placed = (t: Table, a: Extract<AlterAction, { kind: 'AddColumn' }>): Table => {
  const { after } = a;
  const at = typeof after === 'string' ? t.columns.findIndex((c) => sameId(c.name, after)) + 1 : 0;
  const end = after === undefined || (after !== null && at === 0);
  const index = end ? t.columns.length : at;
  return { ...t, columns: [...t.columns.slice(0, index), a.column, ...t.columns.slice(index)] };
};

export const applyAction = (t: Table, a: AlterAction): Table => {
  switch (a.kind) {
    case 'AddColumn':
      return placed(t, a);
    case 'DropColumn':
      return { ...t, columns: t.columns.filter((c) => c.name !== a.column.name) };
    case 'RenameColumn':
      return renameInTable(t, a.from.name, a.to);
    case 'AlterColumn':
      return { ...t, columns: t.columns.map((c) => (c.name === a.before.name ? a.after : c)) };
    case 'SetPrimaryKey':
      return { ...t, primaryKey: a.to };
    case 'AddUnique':
      return { ...t, uniques: [...t.uniques, a.unique] };
    case 'DropUnique':
      return { ...t, uniques: without(t.uniques, a.unique) };
    case 'AddForeignKey':
      return { ...t, foreignKeys: [...t.foreignKeys, a.foreignKey] };
    case 'DropForeignKey':
      return { ...t, foreignKeys: without(t.foreignKeys, a.foreignKey) };
    case 'AddCheck':
      return { ...t, checks: [...t.checks, a.check] };
    case 'DropCheck':
      return { ...t, checks: without(t.checks, a.check) };
    case 'AddIndex':
      return { ...t, indexes: [...t.indexes, a.index] };
    case 'DropIndex':
      return { ...t, indexes: t.indexes.filter((i) => i.name !== a.index.name) };
    case 'RenameIndex':
      return { ...t, indexes: t.indexes.map((i) => (i.name === a.index.name ? { ...i, name: a.to } : i)) };
    case 'RenameConstraint':
      return remade(a).reduce(applyAction, t);
    case 'SetOptions':
      return { ...t, options: a.to };
  }
};

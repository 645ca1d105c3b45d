/** A table as the actions of one ALTER TABLE leave it: its columns, its keys and its options. */
import type { KeyColumn, Table, Unique } from '../../ir/schema.js';
import type { AlterAction, NamedConstraint } from '../../sql/ast.js';

type Parts = Pick<Table, 'columns' | 'uniques' | 'indexes' | 'primaryKey' | 'options'>;

const replaced = (t: Parts, name: string, after: Table['columns']): Parts => ({
  ...t,
  columns: t.columns.flatMap((c) => (c.name === name ? after : [c])),
});

const renamed = (t: Parts, from: string, to: string): Parts => {
  const one = (n: string): string => (n === from ? to : n);
  const keyed = (c: KeyColumn): KeyColumn => ({ ...c, name: one(c.name) });
  return {
    ...t,
    uniques: t.uniques.map((u) => ({ ...u, columns: u.columns.map(one) })),
    indexes: t.indexes.map((i) => ({
      ...i,
      parts: i.parts.map((p) => (p.of.kind === 'Column' ? { ...p, of: { ...p.of, name: one(p.of.name) } } : p)),
    })),
    primaryKey: t.primaryKey === null ? null : { ...t.primaryKey, columns: t.primaryKey.columns.map(keyed) },
  };
};

const inserted = (t: Parts, a: Extract<AlterAction, { readonly kind: 'AddColumn' }>): Parts => {
  const at =
    a.after === undefined
      ? t.columns.length
      : a.after === null
        ? 0
        : t.columns.findIndex((c) => c.name === a.after) + 1;
  return { ...t, columns: t.columns.toSpliced(at, 0, a.column) };
};

const without = <A extends { readonly name: string | null }>(all: ReadonlyArray<A>, one: A): ReadonlyArray<A> =>
  all.filter((x) => x.name !== one.name);

const isNamed = (constraint: NamedConstraint, u: Unique): boolean =>
  constraint.kind === 'Unique' && constraint.unique.name === u.name;

const acted = (t: Parts, a: AlterAction): Parts => {
  switch (a.kind) {
    case 'AddColumn':
      return inserted(t, a);
    case 'DropColumn':
      return replaced(t, a.column.name, []);
    case 'RenameColumn':
      return renamed(replaced(t, a.from.name, [{ ...a.from, name: a.to }]), a.from.name, a.to);
    case 'AlterColumn':
      return renamed(replaced(t, a.before.name, [a.after]), a.before.name, a.after.name);
    case 'SetPrimaryKey':
      return { ...t, primaryKey: a.to };
    case 'AddUnique':
      return { ...t, uniques: [...t.uniques, a.unique] };
    case 'DropUnique':
      return { ...t, uniques: without(t.uniques, a.unique) };
    case 'AddIndex':
      return { ...t, indexes: [...t.indexes, a.index] };
    case 'DropIndex':
      return { ...t, indexes: without(t.indexes, a.index) };
    case 'RenameIndex':
      return { ...t, indexes: t.indexes.map((i) => (i.name === a.index.name ? { ...i, name: a.to } : i)) };
    case 'RenameConstraint':
      return { ...t, uniques: t.uniques.map((u) => (isNamed(a.constraint, u) ? { ...u, name: a.to } : u)) };
    case 'SetOptions':
      return { ...t, options: a.to };
    default:
      return t;
  }
};

/** What is dropped goes before what is added, in whatever order the statement says it. */
export const afterActions = (t: Table, actions: ReadonlyArray<AlterAction>): Table => {
  const drops = actions.filter((a) => a.kind.startsWith('Drop'));
  const rest = actions.filter((a) => !a.kind.startsWith('Drop'));
  return { ...t, ...[...drops, ...rest].reduce<Parts>(acted, t) };
};

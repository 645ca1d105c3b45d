import type { QName } from '../ir/name.js';
import type { Table } from '../ir/schema.js';
import { map, right } from '../prelude.js';
import type { NamedConstraint } from '../sql/ast.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alter, duplicate, type Edited, findTable, missingObject, thing, updateTable } from './edit.js';

export const nameOfConstraint = (c: NamedConstraint): string | null => {
  switch (c.kind) {
    case 'Unique':
      return c.unique.name;
    case 'ForeignKey':
      return c.foreignKey.name;
    case 'Check':
      return c.check.name;
  }
};

const called = (c: NamedConstraint, name: string): NamedConstraint => {
  switch (c.kind) {
    case 'Unique':
      return { ...c, unique: { ...c.unique, name } };
    case 'ForeignKey':
      return { ...c, foreignKey: { ...c.foreignKey, name } };
    case 'Check':
      return { ...c, check: { ...c.check, name } };
  }
};

const words = { Unique: 'unique constraint', ForeignKey: 'foreign key', Check: 'check constraint' } as const;

const renamed = <A extends { readonly name: string | null }>(
  list: ReadonlyArray<A>,
  i: IntentByKind['RenameConstraint'],
): Edited<ReadonlyArray<A>> => {
  const from = nameOfConstraint(i.constraint);
  if (list.some((x) => x.name === i.to)) return duplicate(i.table, words[i.constraint.kind], i.to);
  const at = list.findIndex((x) => x.name === from);
  const found = list[at];
  return found === undefined
    ? missingObject(i.table, words[i.constraint.kind], from ?? '(unnamed)')
    : right(list.with(at, { ...found, name: i.to }));
};

const inTable = (t: Table, i: IntentByKind['RenameConstraint']): Edited<Table> => {
  switch (i.constraint.kind) {
    case 'Unique':
      return map((uniques: Table['uniques']) => ({ ...t, uniques }))(renamed(t.uniques, i));
    case 'ForeignKey':
      return map((foreignKeys: Table['foreignKeys']) => ({ ...t, foreignKeys }))(renamed(t.foreignKeys, i));
    case 'Check':
      return map((checks: Table['checks']) => ({ ...t, checks }))(renamed(t.checks, i));
  }
};

/** As the table has it: its columns may have other names by now. */
const found = (t: Table | undefined, c: NamedConstraint): NamedConstraint => {
  const name = nameOfConstraint(c);
  switch (c.kind) {
    case 'Unique':
      return { ...c, unique: t?.uniques.find((x) => x.name === name) ?? c.unique };
    case 'ForeignKey':
      return { ...c, foreignKey: t?.foreignKeys.find((x) => x.name === name) ?? c.foreignKey };
    case 'Check':
      return { ...c, check: t?.checks.find((x) => x.name === name) ?? c.check };
  }
};

/** The names that the constraint of that name takes. */
const taken = (table: QName, c: NamedConstraint, name: string | null): ReadonlyArray<string> =>
  name === null ? [] : [thing.constraint(table, name), ...(c.kind === 'Unique' ? [thing.index(table, name)] : [])];

export const renameConstraint: IntentSpec<IntentByKind['RenameConstraint']> = {
  apply: (i, s) => updateTable(s, i.table, (t) => inTable(t, i)),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [{ ...i, constraint: called(i.constraint, i.to), to: nameOfConstraint(i.constraint) ?? i.to }],
  }),
  touches: (i) => ({
    creates: taken(i.table, i.constraint, i.to),
    requires: [thing.table(i.table)],
    removes: taken(i.table, i.constraint, nameOfConstraint(i.constraint)),
  }),
  lower: (i, before, after) => {
    const constraint = found(findTable(before, i.table), i.constraint);
    return alter(before, after, i.table, { kind: 'RenameConstraint', constraint, to: i.to });
  },
};

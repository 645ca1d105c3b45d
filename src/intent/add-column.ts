import { columnsOf } from '../ir/expression.js';
import type { Column } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alter, duplicate, insertColumn, thing, updateTable } from './edit.js';

/** What a column's definition needs: other columns (generated) and an enum type with its labels. */
export const needsOf = (table: Parameters<typeof thing.table>[0], c: Column): ReadonlyArray<string> => [
  ...(c.type.kind === 'Enum' && c.type.type !== null ? [thing.enum(c.type.type), thing.label(c.type.type)] : []),
  ...(c.generated === null
    ? []
    : (columnsOf(c.generated.expr) ?? []).flatMap((n) => [thing.column(table, n), thing.shape(table, n)])),
];

/** What a column that goes still needs until then: its dependence ends before the others change. */
export const neededBy = (table: Parameters<typeof thing.table>[0], c: Column): ReadonlyArray<string> => [
  ...(c.type.kind === 'Enum' && c.type.type !== null ? [thing.enum(c.type.type), thing.oldLabel(c.type.type)] : []),
  ...(c.generated === null
    ? []
    : (columnsOf(c.generated.expr) ?? []).flatMap((n) => [thing.column(table, n), thing.oldShape(table, n)])),
];

export const addColumn: IntentSpec<IntentByKind['AddColumn']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) =>
      t.columns.some((c) => c.name === i.column.name)
        ? duplicate(i.table, 'column', i.column.name)
        : right({ ...t, columns: insertColumn(t.columns, i.column, i.after) }),
    ),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [{ kind: 'DropColumn', table: i.table, column: i.column, after: i.after }],
  }),
  touches: (i) => ({
    creates: [thing.column(i.table, i.column.name)],
    requires: [thing.table(i.table), ...needsOf(i.table, i.column)],
    removes: [],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'AddColumn', column: i.column, after: i.after }),
};

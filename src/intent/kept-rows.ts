/**
 * Rows that a plan takes away are first kept in a table beside, so that the way back has them. The table beside is an
 * ordinary table of the schema; what these intents add is what goes into it and comes out of it.
 */
import { columnsOf, E, type Expr } from '../ir/expression.js';
import { sameName } from '../ir/name.js';
import { right } from '../prelude.js';
import type { Statement } from '../sql/ast.js';
import type { RowSet } from '../sql/rows.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { indexNamesOf } from './create-table.js';
import { duplicate, findTable, missingTable, thing, updateTable } from './edit.js';

/** Columns that decide which rows are meant. */
export const columnsOfRows = (rows: RowSet): ReadonlyArray<string> => {
  const ofExpr = (e: Expr | null): ReadonlyArray<string> => (e === null ? [] : (columnsOf(e) ?? []));
  switch (rows.kind) {
    case 'All':
      return [];
    case 'Where':
      return ofExpr(rows.expr);
    case 'Duplicates':
      return [...rows.key.map((k) => k.column), ...rows.order.map((o) => o.column), ...ofExpr(rows.where)];
    case 'Orphans':
      return rows.columns;
  }
};

export const keepRows: IntentSpec<IntentByKind['KeepRows']> = {
  apply: (i, s) => {
    if (findTable(s, i.table) === undefined) return missingTable(i.table);
    return findTable(s, i.kept.name) === undefined
      ? right({ ...s, tables: [...s.tables, i.kept] })
      : duplicate(i.kept.name, 'table', i.kept.name.name);
  },
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropKept', kept: i.kept, unexpired: null }] }),
  touches: (i) => ({
    creates: [thing.table(i.kept.name), ...indexNamesOf(i.kept)],
    requires: [
      thing.table(i.table),
      ...i.columns.map((c) => thing.column(i.table, c)),
      ...columnsOfRows(i.rows).flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        thing.filled(i.table, c),
      ]),
      ...(i.rows.kind === 'Orphans' ? [thing.table(i.rows.parent)] : []),
    ],
    removes: [],
  }),
  lower: (i) => [
    { kind: 'CreateTable', table: i.kept },
    {
      kind: 'Rows',
      rows: { step: 'keep', table: i.table, kept: i.kept.name, columns: i.columns, rows: i.rows, more: i.more },
    },
  ],
};

export const clearRows: IntentSpec<IntentByKind['ClearRows']> = {
  apply: (i, s) => updateTable(s, i.table, (t) => right(t)),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [
      { kind: 'RestoreRows', table: i.table, kept: i.kept, key: i.key, columns: i.columns, insert: i.empties === null },
    ],
  }),
  touches: (i) => ({
    // Keys, checks and NOT NULL on the table wait for it.
    creates: [thing.tidied(i.table)],
    requires: [
      thing.table(i.table),
      thing.table(i.kept.name),
      ...[...i.key, ...(i.empties ?? [])].flatMap((c) => [thing.column(i.table, c), thing.shape(i.table, c)]),
    ],
    removes: [],
  }),
  lower: (i) => [
    {
      kind: 'Rows',
      rows:
        i.empties === null
          ? { step: 'delete', table: i.table, kept: i.kept.name, key: i.key }
          : { step: 'empty', table: i.table, kept: i.kept.name, key: i.key, columns: i.empties },
    },
  ],
};

export const restoreRows: IntentSpec<IntentByKind['RestoreRows']> = {
  apply: (i, s) =>
    findTable(s, i.kept.name) === undefined ? missingTable(i.kept.name) : updateTable(s, i.table, (t) => right(t)),
  // Stands only on a way back, and nobody goes back from there but by the way up.
  invert: () => ({ grade: 'Reversible', intents: [] }),
  touches: (i) => ({
    creates: [],
    requires: [thing.table(i.table), thing.table(i.kept.name)],
    removes: [],
  }),
  lower: (i): ReadonlyArray<Statement> => [
    i.insert
      ? {
          kind: 'InsertSelect',
          into: i.table,
          columns: i.columns,
          values: i.columns.map((c) => E.column(c)),
          from: i.kept.name,
        }
      : { kind: 'Rows', rows: { step: 'refill', table: i.table, kept: i.kept.name, key: i.key, columns: i.columns } },
  ],
};

export const dropKept: IntentSpec<IntentByKind['DropKept']> = {
  apply: (i, s) =>
    findTable(s, i.kept.name) === undefined
      ? missingTable(i.kept.name)
      : right({ ...s, tables: s.tables.filter((t) => !sameName(t.name, i.kept.name)) }),
  invert: () => ({ grade: 'Irreversible', because: 'the kept rows are gone for good' }),
  touches: (i) => ({ creates: [], requires: [], removes: [thing.table(i.kept.name), ...indexNamesOf(i.kept)] }),
  lower: (i) => [
    ...(i.unexpired === null
      ? []
      : [
          {
            kind: 'Assert' as const,
            table: i.kept.name,
            violating: i.unexpired,
            message: `${i.kept.name.name} is to be kept for longer`,
          },
        ]),
    { kind: 'DropTable', table: i.kept },
  ],
};

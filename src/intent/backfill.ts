import { columnsOf, E } from '../ir/expression.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { thing, updateColumn } from './edit.js';

export const backfill: IntentSpec<IntentByKind['Backfill']> = {
  apply: (i, s) => {
    const found = updateColumn(s, i.table, i.column, (c) => c);
    return found._tag === 'Left' ? found : right(s);
  },
  invert: (i) =>
    i.fresh
      ? // The column itself goes when the migration is undone.
        { grade: 'Reversible', intents: [] }
      : { grade: 'Lossy', intents: [], loses: { kind: 'values', table: i.table, column: i.column } },
  touches: (i) => ({
    creates: [thing.filled(i.table, i.column), ...(i.fresh ? [thing.given(i.table, i.column)] : [])],
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      thing.shape(i.table, i.column),
      // What it is computed from has its own values first, where that is a new column, too.
      ...[i.value, i.where ?? E.null].flatMap((e) =>
        (columnsOf(e) ?? []).flatMap((c) => [
          thing.column(i.table, c),
          ...(c === i.column ? [] : [thing.given(i.table, c)]),
        ]),
      ),
    ],
    removes: [],
  }),
  lower: (i) => [
    {
      kind: 'Update',
      table: i.table,
      set: [{ column: i.column, value: i.value }],
      where: i.where,
      batch: i.batch ?? null,
    },
  ],
};

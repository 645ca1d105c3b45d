import { columnsOf } from '../ir/expression.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { findTable, missingObject, missingTable, thing } from './edit.js';

export const copyColumns: IntentSpec<IntentByKind['CopyColumns']> = {
  apply: (i, s) => {
    const table = findTable(s, i.table);
    if (table === undefined) return missingTable(i.table);
    const missing = i.set.find((x) => !table.columns.some((c) => c.name === x.column));
    return missing === undefined ? right(s) : missingObject(i.table, 'column', missing.column);
  },
  // The columns themselves go when the migration is undone.
  invert: () => ({ grade: 'Reversible', intents: [] }),
  touches: (i) => ({
    creates: i.set.flatMap((x) => [thing.filled(i.table, x.column), thing.given(i.table, x.column)]),
    requires: [
      thing.table(i.table),
      // What is written while it runs must be kept in step by then.
      thing.kept(i.table),
      ...i.set.flatMap((x) => [
        thing.column(i.table, x.column),
        ...(columnsOf(x.value) ?? []).flatMap((c) => [thing.column(i.table, c), thing.shape(i.table, c)]),
      ]),
    ],
    removes: [],
  }),
  lower: (i) => [{ kind: 'Update', table: i.table, set: i.set, where: i.where, batch: i.batch }],
};

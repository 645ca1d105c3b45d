import type { IntentByKind, IntentSpec } from './algebra.js';
import { alterColumn, thing, updateColumn } from './edit.js';

export const setNullability: IntentSpec<IntentByKind['SetNullability']> = {
  apply: (i, s) => updateColumn(s, i.table, i.column, (c) => ({ ...c, nullable: i.nullable })),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, nullable: !i.nullable }] }),
  touches: (i) => ({
    creates: [i.nullable ? thing.nullable(i.table, i.column) : thing.notNull(i.table, i.column)],
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      ...(i.nullable ? [] : [thing.filled(i.table, i.column), thing.tidied(i.table)]),
    ],
    // A primary key over the column goes before the column may become nullable.
    removes: i.nullable ? [thing.wasNotNull(i.table, i.column)] : [],
  }),
  lower: (i, before, after) => alterColumn(before, after, i.table, i.column),
};

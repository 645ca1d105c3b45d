import type { IntentByKind, IntentSpec } from './algebra.js';
import { alterColumn, thing, updateColumn } from './edit.js';

export const setDefault: IntentSpec<IntentByKind['SetDefault']> = {
  apply: (i, s) => updateColumn(s, i.table, i.column, (c) => ({ ...c, default: i.to })),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, from: i.to, to: i.from }] }),
  touches: (i) => ({
    creates: [],
    // One that only goes may be no value of the new type; one that comes may be none of the old.
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      i.to === null ? thing.oldShape(i.table, i.column) : thing.shape(i.table, i.column),
    ],
    removes: [],
  }),
  lower: (i, before, after) => alterColumn(before, after, i.table, i.column),
};

import type { IntentByKind, IntentSpec } from './algebra.js';
import { alterColumn, thing, updateColumn } from './edit.js';

export const setIdentity: IntentSpec<IntentByKind['SetIdentity']> = {
  apply: (i, s) => updateColumn(s, i.table, i.column, (c) => ({ ...c, identity: i.to })),
  invert: (i) => {
    const intents = [{ ...i, from: i.to, to: i.from }];
    // The counter goes with the identity; a new one starts behind the highest value in the table.
    return i.from === null
      ? { grade: 'Reversible', intents }
      : { grade: 'Lossy', intents, loses: { kind: 'counter', table: i.table, column: i.column } };
  },
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      thing.shape(i.table, i.column),
      ...(i.to === null ? [] : [thing.notNull(i.table, i.column)]),
    ],
    removes: [],
  }),
  lower: (i, before, after) => alterColumn(before, after, i.table, i.column),
};

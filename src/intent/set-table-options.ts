import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alter, thing, updateTable } from './edit.js';

export const setTableOptions: IntentSpec<IntentByKind['SetTableOptions']> = {
  apply: (i, s) => updateTable(s, i.table, (t) => right({ ...t, options: i.to })),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, from: i.to, to: i.from }] }),
  touches: (i) => ({ creates: [], requires: [thing.table(i.table)], removes: [] }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'SetOptions', from: i.from, to: i.to }),
};

import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { findTable, missingTable, thing } from './edit.js';

export const verify: IntentSpec<IntentByKind['Verify']> = {
  apply: (i, s) => (findTable(s, i.table) === undefined ? missingTable(i.table) : right(s)),
  invert: () => ({ grade: 'Reversible', intents: [] }),
  touches: (i) => ({
    creates: [],
    // Before any of them changes its type or goes.
    requires: [
      thing.table(i.table),
      ...i.columns.flatMap((c) => [thing.column(i.table, c), thing.oldShape(i.table, c)]),
    ],
    removes: [],
  }),
  lower: (i) => [{ kind: 'Assert', table: i.table, violating: i.violating, message: i.message }],
};

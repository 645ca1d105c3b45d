import type { PrimaryKey } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alter, thing, updateTable } from './edit.js';

const names = (k: PrimaryKey | null): ReadonlyArray<string> => k?.columns.map((c) => c.name) ?? [];

export const setPrimaryKey: IntentSpec<IntentByKind['SetPrimaryKey']> = {
  apply: (i, s) => updateTable(s, i.table, (t) => right({ ...t, primaryKey: i.to })),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, from: i.to, to: i.from }] }),
  touches: (i) => ({
    creates: i.to === null ? [] : [thing.key(i.table, names(i.to))],
    requires: [
      thing.table(i.table),
      ...names(i.to).flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        thing.filled(i.table, c),
        thing.notNull(i.table, c),
      ]),
      // A column of both keys changes its type before the key does; on engines where that cannot be, the dialect merges.
      ...names(i.from).flatMap((c) => [
        thing.column(i.table, c),
        ...(names(i.to).includes(c) ? [] : [thing.oldShape(i.table, c), thing.wasNotNull(i.table, c)]),
      ]),
    ],
    removes: i.from === null ? [] : [thing.key(i.table, names(i.from))],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'SetPrimaryKey', from: i.from, to: i.to }),
};

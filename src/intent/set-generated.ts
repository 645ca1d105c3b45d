import { columnsOf, mentions } from '../ir/expression.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alterColumn, thing, updateColumn } from './edit.js';

export const setGenerated: IntentSpec<IntentByKind['SetGenerated']> = {
  apply: (i, s) => updateColumn(s, i.table, i.column, (c) => ({ ...c, generated: i.to })),
  invert: (i) => {
    const intents = [{ ...i, from: i.to, to: i.from }];
    // A plain column that becomes generated loses its own values; the other ways compute again.
    return i.from === null
      ? { grade: 'Lossy', intents, loses: { kind: 'values', table: i.table, column: i.column } }
      : { grade: 'Reversible', intents };
  },
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      ...(i.to === null
        ? []
        : (columnsOf(i.to.expr) ?? []).flatMap((c) => [thing.column(i.table, c), thing.shape(i.table, c)])),
      // A column in both expressions is there before and after its type changes: then after is early enough, and the
      // dialect that cannot change the type of what is computed from takes the computed column off meanwhile.
      ...(i.from === null
        ? []
        : (columnsOf(i.from.expr) ?? []).flatMap((c) => [
            thing.column(i.table, c),
            ...(i.to !== null && mentions(i.to.expr, c) ? [] : [thing.oldShape(i.table, c)]),
          ])),
    ],
    // Where the engine makes the column anew, what stands on it must be off by then.
    removes: [thing.oldShape(i.table, i.column)],
  }),
  lower: (i, before, after) => alterColumn(before, after, i.table, i.column),
};

import { columnsOf } from '../ir/expression.js';
import { widens } from '../ir/widening.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alterColumn, thing, updateColumn } from './edit.js';

export const changeType: IntentSpec<IntentByKind['ChangeType']> = {
  apply: (i, s) => updateColumn(s, i.table, i.column, (c) => ({ ...c, ...i.to })),
  invert: (i) => {
    const intents = [{ ...i, from: i.to, to: i.from, using: null }];
    // An expression may map two values to one; only a widening is sure to come back.
    return i.using === null && widens(i.from.type, i.to.type)
      ? { grade: 'Reversible', intents }
      : { grade: 'Lossy', intents, loses: { kind: 'precision', table: i.table, column: i.column } };
  },
  touches: (i) => ({
    creates: [thing.shape(i.table, i.column)],
    requires: [
      thing.table(i.table),
      thing.column(i.table, i.column),
      ...(i.using === null ? [] : (columnsOf(i.using) ?? []).map((c) => thing.column(i.table, c))),
      ...(i.to.type.kind === 'Enum' && i.to.type.type !== null
        ? [thing.enum(i.to.type.type), thing.label(i.to.type.type)]
        : []),
      ...(i.from.type.kind === 'Enum' && i.from.type.type !== null ? [thing.enum(i.from.type.type)] : []),
    ],
    removes: [thing.oldShape(i.table, i.column)],
  }),
  lower: (i, before, after) => alterColumn(before, after, i.table, i.column, i.using),
};

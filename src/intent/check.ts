import { sameCheckShape } from '../ir/equal.js';
import { columnsOf } from '../ir/expression.js';
import { isLeft, right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { addPart, alter, removePart, thing, updateTable } from './edit.js';

export const addCheck: IntentSpec<IntentByKind['AddCheck']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = addPart(i.table, 'check constraint', t.checks, i.check);
      return isLeft(list) ? list : right({ ...t, checks: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropCheck', table: i.table, check: i.check }] }),
  touches: (i) => ({
    creates: [...(i.check.name === null ? [] : [thing.constraint(i.table, i.check.name)])],
    requires: [
      thing.table(i.table),
      thing.tidied(i.table),
      ...(columnsOf(i.check.expr) ?? []).flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        thing.filled(i.table, c),
      ]),
    ],
    removes: [],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'AddCheck', check: i.check }),
};

export const dropCheck: IntentSpec<IntentByKind['DropCheck']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = removePart(i.table, 'check constraint', t.checks, i.check, sameCheckShape);
      return isLeft(list) ? list : right({ ...t, checks: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'AddCheck', table: i.table, check: i.check }] }),
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      ...(columnsOf(i.check.expr) ?? []).flatMap((c) => [thing.column(i.table, c), thing.oldShape(i.table, c)]),
    ],
    removes: [...(i.check.name === null ? [] : [thing.constraint(i.table, i.check.name)])],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'DropCheck', check: i.check }),
};

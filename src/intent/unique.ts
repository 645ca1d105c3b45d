import { sameUniqueShape } from '../ir/equal.js';
import { isLeft, right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { addPart, alter, removePart, thing, updateTable } from './edit.js';

export const addUnique: IntentSpec<IntentByKind['AddUnique']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = addPart(i.table, 'unique constraint', t.uniques, i.unique);
      return isLeft(list) ? list : right({ ...t, uniques: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropUnique', table: i.table, unique: i.unique }] }),
  touches: (i) => ({
    creates: [
      thing.key(i.table, i.unique.columns),
      ...(i.unique.name === null
        ? []
        : [thing.index(i.table, i.unique.name), thing.constraint(i.table, i.unique.name)]),
    ],
    requires: [
      thing.table(i.table),
      thing.tidied(i.table),
      ...[...i.unique.columns, ...i.unique.include].flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        thing.filled(i.table, c),
      ]),
    ],
    removes: [],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'AddUnique', unique: i.unique }),
};

export const dropUnique: IntentSpec<IntentByKind['DropUnique']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = removePart(i.table, 'unique constraint', t.uniques, i.unique, sameUniqueShape);
      return isLeft(list) ? list : right({ ...t, uniques: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'AddUnique', table: i.table, unique: i.unique }] }),
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      ...[...i.unique.columns, ...i.unique.include].flatMap((c) => [
        thing.column(i.table, c),
        thing.oldShape(i.table, c),
      ]),
    ],
    removes: [
      thing.key(i.table, i.unique.columns),
      ...(i.unique.name === null
        ? []
        : [thing.index(i.table, i.unique.name), thing.constraint(i.table, i.unique.name)]),
    ],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'DropUnique', unique: i.unique }),
};

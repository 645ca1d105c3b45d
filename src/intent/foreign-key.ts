import { sameForeignKeyShape } from '../ir/equal.js';
import type { QName } from '../ir/name.js';
import type { ForeignKey } from '../ir/schema.js';
import { isLeft, right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { addPart, alter, removePart, thing, updateTable } from './edit.js';

/** The parent's side of a foreign key: its table, the key it points to, its columns in their new (or old) type. */
const parent = (f: ForeignKey, shape: (t: QName, c: string) => string): ReadonlyArray<string> => [
  thing.table(f.references.table),
  thing.key(f.references.table, f.references.columns),
  ...f.references.columns.flatMap((c) => [thing.column(f.references.table, c), shape(f.references.table, c)]),
];

export const addForeignKey: IntentSpec<IntentByKind['AddForeignKey']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = addPart(i.table, 'foreign key', t.foreignKeys, i.foreignKey);
      return isLeft(list) ? list : right({ ...t, foreignKeys: list.right });
    }),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [{ kind: 'DropForeignKey', table: i.table, foreignKey: i.foreignKey }],
  }),
  touches: (i) => ({
    creates: [...(i.foreignKey.name === null ? [] : [thing.constraint(i.table, i.foreignKey.name)])],
    requires: [
      thing.table(i.table),
      thing.tidied(i.table),
      ...i.foreignKey.columns.flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        thing.filled(i.table, c),
      ]),
      ...parent(i.foreignKey, thing.shape),
    ],
    removes: [],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'AddForeignKey', foreignKey: i.foreignKey }),
};

export const dropForeignKey: IntentSpec<IntentByKind['DropForeignKey']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = removePart(i.table, 'foreign key', t.foreignKeys, i.foreignKey, sameForeignKeyShape);
      return isLeft(list) ? list : right({ ...t, foreignKeys: list.right });
    }),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [{ kind: 'AddForeignKey', table: i.table, foreignKey: i.foreignKey }],
  }),
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      ...i.foreignKey.columns.flatMap((c) => [thing.column(i.table, c), thing.oldShape(i.table, c)]),
      ...parent(i.foreignKey, thing.oldShape),
    ],
    removes: [...(i.foreignKey.name === null ? [] : [thing.constraint(i.table, i.foreignKey.name)])],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'DropForeignKey', foreignKey: i.foreignKey }),
};

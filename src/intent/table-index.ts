import { sameIndexShape } from '../ir/equal.js';
import { columnsOf } from '../ir/expression.js';
import type { Index } from '../ir/schema.js';
import { isLeft, right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { addPart, alter, findTable, missingObject, removePart, thing, updateTable } from './edit.js';

const plain = (x: Index): ReadonlyArray<string> => x.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []));

/** Every column the index needs, those of expressions and of its predicate included. */
export const columnsOfIndex = (x: Index): ReadonlyArray<string> => [
  ...new Set([
    ...x.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : (columnsOf(p.of.expr) ?? []))),
    ...x.include,
    ...(x.where === null ? [] : (columnsOf(x.where) ?? [])),
  ]),
];

export const addIndex: IntentSpec<IntentByKind['AddIndex']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = addPart(i.table, 'index', t.indexes, i.index);
      return isLeft(list) ? list : right({ ...t, indexes: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropIndex', table: i.table, index: i.index }] }),
  touches: (i) => ({
    creates: [
      ...(i.index.name === null ? [] : [thing.index(i.table, i.index.name)]),
      ...(i.index.unique ? [thing.key(i.table, plain(i.index))] : []),
    ],
    requires: [
      thing.table(i.table),
      ...(i.index.unique ? [thing.tidied(i.table)] : []),
      ...columnsOfIndex(i.index).flatMap((c) => [
        thing.column(i.table, c),
        thing.shape(i.table, c),
        ...(i.index.unique ? [thing.filled(i.table, c)] : []),
      ]),
    ],
    removes: [],
  }),
  lower: (i) => [{ kind: 'CreateIndex', table: i.table, index: i.index, concurrently: false }],
};

export const renameIndex: IntentSpec<IntentByKind['RenameIndex']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) =>
      t.indexes.some((x) => x.name === i.index.name)
        ? right({ ...t, indexes: t.indexes.map((x) => (x.name === i.index.name ? { ...x, name: i.to } : x)) })
        : missingObject(i.table, 'index', i.index.name ?? '(unnamed)'),
    ),
  invert: (i) => ({
    grade: 'Reversible',
    intents: [{ ...i, index: { ...i.index, name: i.to }, to: i.index.name ?? i.to }],
  }),
  touches: (i) => ({
    creates: [thing.index(i.table, i.to)],
    requires: [thing.table(i.table)],
    removes: i.index.name === null ? [] : [thing.index(i.table, i.index.name)],
  }),
  lower: (i, before, after) => {
    // Its columns may have other names by now.
    const index = findTable(before, i.table)?.indexes.find((x) => x.name === i.index.name) ?? i.index;
    return alter(before, after, i.table, { kind: 'RenameIndex', index, to: i.to });
  },
};

export const dropIndex: IntentSpec<IntentByKind['DropIndex']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) => {
      const list = removePart(i.table, 'index', t.indexes, i.index, sameIndexShape);
      return isLeft(list) ? list : right({ ...t, indexes: list.right });
    }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'AddIndex', table: i.table, index: i.index }] }),
  touches: (i) => ({
    creates: [],
    requires: [
      thing.table(i.table),
      ...columnsOfIndex(i.index).flatMap((c) => [thing.column(i.table, c), thing.oldShape(i.table, c)]),
    ],
    removes: [
      ...(i.index.name === null ? [] : [thing.index(i.table, i.index.name)]),
      ...(i.index.unique ? [thing.key(i.table, plain(i.index))] : []),
    ],
  }),
  lower: (i) => [{ kind: 'DropIndex', table: i.table, index: i.index, concurrently: false }],
};

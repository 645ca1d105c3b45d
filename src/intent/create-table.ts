import { compareText } from '../ir/name.js';
import { withTable } from '../ir/revise.js';
import type { Table } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { duplicate, findTable, thing } from './edit.js';

/** Enum types that the table's columns need. */
const enumsOf = (t: Table): ReadonlyArray<string> =>
  t.columns.flatMap((c) =>
    c.type.kind === 'Enum' && c.type.type !== null ? [thing.enum(c.type.type), thing.label(c.type.type)] : [],
  );

/** Column sets of the table that a foreign key may point to. */
export const keysOf = (t: Table): ReadonlyArray<string> => [
  ...(t.primaryKey === null
    ? []
    : [
        thing.key(
          t.name,
          t.primaryKey.columns.map((c) => c.name),
        ),
      ]),
  ...t.uniques.map((u) => thing.key(t.name, u.columns)),
  ...t.indexes
    .filter((i) => i.unique)
    .map((i) =>
      thing.key(
        t.name,
        i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])),
      ),
    ),
];

/** Names that must be free, or become free, in the table's namespace. */
export const indexNamesOf = (t: Table): ReadonlyArray<string> =>
  [...t.indexes, ...t.uniques].flatMap((i) => (i.name === null ? [] : [thing.index(t.name, i.name)])).sort(compareText);

/** What the table's foreign keys need elsewhere. */
export const parentsOf = (t: Table): ReadonlyArray<string> =>
  t.foreignKeys
    .filter((f) => thing.table(f.references.table) !== thing.table(t.name))
    .flatMap((f) => [
      thing.table(f.references.table),
      thing.key(f.references.table, f.references.columns),
      ...f.references.columns.map((c) => thing.shape(f.references.table, c)),
    ]);

export const createTable: IntentSpec<IntentByKind['CreateTable']> = {
  apply: (i, s) =>
    findTable(s, i.table.name) === undefined
      ? right(withTable(s, i.table))
      : duplicate(i.table.name, 'table', i.table.name.name),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropTable', table: i.table }] }),
  touches: (i) => ({
    creates: [thing.table(i.table.name), ...keysOf(i.table), ...indexNamesOf(i.table)],
    requires: [...enumsOf(i.table), ...parentsOf(i.table)],
    removes: [],
  }),
  lower: (i) => [{ kind: 'CreateTable', table: i.table }],
};

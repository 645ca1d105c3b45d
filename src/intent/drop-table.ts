import { sameName } from '../ir/name.js';
import { withoutTable } from '../ir/revise.js';
import { right } from '../prelude.js';
import { neededBy } from './add-column.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { indexNamesOf, keysOf } from './create-table.js';
import { findTable, missingTable, thing } from './edit.js';

export const dropTable: IntentSpec<IntentByKind['DropTable']> = {
  apply: (i, s) =>
    findTable(s, i.table.name) === undefined ? missingTable(i.table.name) : right(withoutTable(s, i.table.name)),
  invert: (i, before) => ({
    grade: 'Lossy',
    intents: [{ kind: 'CreateTable', table: findTable(before, i.table.name) ?? i.table }],
    loses: { kind: 'rows', table: i.table.name, column: null },
  }),
  touches: (i) => ({
    creates: [],
    // The child goes before the parent it points to.
    requires: [
      // Before a type of its columns is made anew: its rows may hold labels that go.
      ...i.table.columns.flatMap((c) => (c.type.kind === 'Enum' ? neededBy(i.table.name, c) : [])),
      ...i.table.foreignKeys
        .filter((f) => !sameName(f.references.table, i.table.name))
        .flatMap((f) => [thing.table(f.references.table), thing.key(f.references.table, f.references.columns)]),
    ],
    removes: [thing.table(i.table.name), ...keysOf(i.table), ...indexNamesOf(i.table)],
  }),
  lower: (i, before) => [{ kind: 'DropTable', table: findTable(before, i.table.name) ?? i.table }],
};

import { mapKept } from '../ir/identical.js';
import { type QName, sameName } from '../ir/name.js';
import { mapAround, withRest } from '../ir/revise.js';
import type { Schema, Table } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { duplicate, findTable, missingTable, thing } from './edit.js';
import { renameTableInOpaque } from './rename-opaque.js';

const follow = (name: QName, from: QName, to: QName): QName => (sameName(name, from) ? to : name);

const retargetKeys = (t: Table, from: QName, to: QName): Table =>
  t.foreignKeys.some((f) => sameName(f.references.table, from))
    ? {
        ...t,
        foreignKeys: t.foreignKeys.map((f) => ({
          ...f,
          references: { ...f.references, table: follow(f.references.table, from, to) },
        })),
      }
    : t;

/** The schema after the table, and every foreign key and opaque object that names it, follows the rename. */
export const renameTableIn = (s: Schema, from: QName, to: QName): Schema =>
  withRest(
    mapAround(s, from, (t) => retargetKeys(sameName(t.name, from) ? { ...t, name: to } : t, from, to)),
    { opaque: mapKept(s.opaque, (o) => renameTableInOpaque(o, from, to)) },
  );

export const renameTable: IntentSpec<IntentByKind['RenameTable']> = {
  apply: (i, s) => {
    if (findTable(s, i.from) === undefined) return missingTable(i.from);
    if (findTable(s, i.to) !== undefined) return duplicate(i.to, 'table', i.to.name);
    return right(renameTableIn(s, i.from, i.to));
  },
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'RenameTable', from: i.to, to: i.from }] }),
  touches: (i) => ({ creates: [thing.table(i.to)], requires: [], removes: [thing.table(i.from)] }),
  lower: (i) => [{ kind: 'RenameTable', from: i.from, to: i.to }],
};

import { type QName, sameName } from '../ir/name.js';
import type { Opaque, Schema } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { duplicate, missingObject, thing } from './edit.js';

const same = (a: Opaque, b: Opaque): boolean =>
  a.kind === b.kind &&
  sameName(a.name, b.name) &&
  (a.on === null ? b.on === null : b.on !== null && sameName(a.on, b.on));

const has = (s: Schema, o: Opaque): boolean => s.opaque.some((x) => same(x, o));

/** Tables and columns that the object names; where nobody knows which columns, the table alone. */
const reads = (o: Opaque): ReadonlyArray<string> => [
  ...(o.on === null ? [] : [thing.table(o.on)]),
  ...o.dependsOn.flatMap((d) => [thing.table(d.table), ...(d.columns ?? []).map((c) => thing.column(d.table, c))]),
];

const ofColumns = (o: Opaque, f: (table: QName, column: string) => string): ReadonlyArray<string> =>
  o.dependsOn.flatMap((d) => (d.columns ?? []).map((c) => f(d.table, c)));

/** A view shares its name with tables. */
const named = (o: Opaque): ReadonlyArray<string> => (o.kind === 'view' ? [thing.table(o.name)] : []);

export const addObject: IntentSpec<IntentByKind['AddObject']> = {
  apply: (i, s) =>
    has(s, i.object)
      ? duplicate(i.table, i.object.kind, i.object.name.name)
      : right({ ...s, opaque: [...s.opaque, i.object] }),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, kind: 'DropObject' }] }),
  touches: (i) => ({
    creates: [thing.kept(i.table), ...named(i.object)],
    requires: [
      ...reads(i.object),
      ...ofColumns(i.object, thing.shape),
      // What writes a column may write NULL; whoever writes through a view gives what the column asks for.
      ...(i.object.kind === 'view' ? [] : ofColumns(i.object, thing.nullable)),
    ],
    removes: [],
  }),
  lower: (i) => [{ kind: 'CreateObject', object: i.object }],
};

export const dropObject: IntentSpec<IntentByKind['DropObject']> = {
  apply: (i, s) =>
    has(s, i.object)
      ? right({ ...s, opaque: s.opaque.filter((o) => !same(o, i.object)) })
      : missingObject(i.table, i.object.kind, i.object.name.name),
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, kind: 'AddObject' }] }),
  touches: (i) => ({
    creates: [],
    requires: [...reads(i.object), ...ofColumns(i.object, thing.oldShape)],
    removes: named(i.object),
  }),
  lower: (i) => [{ kind: 'DropObject', object: i.object, drop: i.drop }],
};

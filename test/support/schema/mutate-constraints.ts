/** Mutations of keys, constraints and indexes. */
import { sameName } from '../../../src/ir/name.js';
import type { Schema, Table } from '../../../src/ir/schema.js';
import { addReference } from './make-schema.js';
import { anyTable, forConstraint, isOld, onTable } from './mutation.js';
import { newCheck, newIndex, newUnique } from './parts.js';

export const addUnique = onTable((m, t, s) => {
  const u = newUnique(m, t, forConstraint(m, t, s));
  return u === null ? null : { ...t, uniques: [...t.uniques, u] };
});

const pointedAt = (s: Schema, t: Table, columns: ReadonlyArray<string>): boolean =>
  s.tables.some((o) =>
    o.foreignKeys.some(
      (k) => sameName(k.references.table, t.name) && k.references.columns.join('\u0000') === columns.join('\u0000'),
    ),
  );

export const dropUnique = onTable((m, t, s) => {
  const u = m.rng.maybe(t.uniques.filter((x) => !pointedAt(s.schema, t, x.columns)));
  return u === undefined ? null : { ...t, uniques: t.uniques.filter((x) => x !== u) };
});

export const addIndex = onTable((m, t, s) => {
  const i = newIndex(m, t, forConstraint(m, t, s));
  return i === null ? null : { ...t, indexes: [...t.indexes, i] };
});
export const dropIndex = onTable((m, t) => {
  const i = m.rng.maybe(t.indexes);
  return i === undefined ? null : { ...t, indexes: t.indexes.filter((x) => x !== i) };
});

export const addCheck = onTable((m, t, s) => {
  const c = newCheck(m, forConstraint(m, t, s));
  return c === null ? null : { ...t, checks: [...t.checks, c] };
});
export const dropCheck = onTable((m, t) => {
  const c = m.rng.maybe(t.checks);
  return c === undefined ? null : { ...t, checks: t.checks.filter((x) => x !== c) };
});

export const addForeignKey = onTable((m, t, s) => {
  const parent = anyTable(m, s);
  if (parent === undefined) return null;
  const made = addReference(m, t, parent);
  const fresh = new Set(made.columns.slice(t.columns.length).map((c) => c.name));
  // The rows that are there get NULLs.
  return {
    ...made,
    columns: made.columns.map((c) => (fresh.has(c.name) && isOld(s, t) ? { ...c, nullable: true } : c)),
  };
});
export const dropForeignKey = onTable((m, t) => {
  const k = m.rng.maybe(t.foreignKeys);
  return k === undefined ? null : { ...t, foreignKeys: t.foreignKeys.filter((x) => x !== k) };
});
export const changeForeignKey = onTable((m, t) => {
  const k = m.rng.maybe(t.foreignKeys);
  if (k === undefined) return null;
  const nullable = k.columns.every((name) => t.columns.find((c) => c.name === name)?.nullable);
  const onDelete = m.rng.pick(m.legal.actions.filter((a) => nullable || !a.startsWith('set')));
  return { ...t, foreignKeys: t.foreignKeys.map((x) => (x === k ? { ...k, onDelete } : x)) };
});

export const changePrimaryKey = onTable((m, t, s) => {
  const isReferenced =
    t.primaryKey !== null &&
    pointedAt(
      s.schema,
      t,
      t.primaryKey.columns.map((k) => k.name),
    );
  const numbersItself = t.columns.some((c) => c.identity !== null);
  if (isReferenced || numbersItself || t.options.withoutRowid) return null;
  const columns = m.rng.some(
    forConstraint(m, t, s).filter((c) => !c.nullable),
    2,
  );
  if (columns.length === 0) return t.primaryKey === null ? null : { ...t, primaryKey: null };
  return {
    ...t,
    primaryKey: { name: null, columns: columns.map((c) => ({ name: c.name, prefix: null, order: 'asc' })) },
  };
});

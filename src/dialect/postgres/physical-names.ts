/** Gives the unnamed constraints and indexes of a schema the names that the server would make. */

import { columnsOf } from '../../ir/expression.js';
import type { Check, Column, Schema, Table } from '../../ir/schema.js';
import { chooseName, indexColumnNames, makeObjectName, nameAddition } from './object-name.js';

/** Taken names of one namespace: tables, indexes, views and sequences share one space, constraints another. */
interface Taken {
  readonly relations: Set<string>;
  readonly constraints: Set<string>;
}

/** A serial column's sequence stands in the same space as the tables. */
const sequenceOf = (t: Table, c: Column): string | null => {
  if (c.identity === null || c.identity.kind === 'AutoIncrement') return null;
  const own = c.identity.kind === 'Serial' ? c.identity.sequence?.name : undefined;
  return own ?? makeObjectName(t.name.name, c.name, 'seq');
};

const relationKinds = new Set(['view', 'materialized view', 'sequence', 'foreign table', 'partitioning']);

const takenNames = (schema: Schema): ((namespace: string | null) => Taken) => {
  const spaces = new Map<string | null, Taken>();
  const of = (namespace: string | null): Taken => {
    const found = spaces.get(namespace) ?? { relations: new Set(), constraints: new Set() };
    spaces.set(namespace, found);
    return found;
  };
  const put = (names: Set<string>, parts: ReadonlyArray<{ readonly name: string | null }>): void => {
    for (const { name } of parts) if (name !== null) names.add(name);
  };
  for (const t of schema.tables) {
    const { relations, constraints } = of(t.name.namespace);
    relations.add(t.name.name);
    const indexed = t.primaryKey === null ? t.uniques : [t.primaryKey, ...t.uniques];
    for (const parts of [indexed, t.indexes]) put(relations, parts);
    for (const parts of [indexed, t.foreignKeys, t.checks]) put(constraints, parts);
    for (const c of t.columns) {
      const sequence = sequenceOf(t, c);
      if (sequence !== null) relations.add(sequence);
    }
  }
  for (const o of schema.opaque) if (relationKinds.has(o.kind)) of(o.name.namespace).relations.add(o.name.name);
  return of;
};

/** `table_column_check` when the check speaks of one column, else `table_check`. */
const checkColumn = (check: Check): string | null => {
  const columns = columnsOf(check.expr);
  return columns?.length === 1 ? (columns[0] ?? null) : null;
};

const isNamed = (t: Table): boolean =>
  t.primaryKey?.name !== null &&
  [t.uniques, t.foreignKeys, t.checks, t.indexes].every((parts) => parts.every((x) => x.name !== null));

const nameTable = (t: Table, { relations, constraints }: Taken): Table => {
  const table = t.name.name;
  const taken = (name: string): boolean => relations.has(name) || constraints.has(name);
  const take = <A extends { readonly name: string | null }>(
    part: A,
    free: () => string,
    spaces: ReadonlyArray<Set<string>>,
  ): A => {
    if (part.name !== null) return part;
    const name = free();
    for (const space of spaces) space.add(name);
    return { ...part, name };
  };
  const indexed = [relations, constraints];
  // In the order of the server: checks first, then the keys, then foreign keys.
  const checks = t.checks.map((c) =>
    take(c, () => chooseName(table, checkColumn(c), 'check', (n) => constraints.has(n)), [constraints]),
  );
  const primaryKey = t.primaryKey && take(t.primaryKey, () => chooseName(table, null, 'pkey', taken), indexed);
  const uniques = t.uniques.map((u) =>
    take(u, () => chooseName(table, nameAddition([...u.columns, ...u.include]), 'key', taken), indexed),
  );
  const foreignKeys = t.foreignKeys.map((f) =>
    take(f, () => chooseName(table, nameAddition(f.columns), 'fkey', (n) => constraints.has(n)), [constraints]),
  );
  const indexes = t.indexes.map((i) =>
    take(
      i,
      () => chooseName(table, nameAddition(indexColumnNames(i.parts, i.include)), 'idx', (n) => relations.has(n)),
      [relations],
    ),
  );
  return { ...t, primaryKey, uniques, foreignKeys, checks, indexes };
};

export const physicalNames = (schema: Schema): Schema => {
  if (schema.tables.every(isNamed)) return schema;
  const taken = takenNames(schema);
  return { ...schema, tables: schema.tables.map((t) => (isNamed(t) ? t : nameTable(t, taken(t.name.namespace)))) };
};

/**
 * Rows for the old schema of a pair that the new one can keep: every key-like value is a function of the row's number, so
 * that foreign keys meet (row i points to row i) and whatever becomes unique is unique already.
 */
import { keyOf, type QName, sameName } from '../../../src/ir/name.js';
import type { Column, Schema, Table } from '../../../src/ir/schema.js';
import type { Pair } from '../schema-gen.js';
import { type Lane, legal } from './legal.js';
import { type Random, random } from './random.js';
import { originOf, usesOf } from './state.js';
import { edgeValue, type Fit, keyValue } from './values.js';

interface Later {
  readonly table: Table;
  readonly column: Column | null;
}

/** What became of a column; null when its table is gone. */
const laterOf = (pair: Pair, table: QName, column: string): Later | null => {
  const t = pair.state.schema.tables.find((x) => {
    const origin = originOf(pair.state, x.name).table;
    return origin !== null && sameName(origin, table);
  });
  if (t === undefined) return null;
  const now = Object.entries(originOf(pair.state, t.name).columns).find(([, first]) => first === column)?.[0];
  return { table: t, column: t.columns.find((c) => c.name === now) ?? null };
};

const labelsOf = (schema: Schema, c: Column): ReadonlyArray<string> => {
  const { type } = c;
  if (type.kind === 'Set') return type.values;
  if (type.kind !== 'Enum') return [];
  if (type.type === null) return type.values;
  const name = type.type;
  return schema.enums.find((e) => sameName(e.name, name))?.values ?? [];
};

/** In some rule that rows must keep: then the value is a plain one of its own. */
const isBound = (schema: Schema, t: Table, c: Column): boolean => {
  const u = usesOf(schema, t, c.name);
  return u.primaryKey || u.unique || u.uniqueIndex || u.foreignKey || u.referenced || u.check || u.generated;
};

/** Where NULL would break a rule, or break two rows' being different. */
const mayBeNull = (schema: Schema, t: Table, c: Column): boolean =>
  c.nullable &&
  !usesOf(schema, t, c.name).referenced &&
  !t.primaryKey?.columns.some((k) => k.name === c.name) &&
  !t.uniques.some((u) => u.nullsNotDistinct && u.columns.includes(c.name)) &&
  !t.foreignKeys.some((k) => k.columns.length > 1 && k.columns.includes(c.name));

const cellMaker = (pair: Pair, t: Table, c: Column, rng: Random): ((i: number) => string) => {
  const { dialect } = legal[pair.lane];
  const later = laterOf(pair, t.name, c.name);
  const then = later?.column ?? null;
  const types = then === null || JSON.stringify(then.type) === JSON.stringify(c.type) ? [c.type] : [c.type, then.type];
  const before = labelsOf(pair.before, c);
  const labels = then === null ? before : before.filter((l) => labelsOf(pair.state.schema, then).includes(l));
  const fit: Fit = { types, dialect, labels };
  const bound =
    isBound(pair.before, t, c) || (later !== null && then !== null && isBound(pair.state.schema, later.table, then));
  const nullable =
    mayBeNull(pair.before, t, c) &&
    (later === null || then === null || mayBeNull(pair.state.schema, later.table, then));
  if (types.some((x) => x.kind === 'Enum') && labels.length === 0) return () => 'NULL';
  return (i) => (nullable && rng.once(4) ? 'NULL' : bound ? keyValue(fit, i) : edgeValue(fit, rng, i));
};

const quoteFor: Readonly<Record<string, (name: string) => string>> = {
  postgres: (n) => `"${n.replaceAll('"', '""')}"`,
  sqlite: (n) => `"${n.replaceAll('"', '""')}"`,
  mysql: (n) => `\`${n.replaceAll('`', '``')}\``,
  mariadb: (n) => `\`${n.replaceAll('`', '``')}\``,
};

/** Rows are put in whatever order; the rules hold when all of them are there. */
const around: Readonly<Record<string, readonly [string, string]>> = {
  postgres: ['SET session_replication_role = replica', 'SET session_replication_role = origin'],
  mysql: ['SET foreign_key_checks = 0', 'SET foreign_key_checks = 1'],
  mariadb: ['SET foreign_key_checks = 0', 'SET foreign_key_checks = 1'],
  sqlite: ['PRAGMA foreign_keys = OFF', 'PRAGMA foreign_keys = ON'],
};

export const quoteName = (lane: Lane, name: string): string => (quoteFor[legal[lane].dialect] ?? ((n) => n))(name);

/** INSERT statements, one a table, that fill the old schema. */
export const rowsFor = (pair: Pair): ReadonlyArray<string> => {
  const rng = random(pair.recipe.seed ^ 0x5eed);
  const count = rng.pick([0, 2, 5, 9]);
  if (count === 0) return [];
  const q = (name: string) => quoteName(pair.lane, name);
  const inserts = pair.before.tables.flatMap((t) => {
    // What numbers itself gives 1, 2, 3, …, which is what keyValue says of integers.
    const columns = t.columns.filter((c) => c.generated === null && c.identity === null);
    if (columns.length === 0) return [];
    const values = columns.map((c) => cellMaker(pair, t, c, rng));
    const rows = Array.from({ length: count }, (_, i) => `(${values.map((v) => v(i)).join(', ')})`);
    return [`INSERT INTO ${q(t.name.name)} (${columns.map((c) => q(c.name)).join(', ')}) VALUES ${rows.join(', ')}`];
  });
  const [open, close] = around[legal[pair.lane].dialect] ?? ['', ''];
  return [open, ...inserts, close];
};

/** For the comparison after a migration: old table → its new name and, of each column that is still there, its new name. */
export interface Survivors {
  readonly table: string;
  readonly columns: ReadonlyArray<{ readonly from: string; readonly to: string; readonly sameType: boolean }>;
}

export const survivorsOf = (pair: Pair): ReadonlyArray<{ readonly from: string } & Survivors> =>
  pair.before.tables.flatMap((t) => {
    const now = pair.state.schema.tables.find((x) => {
      const origin = originOf(pair.state, x.name).table;
      return origin !== null && keyOf(origin) === keyOf(t.name);
    });
    if (now === undefined) return [];
    const columns = t.columns.flatMap((c) => {
      const then = laterOf(pair, t.name, c.name)?.column;
      if (!then) return [];
      const sameType =
        JSON.stringify(then.type) === JSON.stringify(c.type) && then.generated === null && c.generated === null;
      return [{ from: c.name, to: then.name, sameType }];
    });
    return [{ from: t.name.name, table: now.name.name, columns }];
  });

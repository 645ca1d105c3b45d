/**
 * UNIQUE is an index here and nothing else. So that a unique key has one form only, every unique index over whole,
 * ascending columns and nothing besides is a `Unique`; the others (prefix, DESC, expression, hidden, commented) are
 * `Index`es. `physical` and the catalog both go through these functions.
 */
import type { Index, Table, Unique } from '../../ir/schema.js';
import { unique } from '../../ir/schema.js';

export const asUnique = (i: Index): Unique | null => {
  const plain =
    i.unique &&
    i.method === 'btree' &&
    i.where === null &&
    i.include.length === 0 &&
    !i.nullsNotDistinct &&
    !i.invisible &&
    i.comment === null &&
    i.options === null &&
    i.parts.length > 0 &&
    i.parts.every(
      (p) =>
        p.of.kind === 'Column' &&
        p.order === 'asc' &&
        p.prefix === null &&
        p.collation === null &&
        p.opclass === null &&
        p.nulls === null,
    );
  return plain
    ? unique(
        i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])),
        { name: i.name },
      )
    : null;
};

/** A key's columns as far as they are whole columns in an order that a foreign key can use. */
const leading = (i: Index, descending: boolean): ReadonlyArray<string> => {
  if (i.method !== 'btree' && i.method !== 'hash') return [];
  const end = i.parts.findIndex(
    (p) => p.of.kind !== 'Column' || p.prefix !== null || (p.order === 'desc' && !descending),
  );
  return (end < 0 ? i.parts : i.parts.slice(0, end)).flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []));
};

/** All keys of a table, as the lists of columns that they begin with. */
export const keysOf = (t: Table, descending: boolean): ReadonlyArray<ReadonlyArray<string>> => [
  ...(t.primaryKey === null
    ? []
    : [
        t.primaryKey.columns
          .slice(0, endOf(t.primaryKey.columns.map((c) => c.prefix === null && (descending || c.order === 'asc'))))
          .map((c) => c.name),
      ]),
  ...t.uniques.map((u) => u.columns),
  ...t.indexes.map((i) => leading(i, descending)),
];

const endOf = (fits: ReadonlyArray<boolean>): number => {
  const at = fits.indexOf(false);
  return at < 0 ? fits.length : at;
};

/** https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html: the columns first, in the same order. */
export const begins = (key: ReadonlyArray<string>, columns: ReadonlyArray<string>): boolean =>
  columns.every((c, n) => key[n]?.toLowerCase() === c.toLowerCase());

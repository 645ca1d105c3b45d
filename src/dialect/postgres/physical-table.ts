import { E, type Expr } from '../../ir/expression.js';
import { kept, keptList, mapKept, sortedKept } from '../../ir/identical.js';
import { compareText, keyOf } from '../../ir/name.js';
import type { Check, ForeignKey, Index, IndexPart, PrimaryKey, Table } from '../../ir/schema.js';
import { check, noOptions } from '../../ir/schema.js';
import { toPostgres } from '../../sql/portable.js';
import { physicalCollation, physicalComment, type StoredColumn } from './physical-column.js';

/** Access methods whose entries have an order. https://www.postgresql.org/docs/18/indexes-ordering.html */
const ordered = (method: string): boolean => method === 'btree';

const methods: Readonly<Record<string, string>> = { spatial: 'gist', rtree: 'gist' };

const physicalPart = (part: IndexPart, method: string, unique: boolean): IndexPart => {
  // Elsewhere a prefix bounds the entry; in a unique index it decides what counts as equal.
  const cut = unique && part.prefix !== null && part.of.kind === 'Column';
  const of: IndexPart['of'] =
    cut && part.of.kind === 'Column'
      ? { kind: 'Expression', expr: E.call('left', E.column(part.of.name), E.number(part.prefix ?? 0)) }
      : part.of.kind === 'Expression'
        ? kept(part.of, plainColumn(toPostgres(part.of.expr)))
        : part.of;
  const order = ordered(method) ? part.order : 'asc';
  const usual = order === 'asc' ? 'last' : 'first';
  return kept(part, {
    of,
    order,
    nulls: ordered(method) && part.nulls !== usual ? part.nulls : null,
    prefix: null,
    collation: physicalCollation(part.collation),
    opclass: part.opclass,
  });
};

/** `(a)` is read by the server as the column a. */
const plainColumn = (e: Expr): IndexPart['of'] =>
  e.kind === 'Column' ? { kind: 'Column', name: e.name } : { kind: 'Expression', expr: e };

const physicalIndex = (index: Index): Index => {
  const named = index.method.toLowerCase();
  const method = methods[named] ?? named;
  return kept(index, {
    ...index,
    method,
    parts: mapKept(index.parts, (p) => physicalPart(p, method, index.unique)),
    where: index.where === null ? null : toPostgres(index.where),
    nullsNotDistinct: index.unique && index.nullsNotDistinct,
    invisible: false,
    comment: physicalComment(index.comment),
    options: index.options === '' ? null : index.options,
  });
};

const physicalCheck = (c: Check): Check =>
  kept(c, {
    ...c,
    expr: toPostgres(c.expr),
    // A constraint that is not enforced was never validated either; one word for it.
    notValid: c.enforced && c.notValid,
  });

const physicalKey = (k: PrimaryKey): PrimaryKey =>
  kept(k, {
    name: k.name,
    columns: mapKept(k.columns, (c) => kept(c, { name: c.name, prefix: null, order: 'asc' })),
  });

const physicalForeignKey = (f: ForeignKey, tables: ReadonlyMap<string, Table>): ForeignKey => {
  if (f.references.columns.length > 0) return f;
  const parent = tables.get(keyOf(f.references.table));
  return { ...f, references: { ...f.references, columns: parent?.primaryKey?.columns.map((c) => c.name) ?? [] } };
};

/** The check that keeps a MySQL set, now a text, to its labels. */
const setChecks = (t: Table): ReadonlyArray<Check> =>
  t.columns.flatMap((c) =>
    c.type.kind === 'Set'
      ? [
          check({
            kind: 'Operator',
            op: '<@',
            left: E.call('string_to_array', E.column(c.name), E.string(',')),
            right: { kind: 'Array', items: c.type.values.map(E.string) },
          }),
        ]
      : [],
  );

export const physicalTable = (t: Table, tables: ReadonlyMap<string, Table>, stored: StoredColumn): Table => {
  const keyed = new Set(t.primaryKey?.columns.map((c) => c.name) ?? []);
  return kept(t, {
    name: t.name,
    columns: mapKept(t.columns, (c) => stored(c, t.name, keyed.has(c.name))),
    primaryKey: t.primaryKey && physicalKey(t.primaryKey),
    uniques: mapKept(t.uniques, (u) => kept(u, { ...u, onConflict: null })),
    foreignKeys: mapKept(t.foreignKeys, (f) => physicalForeignKey(f, tables)),
    checks: keptList(t.checks, [...t.checks.map(physicalCheck), ...setChecks(t)]),
    indexes: mapKept(t.indexes, physicalIndex),
    options: kept(t.options, {
      ...noOptions,
      comment: physicalComment(t.options.comment),
      unlogged: t.options.unlogged,
      storage: sortedKept(t.options.storage, compareText),
    }),
  });
};

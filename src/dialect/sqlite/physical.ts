/** What SQLite will really store for a schema. Identity on what its catalog read. */
import { type Expr, mapExpr } from '../../ir/expression.js';
import { kept, keptData, keptList, mapKept } from '../../ir/identical.js';
import { qname } from '../../ir/name.js';
import {
  type Column,
  type EnumType,
  type ForeignKey,
  type Identity,
  type Index,
  type IndexPart,
  noOptions,
  type Schema,
  type Table,
} from '../../ir/schema.js';
import { settling } from '../../ir/settle.js';
import { type DataType, T } from '../../ir/type.js';
import { toSqlite } from '../../sql/portable.js';
import { sameId } from './ddl/tokens.js';
import { labelChecks } from './label-checks.js';
import { nameIndexes } from './names.js';
import { physicalDefault } from './physical-default.js';
import { physicalType } from './physical-type.js';
import { keyColumn, rowidAlias } from './rowid.js';

/** Built-in collations whatever their case; BINARY is what every column has unless it says otherwise. */
export const collationOf = (name: string | null): string | null => {
  const upper = name?.toUpperCase();
  if (upper === undefined || upper === 'BINARY') return null;
  return upper === 'NOCASE' || upper === 'RTRIM' ? upper : name;
};

/** The table's own name before a column says nothing, and stands in the way when the table is rebuilt under another name. */
const unqualified = (e: Expr, table: string): Expr =>
  mapExpr(e, (x) => (x.kind === 'Column' && x.table !== null && sameId(x.table, table) ? { ...x, table: null } : x));

const lowerExpr = (e: Expr, table: string): Expr => unqualified(toSqlite(e), table);

/** Only a column that is the whole primary key can number itself; elsewhere the wish stays, and print refuses it. */
const physicalIdentity = (identity: Identity | null): Identity | null =>
  identity === null ? null : keptData<Identity>(identity, { kind: 'AutoIncrement' });

const inStrict = new WeakMap<Column, Column>();
const inOthers = new WeakMap<Column, Column>();

/** A column that many tables have is looked at once, unless it numbers itself or speaks of its table. */
const physicalColumn = (c: Column, table: Table): Column => {
  if (c.identity !== null || c.generated !== null || c.default?.kind === 'Expression') return columnOf(c, table);
  const known = table.options.strict ? inStrict : inOthers;
  const made = known.get(c) ?? columnOf(c, table);
  known.set(c, made);
  return made;
};

const columnOf = (c: Column, table: Table): Column => {
  const strict = table.options.strict;
  const numbersItself = c.identity !== null && c.type.kind === 'Integer' && keyColumn(table)?.name === c.name;
  const type = keptData<DataType>(c.type, numbersItself ? T.integer(32) : physicalType(c.type, strict));
  const lowered =
    c.default?.kind === 'Expression'
      ? { kind: 'Expression' as const, expr: lowerExpr(c.default.expr, table.name.name) }
      : c.default;
  const value = c.generated === null && c.identity === null ? physicalDefault(lowered, type) : null;
  return kept(c, {
    name: c.name,
    type,
    nullable: c.nullable,
    default: keptData(c.default, value),
    identity: physicalIdentity(c.identity),
    generated:
      c.generated === null
        ? null
        : kept(c.generated, { ...c.generated, expr: lowerExpr(c.generated.expr, table.name.name) }),
    collation: collationOf(c.collation),
    charset: null,
    comment: null,
    onUpdate: null,
    invisible: false,
  });
};

const physicalKey = (f: ForeignKey): ForeignKey =>
  kept(f, {
    ...f,
    references: keptData(f.references, { table: qname(f.references.table.name), columns: f.references.columns }),
    notValid: false,
  });

/** SQLite sorts NULLs first and has no prefixes: a unique prefix is the unique index of an expression. */
const physicalPart = (p: IndexPart, index: Index, table: Table): IndexPart => {
  const of: IndexPart['of'] =
    p.prefix !== null && index.unique && p.of.kind === 'Column'
      ? {
          kind: 'Expression',
          expr: {
            kind: 'Call',
            name: 'substr',
            args: [
              { kind: 'Column', table: null, name: p.of.name },
              { kind: 'Literal', value: { kind: 'Number', text: '1' } },
              { kind: 'Literal', value: { kind: 'Number', text: String(p.prefix) } },
            ],
          },
        }
      : p.of;
  const column = of.kind === 'Column' ? table.columns.find((c) => sameId(c.name, of.name)) : undefined;
  const collation = p.collation?.toUpperCase() === 'BINARY' ? 'BINARY' : collationOf(p.collation);
  const own = collationOf(column?.collation ?? null) ?? 'BINARY';
  return {
    of: of.kind === 'Column' ? of : { kind: 'Expression', expr: lowerExpr(of.expr, table.name.name) },
    order: p.order,
    nulls: null,
    prefix: null,
    collation: collation === null || collation === own ? null : collation,
    opclass: null,
  };
};

const trees = new Set(['btree', 'hash', 'brin']);

const physicalIndex = (i: Index, table: Table): Index => ({
  name: i.name,
  unique: i.unique,
  // SQLite has one kind of index. What is no search tree at all (full text, spatial, inverted) stays, and print refuses it.
  method: trees.has(i.method) ? 'btree' : i.method,
  parts: i.parts.map((p) => physicalPart(p, i, table)),
  include: [],
  where: i.where === null ? null : lowerExpr(i.where, table.name.name),
  nullsNotDistinct: false,
  invisible: false,
  comment: null,
  options: null,
  valid: true,
});

/** The rowid is never NULL, and no key column of a STRICT or WITHOUT ROWID table is (https://www.sqlite.org/withoutrowid.html). */
const keysNotNull = (table: Table): Table => {
  const alias = rowidAlias(table)?.name;
  const all = table.options.strict || table.options.withoutRowid;
  const keys = table.primaryKey?.columns ?? [];
  const isKey = (name: string): boolean => name === alias || (all && keys.some((k) => sameId(k.name, name)));
  const columns = mapKept(table.columns, (c) => (isKey(c.name) && c.nullable ? { ...c, nullable: false } : c));
  return kept(table, { ...table, columns });
};

const physicalTable = (t: Table, enums: ReadonlyArray<EnumType>): Table => {
  const numbered = t.columns.some((c) => c.identity !== null);
  const checks = [...t.checks.filter((c) => c.enforced), ...labelChecks(t, enums)];
  return keysNotNull(
    kept(t, {
      name: keptData(t.name, qname(t.name.name)),
      columns: mapKept(t.columns, (c) => physicalColumn(c, t)),
      primaryKey: keptData(
        t.primaryKey,
        t.primaryKey && {
          ...t.primaryKey,
          columns: t.primaryKey.columns.map((k) => ({
            name: k.name,
            prefix: null,
            order: numbered && t.primaryKey?.columns.length === 1 ? 'asc' : k.order,
          })),
        },
      ),
      uniques: mapKept(t.uniques, (u) =>
        keptData(u, {
          ...u,
          nullsNotDistinct: false,
          deferrable: 'no',
          include: [],
          // ABORT is what happens anyway. https://www.sqlite.org/lang_conflict.html
          onConflict: u.onConflict?.toUpperCase() === 'ABORT' ? null : u.onConflict,
        }),
      ),
      foreignKeys: mapKept(t.foreignKeys, physicalKey),
      checks: keptList(
        t.checks,
        checks.map((c) =>
          kept(c, {
            ...c,
            expr: lowerExpr(c.expr, t.name.name),
            notValid: false,
            noInherit: false,
            enforced: true,
          }),
        ),
      ),
      indexes: mapKept(t.indexes, (i) => keptData(i, physicalIndex(i, t))),
      options: keptData(t.options, { ...noOptions, strict: t.options.strict, withoutRowid: t.options.withoutRowid }),
    }),
  );
};

/** Nothing in a stored table rests on the tables around it. */
const isFinal = (): boolean => true;

/** What a file stores does not depend on the library's version. */
export const anySqlite = {};

export const physical = (): ((schema: Schema) => Schema) =>
  settling(
    (schema, isOwn) => {
      const tables = mapKept(schema.tables, (t) => (isOwn(t) ? t : physicalTable(t, schema.enums)));
      return kept(schema, {
        tables: nameIndexes({ ...schema, tables }),
        enums: keptList(schema.enums, []),
        opaque: schema.opaque,
      });
    },
    isFinal,
    anySqlite,
  );

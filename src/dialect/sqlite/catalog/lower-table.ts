/** A parsed CREATE TABLE → the IR's table. */
import { type Expr, mapExpr } from '../../../ir/expression.js';
import { qname } from '../../../ir/name.js';
import {
  type Check,
  type Column,
  type Default,
  type ForeignKey,
  noOptions,
  type PrimaryKey,
  type ReferentialAction,
  type Table,
  type Unique,
} from '../../../ir/schema.js';
import { T } from '../../../ir/type.js';
import type { DdlColumn, DdlConstraint, DdlTable } from '../ddl/shape.js';
import { fold, sameId } from '../ddl/tokens.js';
import { readExpr } from '../expression.js';
import { parse } from '../types.js';

type Of<K extends DdlConstraint['kind']> = Extract<DdlConstraint, { kind: K }>;

const constraintsOf = <K extends DdlConstraint['kind']>(t: DdlTable, kind: K): ReadonlyArray<Of<K>> =>
  t.constraints.filter((c): c is Of<K> => c.kind === kind);

/** Names in a key are compared without case; the column's own spelling is the one to keep. */
export const ownName = (t: DdlTable, name: string): string => t.columns.find((c) => sameId(c.name, name))?.name ?? name;

const words: Readonly<Record<string, string>> = { rowid: 'rowid', _rowid_: '_rowid_', oid: 'oid' };

/**
 * The engine refuses an unknown column in a definition, unless it stands in double quotes: then old builds took it for a
 * string (https://www.sqlite.org/quirks.html#dblquote). So an unknown column here is that string.
 */
export const readOwnExpr = (sql: string, t: DdlTable): Expr => {
  const known = new Map(t.columns.map((c) => [fold(c.name), c.name]));
  return mapExpr(readExpr(sql), (e) => {
    if (e.kind !== 'Column' || (e.table !== null && !sameId(e.table, t.name))) return e;
    const own = known.get(fold(e.name)) ?? words[fold(e.name)];
    if (own !== undefined) return { kind: 'Column', table: null, name: own };
    return e.table === null ? { kind: 'Literal', value: { kind: 'String', value: e.name } } : e;
  });
};

const literalWords = new Set(['current_timestamp', 'current_date', 'current_time']);

const lowerDefault = (c: DdlColumn): Default | null => {
  const d = c.default;
  if (d === null) return null;
  if (d.kind === 'Expression') return { kind: 'Expression', expr: readExpr(d.sql) };
  switch (d.token) {
    case 'number':
      return { kind: 'Value', value: { kind: 'Number', text: d.text } };
    case 'blob':
      return { kind: 'Value', value: { kind: 'Bytes', hex: d.text } };
    case 'string':
      return { kind: 'Value', value: { kind: 'String', value: d.text } };
    case 'word': {
      const word = d.text.toLowerCase();
      if (word === 'null') return null;
      if (word === 'true' || word === 'false')
        return { kind: 'Value', value: { kind: 'Boolean', value: word === 'true' } };
      if (literalWords.has(word)) return { kind: 'Expression', expr: { kind: 'Call', name: word, args: [] } };
      return { kind: 'Value', value: { kind: 'String', value: d.text } };
    }
  }
};

const action = (word: string): ReferentialAction =>
  word === 'cascade' || word === 'restrict' || word === 'set null' || word === 'set default' ? word : 'no action';

const match = (word: string | null): ForeignKey['match'] => {
  const m = word?.toLowerCase();
  return m === 'full' || m === 'partial' ? m : 'simple';
};

/** `parentKey` gives the primary key of a table by name, for a REFERENCES that names no columns. */
const lowerForeignKey = (
  f: Of<'ForeignKey'>,
  t: DdlTable,
  parentKey: (table: string) => { readonly name: string; readonly columns: ReadonlyArray<string> } | null,
): ForeignKey => {
  const { references: r } = f;
  const parent = parentKey(r.table);
  return {
    name: f.name,
    columns: f.columns.map((c) => ownName(t, c)),
    references: {
      table: qname(parent?.name ?? r.table),
      columns: r.columns.length > 0 ? r.columns : (parent?.columns ?? []),
    },
    onDelete: action(r.onDelete),
    onUpdate: action(r.onUpdate),
    match: match(r.match),
    deferrable: r.deferrable,
    notValid: false,
  };
};

const lowerKey = (key: Of<'PrimaryKey'>, t: DdlTable): PrimaryKey => {
  // In the table's part, PRIMARY KEY (id DESC) is still the rowid; only at the column DESC makes it another index.
  const only = key.parts.length === 1 && !t.withoutRowid && !key.atColumn;
  const alias = only && t.columns.some((c) => sameId(c.name, key.parts[0]?.name ?? '') && fold(c.type) === 'integer');
  return {
    name: key.name,
    columns: key.parts.map((p) => ({
      name: ownName(t, p.name ?? p.sql),
      prefix: null,
      order: p.descending && !alias ? 'desc' : 'asc',
    })),
  };
};

const lowerUnique = (u: Of<'Unique'>, t: DdlTable): Unique => ({
  name: u.name,
  columns: u.parts.map((p) => ownName(t, p.name ?? p.sql)),
  nullsNotDistinct: false,
  deferrable: 'no',
  include: [],
  onConflict: u.onConflict,
});

/** Columns that mean the same in every table. */
const alike = new WeakMap<DdlColumn, Column>();

const lowerColumn = (c: DdlColumn, t: DdlTable, key: Of<'PrimaryKey'> | null): Column => {
  const sole = !t.withoutRowid && key?.parts.length === 1 && sameId(key.parts[0]?.name ?? '', c.name);
  if (sole || c.generated !== null) return columnIn(c, t, sole, sole && key?.autoincrement === true);
  const known = alike.get(c) ?? columnIn(c, t, false, false);
  alike.set(c, known);
  return known;
};

/** @param sole the column is the whole key of a table with rowids. */
const columnIn = (c: DdlColumn, t: DdlTable, sole: boolean, counts: boolean): Column => {
  const type = parse(c.type);
  const disguised = sole && type.kind === 'Integer' && type.bits === 32 && !type.unsigned && fold(c.type) !== 'integer';
  return {
    name: c.name,
    // INT PRIMARY KEY is not the rowid, INTEGER PRIMARY KEY is: the former must not be written back as the latter.
    type: disguised ? T.integer(64) : type,
    nullable: !c.notNull,
    default: c.generated === null ? lowerDefault(c) : null,
    identity: counts ? { kind: 'AutoIncrement' } : null,
    generated: c.generated === null ? null : { expr: readOwnExpr(c.generated.sql, t), stored: c.generated.stored },
    collation: c.collation,
    charset: null,
    comment: null,
    onUpdate: null,
    invisible: false,
  };
};

/** Keys with a COLLATE of their own are no plain list of columns: they are kept as text (kept-clauses.ts). */
export const hasOwnCollation = (c: Of<'Unique'> | Of<'PrimaryKey'>): boolean =>
  c.parts.some((p) => p.collation !== null);

export const primaryKeyOf = (t: DdlTable): Of<'PrimaryKey'> | null => constraintsOf(t, 'PrimaryKey')[0] ?? null;

export const lowerTable = (
  t: DdlTable,
  parentKey: (table: string) => { readonly name: string; readonly columns: ReadonlyArray<string> } | null,
): Table => {
  const key = primaryKeyOf(t);
  const checks: ReadonlyArray<Check> = constraintsOf(t, 'Check').map((c) => ({
    name: c.name,
    expr: readOwnExpr(c.sql, t),
    notValid: false,
    noInherit: false,
    enforced: true,
  }));
  return {
    name: qname(t.name),
    columns: t.columns.map((c) => lowerColumn(c, t, key)),
    primaryKey: key === null ? null : lowerKey(key, t),
    uniques: constraintsOf(t, 'Unique')
      .filter((u) => !hasOwnCollation(u))
      .map((u) => lowerUnique(u, t)),
    foreignKeys: constraintsOf(t, 'ForeignKey').map((f) => lowerForeignKey(f, t, parentKey)),
    checks,
    indexes: [],
    options: { ...noOptions, strict: t.strict, withoutRowid: t.withoutRowid },
  };
};

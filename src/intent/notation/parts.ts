/** The parts of a table in the notation. A clause that says nothing out of the ordinary is left out. */
import type {
  Check,
  Column,
  ColumnAttributes,
  Default,
  EnumType,
  ForeignKey,
  Generated,
  Identity,
  Index,
  IndexPart,
  Opaque,
  PrimaryKey,
  Storage,
  Table,
  TableOptions,
  Unique,
} from '../../ir/schema.js';
import { expr, literal, name, names, number, qualified, text, texts, type } from './words.js';

type Clause = string | null | false;
/** The clauses that are there, one blank before each. */
const clauses = (...all: ReadonlyArray<Clause>): string =>
  all.map((c) => (c === null || c === false ? '' : ` ${c}`)).join('');
const when = <A>(value: A | null, say: (value: A) => string): Clause => (value === null ? null : say(value));

export const named = (part: { readonly name: string | null }): Clause => when(part.name, (n) => `named ${name(n)}`);
export const nullability = (nullable: boolean): string => (nullable ? 'null' : 'not null');
export const default_ = (d: Default | null): string =>
  d === null ? 'none' : d.kind === 'Value' ? literal(d.value) : expr(d.expr);
export const identity = (i: Identity | null): string => {
  switch (i?.kind) {
    case undefined:
      return 'none';
    case 'AutoIncrement':
      return 'auto increment';
    case 'Serial':
      return `serial${clauses(when(i.sequence, (q) => `of ${qualified(q)}`))}`;
    case 'Identity':
      return `identity ${i.generation}${clauses(
        when(i.start, (n) => `start ${number(n)}`),
        when(i.increment, (n) => `increment ${number(n)}`),
      )}`;
  }
};
export const generated = (g: Generated | null): string =>
  g === null ? 'none' : `as ${expr(g.expr)} ${g.stored ? 'stored' : 'virtual'}`;
export const storage = (s: Storage): string =>
  type(s.type) +
  clauses(
    when(s.charset, (c) => `charset ${name(c)}`),
    when(s.collation, (c) => `collate ${name(c)}`),
  );
const attributeClauses = (a: ColumnAttributes): string =>
  clauses(
    when(a.comment, (c) => `comment ${text(c)}`),
    when(a.onUpdate, (e) => `on update ${expr(e)}`),
    a.invisible && 'invisible',
  );
export const attributes = (a: ColumnAttributes): string => `(${attributeClauses(a).trim()})`;

/** `display_name varchar(255) null default 'x'`; `prefix` stands before the name: the table. */
export const column = (c: Column, prefix = ''): string =>
  `${prefix}${name(c.name)} ${storage(c)} ${nullability(c.nullable)}${clauses(
    c.default !== null && `default ${default_(c.default)}`,
    c.identity !== null && identity(c.identity),
    c.generated !== null && generated(c.generated),
  )}${attributeClauses(c)}`;

export const primaryKey = (k: PrimaryKey | null): string => {
  if (k === null) return 'none';
  const columns = k.columns.map(
    (c) => name(c.name) + (c.prefix === null ? '' : `(${c.prefix})`) + (c.order === 'desc' ? ' desc' : ''),
  );
  return `${clauses(named(k), `(${columns.join(', ')})`).trim()}`;
};

const deferrable = (d: Unique['deferrable']): Clause => d !== 'no' && `deferrable ${d}`;

export const unique = (u: Unique): string =>
  clauses(
    named(u),
    names(u.columns),
    u.nullsNotDistinct && 'nulls not distinct',
    deferrable(u.deferrable),
    u.include.length > 0 && `include ${names(u.include)}`,
    when(u.onConflict, (c) => `on conflict ${name(c)}`),
  ).trim();

export const foreignKey = (f: ForeignKey): string =>
  clauses(
    named(f),
    names(f.columns),
    `references ${qualified(f.references.table)} ${names(f.references.columns)}`,
    f.onDelete !== 'no action' && `on delete ${f.onDelete}`,
    f.onUpdate !== 'no action' && `on update ${f.onUpdate}`,
    f.match !== 'simple' && `match ${f.match}`,
    deferrable(f.deferrable),
    f.notValid && 'not valid',
  ).trim();

export const check = (c: Check): string =>
  clauses(
    named(c),
    expr(c.expr),
    c.notValid && 'not valid',
    c.noInherit && 'no inherit',
    !c.enforced && 'not enforced',
  ).trim();

const part = (p: IndexPart): string =>
  (p.of.kind === 'Column' ? name(p.of.name) : expr(p.of.expr)) +
  (p.prefix === null ? '' : `(${p.prefix})`) +
  clauses(
    p.order === 'desc' && 'desc',
    when(p.nulls, (n) => `nulls ${n}`),
    when(p.collation, (c) => `collate ${name(c)}`),
    when(p.opclass, (o) => `opclass ${name(o)}`),
  );

export const index = (i: Index): string =>
  clauses(
    named(i),
    i.method !== 'btree' && `using ${name(i.method)}`,
    `(${i.parts.map(part).join(', ')})`,
    i.include.length > 0 && `include ${names(i.include)}`,
    i.nullsNotDistinct && 'nulls not distinct',
    when(i.where, (e) => `where ${expr(e)}`),
    i.invisible && 'invisible',
    when(i.comment, (c) => `comment ${text(c)}`),
    when(i.options, (o) => `options ${text(o)}`),
    !i.valid && 'invalid',
  ).trim();

const optionClauses = (o: TableOptions): string =>
  clauses(
    when(o.comment, (c) => `comment ${text(c)}`),
    when(o.engine, (e) => `engine ${name(e)}`),
    when(o.charset, (c) => `charset ${name(c)}`),
    when(o.collation, (c) => `collate ${name(c)}`),
    when(o.rowFormat, (r) => `row format ${name(r)}`),
    when(o.autoIncrement, (n) => `auto increment ${number(n)}`),
    o.strict && 'strict',
    o.withoutRowid && 'without rowid',
    o.unlogged && 'unlogged',
    o.storage.length > 0 && `storage ${texts(o.storage)}`,
  );
export const options = (o: TableOptions): string => `(${optionClauses(o).trim()})`;

/** Columns, then keys, checks and indexes, each after a semicolon. */
export const table = (t: Table): string =>
  `${qualified(t.name)} (${[
    t.columns.map((c) => column(c)).join(', '),
    ...(t.primaryKey === null ? [] : [`primary key ${primaryKey(t.primaryKey)}`]),
    ...t.uniques.map((u) => `unique ${unique(u)}`),
    ...t.foreignKeys.map((f) => `foreign key ${foreignKey(f)}`),
    ...t.checks.map((c) => `check ${check(c)}`),
    ...t.indexes.map((i) => `${i.unique ? 'unique index' : 'index'} ${index(i)}`),
  ].join('; ')})${optionClauses(t.options)}`;

export const enumType = (e: EnumType): string =>
  `${qualified(e.name)} ${texts(e.values)}${clauses(when(e.comment, (c) => `comment ${text(c)}`))}`;

/** What it reads, and the engine's own text. Renames that were noted since are no part of what a plan makes or drops. */
export const object = (o: Opaque): string => {
  const reads = o.dependsOn.map((d) => `${qualified(d.table)} ${d.columns === null ? 'any' : names(d.columns)}`);
  return `${text(o.kind)} ${qualified(o.name)}${clauses(when(o.on, (t) => `on ${qualified(t)}`))} reads (${reads.join(', ')}) as ${texts(o.definition)}`;
};

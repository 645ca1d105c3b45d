/** Constraints and indexes in words. https://www.postgresql.org/docs/18/sql-createtable.html, sql-createindex.html */

import type { QName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import type {
  Check,
  Deferrable,
  ForeignKey,
  Index,
  IndexPart,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../ir/schema.js';
import type { Features } from './capabilities.js';
import type { Words } from './words.js';

export const unsupported = (what: string, hint: string | null = null): Problem =>
  problem('dialect.unsupported', { what, dialect: 'PostgreSQL' }, null, hint);

const constraint = (w: Words, name: string | null): string => (name === null ? '' : `CONSTRAINT ${w.id(name)} `);

const deferrableWords: Readonly<Record<Deferrable, string>> = {
  no: '',
  immediate: ' DEFERRABLE',
  deferred: ' DEFERRABLE INITIALLY DEFERRED',
};

const included = (w: Words, columns: ReadonlyArray<string>): string =>
  columns.length === 0 ? '' : ` INCLUDE (${w.ids(columns)})`;

const nulls = (w: Words, notDistinct: boolean, features: Features): string => {
  if (!notDistinct) return '';
  return features.nullsNotDistinct
    ? ' NULLS NOT DISTINCT'
    : w.refuse(unsupported('NULLS NOT DISTINCT', 'It needs PostgreSQL 15.'));
};

export const printPrimaryKey = (w: Words, k: PrimaryKey): string =>
  `${constraint(w, k.name)}PRIMARY KEY (${w.ids(k.columns.map((c) => c.name))})`;

export const printUnique = (w: Words, u: Unique, features: Features): string =>
  `${constraint(w, u.name)}UNIQUE${nulls(w, u.nullsNotDistinct, features)} (${w.ids(u.columns)})${included(w, u.include)}${
    deferrableWords[u.deferrable]
  }`;

const actionWords = (event: string, action: ReferentialAction): string =>
  action === 'no action' ? '' : ` ON ${event} ${action.toUpperCase()}`;

export const printForeignKey = (w: Words, f: ForeignKey): string => {
  if (f.match === 'partial') w.refuse(unsupported('MATCH PARTIAL'));
  const to = f.references.columns.length === 0 ? '' : ` (${w.ids(f.references.columns)})`;
  return (
    `${constraint(w, f.name)}FOREIGN KEY (${w.ids(f.columns)}) REFERENCES ${w.name(f.references.table)}${to}` +
    `${f.match === 'full' ? ' MATCH FULL' : ''}${actionWords('DELETE', f.onDelete)}${actionWords('UPDATE', f.onUpdate)}` +
    `${deferrableWords[f.deferrable]}${f.notValid ? ' NOT VALID' : ''}`
  );
};

export const printCheck = (w: Words, c: Check, features: Features): string => {
  if (!c.enforced && !features.notEnforced) w.refuse(unsupported('NOT ENFORCED', 'It needs PostgreSQL 18.'));
  return (
    `${constraint(w, c.name)}CHECK (${w.expr(c.expr)})${c.noInherit ? ' NO INHERIT' : ''}` +
    `${c.enforced ? '' : ' NOT ENFORCED'}${c.notValid ? ' NOT VALID' : ''}`
  );
};

const opclass = (w: Words, name: string): string =>
  // An operator class of another namespace comes from the catalog as `"app"."ops"`.
  /^"(?:[^"]|"")+"\."(?:[^"]|"")+"$/.test(name) ? name : w.id(name);

const printPart = (w: Words, p: IndexPart): string => {
  const of = p.of.kind === 'Column' ? w.id(p.of.name) : `(${w.expr(p.of.expr)})`;
  if (p.prefix !== null) w.refuse(unsupported('an index on a prefix', 'Index an expression such as left(column, 10).'));
  return (
    of +
    (p.collation === null ? '' : ` COLLATE ${w.collation(p.collation)}`) +
    (p.opclass === null ? '' : ` ${opclass(w, p.opclass)}`) +
    (p.order === 'desc' ? ' DESC' : '') +
    (p.nulls === null ? '' : ` NULLS ${p.nulls.toUpperCase()}`)
  );
};

/** `fillfactor=70, fastupdate=off`: what the catalog gives; anything else is no storage parameter. */
export const printParameters = (w: Words, parameters: ReadonlyArray<string>): string =>
  parameters
    .map((p) => {
      const found = /^([a-z_]+(?:\.[a-z_]+)?)\s*=\s*(.*)$/.exec(p.trim());
      const [name, value] = [found?.[1], found?.[2]];
      if (name === undefined || value === undefined) return w.refuse(unsupported(`the storage parameter ${p}`));
      return `${name}=${/^[\w.+-]+$/.test(value) ? value : w.text(value)}`;
    })
    .join(', ');

const methods = new Set(['btree', 'hash', 'gin', 'gist', 'spgist', 'brin']);

export const printIndex = (w: Words, table: QName, i: Index, concurrently: boolean, features: Features): string => {
  if (i.method === 'fulltext')
    w.refuse(
      unsupported('a fulltext index', "Use `using: gin` on an expression such as to_tsvector('simple', title)."),
    );
  // Extensions bring methods of their own (hnsw, bloom); their names are identifiers.
  const method = methods.has(i.method) ? i.method : w.id(i.method);
  return (
    `CREATE ${i.unique ? 'UNIQUE ' : ''}INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${i.name === null ? '' : `${w.id(i.name)} `}` +
    `ON ${w.name(table)}${i.method === 'btree' ? '' : ` USING ${method}`} (${i.parts.map((p) => printPart(w, p)).join(', ')})` +
    `${included(w, i.include)}${nulls(w, i.nullsNotDistinct, features)}` +
    `${i.options === null ? '' : ` WITH (${printParameters(w, i.options.split(/,\s*/))})`}` +
    `${i.where === null ? '' : ` WHERE ${w.expr(i.where)}`}`
  );
};

/** Views, triggers and virtual tables: kept as their text, with the tables and columns that the text may name. */
import { qname } from '../../../ir/name.js';
import type { Opaque, Table } from '../../../ir/schema.js';
import { fold, isOperator, isWord, type Token, tokenise } from '../ddl/tokens.js';
import type { ObjectRow } from './rows.js';

/** `SELECT *`, `, *`, `t.*`: every column, whatever its name. A star between operands or in count(*) is none. */
const selectsAll = (tokens: ReadonlyArray<Token>): boolean =>
  tokens.some((t, i) => {
    if (!isOperator(t, '*')) return false;
    const before = tokens[i - 1];
    return (
      isOperator(before, ',') ||
      isOperator(before, '.') ||
      ['select', 'distinct', 'all', 'returning'].some((w) => isWord(before, w))
    );
  });

type Depends = Opaque['dependsOn'];

/** Without quotes these are never names. https://www.sqlite.org/lang_keywords.html */
const reserved: ReadonlySet<string> = new Set(
  `add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
  distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join limit not
  notnull null on or order primary references returning select set table then to transaction union unique update using
  values when where`.split(/\s+/),
);

/**
 * Every table and view whose name occurs in the text, each with those of its columns whose names occur: more than the
 * truth, never less. `columns` is null where the text takes all of them, and for views, whose columns nobody listed.
 */
const dependsOn = (
  sql: string,
  own: string,
  tables: ReadonlyArray<Table>,
  others: ReadonlyArray<string>,
  all: boolean,
): Depends => {
  const tokens = tokenise(sql);
  const isName = (t: Token): boolean =>
    t.kind !== 'operator' && t.kind !== 'number' && !(t.kind === 'word' && reserved.has(t.key));
  const names = new Set(tokens.filter(isName).map((t) => fold(t.text)));
  const everything = all || selectsAll(tokens);
  return [
    ...tables
      .filter((t) => names.has(fold(t.name.name)))
      .map((t) => ({
        table: t.name,
        columns: everything ? null : t.columns.map((c) => c.name).filter((c) => names.has(fold(c))),
      })),
    ...others
      .filter((o) => fold(o) !== fold(own) && names.has(fold(o)))
      .map((o) => ({ table: qname(o), columns: null })),
  ];
};

const kinds: Readonly<Record<string, Opaque['kind']>> = { view: 'view', trigger: 'trigger', table: 'virtual table' };

/** Suffixes of the tables that the built-in modules keep their data in (fts3, fts4, fts5, rtree, geopoly). */
const shadowSuffixes = new Set([
  ...['content', 'docsize', 'segdir', 'segments', 'stat', 'config', 'data', 'idx'],
  ...['node', 'parent', 'rowid'],
]);

/** The virtual table that an ordinary table belongs to; null for one of the user's. */
export const shadowOf = (name: string, virtual: ReadonlyArray<string>, known: ReadonlySet<string>): string | null => {
  const owner = virtual
    .filter((v) => fold(name).startsWith(`${fold(v)}_`))
    .sort((a, b) => b.length - a.length)
    .find((v) => known.has(name) || shadowSuffixes.has(fold(name).slice(v.length + 1)));
  return owner ?? null;
};

export const opaqueOf = (row: ObjectRow, tables: ReadonlyArray<Table>, objects: ReadonlyArray<ObjectRow>): Opaque => {
  const kind = kinds[row.type] ?? 'view';
  const named = new Map(objects.map((o) => [fold(o.name), o.name]));
  const owner = named.get(fold(row.table)) ?? row.table;
  const others = objects.filter((o) => o.type === 'view' || (o.type === 'table' && o.rootless)).map((o) => o.name);
  return {
    kind,
    name: qname(row.name),
    on: kind === 'trigger' ? qname(owner) : null,
    dependsOn: dependsOn(row.sql, row.name, tables, others, kind === 'virtual table'),
    definition: [row.sql],
  };
};

/** A table that a virtual table made for itself: made again with it, never by itself. */
export const shadowTable = (name: string, owner: string): Opaque => ({
  kind: 'virtual table',
  name: qname(name),
  on: null,
  dependsOn: [{ table: qname(owner), columns: null }],
  definition: [],
});

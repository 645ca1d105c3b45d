/**
 * Names nobody stated. Before `physical` gives generated names to everything, parts without a name get a mark, so that
 * `complete` can still tell "any name will do" from "this name": an unstated name takes the database's, where the same
 * part is there under another name.
 */
import { kept, mapKept } from './identical.js';
import type { Schema, Table } from './schema.js';
import { isCatalogued } from './settle.js';

/** No engine accepts U+0000 in a name, so a mark is never taken for one. */
const mark = (kind: string, n: number): string => `\u0000${kind}${n}`;

/**
 * A name that a source's own tools would make. It counts when the part is made anew, or is there under this name; the
 * same part under another name keeps that one.
 */
export const suggested = (name: string): string => `\u0000~${name}`;

export const suggestionIn = (name: string | null): string | null =>
  name?.startsWith('\u0000~') === true ? name.slice(2) : null;

/** The mark of an index that a server makes for a constraint and names after it. */
export const markLike = (name: string | null): string | null => (suggestionIn(name) === null ? `${name}i` : name);

export const isMark = (name: string | null): boolean => name?.includes('\u0000') ?? false;

/** Also in a table that stands and was never marked. */
export const isUnstated = (name: string | null): boolean => name === null || isMark(name);

const named = <A extends { readonly name: string | null }>(list: ReadonlyArray<A>, kind: string): ReadonlyArray<A> =>
  list.some((x) => x.name === null) ? list.map((x, n) => (x.name === null ? { ...x, name: mark(kind, n) } : x)) : list;

const markTable = (t: Table): Table =>
  kept(t, {
    ...t,
    primaryKey:
      t.primaryKey === null || t.primaryKey.name !== null ? t.primaryKey : { ...t.primaryKey, name: mark('p', 0) },
    uniques: named(t.uniques, 'u'),
    foreignKeys: named(t.foreignKeys, 'f'),
    checks: named(t.checks, 'c'),
    indexes: named(t.indexes, 'i'),
  });

/** @param stands tables that are there as they are: nothing in them waits for a name. */
export const markUnnamed = (s: Schema, stands: (t: Table) => boolean = () => false): Schema =>
  kept(s, { ...s, tables: mapKept(s.tables, (t) => (stands(t) ? t : markTable(t))) });

const cleared = <A extends { readonly name: string | null }>(list: ReadonlyArray<A>): ReadonlyArray<A> =>
  list.some((x) => isMark(x.name))
    ? list.map((x) => (isMark(x.name) ? { ...x, name: suggestionIn(x.name) } : x))
    : list;

/** Marks that found no partner become null again, and the next `physical` names them; suggestions become names. */
export const clearMarks = (t: Table): Table =>
  kept(t, {
    ...t,
    primaryKey:
      t.primaryKey !== null && isMark(t.primaryKey.name)
        ? { ...t.primaryKey, name: suggestionIn(t.primaryKey.name) }
        : t.primaryKey,
    uniques: cleared(t.uniques),
    foreignKeys: cleared(t.foreignKeys),
    checks: cleared(t.checks),
    indexes: cleared(t.indexes),
  });

/** A source that is the current state has its suggestions for names. */
export const settleNames = (s: Schema): Schema =>
  kept(s, { ...s, tables: mapKept(s.tables, (t) => (isCatalogued(t) ? t : clearMarks(t))) });

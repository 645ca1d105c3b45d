/**
 * Names. A `QName` is a table's (or type's) identity: the namespace is null for the connection's default one
 * (PostgreSQL: the first schema of the search path, usually `public`; MySQL: the connected database; SQLite: main).
 */
export interface QName {
  readonly namespace: string | null;
  readonly name: string;
}

export const qname = (name: string, namespace: string | null = null): QName => ({ namespace, name });

/** A key for maps and sorting. The separator cannot stand in a name of any engine (none of them accepts U+0000). */
export const keyOf = (q: QName): string => (q.namespace === null ? q.name : `${q.namespace}\u0000${q.name}`);

export const sameName = (a: QName, b: QName): boolean => a.namespace === b.namespace && a.name === b.name;

/** For people: `schema.table`. Not for SQL: printers quote. */
export const showName = (q: QName): string => (q.namespace === null ? q.name : `${q.namespace}.${q.name}`);

/** Code-point order, the same under every locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareName = (a: QName, b: QName): number => compareText(keyOf(a), keyOf(b));

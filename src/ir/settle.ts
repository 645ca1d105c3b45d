/**
 * `physical` is idempotent: made of what it has made, it is the same again. So it may hand back untouched the tables that
 * it knows for its own, whatever else is in the schema by then. And it is the identity on what the catalog of the same
 * server says, so that those tables are its own from the start.
 */
import type { Schema, Table } from './schema.js';

/** Tables of catalogs, by the server that they were read from. */
const catalogs = new WeakMap<Table, object>();

/** @param server what `settling` is given for the same server. */
export const catalogued = (schema: Schema, server: object): Schema => {
  for (const t of schema.tables) catalogs.set(t, server);
  return schema;
};

/** A catalog knows the name of everything. */
export const isCatalogued = (t: Table): boolean => catalogs.has(t);

/**
 * @param make gives `isOwn` tables back as they are.
 * @param isFinal nothing in the table is left for another schema around it to decide.
 * @param server who stores the tables: the same object for the same server, or for all of them where none differs.
 */
export const settling = (
  make: (schema: Schema, isOwn: (t: Table) => boolean) => Schema,
  isFinal: (t: Table) => boolean,
  server: object,
): ((schema: Schema) => Schema) => {
  const own = new WeakSet<Table>();
  const isOwn = (t: Table): boolean => own.has(t) || (catalogs.get(t) === server && isFinal(t));
  return (schema) => {
    const made = make(schema, isOwn);
    for (const t of made.tables) if (isFinal(t)) own.add(t);
    return made;
  };
};

/**
 * `physical` is idempotent: made of what it has made, it is the same again. So it may hand back untouched the tables that
 * it knows for its own, whatever else is in the schema by then.
 */
import type { Schema, Table } from './schema.js';

/**
 * @param make gives `isOwn` tables back as they are.
 * @param isFinal nothing in the table is left for another schema around it to decide.
 */
export const settling = (
  make: (schema: Schema, isOwn: (t: Table) => boolean) => Schema,
  isFinal: (t: Table) => boolean,
): ((schema: Schema) => Schema) => {
  const own = new WeakSet<Table>();
  return (schema) => {
    const made = make(schema, (t) => own.has(t));
    for (const t of made.tables) if (isFinal(t)) own.add(t);
    return made;
  };
};

/** Names this dialect makes. Tables, indexes and views share one namespace, compared without regard to ASCII case. */
import type { Index, Schema, Table } from '../../ir/schema.js';
import { fold } from './ddl/tokens.js';

/** `wanted`, or the first of `wanted_2`, `wanted_3`, … that nobody has. */
export const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  let name = wanted;
  for (let n = 2; taken.has(fold(name)); n += 1) name = `${wanted}_${n}`;
  return name;
};

export const takenNames = (schema: Schema): ReadonlySet<string> =>
  new Set(
    [
      ...schema.tables.flatMap((t) => [t.name.name, ...t.indexes.flatMap((i) => (i.name === null ? [] : [i.name]))]),
      ...schema.opaque.map((o) => o.name.name),
    ].map(fold),
  );

const words = (index: Index): ReadonlyArray<string> =>
  index.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'expr'));

/** Only indexes must have a name; constraints stay as the source named them. */
export const nameIndexes = (schema: Schema): ReadonlyArray<Table> => {
  if (schema.tables.every((t) => t.indexes.every((i) => i.name !== null))) return schema.tables;
  const taken = new Set(takenNames(schema));
  return schema.tables.map((table) => ({
    ...table,
    indexes: table.indexes.map((index) => {
      if (index.name !== null) return index;
      const wanted = [table.name.name, ...words(index), index.unique ? 'key' : 'idx'].join('_');
      const name = freeName(wanted, taken);
      taken.add(fold(name));
      return { ...index, name };
    }),
  }));
};

export const checkNameOf = (table: string, column: string): string => `${table}_${column}_check`;

/** Of the name a table has while it is rebuilt. */
export const temporaryPrefix = '_altair_new_';

/** Names this dialect makes. Tables, indexes and views share one namespace, compared without regard to ASCII case. */
import type { Index, Schema, Table } from '../../ir/schema.js';
import { fold, sameId } from './ddl/tokens.js';

/** `wanted`, or the first of `wanted_2`, `wanted_3`, … that nobody has. */
export const freeName = (wanted: string, isTaken: (name: string) => boolean): string => {
  let name = wanted;
  for (let n = 2; isTaken(name); n += 1) name = `${wanted}_${n}`;
  return name;
};

const namesOf = (schema: Schema): ReadonlyArray<string> => [
  ...schema.tables.flatMap((t) => [t.name.name, ...t.indexes.flatMap((i) => (i.name === null ? [] : [i.name]))]),
  ...schema.opaque.map((o) => o.name.name),
];

const words = (index: Index): ReadonlyArray<string> =>
  index.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'expr'));

/** Only indexes must have a name; constraints stay as the source named them. */
export const nameIndexes = (schema: Schema): ReadonlyArray<Table> => {
  const isNamed = (t: Table): boolean => t.indexes.every((i) => i.name !== null);
  if (schema.tables.every(isNamed)) return schema.tables;
  const taken = new Set(namesOf(schema).map(fold));
  return schema.tables.map((table) =>
    isNamed(table)
      ? table
      : {
          ...table,
          indexes: table.indexes.map((index) => {
            if (index.name !== null) return index;
            const wanted = [table.name.name, ...words(index), index.unique ? 'key' : 'idx'].join('_');
            const name = freeName(wanted, (n) => taken.has(fold(n)));
            taken.add(fold(name));
            return { ...index, name };
          }),
        },
  );
};

export const checkNameOf = (table: string, column: string): string => `${table}_${column}_check`;

/** Of the name a table has while it is rebuilt. */
export const temporaryPrefix = '_altair_new_';

/** One that no table or view has: a runner without transactions may have left one behind. */
export const temporaryName = (table: string, ...schemas: ReadonlyArray<Schema>): string => {
  const wanted = `${temporaryPrefix}${table}`;
  // Only a name that begins like this can be in the way, and looking is cheap: it is done for every rebuilt table.
  const isLike = (name: string): boolean =>
    name.length >= wanted.length && sameId(name.slice(0, wanted.length), wanted);
  const taken = schemas.flatMap((s) => [s.tables, s.opaque].flatMap((list) => list.filter((x) => isLike(x.name.name))));
  return freeName(wanted, (n) => taken.some((x) => sameId(x.name.name, n)));
};

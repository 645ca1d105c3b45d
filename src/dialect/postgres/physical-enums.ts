/**
 * Labels that belong to a column become a type named `table_column`, or the schema's type of that name when it has the
 * same labels. https://www.postgresql.org/docs/18/datatype-enum.html
 */
import { kept, keptList, mapKept } from '../../ir/identical.js';
import { keyOf, type QName, qname } from '../../ir/name.js';
import type { EnumType, Schema, Table } from '../../ir/schema.js';
import { T } from '../../ir/type.js';
import { makeObjectName } from './object-name.js';

const sameLabels = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((label, i) => label === b[i]);

export const physicalEnums = (schema: Schema): { tables: ReadonlyArray<Table>; enums: ReadonlyArray<EnumType> } => {
  const enums = new Map(schema.enums.map((e) => [keyOf(e.name), e]));
  const typeFor = (table: Table, column: string, values: ReadonlyArray<string>): QName => {
    for (let pass = 0; ; pass += 1) {
      const made = makeObjectName(table.name.name, column, pass === 0 ? null : String(pass));
      const name = qname(made, table.name.namespace);
      const found = enums.get(keyOf(name));
      if (found !== undefined && !sameLabels(found.values, values)) continue;
      if (found === undefined) enums.set(keyOf(name), { name, values, comment: null });
      return name;
    }
  };
  const tables = mapKept(schema.tables, (table) =>
    kept(table, {
      ...table,
      columns: mapKept(table.columns, (c) =>
        c.type.kind === 'Enum' && c.type.type === null
          ? { ...c, type: T.enum([], typeFor(table, c.name, c.type.values)) }
          : c,
      ),
    }),
  );
  return { tables, enums: keptList(schema.enums, [...enums.values()]) };
};

/** What PostgreSQL stores for a logical schema: enums become types, types become its own, unnamed things get names. */
import { kept, mapKept } from '../../ir/identical.js';
import { keyOf } from '../../ir/name.js';
import type { Schema, Table } from '../../ir/schema.js';
import { settling } from '../../ir/settle.js';
import type { ServerVersion } from '../dialect.js';
import type { Features } from './capabilities.js';
import { physicalComment, storedColumns } from './physical-column.js';
import { physicalEnums } from './physical-enums.js';
import { physicalNames } from './physical-names.js';
import { physicalTable } from './physical-table.js';

/** A key that names no column takes those of its parent's primary key, and the parent may not be there yet. */
const isFinal = (t: Table): boolean => t.foreignKeys.every((f) => f.references.columns.length > 0);

export const physical = (features: Features, version: ServerVersion): ((schema: Schema) => Schema) => {
  const stored = storedColumns(features);
  return settling(
    (schema, isOwn) => {
      const { tables, enums } = physicalEnums(schema);
      const byName = new Map(tables.map((t) => [keyOf(t.name), t]));
      return physicalNames(
        kept(schema, {
          ...schema,
          tables: mapKept(tables, (t) => (isOwn(t) ? t : physicalTable(t, byName, stored))),
          enums: mapKept(enums, (e) => kept(e, { ...e, comment: physicalComment(e.comment) })),
        }),
      );
    },
    isFinal,
    version,
  );
};

/** What PostgreSQL stores for a logical schema: enums become types, types become its own, unnamed things get names. */
import { keyOf } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import type { Features } from './capabilities.js';
import { physicalComment } from './physical-column.js';
import { physicalEnums } from './physical-enums.js';
import { physicalNames } from './physical-names.js';
import { physicalTable } from './physical-table.js';

export const physical =
  (features: Features) =>
  (schema: Schema): Schema => {
    const { tables, enums } = physicalEnums(schema);
    const byName = new Map(tables.map((t) => [keyOf(t.name), t]));
    return physicalNames({
      tables: tables.map((t) => physicalTable(t, byName, features)),
      enums: enums.map((e) => ({ ...e, comment: physicalComment(e.comment) })),
      opaque: schema.opaque,
    });
  };

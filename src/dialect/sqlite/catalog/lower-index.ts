/** A parsed CREATE INDEX → the IR's index. */
import type { Index } from '../../../ir/schema.js';
import type { DdlIndex, DdlTable } from '../ddl/shape.js';
import { fold } from '../ddl/tokens.js';
import { readOwnExpr } from './lower-table.js';

export const lowerIndex = (index: DdlIndex, table: DdlTable): Index => {
  const known = new Map(table.columns.map((c) => [fold(c.name), c.name]));
  return {
    name: index.name,
    unique: index.unique,
    method: 'btree',
    parts: index.parts.map((p) => {
      const column = p.name === null ? undefined : known.get(fold(p.name));
      return {
        of:
          column !== undefined
            ? { kind: 'Column', name: column }
            : { kind: 'Expression', expr: readOwnExpr(p.sql, table) },
        order: p.descending ? 'desc' : 'asc',
        nulls: null,
        prefix: null,
        collation: p.collation,
        opclass: null,
      };
    }),
    include: [],
    where: index.where === null ? null : readOwnExpr(index.where, table),
    nullsNotDistinct: false,
    invisible: false,
    comment: null,
    options: null,
    valid: true,
  };
};

/** MySQL's costs. https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html, one table there a group here. */
import type { ServerVersion } from '../dialect.js';
import { type Algorithms, type Circumstance, copy, inplace, instant, rebuild, rebuildLocked } from './algorithm.js';
import { atPosition, elsewhere, rebuilding } from './circumstances.js';
import { hasFulltext, hasFunctional, hasSpatial, isCompressed, isPartitioned } from './odd-table.js';
import { isInnodb, type ServerDefaults, since } from './product.js';

export const mysqlAlgorithms = (v: ServerVersion): Algorithms => ({
  // Anywhere in the table since 8.0.29, at its end since 8.0.12.
  'add column': since(v, 8, 0, 29) ? instant : rebuild,
  'add column before a virtual one': since(v, 8, 0, 29) ? instant : rebuild,
  'add virtual column': instant,
  'add virtual column before another': copy,
  'add stored column': copy,
  'add counter': rebuildLocked,
  'drop column': since(v, 8, 0, 29) ? instant : rebuild,
  'drop virtual column': instant,
  'move a virtual column beside other changes': instant,
  'rename column': since(v, 8, 0, 28) ? instant : inplace,
  'set default': instant,
  restate: instant,
  // Measured on 9.7; the manual has no row for it. A default alone can be set without it.
  'restate beside a check of a date': copy,
  // Where the server writes the expression otherwise than the catalog does, it takes it for another one.
  'restate computed column': copy,
  'append label': instant,
  'grow varchar': inplace,
  // The length takes two bytes instead of one in every row.
  'grow varchar over 255 bytes': copy,
  'set null': rebuild,
  'set not null': rebuild,
  'change type': copy,
  'change collation': copy,
  'add primary key': rebuild,
  'drop primary key': copy,
  'replace primary key': rebuild,
  'give up a key for another': copy,
  'add index': inplace,
  // With its hidden column.
  'add functional index': { algorithm: 'INPLACE', rewrites: false, blocksWrites: true },
  'drop functional index': inplace,
  'drop unique functional index': copy,
  'add hashed key': copy,
  'add fulltext index': { algorithm: 'INPLACE', rewrites: true, blocksWrites: true },
  'add spatial index': { algorithm: 'INPLACE', rewrites: false, blocksWrites: true },
  'drop index': inplace,
  'rename index': inplace,
  // In place only with foreign_key_checks = 0, which does not look at the rows.
  'add foreign key': copy,
  'drop foreign key': inplace,
  'add check': copy,
  'drop check': instant,
  'table comment': inplace,
  'table charset': inplace,
  'table rebuild': rebuild,
  'change engine': copy,
});

/** Measured on 9.7. */
export const mysqlCircumstances = (v: ServerVersion, server: ServerDefaults | null): ReadonlyArray<Circumstance> => [
  { of: (t) => !isInnodb(t, { server }), costs: { ...elsewhere(mysqlAlgorithms(v), copy), 'drop check': copy } },
  // "InnoDB presently supports one FULLTEXT index creation at a time", and a table anew is all its indexes anew.
  { of: hasFulltext, costs: { ...atPosition(copy), ...rebuilding(copy) } },
  { of: hasSpatial, costs: rebuilding(rebuildLocked) },
  { of: isCompressed, costs: atPosition(rebuild) },
  // Behind its hidden column.
  { of: hasFunctional, costs: { 'add virtual column': copy } },
  { of: isPartitioned, costs: { 'add functional index': rebuild } },
];

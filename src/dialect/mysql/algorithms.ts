/** MySQL's costs. https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html, one table there a group here. */
import type { ServerVersion } from '../dialect.js';
import { type Algorithms, copy, inplace, instant, rebuild, rebuildLocked } from './algorithm.js';
import { since } from './product.js';

export const mysqlAlgorithms = (v: ServerVersion): Algorithms => ({
  // Anywhere in the table since 8.0.29, at its end since 8.0.12.
  'add column': since(v, 8, 0, 29) ? instant : rebuild,
  'add column before a virtual one': since(v, 8, 0, 29) ? instant : rebuild,
  'add virtual column': instant,
  'add stored column': copy,
  'add counter': rebuildLocked,
  'drop column': since(v, 8, 0, 29) ? instant : rebuild,
  'drop virtual column': instant,
  'rename column': since(v, 8, 0, 28) ? instant : inplace,
  'set default': instant,
  restate: instant,
  // Measured on 9.7; the manual has no row for it. A default alone can be set without it.
  'restate beside a check of a date': copy,
  'append label': instant,
  'grow varchar': inplace,
  // The length takes two bytes instead of one in every row.
  'grow varchar over 255 bytes': copy,
  'set nullability': rebuild,
  'change type': copy,
  'change collation': copy,
  'add primary key': rebuild,
  'drop primary key': copy,
  'replace primary key': rebuild,
  'add index': inplace,
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
});

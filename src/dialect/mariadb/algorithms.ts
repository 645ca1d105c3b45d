/** MariaDB's costs, measured on 10.11. https://mariadb.com/kb/en/innodb-online-ddl-overview/ */
import type { ServerVersion } from '../dialect.js';
import { type Algorithms, type Cost, copy, instant, rebuild, rebuildLocked } from '../mysql/algorithm.js';
import { since } from '../mysql/product.js';

/** Builds or removes an index and leaves the rows where they are. */
const nocopy: Cost = { algorithm: 'NOCOPY', rewrites: false, blocksWrites: false };
const nocopyLocked: Cost = { algorithm: 'NOCOPY', rewrites: false, blocksWrites: true };

export const mariadbAlgorithms = (v: ServerVersion): Algorithms => {
  // Since 11.2 a copy is made online. https://mariadb.com/kb/en/alter-table/#lock
  const copying: Cost = since(v, 11, 2) ? { ...copy, blocksWrites: false } : copy;
  return {
    'add column': instant,
    'add column before a virtual one': copying,
    'add virtual column': instant,
    'add stored column': copying,
    'add counter': rebuildLocked,
    'drop column': instant,
    'drop virtual column': instant,
    'rename column': instant,
    'set default': instant,
    restate: instant,
    'restate beside a check of a date': instant,
    'append label': instant,
    'grow varchar': instant,
    'grow varchar over 255 bytes': copying,
    'set nullability': rebuild,
    'change type': copying,
    'change collation': nocopy,
    'add primary key': rebuild,
    'drop primary key': copying,
    'replace primary key': rebuild,
    'add index': nocopy,
    'add hashed key': copying,
    'add fulltext index': { algorithm: 'INPLACE', rewrites: true, blocksWrites: true },
    'add spatial index': nocopyLocked,
    'drop index': nocopy,
    'rename index': instant,
    'add foreign key': copying,
    'drop foreign key': instant,
    'add check': copying,
    'drop check': instant,
    'table comment': instant,
    'table charset': instant,
    'table rebuild': rebuild,
  };
};

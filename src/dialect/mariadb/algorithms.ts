/** MariaDB's costs, measured on 10.11. https://mariadb.com/kb/en/innodb-online-ddl-overview/ */
import type { ServerVersion } from '../dialect.js';
import {
  type Algorithms,
  type Circumstance,
  type Cost,
  copy,
  instant,
  rebuild,
  rebuildLocked,
} from '../mysql/algorithm.js';
import { atPosition, elsewhere, everything, rebuilding } from '../mysql/circumstances.js';
import {
  hasFulltext,
  hasHashed,
  hasIndexedVirtual,
  hasSpatial,
  hasStored,
  isCompressed,
  isPartitioned,
} from '../mysql/odd-table.js';
import { isInnodb, type ServerDefaults, since } from '../mysql/product.js';

/** Builds or removes an index and leaves the rows where they are. */
const nocopy: Cost = { algorithm: 'NOCOPY', rewrites: false, blocksWrites: false };
const nocopyLocked: Cost = { algorithm: 'NOCOPY', rewrites: false, blocksWrites: true };

/** Since 11.2 a copy is made online. https://mariadb.com/kb/en/alter-table/#lock */
const copyingOf = (v: ServerVersion): Cost => (since(v, 11, 2) ? { ...copy, blocksWrites: false } : copy);

export const mariadbAlgorithms = (v: ServerVersion): Algorithms => {
  const copying = copyingOf(v);
  return {
    'add column': instant,
    'add column before a virtual one': copying,
    'add virtual column': instant,
    'add virtual column before another': copying,
    'add stored column': copying,
    'add counter': rebuildLocked,
    'drop column': instant,
    'drop virtual column': instant,
    // "INPLACE ADD or DROP of virtual columns cannot be combined with other ALTER TABLE actions"
    'move a virtual column beside other changes': copying,
    'rename column': instant,
    'set default': instant,
    restate: instant,
    'restate beside a check of a date': instant,
    'restate computed column': instant,
    'append label': instant,
    'grow varchar': instant,
    'grow varchar over 255 bytes': copying,
    'set null': rebuild,
    'set not null': rebuild,
    'change type': copying,
    'change collation': nocopy,
    'add primary key': rebuild,
    'drop primary key': copying,
    'replace primary key': rebuild,
    'give up a key for another': rebuild,
    'add index': nocopy,
    'add functional index': nocopy,
    'drop functional index': nocopy,
    'drop unique functional index': nocopy,
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
    'change engine': copy,
  };
};

/** Measured on 10.11. */
export const mariadbCircumstances = (v: ServerVersion, server: ServerDefaults | null): ReadonlyArray<Circumstance> => {
  const copying = copyingOf(v);
  const own = mariadbAlgorithms(v);
  return [
    { of: (t) => !isInnodb(t, { server }), costs: elsewhere(own, copy) },
    // Its hidden column is a virtual one.
    { of: hasHashed, costs: everything(own, copying) },
    { of: hasFulltext, costs: { ...atPosition(rebuildLocked), ...rebuilding(rebuildLocked) } },
    { of: hasSpatial, costs: rebuilding(rebuildLocked) },
    { of: isCompressed, costs: atPosition(rebuild) },
    {
      // "online rebuild with indexed virtual columns"
      of: hasIndexedVirtual,
      costs: {
        ...rebuilding(rebuildLocked),
        'add column': rebuildLocked,
        'drop column': copying,
        'set not null': copying,
        'restate computed column': copying,
      },
    },
    { of: hasStored, costs: { 'set not null': copying, 'restate computed column': copying } },
    { of: isPartitioned, costs: { 'add virtual column': copying, 'replace primary key': copy } },
  ];
};

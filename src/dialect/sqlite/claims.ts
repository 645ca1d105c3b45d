/**
 * SQLite: tables, views and indexes of a file share their names, whatever case they are written in. A UNIQUE in a table's
 * text has an index that the engine names. https://www.sqlite.org/lang_createindex.html, fileformat2.html#internal_schema_objects
 */
import type { Table } from '../../ir/schema.js';
import { type Claim, type Claims, claim, ofEngine } from '../claims.js';
import { fold } from './ddl/tokens.js';

const own = (t: Table): ReadonlyArray<Claim> =>
  t.indexes.flatMap((i) =>
    i.name === null || !fold(i.name).startsWith('sqlite_')
      ? []
      : [ofEngine('object', fold(i.name), 'what begins with sqlite_')],
  );

export const claims: Claims = {
  abroad: (t) => [
    ...own(t),
    ...claim(['object'], 'table', t.name.name, t.name, fold),
    ...t.indexes.flatMap((i) => claim(['object'], 'index', i.name, t.name, fold)),
  ],
  inside: (t) => t.columns.flatMap((c) => claim(['column'], 'column', c.name, t.name, fold)),
  besides: (s) =>
    s.opaque.flatMap((o) =>
      o.kind === 'view' || o.kind === 'virtual table' ? claim(['object'], o.kind, o.name.name, null, fold) : [],
    ),
};

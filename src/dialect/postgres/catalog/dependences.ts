/** pg_depend: which columns of which relations an object needs. */

import { compareName } from '../../../ir/name.js';
import { groupBy } from '../../../ir/record.js';
import type { Opaque } from '../../../ir/schema.js';
import type { Context } from './context.js';
import { text } from './rows.js';

type Dependence = Opaque['dependsOn'][number];

/** By `class object`: which columns of which relations the object needs. */
export type Dependences = (catalog: string, object: string) => ReadonlyArray<Dependence>;

export const dependences = (c: Context): Dependences => {
  const byObject = groupBy(c.rows('depends'), (r) => `${text(r, 'class')} ${text(r, 'object')}`);
  return (catalog, object) =>
    [...groupBy(byObject.get(`${catalog} ${object}`) ?? [], (r) => text(r, 'relation'))]
      .flatMap(([oid, rows]) => {
        const relation = c.relations.get(oid);
        if (relation === undefined) return [];
        const columns = c.columnNames(
          oid,
          rows.map((r) => text(r, 'number')),
        );
        return [{ table: relation.name, columns: [...new Set(columns)].sort() }];
      })
      .sort((a, b) => compareName(a.table, b.table));
};

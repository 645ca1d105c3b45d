/** Row sets in the notation. */
import type { RowSet } from '../../sql/rows.js';
import { expr, name, names, qualified } from './words.js';

export const rowSet = (r: RowSet): string => {
  switch (r.kind) {
    case 'All':
      return 'all rows';
    case 'Where':
      return `rows where ${expr(r.expr)}`;
    case 'Duplicates': {
      const key = r.key.map((k) => name(k.column) + (k.collation === null ? '' : ` collate ${name(k.collation)}`));
      const order = r.order.map((o) => name(o.column) + (o.descending ? ' desc' : ''));
      return (
        `duplicates of (${key.join(', ')})${r.nullsEqual ? ' nulls not distinct' : ''}` +
        `${r.where === null ? '' : ` where ${expr(r.where)}`} but the first by (${order.join(', ')})`
      );
    }
    case 'Orphans':
      return `orphans of ${names(r.columns)} references ${qualified(r.parent)} ${names(r.parentColumns)}${r.full ? ' match full' : ''}`;
  }
};

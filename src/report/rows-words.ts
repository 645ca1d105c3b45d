/** Which rows a data step is about, for people. */
import type { RowSet } from '../sql/rows.js';
import { list } from './column-words.js';
import { type Spelling, spellTable } from './spelling.js';

export const rowsWords = (s: Spelling, r: RowSet): string => {
  switch (r.kind) {
    case 'All':
      return 'all rows';
    case 'Where':
      return `rows where ${s.expr(r.expr)}`;
    case 'Duplicates': {
      const [first] = r.order;
      const key = list(
        s,
        r.key.map((k) => k.column),
      );
      const which = first === undefined ? '' : ` by ${s.name(first.column)}${first.descending ? ' DESC' : ''}`;
      return `duplicates of ${key} but the first${which}`;
    }
    case 'Orphans':
      return `rows whose ${list(s, r.columns)} is in no row of ${spellTable(s, r.parent)}`;
  }
};

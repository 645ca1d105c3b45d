/** What PostgreSQL does not have of what other engines have. https://www.postgresql.org/docs/18/sql-createtable.html */

import { showName } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import {
  clocks,
  columnIn,
  fineClocks,
  type Gap,
  gapsIn,
  indexIn,
  keyPrefixes,
  lack,
  ofIndexes,
  options,
  partIn,
  sets,
  unsigned,
} from '../gap.js';
import type { Features } from './capabilities.js';
import { physicalCollation } from './physical-column.js';
import { collatable, physicalType } from './physical-type.js';

export const gaps = (features: Features): ((schema: Schema) => ReadonlyArray<Gap>) =>
  gapsIn({
    table: options(['engine', 'charset', 'collation', 'rowFormat', 'autoIncrement', 'strict', 'withoutRowid']),
    column: [
      ...clocks,
      unsigned,
      sets,
      lack(
        'warn',
        (c) => `collation ${c.collation}`,
        (c) =>
          c.collation !== null &&
          c.collation !== 'default' &&
          collatable(physicalType(c.type)) &&
          physicalCollation(c.collation) === null,
        (c, t) => `${columnIn(t, c)} compares and sorts as the database does`,
      ),
      fineClocks,
      lack(
        'info',
        'virtual columns before 18',
        (c) => c.generated !== null && !c.generated.stored && !features.virtualColumns,
        (c, t) => `${columnIn(t, c)} is stored`,
      ),
    ],
    key: [
      keyPrefixes,
      lack(
        'info',
        'descending primary keys',
        (k) => k.columns.some((c) => c.order === 'desc'),
        (_, t) => `that of ${showName(t.name)} is read backwards instead`,
      ),
    ],
    unique: [
      lack(
        'warn',
        'ON CONFLICT of a constraint',
        (u) => u.onConflict !== null,
        (u, t) => `a row that breaks ${partIn(t, u.name, u.columns)} is refused`,
      ),
    ],
    foreignKey: [],
    check: [],
    index: [
      ofIndexes.invisible,
      ofIndexes.prefix,
      lack(
        'info',
        (i) => `order in a ${i.method} index`,
        (i) => i.method !== 'btree' && i.parts.some((p) => p.order === 'desc'),
        (i, t) => `${indexIn(t, i)} has none`,
      ),
    ],
  });

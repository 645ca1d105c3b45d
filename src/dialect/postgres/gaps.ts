/** What PostgreSQL does not have of what other engines have. https://www.postgresql.org/docs/18/sql-createtable.html */

import { showName } from '../../ir/name.js';
import type { Column, Schema, Table } from '../../ir/schema.js';
import {
  clockGaps,
  columnIn,
  type Gap,
  gap,
  gapsIn,
  indexGaps,
  indexIn,
  optionGaps,
  partIn,
  prefixGaps,
  unsignedGaps,
} from '../gap.js';
import type { Features } from './capabilities.js';
import { physicalCollation } from './physical-column.js';
import { collatable, physicalType } from './physical-type.js';

const columnGaps =
  (features: Features) =>
  (c: Column, t: Table): ReadonlyArray<Gap> => [
    ...clockGaps(c, t),
    ...unsignedGaps(c, t),
    ...gap(
      c.type.kind === 'Set',
      'info',
      t,
      c.name,
      'SET type',
      () => `${columnIn(t, c)} is a text with a check on its labels`,
    ),
    ...gap(
      c.collation !== null &&
        c.collation !== 'default' &&
        collatable(physicalType(c.type)) &&
        physicalCollation(c.collation) === null,
      'warn',
      t,
      c.name,
      `collation ${c.collation}`,
      () => `${columnIn(t, c)} compares and sorts as the database does`,
    ),
    ...gap(
      (c.type.kind === 'Time' || c.type.kind === 'DateTime') && (c.type.precision ?? 0) > 6,
      'warn',
      t,
      c.name,
      'more than six digits behind a second',
      () => `${columnIn(t, c)} keeps six`,
    ),
    ...gap(
      c.generated !== null && !c.generated.stored && !features.virtualColumns,
      'info',
      t,
      c.name,
      'virtual columns before 18',
      () => `${columnIn(t, c)} is stored`,
    ),
  ];

export const gaps = (features: Features): ((schema: Schema) => ReadonlyArray<Gap>) =>
  gapsIn({
    table: (t) =>
      optionGaps(t, ['engine', 'charset', 'collation', 'rowFormat', 'autoIncrement', 'strict', 'withoutRowid']),
    column: columnGaps(features),
    key: (k, t) => [
      ...prefixGaps(k, t),
      ...gap(
        k.columns.some((c) => c.order === 'desc'),
        'info',
        t,
        null,
        'descending primary keys',
        () => `that of ${showName(t.name)} is read backwards instead`,
      ),
    ],
    unique: (u, t) =>
      gap(
        u.onConflict !== null,
        'warn',
        t,
        null,
        'ON CONFLICT of a constraint',
        () => `a row that breaks ${partIn(t, u.name, u.columns)} is refused`,
      ),
    foreignKey: () => [],
    check: () => [],
    index: (i, t) => [
      ...indexGaps({ include: false, invisible: true, prefix: true, nulls: false })(i, t),
      ...gap(
        i.method !== 'btree' && i.parts.some((p) => p.order === 'desc'),
        'info',
        t,
        null,
        `order in a ${i.method} index`,
        () => `${indexIn(t, i)} has none`,
      ),
    ],
  });

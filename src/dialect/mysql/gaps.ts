/**
 * What MySQL and MariaDB do not have of what other engines have. What they cannot have at all (partial indexes, deferrable
 * constraints, INCLUDE, NULLS NOT DISTINCT) is refused where it is printed.
 * https://dev.mysql.com/doc/refman/8.4/en/create-table.html
 */

import { showName } from '../../ir/name.js';
import type { Column, Schema, Table } from '../../ir/schema.js';
import { columnIn, countingGaps, type Gap, gap, gapsIn, indexGaps, indexIn, optionGaps, verifiedGap } from '../gap.js';
import { keyColumns } from './physical-column.js';
import { isInnodb, type Product } from './product.js';

const typeGaps = (c: Column, t: Table): ReadonlyArray<Gap> => {
  const at = columnIn(t, c);
  const digits = c.type.kind === 'Time' || c.type.kind === 'DateTime' ? (c.type.precision ?? 0) : 0;
  return [
    ...gap(
      c.type.kind === 'Time' && c.type.zone,
      'warn',
      t,
      c.name,
      'times with a time zone',
      () => `${at} keeps none`,
    ),
    ...gap(digits > 6, 'warn', t, c.name, 'more than six digits behind a second', () => `${at} keeps six`),
    ...gap(
      c.type.kind === 'Decimal' && c.type.precision === null,
      'warn',
      t,
      c.name,
      'decimals of any size',
      () => `${at} is decimal(10,0), which rounds what is behind the point`,
    ),
    ...gap(
      c.type.kind === 'Bit' && c.type.varying,
      'info',
      t,
      c.name,
      'bits of a varying number',
      () => `${at} has a fixed one`,
    ),
    ...gap(
      c.type.kind === 'Varchar' && c.type.length === null && keyColumns(t).has(c.name),
      'warn',
      t,
      c.name,
      'keys over texts of any length',
      () => `${at} takes at most 255 characters`,
    ),
  ];
};

export const gaps = (product: Product): ((schema: Schema) => ReadonlyArray<Gap>) => {
  return gapsIn({
    table: (t) => optionGaps(t, ['strict', 'withoutRowid', 'unlogged']),
    column: (c, t) => [
      ...countingGaps(c, t),
      ...typeGaps(c, t),
      ...gap(
        c.generated !== null && !c.nullable && !product.features.generatedNotNull,
        'info',
        t,
        c.name,
        'NOT NULL on generated columns',
        () => `${columnIn(t, c)} may be NULL where its expression is`,
      ),
    ],
    key: () => [],
    unique: () => [],
    foreignKey: (f, t) => verifiedGap(f.notValid, t, f.name),
    check: (c, t) => [
      ...verifiedGap(c.enforced && c.notValid, t, c.name),
      ...gap(
        c.noInherit,
        'info',
        t,
        null,
        'inheritance',
        () => `${c.name ?? 'a check'} of ${showName(t.name)} needs no NO INHERIT`,
      ),
    ],
    index: (i, t) => [
      ...indexGaps({ include: false, invisible: false, prefix: false, nulls: true })(i, t),
      ...gap(
        isInnodb(t, product) && i.method === 'hash',
        'info',
        t,
        null,
        'hash indexes in InnoDB',
        () => `${indexIn(t, i)} is a search tree`,
      ),
      ...gap(
        !product.features.descendingIndexes && i.parts.some((p) => p.order === 'desc'),
        'info',
        t,
        null,
        'descending indexes',
        () => `${indexIn(t, i)} is read backwards instead`,
      ),
    ],
  });
};

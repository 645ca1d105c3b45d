/**
 * What MySQL and MariaDB do not have of what other engines have. What they cannot have at all (partial indexes, deferrable
 * constraints, INCLUDE, NULLS NOT DISTINCT) is refused where it is printed.
 * https://dev.mysql.com/doc/refman/8.4/en/create-table.html
 */

import { showName } from '../../ir/name.js';
import type { Column, Schema } from '../../ir/schema.js';
import {
  columnIn,
  counting,
  fineClocks,
  type Gap,
  gapsIn,
  indexIn,
  type Lacks,
  lack,
  ofIndexes,
  options,
  unverified,
} from '../gap.js';
import { keyColumns } from './physical-column.js';
import { isInnodb, type Product } from './product.js';

const types: Lacks<Column> = [
  lack(
    'warn',
    'times with a time zone',
    (c) => c.type.kind === 'Time' && c.type.zone,
    (c, t) => `${columnIn(t, c)} keeps none`,
  ),
  fineClocks,
  lack(
    'warn',
    'decimals of any size',
    (c) => c.type.kind === 'Decimal' && c.type.precision === null,
    (c, t) => `${columnIn(t, c)} is decimal(10,0), which rounds what is behind the point`,
  ),
  lack(
    'info',
    'bits of a varying number',
    (c) => c.type.kind === 'Bit' && c.type.varying,
    (c, t) => `${columnIn(t, c)} has a fixed one`,
  ),
  lack(
    'warn',
    'keys over texts of any length',
    (c, t) => c.type.kind === 'Varchar' && c.type.length === null && keyColumns(t).has(c.name),
    (c, t) => `${columnIn(t, c)} takes at most 255 characters`,
  ),
];

export const gaps = (product: Product): ((schema: Schema) => ReadonlyArray<Gap>) =>
  gapsIn({
    table: options(['strict', 'withoutRowid', 'unlogged']),
    column: [
      ...counting,
      ...types,
      lack(
        'info',
        'NOT NULL on generated columns',
        (c) => c.generated !== null && !c.nullable && !product.features.generatedNotNull,
        (c, t) => `${columnIn(t, c)} may be NULL where its expression is`,
      ),
    ],
    key: [],
    unique: [],
    foreignKey: [unverified((f) => f.notValid)],
    check: [
      unverified((c) => c.enforced && c.notValid),
      lack(
        'info',
        'inheritance',
        (c) => c.noInherit,
        (c, t) => `${c.name ?? 'a check'} of ${showName(t.name)} needs no NO INHERIT`,
      ),
    ],
    index: [
      ofIndexes.nulls,
      lack(
        'info',
        'hash indexes in InnoDB',
        (i, t) => i.method === 'hash' && isInnodb(t, product),
        (i, t) => `${indexIn(t, i)} is a search tree`,
      ),
      lack(
        'info',
        'descending indexes',
        (i) => !product.features.descendingIndexes && i.parts.some((p) => p.order === 'desc'),
        (i, t) => `${indexIn(t, i)} is read backwards instead`,
      ),
    ],
  });

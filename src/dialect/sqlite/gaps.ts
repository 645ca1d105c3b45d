/**
 * What SQLite does not have of what other engines have. Lengths and sizes of types are no gap: they are a hint here, and
 * every type says so in the plan. https://www.sqlite.org/datatype3.html, https://www.sqlite.org/omitted.html
 */

import { showName } from '../../ir/name.js';
import type { Column, Schema, Table } from '../../ir/schema.js';
import {
  clockGaps,
  columnIn,
  countingGaps,
  type Gap,
  gap,
  gapsIn,
  indexGaps,
  indexIn,
  optionGaps,
  partIn,
  prefixGaps,
  unsignedGaps,
  verifiedGap,
} from '../gap.js';

const columnGaps = (c: Column, t: Table): ReadonlyArray<Gap> => [
  ...clockGaps(c, t),
  // An integer keeps the word, which is a hint as well.
  ...(c.type.kind === 'Integer' ? [] : unsignedGaps(c, t)),
  ...countingGaps(c, t),
  ...gap(!!c.comment, 'info', t, c.name, 'comments', () => `that of ${columnIn(t, c)} is left out`),
  ...gap(
    c.type.kind === 'Set',
    'info',
    t,
    c.name,
    'SET type',
    () => `${columnIn(t, c)} is a text with a check on its labels`,
  ),
];

const tableGaps = (t: Table): ReadonlyArray<Gap> => [
  ...gap(t.name.namespace !== null, 'warn', t, null, 'schemas', () => `${showName(t.name)} is made as ${t.name.name}`),
  ...gap(!!t.options.comment, 'info', t, null, 'comments', () => `that of ${showName(t.name)} is left out`),
  ...gap(
    t.options.storage.length > 0,
    'info',
    t,
    null,
    'storage parameters',
    () => `those of ${showName(t.name)} are left out`,
  ),
  ...optionGaps(t, ['engine', 'charset', 'collation', 'rowFormat', 'autoIncrement', 'unlogged']),
];

const alike = (asked: boolean, t: Table, of: () => string): ReadonlyArray<Gap> =>
  gap(asked, 'refused', t, null, 'NULLS NOT DISTINCT', () => `${of()} would take rows with the same NULLs`);

const likelier = new Set(['hash', 'brin']);

export const gaps: (schema: Schema) => ReadonlyArray<Gap> = gapsIn({
  table: tableGaps,
  column: columnGaps,
  key: prefixGaps,
  unique: (u, t) => {
    const of = (): string => partIn(t, u.name, u.columns);
    return [
      ...alike(u.nullsNotDistinct, t, () => `the unique ${of()}`),
      ...gap(u.deferrable !== 'no', 'warn', t, null, 'deferrable uniques', () => `${of()} is checked at each row`),
      ...gap(
        u.include.length > 0,
        'info',
        t,
        null,
        'INCLUDE columns',
        () => `${of()} does without (${u.include.join(', ')})`,
      ),
    ];
  },
  foreignKey: (f, t) => verifiedGap(f.notValid, t, f.name),
  check: (c, t) => [
    ...gap(
      !c.enforced,
      'info',
      t,
      null,
      'checks that are not enforced',
      () => `${c.name ?? 'one'} of ${showName(t.name)} is left out`,
    ),
    ...verifiedGap(c.enforced && c.notValid, t, c.name),
  ],
  index: (i, t) => {
    const of = (): string => indexIn(t, i);
    return [
      ...alike(i.unique && i.nullsNotDistinct, t, () => `the unique index ${of()}`),
      ...indexGaps({ include: true, invisible: true, prefix: true, nulls: true })(i, t),
      ...gap(likelier.has(i.method), 'info', t, null, `${i.method} indexes`, () => `${of()} is a search tree`),
      ...gap(
        i.parts.some((p) => p.opclass !== null),
        'info',
        t,
        null,
        'operator classes',
        () => `the index ${of()} does without`,
      ),
      ...gap(!!i.comment, 'info', t, null, 'comments', () => `that of the index ${of()} is left out`),
      ...gap(!!i.options, 'info', t, null, 'storage parameters', () => `those of the index ${of()} are left out`),
    ];
  },
});

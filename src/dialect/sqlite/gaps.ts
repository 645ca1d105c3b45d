/**
 * What SQLite does not have of what other engines have. Lengths and sizes of types are no gap: they are a hint here, and
 * every type says so in the plan. https://www.sqlite.org/datatype3.html, https://www.sqlite.org/omitted.html
 */

import { showName } from '../../ir/name.js';
import type { Index, Schema, Table, Unique } from '../../ir/schema.js';
import {
  clocks,
  columnIn,
  counting,
  type Gap,
  gapsIn,
  indexIn,
  keyPrefixes,
  type Lack,
  lack,
  ofIndexes,
  options,
  partIn,
  sets,
  unsigned,
  unverified,
} from '../gap.js';

const uniqueIn = (u: Unique, t: Table): string => partIn(t, u.name, u.columns);

const alike = <A>(asked: (part: A) => boolean, of: (part: A, t: Table) => string): Lack<A> =>
  lack(
    'refused',
    'NULLS NOT DISTINCT',
    asked,
    (part, t) => `the unique ${of(part, t)} would take rows with the same NULLs`,
  );

const likelier = new Set(['hash', 'brin']);

export const gaps: (schema: Schema) => ReadonlyArray<Gap> = gapsIn({
  table: [
    lack(
      'warn',
      'schemas',
      (t) => t.name.namespace !== null,
      (t) => `${showName(t.name)} is made as ${t.name.name}`,
    ),
    lack(
      'info',
      'comments',
      (t) => !!t.options.comment,
      (t) => `that of ${showName(t.name)} is left out`,
    ),
    lack(
      'info',
      'storage parameters',
      (t) => t.options.storage.length > 0,
      (t) => `those of ${showName(t.name)} are left out`,
    ),
    ...options(['engine', 'charset', 'collation', 'rowFormat', 'autoIncrement', 'unlogged']),
  ],
  column: [
    ...clocks,
    // An integer keeps the word, which is a hint as well.
    { ...unsigned, asked: (c, t) => c.type.kind !== 'Integer' && unsigned.asked(c, t) },
    ...counting,
    lack(
      'info',
      'comments',
      (c) => !!c.comment,
      (c, t) => `that of ${columnIn(t, c)} is left out`,
    ),
    sets,
  ],
  key: [keyPrefixes],
  unique: [
    alike((u) => u.nullsNotDistinct, uniqueIn),
    lack(
      'warn',
      'deferrable uniques',
      (u) => u.deferrable !== 'no',
      (u, t) => `${uniqueIn(u, t)} is checked at each row`,
    ),
    lack(
      'info',
      'INCLUDE columns',
      (u) => u.include.length > 0,
      (u, t) => `${uniqueIn(u, t)} does without (${u.include.join(', ')})`,
    ),
  ],
  foreignKey: [unverified((f) => f.notValid)],
  check: [
    lack(
      'info',
      'checks that are not enforced',
      (c) => !c.enforced,
      (c, t) => `${c.name ?? 'one'} of ${showName(t.name)} is left out`,
    ),
    unverified((c) => c.enforced && c.notValid),
  ],
  index: [
    alike<Index>(
      (i) => i.unique && i.nullsNotDistinct,
      (i, t) => `index ${indexIn(t, i)}`,
    ),
    ofIndexes.include,
    ofIndexes.invisible,
    ofIndexes.prefix,
    ofIndexes.nulls,
    lack(
      'info',
      (i) => `${i.method} indexes`,
      (i) => likelier.has(i.method),
      (i, t) => `${indexIn(t, i)} is a search tree`,
    ),
    lack(
      'info',
      'operator classes',
      (i) => i.parts.some((p) => p.opclass !== null),
      (i, t) => `the index ${indexIn(t, i)} does without`,
    ),
    lack(
      'info',
      'comments',
      (i) => !!i.comment,
      (i, t) => `that of the index ${indexIn(t, i)} is left out`,
    ),
    lack(
      'info',
      'storage parameters',
      (i) => !!i.options,
      (i, t) => `those of the index ${indexIn(t, i)} are left out`,
    ),
  ],
});

/** The `options:` of a table; each engine takes those it has. */

import { compareText } from '../../ir/name.js';
import { noOptions, type TableOptions } from '../../ir/schema.js';
import { asCount } from './identity.js';
import { isNull, type Node } from './node.js';
import type { Source } from './report.js';
import { asBoolean, asMap, asText, badValue, type Keys, keysOf, optional } from './values.js';

const optionKeys = [
  'engine',
  'charset',
  'collation',
  'row_format',
  'auto_increment',
  'strict',
  'without_rowid',
  'unlogged',
  'storage',
];

export const asOptions = (src: Source, node: Node, comment: string | null): TableOptions => {
  const map = asMap(src, node, 'options');
  if (map === null) return noOptions;
  const keys: Keys = keysOf(src, map, 'options', optionKeys);
  const text = (key: string): string | null =>
    optional(keys, key, (n) => (isNull(n) ? null : asText(src, n, key)), null);
  const flag = (key: string): boolean => optional(keys, key, (n) => asBoolean(src, n, key), null) ?? false;
  return {
    comment,
    engine: text('engine'),
    charset: text('charset'),
    collation: text('collation'),
    rowFormat: text('row_format'),
    autoIncrement: optional(keys, 'auto_increment', (n) => asCount(src, n, 'auto_increment'), null),
    strict: flag('strict'),
    withoutRowid: flag('without_rowid'),
    unlogged: flag('unlogged'),
    storage: optional(keys, 'storage', (n) => asStorage(src, n), null) ?? [],
  };
};

/** `{ fillfactor: 70 }` → `fillfactor=70`. */
const asStorage = (src: Source, node: Node): ReadonlyArray<string> | null => {
  const map = asMap(src, node, 'storage');
  if (map === null) return null;
  const parameters = map.entries.map((entry) => {
    const value = asText(src, entry.value, entry.key);
    if (value === null) return null;
    // They are printed without quotes.
    return /^[a-z_][a-z0-9_.]*$/i.test(entry.key) && /^[\w.+-]+$/.test(value)
      ? `${entry.key}=${value}`
      : badValue(src, entry.value, entry.key, 'it is no storage parameter');
  });
  return parameters.flatMap((p) => p ?? []).sort(compareText);
};

/** `dropped`: columns that go, how long their data is kept in a sidecar table, and what they are worth in those that stay. */
import type { DataRule } from '../../ir/desired.js';
import type { QName } from '../../ir/name.js';
import { asExpr } from './expression.js';
import { type Entry, isNull, type Node } from './node.js';
import { required } from './reference.js';
import type { Source } from './report.js';
import { asMap, asWhole, badValue, type Keys, keysOf } from './values.js';

export const asDropped = (
  src: Source,
  node: Node,
  table: QName,
  fields: ReadonlySet<string>,
): ReadonlyArray<DataRule> => {
  const map = asMap(src, node, 'dropped');
  return map === null ? [] : map.entries.flatMap((entry) => rulesOf(src, entry, table, fields));
};

const rulesOf = (src: Source, entry: Entry, table: QName, fields: ReadonlySet<string>): ReadonlyArray<DataRule> => {
  if (fields.has(entry.key)) {
    const name: Node = { kind: 'Scalar', offset: entry.keyOffset, plain: false, text: entry.key };
    return badValue(src, name, 'dropped', 'it is listed among the fields', 'Remove it from one of the two.') ?? [];
  }
  if (isNull(entry.value)) return [];
  const map = asMap(src, entry.value, entry.key);
  const keys = map === null ? null : keysOf(src, map, `dropped column ${entry.key}`, ['archive', 'backfill']);
  return keys === null ? [] : [...archiveOf(src, keys, table, entry.key), ...restoreOf(src, keys, table, entry.key)];
};

/** Expressions over the columns that stay. */
const restoreOf = (src: Source, keys: Keys, table: QName, column: string): ReadonlyArray<DataRule> => {
  const entry = keys.get('backfill');
  const value = entry === undefined ? null : asExpr(src, entry.value, 'backfill');
  return entry === undefined || value === null
    ? []
    : [{ kind: 'Restore', table, column, value, at: src.at(entry.keyOffset) }];
};

const archiveOf = (src: Source, keys: Keys, table: QName, column: string): ReadonlyArray<DataRule> => {
  const archive = keys.get('archive');
  const inner = archive === undefined ? null : asMap(src, archive.value, 'archive');
  if (archive === undefined || inner === null) return [];
  const days = required(src, keysOf(src, inner, 'archive', ['days']), inner.offset, 'days', 'archive', (n) =>
    asWhole(src, n, 'days', 1, 36_500),
  );
  return days === null ? [] : [{ kind: 'Archive', table, column, days, at: src.at(archive.keyOffset) }];
};

/** `dropped`: columns that go, and how long their data is kept in a sidecar table. */
import type { DataRule } from '../../ir/desired.js';
import type { QName } from '../../ir/name.js';
import { type Entry, isNull, type Node } from './node.js';
import { required } from './reference.js';
import type { Source } from './report.js';
import { asMap, asWhole, badValue, keysOf } from './values.js';

export const asDropped = (
  src: Source,
  node: Node,
  table: QName,
  fields: ReadonlySet<string>,
): ReadonlyArray<DataRule> => {
  const map = asMap(src, node, 'dropped');
  return map === null ? [] : map.entries.flatMap((entry) => asArchive(src, entry, table, fields) ?? []);
};

const asArchive = (src: Source, entry: Entry, table: QName, fields: ReadonlySet<string>): DataRule | null => {
  if (fields.has(entry.key)) {
    const name: Node = { kind: 'Scalar', offset: entry.keyOffset, plain: false, text: entry.key };
    return badValue(src, name, 'dropped', 'it is listed among the fields', 'Remove it from one of the two.');
  }
  if (isNull(entry.value)) return null;
  const map = asMap(src, entry.value, entry.key);
  const keys = map === null ? null : keysOf(src, map, `dropped column ${entry.key}`, ['archive']);
  const archive = keys?.get('archive');
  const inner = archive === undefined ? null : asMap(src, archive.value, 'archive');
  if (archive === undefined || inner === null) return null;
  const days = required(src, keysOf(src, inner, 'archive', ['days']), inner.offset, 'days', 'archive', (n) =>
    asWhole(src, n, 'days', 1, 36_500),
  );
  return days === null ? null : { kind: 'Archive', table, column: entry.key, days, at: src.at(archive.keyOffset) };
};

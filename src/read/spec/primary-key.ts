/** `primary: true` on fields, or `primary_key:` on the table; where both stand they must agree. */
import type { KeyColumn, PrimaryKey } from '../../ir/schema.js';
import type { Field } from './field.js';
import { asIndexPart } from './index-part.js';
import type { Node } from './node.js';
import { required } from './reference.js';
import type { Source } from './report.js';
import { asList, asName, badValue, type Keys, keysOf, optional } from './values.js';

export const asPrimaryKey = (src: Source, keys: Keys, fields: ReadonlyArray<Field>): PrimaryKey | null => {
  const marked = fields.filter((f) => f.primary).map((f) => f.name);
  const entry = keys.get('primary_key');
  if (entry === undefined) {
    return marked.length === 0
      ? null
      : { name: null, columns: marked.map((name) => ({ name, prefix: null, order: 'asc' })) };
  }
  const key = asKey(src, entry.value, new Set(fields.map((f) => f.name)));
  if (key === null) return null;
  const listed = key.columns.map((c) => c.name);
  const strange = marked.find((name) => !listed.includes(name));
  if (strange !== undefined) {
    return badValue(
      src,
      entry.value,
      'primary_key',
      `field ${strange} says primary: true and is not in it`,
      'Say it once.',
    );
  }
  for (const field of fields.filter((f) => listed.includes(f.name) && f.column.nullable)) {
    badValue(src, entry.value, 'primary_key', `field ${field.name} is nullable`);
  }
  return key;
};

const asKey = (src: Source, node: Node, fields: ReadonlySet<string>): PrimaryKey | null => {
  if (node.kind !== 'Map') {
    const columns = asColumns(src, node, fields);
    return columns === null ? null : { name: null, columns };
  }
  const keys = keysOf(src, node, 'primary_key', ['name', 'columns']);
  const name = optional(keys, 'name', (n) => asName(src, n, 'name'), null);
  const columns = required(src, keys, node.offset, 'columns', 'primary_key', (n) => asColumns(src, n, fields));
  return columns === null ? null : { name, columns };
};

const asColumns = (src: Source, node: Node, fields: ReadonlySet<string>): ReadonlyArray<KeyColumn> | null => {
  // `primary_key: id` is short for `[id]`.
  const items = node.kind === 'Scalar' ? [node] : asList(src, node, 'primary_key');
  if (items === null) return null;
  const columns: KeyColumn[] = [];
  for (const item of items) {
    const part = asIndexPart(src, item, fields);
    if (part === null) continue;
    if (part.of.kind === 'Expression') badValue(src, item, 'primary_key', 'an expression cannot be a key');
    else {
      const { name } = part.of;
      if (columns.some((c) => c.name === name)) badValue(src, item, 'primary_key', 'it stands there twice');
      columns.push({ name, prefix: part.prefix, order: part.order });
    }
  }
  return columns.length === items.length ? columns : null;
};

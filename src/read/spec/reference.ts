/** Foreign keys: `references: table.column` on a field, or an entry of `foreign_keys`. */
import { type QName, qname } from '../../ir/name.js';
import { type Deferrable, type ForeignKey, foreignKey, type ReferentialAction } from '../../ir/schema.js';
import { booleanOf, type Entry, isNull, type Node } from './node.js';
import type { Source } from './report.js';
import { asMap, asName, asNames, asWord, badValue, expected, type Keys, keysOf, optional } from './values.js';

const actions: ReadonlyArray<ReferentialAction> = ['no action', 'restrict', 'cascade', 'set null', 'set default'];
const example = 'Write it as references: organisations.id.';

/** `users`, or `billing.users` in a namespace; null after reporting. */
export const asTableName = (src: Source, node: Node, key: string): QName | null => {
  const text = asName(src, node, key);
  if (text === null) return null;
  const parts = text.split('.');
  const [first = '', second] = parts;
  if (parts.length > 2 || parts.some((part) => part.trim() === '')) {
    return badValue(src, node, key, 'a table is written users or billing.users');
  }
  return second === undefined ? qname(first) : qname(second, first);
};

export const isClock = (node: Node): boolean =>
  node.kind === 'Scalar' && /^(?:now|current_timestamp)(?:\(\))?$/i.test(node.text);

export const asFieldReference = (src: Source, keys: Keys, field: Entry): ForeignKey | null => {
  const entry = keys.get('references');
  if (entry === undefined) {
    for (const key of ['on_delete', 'on_update']) {
      const alone = keys.get(key);
      if (alone === undefined || (key === 'on_update' && isClock(alone.value))) continue;
      src.report('spec.missing-key', alone.keyOffset, { key: 'references', in: `field ${field.key}` }, example);
    }
    return null;
  }
  const to = asColumnReference(src, entry.value);
  const act = asActions(src, keys);
  return to === null || act === null ? null : foreignKey([field.key], to, act);
};

const asColumnReference = (src: Source, node: Node): ForeignKey['references'] | null => {
  const text = node.kind === 'Scalar' && !isNull(node) ? asName(src, node, 'references') : null;
  if (node.kind !== 'Scalar' || isNull(node)) return expected(src, node, 'references', 'table.column', example);
  if (text === null) return null;
  const parts = text.split('.').map((part) => part.trim());
  const [a = '', b = '', c] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '')) {
    return badValue(src, node, 'references', 'it is not of the form table.column', example);
  }
  return c === undefined ? { table: qname(a), columns: [b] } : { table: qname(b, a), columns: [c] };
};

const asActions = (src: Source, keys: Keys): Pick<ForeignKey, 'onDelete' | 'onUpdate'> | null => {
  const action = (key: string): ReferentialAction | null =>
    optional(keys, key, (n) => (isNull(n) ? 'no action' : asWord(src, n, key, actions)), 'no action');
  const onDelete = action('on_delete');
  const onUpdate = action('on_update');
  return onDelete === null || onUpdate === null ? null : { onDelete, onUpdate };
};

const foreignKeyKeys = ['columns', 'name', 'references', 'on_delete', 'on_update', 'match', 'deferrable'];

export const asForeignKey = (src: Source, node: Node): ForeignKey | null => {
  const map = asMap(src, node, 'foreign_keys');
  if (map === null) return null;
  const keys = keysOf(src, map, 'a foreign key', foreignKeyKeys);
  const columns = required(src, keys, map.offset, 'columns', 'a foreign key', (n) => asNames(src, n, 'columns'));
  const references = required(src, keys, map.offset, 'references', 'a foreign key', (n) => asTarget(src, n, columns));
  const act = asActions(src, keys);
  const name = optional(keys, 'name', (n) => asName(src, n, 'name'), null);
  const match = optional(
    keys,
    'match',
    (n) => asWord(src, n, 'match', ['simple', 'full', 'partial'] as const),
    'simple',
  );
  const deferrable = asDeferrable(src, keys);
  if (columns === null || references === null || act === null || match === null) return null;
  return foreignKey(columns, references, { name, ...act, match, deferrable });
};

/** `{ table: t, columns: [x, y] }`, or `t.x` for one column. */
const asTarget = (src: Source, node: Node, columns: ReadonlyArray<string> | null): ForeignKey['references'] | null => {
  const to = node.kind === 'Scalar' ? asColumnReference(src, node) : asTargetMap(src, node);
  if (to === null || columns === null || to.columns.length === columns.length) return to;
  return badValue(src, node, 'references', `it names ${to.columns.length} columns for ${columns.length}`);
};

const asTargetMap = (src: Source, node: Node): ForeignKey['references'] | null => {
  const map = asMap(src, node, 'references');
  if (map === null) return null;
  const keys = keysOf(src, map, 'references', ['table', 'columns']);
  const table = required(src, keys, map.offset, 'table', 'references', (n) => asTableName(src, n, 'table'));
  const columns = required(src, keys, map.offset, 'columns', 'references', (n) => asNames(src, n, 'columns'));
  return table === null || columns === null ? null : { table, columns };
};

/** true and `immediate`: checked after each statement unless the transaction asks otherwise. */
export const asDeferrable = (src: Source, keys: Keys): Deferrable => {
  const read = (node: Node): Deferrable | null => {
    const said = booleanOf(node);
    if (said !== null) return said ? 'immediate' : 'no';
    const word = asWord(src, node, 'deferrable', [
      'no',
      'immediate',
      'deferred',
      'initially deferred',
      'initially immediate',
    ]);
    return word === null ? null : word === 'no' ? 'no' : word.endsWith('deferred') ? 'deferred' : 'immediate';
  };
  return optional(keys, 'deferrable', read, 'no') ?? 'no';
};

export const required = <A>(
  src: Source,
  keys: Keys,
  offset: number,
  key: string,
  where: string,
  read: (node: Node) => A | null,
): A | null => {
  const entry = keys.get(key);
  if (entry !== undefined) return read(entry.value);
  src.report('spec.missing-key', offset, { key, in: where });
  return null;
};

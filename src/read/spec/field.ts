/** One field of an entity: a column, and what its line says about keys, renames and rows. */
import type { ColumnFacet, DataRule } from '../../ir/desired.js';
import { E, type Expr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import { memory } from '../../ir/remembered.js';
import type { Column, ForeignKey, Generated } from '../../ir/schema.js';
import { column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { asType, typeKeys } from './column-type.js';
import { asDefault } from './default.js';
import { asExpr } from './expression.js';
import { asIdentity } from './identity.js';
import { type Entry, isNull, type MapNode, type Node, type ScalarNode } from './node.js';
import { asFieldReference, isClock } from './reference.js';
import type { Source } from './report.js';
import { asBoolean, asMap, asName, asText, badValue, type Keys, keysOf, optional } from './values.js';

export interface Field {
  readonly name: string;
  readonly column: Column;
  readonly entry: Entry;
  readonly primary: boolean;
  readonly unique: boolean | null;
  readonly foreignKey: ForeignKey | null;
  readonly identityStated: boolean;
  readonly unstated: ReadonlyArray<ColumnFacet>;
  readonly renamedFrom: { readonly name: string; readonly node: Node } | null;
  readonly rules: ReadonlyArray<DataRule>;
}

const fieldKeys = [
  ...typeKeys,
  'primary',
  'unique',
  'nullable',
  'default',
  'default_sql',
  'renamed_from',
  'backfill',
  'using',
  'references',
  'on_delete',
  'on_update',
  'collation',
  'charset',
  'comment',
  'generated',
  'auto_increment',
  'identity',
  'invisible',
];

/** Keys that only say what a column is: what they say is the same for every name and in every place. */
const portable = new Set([
  'type',
  'length',
  'precision',
  'scale',
  'unsigned',
  'primary',
  'unique',
  'nullable',
  'default',
  'auto_increment',
]);

/** Texts may hold anything: they are told apart by their lengths. */
const wordOf = (key: string, { plain, text }: ScalarNode): string => `${key}${plain ? '=' : ':'}${text.length} ${text}`;

/** What a field says, when it is nothing but such keys with one value each. */
const wordsOf = ({ value }: Entry): string | null => {
  if (value.kind === 'Scalar') return wordOf('type', value);
  if (value.kind === 'Seq') return null;
  let words = '';
  for (const { key, value: said } of value.entries) {
    if (said.kind !== 'Scalar' || !portable.has(key)) return null;
    words += wordOf(key, said);
  }
  return words;
};

/** By their words; and by their name as well, so that a column that many tables have is one object. */
const alike = memory<Field>();
const same = memory<Field>();

/** Most fields of a schema say what another one says, and are read as that one was. */
export const asField = (src: Source, entry: Entry, table: QName): Field | null => {
  const words = wordsOf(entry);
  if (words === null) return readField(src, entry, table);
  const all = `${entry.key.length} ${entry.key} ${words}`;
  const known = same.of(all);
  if (known !== undefined) return { ...known, entry };
  const like = alike.of(words);
  if (like !== undefined) {
    const name = asFieldName(src, entry);
    return name === null ? null : same.keep(all, { ...like, name, column: { ...like.column, name }, entry });
  }
  const before = src.count();
  const field = readField(src, entry, table);
  return field === null || src.count() > before ? field : alike.keep(words, same.keep(all, field));
};

const readField = (src: Source, entry: Entry, table: QName): Field | null => {
  const name = asFieldName(src, entry);
  const map = asFieldMap(src, entry);
  if (map === null) return null;
  const where = `field ${entry.key}`;
  const keys = keysOf(src, map, where, fieldKeys);
  const type = asType(src, keys, entry.keyOffset, where);
  const flag = (key: string): boolean => optional(keys, key, (n) => asBoolean(src, n, key), null) ?? false;
  const text = (key: string): string | null =>
    optional(keys, key, (n) => (isNull(n) ? null : asText(src, n, key)), null);
  const primary = flag('primary');
  const nullable = flag('nullable');
  const made = type === null ? column(entry.key, { kind: 'Text', size: 'regular' }) : column(entry.key, type);
  const stands: Column = {
    ...made,
    nullable,
    default: type === null ? null : asDefault(src, keys, type, nullable),
    identity: asIdentity(src, keys),
    generated: optional(keys, 'generated', (n) => asGenerated(src, n), null),
    collation: text('collation'),
    charset: text('charset'),
    comment: text('comment'),
    onUpdate: asOnUpdate(src, keys, type),
    invisible: flag('invisible'),
  };
  agree(src, keys, stands, primary);
  const renamedFrom = optional(keys, 'renamed_from', (node) => asRenamed(src, node, entry.key), null);
  const foreignKey = asFieldReference(src, keys, entry);
  if (name === null || type === null) return null;
  return {
    name,
    column: stands,
    entry,
    primary,
    unique: optional(keys, 'unique', (n) => asBoolean(src, n, 'unique'), null),
    foreignKey,
    identityStated: keys.has('auto_increment') || keys.has('identity'),
    unstated: unstatedOf(keys),
    renamedFrom,
    rules: rulesOf(src, keys, table, entry.key),
  };
};

const asFieldName = (src: Source, entry: Entry): string | null =>
  asName(src, { kind: 'Scalar', offset: entry.keyOffset, plain: false, text: entry.key }, 'fields');

/** `email: string` is short for `email: { type: string }`. */
const asFieldMap = (src: Source, entry: Entry): MapNode | null => {
  const { key, keyOffset, value } = entry;
  if (value.kind === 'Scalar' && !isNull(value)) {
    return { kind: 'Map', offset: value.offset, entries: [{ key: 'type', keyOffset, value }] };
  }
  return asMap(src, value, key);
};

const agree = (src: Source, keys: Keys, column: Column, primary: boolean): void => {
  const clash = (key: string, reason: string): void => {
    const entry = keys.get(key);
    if (entry !== undefined) badValue(src, entry.value, key, reason);
  };
  const defaults = keys.has('default') ? 'default' : 'default_sql';
  if (primary && column.nullable) clash('nullable', 'a primary key is never null');
  if (column.generated !== null) clash(defaults, 'a generated column has no default');
  if (column.identity !== null) clash(defaults, 'a column that numbers itself has no default');
  if (column.identity !== null && column.nullable) clash('nullable', 'a column that numbers itself is never null');
  if (column.identity !== null && column.generated !== null) clash('generated', 'the column numbers itself');
  if (column.generated !== null) clash('backfill', 'a generated column fills itself');
};

const asGenerated = (src: Source, node: Node): Generated | null => {
  if (isNull(node)) return null;
  const map = asMap(src, node, 'generated');
  if (map === null) return null;
  const keys = keysOf(src, map, 'generated', ['as', 'stored']);
  const stored = optional(keys, 'stored', (n) => asBoolean(src, n, 'stored'), true);
  const as = keys.get('as');
  if (as === undefined) {
    src.report(
      'spec.missing-key',
      map.offset,
      { key: 'as', in: 'generated' },
      'Write generated: { as: "lower(title)" }.',
    );
    return null;
  }
  const expr = asExpr(src, as.value, 'as');
  return expr === null || stored === null ? null : { expr, stored };
};

/** Without a reference `on_update: now` is MySQL's ON UPDATE CURRENT_TIMESTAMP. */
const asOnUpdate = (src: Source, keys: Keys, type: DataType | null): Expr | null => {
  const entry = keys.get('on_update');
  if (entry === undefined || keys.has('references') || !isClock(entry.value)) return null;
  return type === null || type.kind === 'DateTime' || type.kind === 'Native'
    ? E.call('current_timestamp')
    : badValue(src, entry.value, 'on_update', 'only a datetime or a timestamp follows the clock');
};

const asRenamed = (src: Source, node: Node, own: string): Field['renamedFrom'] => {
  const name = asName(src, node, 'renamed_from');
  if (name === null) return null;
  return name === own ? badValue(src, node, 'renamed_from', 'it is the name the field has') : { name, node };
};

/** By the keys that state them. A default is always stated: a field without one has none. */
const facets: ReadonlyArray<readonly [ColumnFacet, ReadonlyArray<string>]> = [
  ['identity', ['auto_increment', 'identity']],
  ['generated', ['generated']],
  ['collation', ['collation']],
  ['charset', ['charset']],
  ['comment', ['comment']],
  ['onUpdate', ['on_update']],
  ['invisible', ['invisible']],
];

const nothingStated = facets.map(([facet]) => facet);
const facetWords = new Set(facets.flatMap(([, words]) => words));

const unstatedOf = (keys: Keys): ReadonlyArray<ColumnFacet> => {
  if (![...keys.keys()].some((key) => facetWords.has(key))) return nothingStated;
  const update = keys.get('on_update');
  // An action of a foreign key says nothing of the clock.
  const states = (key: string): boolean =>
    keys.has(key) && (key !== 'on_update' || (update !== undefined && isClock(update.value)));
  return facets.flatMap(([facet, words]) => (words.some(states) ? [] : [facet]));
};

const rulesOf = (src: Source, keys: Keys, table: QName, column: string): ReadonlyArray<DataRule> => {
  const rule = (kind: 'Backfill' | 'Using', key: string): ReadonlyArray<DataRule> => {
    const entry = keys.get(key);
    if (entry === undefined) return [];
    const value = asExpr(src, entry.value, key);
    return value === null ? [] : [{ kind, table, column, value, at: src.at(entry.keyOffset) }];
  };
  return [...rule('Backfill', 'backfill'), ...rule('Using', 'using')];
};

/** One entity: a table, what the spec speaks for, and how its rows get there. */
import type { ColumnFacet, DataRule, Desired, Positions, Rename, TableFacet } from '../../ir/desired.js';
import { keyOf, type QName, qname } from '../../ir/name.js';
import { record } from '../../ir/record.js';
import { type ForeignKey, noOptions, type PrimaryKey, type Table, type Unique, unique } from '../../ir/schema.js';
import { checkColumns, type Placed } from './check-columns.js';
import { checkNames } from './check-names.js';
import { asDropped } from './dropped.js';
import { asField, type Field } from './field.js';
import { asCheck, asIndex, asUnique, type SaidUnique } from './indexes.js';
import { isNull, type Node } from './node.js';
import { asOptions } from './options.js';
import { asPrimaryKey } from './primary-key.js';
import { asForeignKey, asTableName, required } from './reference.js';
import type { Source } from './report.js';
import { asList, asMap, asName, asText, badValue, expected, type Keys, keysOf, optional } from './values.js';

const entityKeys = [
  'class',
  'table',
  'schema',
  'renamed_from',
  'fields',
  'dropped',
  'primary_key',
  'indexes',
  'uniques',
  'foreign_keys',
  'checks',
  'comment',
  'options',
];

export const asEntity = (src: Source, node: Node): Desired | null => {
  const map = asMap(src, node, 'entity');
  if (map === null) return null;
  const keys = keysOf(src, map, 'entity', entityKeys);
  const before = src.count();
  const name = required(src, keys, map.offset, 'table', 'entity', (n) => asTable(src, n, keys));
  const table = name ?? qname('?');
  const fields = required(src, keys, map.offset, 'fields', `table ${table.name}`, (n) => asFields(src, n, table)) ?? [];
  const names = new Set(fields.map((f) => f.name));
  const list = <A>(key: string, read: (n: Node) => A | null): ReadonlyArray<Placed<A>> =>
    optional(keys, key, (n) => (isEmpty(n) ? [] : (asList(src, n, key) ?? [])), []).flatMap((node) => {
      const part = read(node);
      return part === null ? [] : [[part, node] as const];
    });
  const uniques = list('uniques', (n) => asUnique(src, n, table));
  const foreignKeys = list('foreign_keys', (n) => asForeignKey(src, n));
  const checks = list('checks', (n) => asCheck(src, n));
  const indexes = list('indexes', (n) => asIndex(src, n, names));
  const comment = optional(keys, 'comment', (n) => (isNull(n) ? null : asText(src, n, 'comment')), null);
  const primaryKey = asPrimaryKey(src, keys, fields);
  const besideLists = inFields(fields, uniques);
  const numbered = numbering(fields, primaryKey, foreignKeys);
  const made: Table = {
    name: table,
    columns: fields.map((f) => (f === numbered ? { ...f.column, identity: { kind: 'AutoIncrement' } } : f.column)),
    primaryKey,
    uniques: [...besideLists.uniques, ...uniques.map(([u]) => u.unique)],
    foreignKeys: [...besideLists.foreignKeys, ...foreignKeys.map(first)],
    checks: checks.map(first),
    indexes: indexes.map(first),
    options: optional(keys, 'options', (n) => asOptions(src, n, comment), { ...noOptions, comment }),
  };
  const dropped = optional(keys, 'dropped', (n) => asDropped(src, n, table, names), []);
  const rules = [...besideLists.rules, ...uniques.flatMap(([u]) => u.rule ?? []), ...dropped];
  const renames = renamesOf(src, keys, fields, table);
  const parts = { primaryKey, fields, uniques, foreignKeys, checks, indexes };
  checkColumns(src, keys, table.name, parts, names);
  checkNames(src, table.name, parts);
  return name === null || src.count() > before ? null : desired(src, keys, made, fields, renames, rules);
};

/** What fields say that a list of the table could say. Most say nothing of it, and there are many. */
const inFields = (fields: ReadonlyArray<Field>, listed: ReadonlyArray<Placed<SaidUnique>>) => {
  const uniques: Unique[] = [];
  const foreignKeys: ForeignKey[] = [];
  const rules: DataRule[] = [];
  for (const f of fields) {
    // Said in both places it is one constraint, and the longer saying has its name.
    if (f.unique === true && !listed.some(([u]) => u.unique.columns.join() === f.name)) uniques.push(unique([f.name]));
    if (f.foreignKey !== null) foreignKeys.push(f.foreignKey);
    if (f.rules.length > 0) rules.push(...f.rules);
  }
  return { uniques, foreignKeys, rules };
};

const first = <A>([part]: Placed<A>): A => part;

const isEmpty = (node: Node): boolean => isNull(node) || (node.kind === 'Seq' && node.items.length === 0);

/** With `schema:` beside it the table's name is taken as it is; else a dot parts the two. */
const asTable = (src: Source, node: Node, keys: Keys): QName | null => {
  const schema = keys.get('schema');
  if (schema === undefined) return asTableName(src, node, 'table');
  const name = asName(src, node, 'table');
  const namespace = isNull(schema.value) ? null : asName(src, schema.value, 'schema');
  return name === null ? null : qname(name, namespace);
};

const asFields = (src: Source, node: Node, table: QName): ReadonlyArray<Field> | null => {
  const map = asMap(src, node, 'fields');
  if (map === null) return null;
  if (map.entries.length === 0) return expected(src, node, 'fields', 'at least one field');
  const fields: Field[] = [];
  for (const entry of map.entries) {
    const field = asField(src, entry, table);
    if (field !== null) fields.push(field);
  }
  return fields;
};

/** A primary key of one whole number, without a default or a reference, numbers itself. */
const numbering = (
  fields: ReadonlyArray<Field>,
  key: PrimaryKey | null,
  foreignKeys: ReadonlyArray<Placed<ForeignKey>>,
): Field | undefined => {
  if (key === null || key.columns.length !== 1) return undefined;
  const field = fields.find((f) => f.name === key.columns[0]?.name);
  if (field === undefined || field.identityStated || field.foreignKey !== null) return undefined;
  const { type, default: value, generated } = field.column;
  const refers = foreignKeys.some(([fk]) => fk.columns.includes(field.name));
  return type.kind === 'Integer' && value === null && generated === null && !refers ? field : undefined;
};

const renamesOf = (src: Source, keys: Keys, fields: ReadonlyArray<Field>, to: QName): ReadonlyArray<Rename> => {
  const entry = keys.get('renamed_from');
  const old = entry === undefined ? null : asTableName(src, entry.value, 'renamed_from');
  // A table keeps its namespace unless the old name says another.
  const from = old === null ? to : old.namespace === null ? qname(old.name, to.namespace) : old;
  if (entry !== undefined && old !== null && keyOf(from) === keyOf(to)) {
    badValue(src, entry.value, 'renamed_from', 'it is the name the table has');
  }
  const table: ReadonlyArray<Rename> =
    entry === undefined || old === null ? [] : [{ table: { from, to }, column: null, at: src.at(entry.keyOffset) }];
  const moved = fields.filter((f) => f.renamedFrom !== null);
  if (moved.length === 0) return table;
  const seen = new Map<string, string>();
  const columns = moved.flatMap((field): ReadonlyArray<Rename> => {
    const said = field.renamedFrom;
    if (said === null) return [];
    const other = fields.some((f) => f.name === said.name) ? said.name : seen.get(said.name);
    if (other !== undefined) {
      const data = { from: said.name, to: field.name, table: to.name, why: `${said.name} is field ${other} already` };
      src.report('rename.conflict', said.node.offset, data, 'One column can become one column only.');
    }
    seen.set(said.name, field.name);
    return [{ table: { from, to }, column: { from: said.name, to: field.name }, at: src.at(said.node.offset) }];
  });
  return [...table, ...columns];
};

const facetKeys: ReadonlyArray<readonly [TableFacet, string]> = [
  ['uniques', 'uniques'],
  ['foreignKeys', 'foreign_keys'],
  ['checks', 'checks'],
  ['indexes', 'indexes'],
  ['comment', 'comment'],
  ['options', 'options'],
];

const desired = (
  src: Source,
  keys: Keys,
  table: Table,
  fields: ReadonlyArray<Field>,
  renames: ReadonlyArray<Rename>,
  data: ReadonlyArray<DataRule>,
): Desired => {
  const key = keyOf(table.name);
  const said = facetKeys.flatMap(([facet, word]) => (keys.has(word) ? [facet] : []));
  const facets: ReadonlyArray<TableFacet> = [
    'columns',
    ...(table.primaryKey === null ? [] : ['primaryKey' as const]),
    ...said,
  ];
  const unstated = new Map<string, ReadonlyArray<ColumnFacet>>();
  for (const f of fields) unstated.set(f.name, f.unstated);
  const notUnique = fields.filter((f) => f.unique === false).map((f) => f.name);
  return {
    schema: { tables: [table], enums: [], opaque: [] },
    owns: { tables: 'listed', byTable: record([[key, { facets, unstated, notUnique }]]) },
    renames,
    data,
    positions: placesOf(src, key, offsetsOf(keys, fields)),
  };
};

/** Offsets by what they belong to. A function of its own, so that the one that looks them up holds on to no node. */
const offsetsOf = (keys: Keys, fields: ReadonlyArray<Field>) => ({
  table: keys.get('table')?.keyOffset ?? 0,
  names: fields.map((f) => f.name),
  offsets: fields.map((f) => f.entry.keyOffset),
  said: facetKeys.map(([, word]) => keys.get(word)?.keyOffset),
});

const placesOf = (
  src: Source,
  key: string,
  { table, names, offsets, said }: ReturnType<typeof offsetsOf>,
): Positions => {
  const offsetOf = (place: string): number | undefined => {
    if (place === key) return table;
    if (!place.startsWith(key)) return undefined;
    const rest = place.slice(key.length + 1);
    return place[key.length] === '.'
      ? offsets[names.indexOf(rest)]
      : place[key.length] === '#'
        ? said[facetKeys.findIndex(([facet]) => facet === rest)]
        : undefined;
  };
  return (place) => {
    const offset = offsetOf(place);
    return offset === undefined ? null : src.at(offset);
  };
};

/** Decorators of a class: its table, indexes, constraints, inheritance and tree. */
import {
  type Options,
  type Reporter,
  readOptions,
  report,
  reportExpected,
  type Subject,
} from '../typescript/options.js';
import { propertiesOf, propertyOf } from '../typescript/paths.js';
import { type Decorator, textOf, type Value } from '../typescript/value.js';
import type { CheckArgs, ForeignKeyArgs, IndexArgs, Owner, TableArgs, TreeArgs, UniqueArgs } from './args.js';
import { readColumnOptions } from './column-options.js';
import { targetOf } from './targets.js';

const entityKeys = ['name', 'orderBy', 'engine', 'database', 'schema', 'synchronize', 'withoutRowid', 'comment'];

const isMap = (v: Value | undefined): v is Value & { kind: 'Map' } => v?.kind === 'Map';

export const asEntity = (r: Reporter, d: Decorator, entity: string): TableArgs => {
  const [first, second] = d.args;
  const subject = { what: '@Entity', entity };
  const said = isMap(first) ? first : second;
  const o = said === undefined ? null : readOptions(r, subject, said, entityKeys);
  const name = textOf(first) ?? o?.text('name') ?? null;
  if (first !== undefined && textOf(first) === null && !isMap(first))
    reportExpected(r, { ...subject, what: 'the name of @Entity' }, first, 'a text');
  return tableArgs(o, name);
};

export const tableArgs = (o: Options | null, name: string | null): TableArgs => ({
  name,
  schema: o?.text('schema') ?? null,
  database: o?.text('database') ?? null,
  comment: o?.text('comment') ?? null,
  engine: o?.text('engine') ?? null,
  withoutRowid: o?.flag('withoutRowid') ?? false,
  synchronize: o?.flag('synchronize') ?? true,
  type: 'regular',
});

const indexKeys = [
  'unique',
  'spatial',
  'fulltext',
  'nullFiltered',
  'parser',
  'where',
  'type',
  'sparse',
  'background',
  'concurrent',
  'expireAfterSeconds',
  'synchronize',
];

/** @param property the decorated property; null for a class */
export const asIndex = (r: Reporter, d: Decorator, entity: string, property: string | null): IndexArgs | null => {
  const subject = { what: '@Index', entity };
  const { name, columns, said } = arranged(d, r, subject, property);
  const o = said === undefined ? null : readOptions(r, subject, said, indexKeys);
  const index = indexArgs(o, name, columns ?? [], d.at);
  // One that the framework is told to leave alone needs a name only.
  return columns !== null || !index.synchronize ? index : namesNothing(r, subject, d);
};

export const indexArgs = (
  o: Options | null,
  name: string | null,
  columns: ReadonlyArray<string>,
  at: IndexArgs['at'],
): IndexArgs => ({
  name,
  columns,
  unique: o?.flag('unique') ?? false,
  spatial: o?.flag('spatial') ?? false,
  fulltext: o?.flag('fulltext') ?? false,
  parser: o?.text('parser') ?? null,
  where: o?.text('where') ?? null,
  type: o?.text('type') ?? null,
  synchronize: o?.flag('synchronize') ?? true,
  at,
});

export const asUnique = (r: Reporter, d: Decorator, entity: string, property: string | null): UniqueArgs | null => {
  const subject = { what: '@Unique', entity };
  const { name, columns, said } = arranged(d, r, subject, property);
  const o = said === undefined ? null : readOptions(r, subject, said, ['deferrable']);
  return columns === null
    ? namesNothing(r, subject, d)
    : { name, columns, deferrable: o?.text('deferrable') ?? null, at: d.at };
};

const namesNothing = (r: Reporter, { what, entity }: Subject, d: Decorator): null =>
  report(r, 'entity.invalid', d.at, { what, entity, why: 'it names no properties' });

/** `(name?, fields?, options?)`: fields are a list or a function, options an object. */
const arranged = (
  { args }: Decorator,
  r: Reporter,
  subject: Subject,
  property: string | null,
): { name: string | null; columns: ReadonlyArray<string> | null; said: Value | undefined } => {
  const [first] = args;
  const name = first === undefined ? null : textOf(first);
  const rest = name === null ? args : args.slice(1);
  const fields = rest.find((a) => a.kind === 'List' || a.kind === 'Function');
  const said = rest.find(isMap);
  for (const a of rest) if (a !== fields && a !== said) reportExpected(r, subject, a, 'fields or options');
  if (property !== null) return { name, columns: [property], said };
  if (fields !== undefined) return { name, columns: propertiesOf(r, subject, fields), said };
  return { name, columns: null, said };
};

export const asCheck = (r: Reporter, d: Decorator, entity: string): CheckArgs | null => {
  const [first, second] = d.args;
  const said = second ?? first;
  const expression = textOf(said);
  if (expression !== null) return { name: second === undefined ? null : textOf(first), expression, at: d.at };
  return said === undefined
    ? report(r, 'entity.invalid', d.at, { what: '@Check', entity, why: 'it has no expression' })
    : reportExpected(r, { what: 'the expression of @Check', entity }, said, 'a text');
};

export const foreignKeyKeys = ['name', 'onDelete', 'onUpdate', 'deferrable'];

/** `(type, inverseSide?, options?)` on a property, `(type, columns, referenced?, options?)` on a class. */
export const asForeignKey = (
  r: Reporter,
  d: Decorator,
  entity: string,
  property: string | null,
): ForeignKeyArgs | null => {
  const subject = { what: '@ForeignKey', entity };
  const [type, ...rest] = d.args;
  const target = targetOf(r, subject, type);
  const said = rest.find(isMap);
  const o = said === undefined ? null : readOptions(r, subject, said, foreignKeyKeys);
  const lists = rest.filter((a) => a.kind === 'List');
  const inverse = rest.find((a) => a.kind === 'Function' || textOf(a) !== null);
  const other = property === null || inverse === undefined ? null : propertyOf(r, subject, inverse);
  if (target === null) return null;
  const [columns, referenced] = lists.map((l) => propertiesOf(r, subject, l) ?? []);
  return {
    target,
    name: o?.text('name') ?? null,
    columns: property === null ? (columns ?? []) : [property],
    referenced: property === null ? (referenced ?? []) : other === null ? [] : [other],
    onDelete: o?.text('onDelete') ?? null,
    onUpdate: o?.text('onUpdate') ?? null,
    deferrable: o?.text('deferrable') ?? null,
    at: d.at,
  };
};

export const asInheritance = (r: Reporter, said: Value | undefined, entity: string): Owner['inheritance'] => {
  const subject = { what: '@TableInheritance', entity };
  const o = said === undefined ? null : readOptions(r, subject, said, ['pattern', 'column']);
  const column = o?.value('column');
  if (column === undefined) return { column: null, columnName: null };
  const text = textOf(column);
  if (text !== null) return { column: null, columnName: text };
  const read = readColumnOptions(r, { what: 'the column of @TableInheritance', entity }, column);
  return { column: read?.options ?? null, columnName: read?.options.name ?? null };
};

const treeKeys = ['closureTableName', 'closureTableSchema', 'ancestorColumnName', 'descendantColumnName'];

export const asTree = (r: Reporter, args: ReadonlyArray<Value>, entity: string): TreeArgs | null => {
  const subject = { what: '@Tree', entity };
  const [type, said] = args;
  const word = textOf(type);
  if (word === null) return type === undefined ? null : reportExpected(r, subject, type, 'a kind of tree');
  const o = said === undefined ? null : readOptions(r, subject, said, treeKeys);
  return {
    type: word,
    tableName: o?.text('closureTableName') ?? null,
    tableSchema: o?.text('closureTableSchema') ?? null,
    ancestor: o?.value('ancestorColumnName') ?? null,
    descendant: o?.value('descendantColumnName') ?? null,
  };
};

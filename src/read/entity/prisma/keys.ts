/** `@id`, `@unique` and their kin. A unique of Prisma is a unique index, never a constraint. */
import { type Index, type IndexPart, index, indexPart, type PrimaryKey } from '../../../ir/schema.js';
import { suggest } from '../../../ir/suggest.js';
import { type Arguments, argumentsOf, badValue, shown, textOf, wordOf } from './arguments.js';
import type { Attribute, Value } from './ast.js';
import type { ColumnSaid } from './column.js';
import { opclassOf } from './opclass.js';
import { constraintName } from './provider.js';
import type { Model, World } from './world.js';

/** By the fields' names. */
export type Columns = ReadonlyMap<string, ColumnSaid>;

const orders = { Asc: 'asc', Desc: 'desc' } as const;
const partKeys = ['sort', 'length', 'ops'];

const asPart = (
  world: World,
  model: Model,
  name: string,
  said: Arguments,
  columns: Columns,
  offset: number,
): IndexPart | null => {
  const { src, block } = model;
  const { provider } = world;
  const column = columns.get(name);
  if (column === undefined) {
    const near = suggest(name, columns.keys());
    const hint = near === null ? null : `Did you mean ${near}?`;
    src.report('spec.unknown-column', offset, { column: name, table: block.name }, hint);
    return null;
  }
  const length = said.get('length');
  const ops = said.get('ops');
  const prefix = length?.kind === 'Number' && /^[1-9]\d{0,4}$/.test(length.text) ? Number(length.text) : null;
  if (length !== undefined && !provider.prefixes) badValue(src, length, 'length', `${provider.name} has no prefixes`);
  else if (length !== undefined && prefix === null) badValue(src, length, 'length', 'it is a number of characters');
  if (ops !== undefined && !provider.opclasses) badValue(src, ops, 'ops', `${provider.name} has no operator classes`);
  return indexPart(column.column.name, { order: wordOf(src, said, 'sort', orders) ?? 'asc', prefix });
};

const asParts = (
  world: World,
  model: Model,
  value: Value | undefined,
  offset: number,
  columns: Columns,
  method: string,
): ReadonlyArray<IndexPart> | null => {
  const { src } = model;
  if (value === undefined) {
    src.report('spec.missing-key', offset, { key: 'fields', in: 'the attribute' }, 'Write @@index([field]).');
    return null;
  }
  // One field may stand without brackets.
  const items = value.kind === 'List' ? value.items : [value];
  const parts = items.map((item) => {
    if (item.kind === 'Name') return asPart(world, model, item.name, new Map(), columns, item.offset);
    if (item.kind !== 'Call') return badValue(src, item, 'fields', 'it is the name of a field');
    const said = argumentsOf(src, { name: item.name, args: item.args, offset: item.offset }, partKeys);
    const part = asPart(world, model, item.name, said, columns, item.offset);
    const ops = said.get('ops');
    if (part === null || ops === undefined || !world.provider.opclasses) return part;
    const type = columns.get(item.name)?.column.type;
    return { ...part, opclass: opclassOf(src, ops, method, type?.kind === 'Native' ? type.spelling : '') };
  });
  return parts.some((p) => p === null) || parts.length === 0 ? null : parts.flatMap((p) => p ?? []);
};

const named = (
  world: World,
  model: Model,
  said: Arguments,
  parts: ReadonlyArray<IndexPart>,
  suffix: 'key' | 'idx',
): string => {
  const columns = parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []));
  // An index has no name for the client: there `name` is an old word for `map`.
  const stated = textOf(model.src, said, 'map') ?? (suffix === 'idx' ? textOf(model.src, said, 'name') : null);
  return stated ?? constraintName(world.provider, model.table.name, columns, suffix);
};

export const asPrimaryKey = (world: World, model: Model, columns: Columns): PrimaryKey | null => {
  const { src, block, table } = model;
  const { provider } = world;
  const onField = [...columns.values()].flatMap(({ field }) =>
    field.attributes.flatMap((a) => (a.name === 'id' ? [[field.name, a] as const] : [])),
  );
  const onModel = block.attributes.filter((a) => a.name === 'id');
  const [, second] = [...onField.map(([, a]) => a), ...onModel];
  if (second !== undefined) src.report('spec.duplicate-key', second.offset, { key: '@id', in: `model ${block.name}` });
  const key = (said: Arguments, parts: ReadonlyArray<IndexPart> | null): PrimaryKey | null => {
    const map = said.get('map');
    if (map !== undefined && !provider.namedPrimaryKeys)
      badValue(src, map, 'map', `a primary key of ${provider.name} has no name`);
    if (parts === null) return null;
    if (parts.some((p) => p.order === 'desc')) {
      const at = onField[0]?.[1] ?? onModel[0];
      const data = { engine: `Prisma for ${provider.name}`, what: 'order in a primary key', table: block.name };
      src.report('dialect.unsupported', at?.offset ?? block.offset, data, 'Leave sort out of @id.');
    }
    const name = textOf(src, said, 'map') ?? constraintName(provider, table.name, [], 'pkey');
    return {
      name: provider.namedPrimaryKeys ? name : null,
      columns: parts.flatMap((p) =>
        p.of.kind === 'Column' ? [{ name: p.of.name, prefix: p.prefix, order: p.order }] : [],
      ),
    };
  };
  const [field] = onField;
  if (field !== undefined) {
    const [name, attribute] = field;
    const said = argumentsOf(src, attribute, ['map', 'length', 'sort', 'clustered']);
    const part = asPart(world, model, name, said, columns, attribute.offset);
    return key(said, part === null ? null : [part]);
  }
  const [attribute] = onModel;
  if (attribute === undefined) return null;
  const said = argumentsOf(src, attribute, ['fields', 'name', 'map', 'clustered']);
  return key(said, asParts(world, model, said.get('fields'), attribute.offset, columns, 'btree'));
};

const methods = { BTree: 'btree', Hash: 'hash', Gin: 'gin', Gist: 'gist', SpGist: 'spgist', Brin: 'brin' } as const;

const asIndex = (world: World, model: Model, attribute: Attribute, columns: Columns): Index | null => {
  const { src } = model;
  const { provider } = world;
  const unique = attribute.name === 'unique';
  const fulltext = attribute.name === 'fulltext';
  const keys = unique
    ? ['fields', 'name', 'map', 'clustered']
    : fulltext
      ? ['fields', 'map']
      : ['fields', 'map', 'name', 'type', 'clustered'];
  const said = argumentsOf(src, attribute, keys);
  if (fulltext && !provider.fulltext) {
    src.report('dialect.unsupported', attribute.offset, {
      engine: provider.name,
      what: '@@fulltext in a Prisma schema',
    });
    return null;
  }
  const type = said.get('type');
  const method = wordOf(src, said, 'type', methods) ?? (fulltext ? 'fulltext' : 'btree');
  if (type?.kind === 'Name' && Object.hasOwn(methods, type.name) && !provider.methods.has(type.name)) {
    badValue(src, type, 'type', `Prisma takes none for ${provider.name}`);
  }
  const parts = asParts(world, model, said.get('fields'), attribute.offset, columns, method);
  return parts === null
    ? null
    : index(parts, { name: named(world, model, said, parts, unique ? 'key' : 'idx'), unique, method });
};

export const asIndexes = (world: World, model: Model, columns: Columns): ReadonlyArray<Index> => {
  const onFields = [...columns.values()].flatMap(({ field }) =>
    field.attributes.flatMap((a): ReadonlyArray<Index> => {
      if (a.name !== 'unique') return [];
      const said = argumentsOf(model.src, a, ['map', 'length', 'sort', 'clustered']);
      const part = asPart(world, model, field.name, said, columns, a.offset);
      return part === null ? [] : [index([part], { name: named(world, model, said, [part], 'key'), unique: true })];
    }),
  );
  const onModel = model.block.attributes.flatMap((a) =>
    a.name === 'unique' || a.name === 'index' || a.name === 'fulltext' ? (asIndex(world, model, a, columns) ?? []) : [],
  );
  return [...onFields, ...onModel];
};

/** The fields' names in `[a, b]`; nothing but names. */
export const namesIn = (model: Model, value: Value, key: string): ReadonlyArray<string> | null => {
  const items = value.kind === 'List' ? value.items : [value];
  const names = items.flatMap((item) => (item.kind === 'Name' ? [item.name] : []));
  return names.length === items.length && names.length > 0
    ? names
    : badValue(model.src, value, key, `${shown(value)} is no list of fields`);
};

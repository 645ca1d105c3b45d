/**
 * Prisma's schema language: what `prisma migrate` would make of it. Views are not its business, and not ours.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference
 */
import {
  type ColumnFacet,
  type Desired,
  positionsOf,
  type TableFacet,
  type TableOwnership,
} from '../../../ir/desired.js';
import { keyOf, type QName } from '../../../ir/name.js';
import type { Position, Problem } from '../../../ir/problem.js';
import { record } from '../../../ir/record.js';
import { type EnumType, noOptions, type Table, table } from '../../../ir/schema.js';
import { left, right, type Validated } from '../../../prelude.js';
import type { EntityRequest, Framework } from '../framework.js';
import { unknownEntity } from '../unknown.js';
import { asColumn, type ColumnSaid } from './column.js';
import { asIndexes, asPrimaryKey } from './keys.js';
import { asForeignKey, isRelation, joinTables, type Listed } from './relations.js';
import { isColumn, isSchema, known, type Model, type World, worldOf } from './world.js';

const modelAttributes = ['id', 'unique', 'index', 'fulltext', 'map', 'schema', 'ignore', 'shardKey'];

interface Made {
  readonly table: Table;
  readonly unstated: ReadonlyMap<string, ReadonlyArray<ColumnFacet>>;
  readonly places: ReadonlyArray<readonly [string, Position]>;
}

const asListed = (world: World, model: Model): Listed => {
  for (const a of model.block.attributes) known(model.src, a, modelAttributes, '@@');
  const seen = new Set<string>();
  const columns = model.block.fields.flatMap((field): ReadonlyArray<readonly [string, ColumnSaid]> => {
    if (seen.has(field.name)) {
      model.src.report('schema.duplicate', field.offset, { kind: 'field', name: field.name, table: model.block.name });
    }
    seen.add(field.name);
    const said = isColumn(world, field) ? asColumn(world, model, field) : null;
    return said === null ? [] : [[field.name, said]];
  });
  return { model, columns: new Map(columns) };
};

const asTable = (world: World, listed: Listed, all: ReadonlyMap<string, Listed>): Made => {
  const { model, columns } = listed;
  const name = model.table;
  const relations = model.block.fields.filter((f) => isRelation(world, f));
  const said = [...columns.values()];
  const made = table(
    name,
    said.map((c) => c.column),
    {
      primaryKey: asPrimaryKey(world, model, columns),
      indexes: asIndexes(world, model, columns),
      foreignKeys: relations.flatMap((f) => asForeignKey(world, listed, f, all) ?? []),
      options: { ...noOptions, ...world.provider.charset },
    },
  );
  const key = keyOf(name);
  return {
    table: made,
    unstated: new Map(said.map((c) => [c.column.name, c.unstated])),
    places: [
      [key, model.src.at(model.block.offset)],
      ...said.map((c) => [`${key}.${c.column.name}`, model.src.at(c.field.offset)] as const),
    ],
  };
};

const facets: ReadonlyArray<TableFacet> = ['columns', 'primaryKey', 'uniques', 'foreignKeys', 'indexes'];

/** The schema names its enum types, as a database does, and no other name will do. */
const owned = (world: World, made: Made): TableOwnership => ({
  facets: world.provider.enums === 'type' ? [...facets, 'order'] : facets,
  unstated: made.unstated,
  notUnique: [],
});

const read = (request: EntityRequest): Validated<Problem, Desired> => {
  const { sources, world, problems } = worldOf(request);
  const found = (more: ReadonlyArray<Problem>): ReadonlyArray<Problem> => [
    ...problems,
    ...more,
    ...sources.flatMap((s) => s.problems()),
  ];
  if (world === null) return left(found([]));
  const all = new Map([...world.models].map(([name, model]) => [name, asListed(world, model)] as const));
  const { only } = request;
  const asked = (l: Listed): boolean => only === null || only.includes(l.model.block.name);
  const missing = (only ?? []).filter((name) => !all.has(name));
  const tables = [...all.values()].map((l) => [l, asTable(world, l, all)] as const);
  const between = joinTables(world, all).map(({ table: made, between: [a, b], field }) => {
    const at = a.model.src.at(field.offset);
    const joined: Made = { table: withOptions(made, world), unstated: new Map(), places: [[keyOf(made.name), at]] };
    return [asked(a) && asked(b), joined] as const;
  });
  const wanted = [
    ...tables.flatMap(([l, m]) => (asked(l) ? [m] : [])),
    ...between.flatMap(([is, m]) => (is ? [m] : [])),
  ];
  const wrong = found([
    ...twice(wanted),
    ...missing.map((name) => unknownEntity(name, [...all.keys()], sources[0]?.at(0) ?? null, 'model')),
  ]);
  if (wrong.length > 0) return left(wrong);
  return right({
    schema: {
      tables: wanted.map((m) => m.table),
      enums: enumsOf(world, only === null ? null : [...all.values()].filter(asked)),
      opaque: [],
    },
    owns: { tables: 'listed', byTable: record(wanted.map((m) => [keyOf(m.table.name), owned(world, m)])) },
    renames: [],
    data: [],
    positions: positionsOf(wanted.flatMap((m) => m.places)),
  });
};

const withOptions = (t: Table, world: World): Table => ({ ...t, options: { ...noOptions, ...world.provider.charset } });

const twice = (made: ReadonlyArray<Made>): ReadonlyArray<Problem> => {
  const seen = new Map<string, QName>();
  return made.flatMap((m) => {
    const key = keyOf(m.table.name);
    const before = seen.get(key);
    seen.set(key, m.table.name);
    if (before === undefined) return [];
    const at = m.places[0]?.[1] ?? null;
    return [
      {
        code: 'schema.duplicate',
        data: { kind: 'table', name: m.table.name.name },
        at,
        hint: 'Give one of them another @@map.',
      } as const,
    ];
  });
};

/** `of` null: all of the schema, also those that no column has. */
const enumsOf = (world: World, of: ReadonlyArray<Listed> | null): ReadonlyArray<EnumType> => {
  if (world.provider.enums !== 'type') return [];
  const used = new Set((of ?? []).flatMap((l) => l.model.block.fields.map((f) => f.type)));
  return [...world.enums].flatMap(([name, e]) =>
    of === null || used.has(name) ? [{ name: e.name, values: [...e.labels.values()], comment: null }] : [],
  );
};

export const prisma: Framework = { name: 'Prisma', claims: isSchema, read, refersTo: () => [] };

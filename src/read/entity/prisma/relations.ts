/**
 * Relations → foreign keys, and the tables that Prisma makes for relations of many to many.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/relations
 */
import { qname } from '../../../ir/name.js';
import { column, type ForeignKey, foreignKey, index, indexPart, type Table, table } from '../../../ir/schema.js';
import { suggest } from '../../../ir/suggest.js';
import { cutTo } from '../cut-name.js';
import { type Arguments, argumentsOf, badValue, textOf, wordOf } from './arguments.js';
import type { Field } from './ast.js';
import { type Columns, namesIn } from './keys.js';
import { constraintName } from './provider.js';
import { known, type Model, type World } from './world.js';

const actions = {
  Cascade: 'cascade',
  Restrict: 'restrict',
  NoAction: 'no action',
  SetNull: 'set null',
  SetDefault: 'set default',
} as const;

const relationKeys = ['name', 'fields', 'references', 'onDelete', 'onUpdate', 'map'];

const relationOf = ({ src }: Model, field: Field): Arguments => {
  const found = field.attributes.find((a) => a.name === 'relation');
  return found === undefined ? new Map() : argumentsOf(src, found, relationKeys);
};

export const isRelation = (world: World, field: Field): boolean => world.models.has(field.type);

/** A model, its columns by field. */
export interface Listed {
  readonly model: Model;
  readonly columns: Columns;
}

const columnsIn = (
  listed: Listed,
  names: ReadonlyArray<string>,
  at: Model,
  offset: number,
): ReadonlyArray<string> | null => {
  const columns = names.map((name) => {
    const found = listed.columns.get(name)?.column.name;
    if (found === undefined) {
      const near = suggest(name, listed.columns.keys());
      const hint = near === null ? null : `Did you mean ${near}?`;
      at.src.report('spec.unknown-column', offset, { column: name, table: listed.model.block.name }, hint);
    }
    return found;
  });
  return columns.some((c) => c === undefined) ? null : columns.flatMap((c) => c ?? []);
};

export const asForeignKey = (
  world: World,
  listed: Listed,
  field: Field,
  all: ReadonlyMap<string, Listed>,
): ForeignKey | null => {
  const { model } = listed;
  const { src } = model;
  for (const a of field.attributes) known(src, a, ['relation', 'ignore'], '@');
  const said = relationOf(model, field);
  const fields = said.get('fields');
  const references = said.get('references');
  const parent = all.get(field.type);
  if (fields === undefined && references === undefined) return null;
  if (fields === undefined || references === undefined || parent === undefined) {
    const missing = fields === undefined ? 'fields' : 'references';
    src.report('spec.missing-key', field.offset, { key: missing, in: `@relation of ${field.name}` });
    return null;
  }
  const [own, theirs] = [namesIn(model, fields, 'fields'), namesIn(model, references, 'references')];
  if (own === null || theirs === null) return null;
  if (own.length !== theirs.length)
    return badValue(src, references, 'references', 'fields and references differ in length');
  const columns = columnsIn(listed, own, model, fields.offset);
  const target = columnsIn(parent, theirs, model, references.offset);
  if (columns === null || target === null) return null;
  // Optional is a relation that says so and whose columns may all be NULL.
  const optional = field.arity === 'optional' && own.every((n) => listed.columns.get(n)?.field.arity === 'optional');
  const map = said.get('map');
  if (map !== undefined && !world.provider.namedForeignKeys) {
    badValue(src, map, 'map', `a foreign key of ${world.provider.name} has no name of its own`);
  }
  const key = foreignKey(
    columns,
    { table: parent.model.table, columns: target },
    {
      name: textOf(src, said, 'map') ?? constraintName(world.provider, model.table.name, columns, 'fkey'),
      onDelete: wordOf(src, said, 'onDelete', actions) ?? (optional ? 'set null' : 'restrict'),
      onUpdate: wordOf(src, said, 'onUpdate', actions) ?? 'cascade',
    },
  );
  return world.foreignKeys ? key : null;
};

interface Side {
  readonly listed: Listed;
  readonly field: Field;
  /** Null: Prisma makes one of the models' names. */
  readonly name: string | null;
}

/** Every table of a relation whose two sides are lists. */
export const joinTables = (
  world: World,
  all: ReadonlyMap<string, Listed>,
): ReadonlyArray<{ readonly table: Table; readonly between: readonly [Listed, Listed]; readonly field: Field }> => {
  const sides = [...all.values()].flatMap((listed) =>
    listed.model.block.fields.flatMap((field): ReadonlyArray<Side> => {
      if (!isRelation(world, field) || field.arity !== 'list') return [];
      return [{ listed, field, name: textOf(listed.model.src, relationOf(listed.model, field), 'name') }];
    }),
  );
  return sides.flatMap((side) => {
    const { listed, field, name } = side;
    const other = all.get(field.type);
    if (other === undefined) return [];
    const back = other.model.block.fields.filter(
      (f) =>
        f !== field &&
        f.type === listed.model.block.name &&
        textOf(other.model.src, relationOf(other.model, f), 'name') === name,
    );
    const [opposite] = back;
    if (opposite === undefined) {
      const why = `model ${other.model.block.name} has no field for the other side`;
      const hint = `Add a field of type ${listed.model.block.name} to model ${other.model.block.name}.`;
      const data = { key: 'a relation', value: `${listed.model.block.name}.${field.name}`, why };
      listed.model.src.report('spec.bad-value', field.offset, data, hint);
      return [];
    }
    if (opposite.arity !== 'list') return [];
    // Both sides come by here: the one whose model, or whose field, is first in the alphabet speaks.
    const [mine, theirs] = [listed.model.block.name, other.model.block.name];
    const first = mine === theirs ? field.name < opposite.name : mine < theirs;
    if (!first) return [];
    const made = asJoinTable(world, side, other);
    return made === null ? [] : [{ table: made, between: [listed, other] as const, field }];
  });
};

const asJoinTable = (world: World, { listed: a, field, name }: Side, b: Listed): Table | null => {
  const { provider } = world;
  const [first, second] = [keyOf(a), keyOf(b)];
  if (first === null || second === null) {
    const data = { key: 'a relation of many to many', value: field.name, why: 'both models need an @id of one field' };
    a.model.src.report('spec.bad-value', field.offset, data, 'Write the table between them as a model.');
    return null;
  }
  const title = cutTo(`_${name ?? `${a.model.block.name}To${b.model.block.name}`}`, provider.maxName);
  const called = (suffix: string): string => `${cutTo(title, provider.maxName - suffix.length)}${suffix}`;
  const key = (of: 'A' | 'B', to: Listed, target: string): ForeignKey =>
    foreignKey(
      [of],
      { table: to.model.table, columns: [target] },
      {
        name: called(`_${of}_fkey`),
        onDelete: 'cascade',
        onUpdate: 'cascade',
      },
    );
  const byKey = provider.joinTable === 'primary key';
  const columns = ['A', 'B'].map((c) => ({ name: c, prefix: null, order: 'asc' as const }));
  return table(qname(title, a.model.table.namespace), [column('A', first.type), column('B', second.type)], {
    primaryKey: byKey ? { name: called('_AB_pkey'), columns } : null,
    indexes: [
      ...(byKey ? [] : [index([indexPart('A'), indexPart('B')], { name: called('_AB_unique'), unique: true })]),
      index([indexPart('B')], { name: called('_B_index') }),
    ],
    foreignKeys: world.foreignKeys ? [key('A', a, first.name), key('B', b, second.name)] : [],
  });
};

const keyOf = ({ columns }: Listed) =>
  [...columns.values()].find(({ field }) => field.attributes.some((a) => a.name === 'id'))?.column ?? null;

/** A field that holds a value → a column. */
import type { ColumnFacet } from '../../../ir/desired.js';
import { type Column, column } from '../../../ir/schema.js';
import { T } from '../../../ir/type.js';
import type { Field } from './ast.js';
import { asDefault } from './default.js';
import { asType } from './type.js';
import { columnName, known, type Model, type World } from './world.js';

export interface ColumnSaid {
  readonly field: Field;
  readonly column: Column;
  readonly unstated: ReadonlyArray<ColumnFacet>;
}

/** What a Prisma schema has no words for. */
const nothingStated: ReadonlyArray<ColumnFacet> = [
  'generated',
  'collation',
  'charset',
  'comment',
  'onUpdate',
  'invisible',
];

const fieldAttributes = ['id', 'unique', 'default', 'updatedAt', 'map', 'ignore', 'shardKey'];

export const asColumn = (world: World, model: Model, field: Field): ColumnSaid | null => {
  const { src } = model;
  const { provider } = world;
  const native = field.attributes.find((a) => a.name.startsWith(`${world.datasource}.`));
  for (const a of field.attributes) if (a !== native) known(src, a, fieldAttributes, '@');
  const said = asType(world, model, field, native ?? null);
  if (said === null) return null;
  if (field.arity === 'list' && !provider.lists) {
    const data = { engine: provider.name, what: 'lists of values', column: field.name, table: model.block.name };
    src.report('dialect.unsupported', field.typeOffset, data, 'Use a relation, or a Json field.');
    return null;
  }
  const value = asDefault(world, model, field, said);
  const name = columnName(src, field);
  const made = column(name, field.arity === 'list' ? T.native(`${said.spelling}[]`) : said.type, {
    nullable: field.arity !== 'one',
    default: value.default,
    identity: value.counts
      ? provider.autoincrement === 'serial'
        ? { kind: 'Serial', sequence: null }
        : { kind: 'AutoIncrement' }
      : null,
  });
  return { field, column: made, unstated: value.stated ? nothingStated : ['default', ...nothingStated] };
};

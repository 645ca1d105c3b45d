/** The table of ancestors and descendants of a closure-table tree. https://typeorm.io/docs/entity/tree-entities */
import { type Reporter, reportExpected } from '../typescript/options.js';
import { textOf, type Value } from '../typescript/value.js';
import { noColumnOptions, type TreeArgs } from './args.js';
import type { Column } from './column.js';
import type { Driver } from './driver.js';
import { type BuiltKey, type Entity, primaryOf } from './entity.js';
import { makeColumn } from './make-column.js';

/** `column => 'ancestor_' + column.propertyName` */
const nameFrom = (r: Reporter, said: Value | null, of: Column, otherwise: string, entity: string): string => {
  if (said === null) return otherwise;
  const at = said.at;
  const literal = (value: string): Value => ({ kind: 'Literal', value, at });
  const column: Value = {
    kind: 'Map',
    entries: new Map([
      ['propertyName', { value: literal(of.property), at }],
      ['databaseName', { value: literal(of.name), at }],
    ]),
    open: null,
    at,
  };
  const made = said.kind === 'Function' ? said.apply([column]) : said;
  const name = textOf(made);
  if (name === null) reportExpected(r, { what: 'the column names of @Tree', entity }, made, 'a text');
  return name ?? otherwise;
};

export const closureTable = (r: Reporter, driver: Driver, entity: Entity, tree: TreeArgs): Entity => {
  const columns: Column[] = [];
  const add = (of: Column, property: string): Column => {
    const column = makeColumn(driver, {
      property,
      mode: 'virtual',
      options: {
        ...noColumnOptions,
        primary: true,
        length: of.length,
        type: of.type,
        unsigned: of.unsigned,
        precision: of.precision,
        scale: of.scale,
        width: of.width,
        charset: of.charset,
        collation: of.collation,
      },
      owner: null,
      embedded: null,
      at: entity.at,
    });
    columns.push(column);
    return column;
  };
  for (const key of primaryOf(entity)) {
    add(key, nameFrom(r, tree.ancestor, key, `${key.property}_ancestor`, entity.name));
    add(key, nameFrom(r, tree.descendant, key, `${key.property}_descendant`, entity.name));
  }
  const [ancestor, descendant] = columns;
  const ends = [ancestor, descendant].flatMap((c) => (c === undefined ? [] : [c]));
  const level = entity.columns.find((c) => c.isTreeLevel);
  if (level !== undefined)
    columns.push(
      makeColumn(driver, {
        property: 'level',
        mode: 'virtual',
        options: { ...noColumnOptions, type: driver.counter },
        owner: null,
        embedded: null,
        at: entity.at,
      }),
    );
  const name = `${tree.tableName ?? entity.tableName}_closure`;
  const schema = tree.tableSchema ?? entity.args.schema;
  const key = (c: Column): BuiltKey => ({
    name: null,
    columns: [c],
    to: entity,
    referenced: primaryOf(entity),
    onDelete: 'CASCADE',
    onUpdate: null,
    deferrable: null,
    at: entity.at,
  });
  return {
    name,
    at: entity.at,
    owner: null,
    args: { ...entity.args, name, schema, comment: null, engine: null, withoutRowid: false },
    tableName: name,
    space: driver.space === 'schema' ? schema : entity.args.database,
    line: [],
    columns,
    relations: [],
    indices: [],
    uniques: [],
    checks: [],
    foreignKeys: [],
    keys: ends.map(key),
    builtIndices: ends.map((c) => ({ name: null, made: null, columns: [c] })),
    builtUniques: [],
    askedBy: entity.name,
    discriminator: null,
  };
};

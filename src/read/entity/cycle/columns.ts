/** `#[Column]` on properties, on classes, in `columns:` and in `#[Table]`. */
import type { Position } from '../../../ir/problem.js';
import { argumentsOf, type Nested, objects, textArgument, truth, type Written } from './arguments.js';
import type { Field } from './definition.js';
import { tableize } from './inflect.js';
import { annotation, attributeOf, attributesOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import type { PhpValue } from './php/value.js';
import { allProperties, parentsOf } from './php/world.js';
import { type Context, valueIn } from './report.js';

const parameters = [
  'type',
  'name',
  'property',
  'primary',
  'nullable',
  'default',
  'typecast',
  'castDefault',
  'readonlySchema',
  '...',
];

interface Column extends Omit<Field, 'column' | 'owner'> {
  readonly name: string | null;
  readonly property: string | null;
}

const columnOf = (c: Context, w: Written): Column | null => {
  const a = argumentsOf(c, w, parameters);
  const type = textArgument(c, a, 'type');
  if (type === null) {
    if (!a.given.has('type')) c.report('spec.missing-key', w.at, { key: 'type', in: '#[Column]' });
    return null;
  }
  const value = a.given.get('default');
  const given = value === undefined ? null : valueIn(c, value, w.within, 'default of Column');
  const attributes = new Map<string, PhpValue>();
  for (const [name, node] of a.others) {
    const said = valueIn(c, node, w.within, `${name} of Column`);
    if (said !== null) attributes.set(name, said);
  }
  return {
    name: textArgument(c, a, 'name'),
    property: textArgument(c, a, 'property'),
    type,
    primary: truth(c, a, 'primary', false),
    nullable: truth(c, a, 'nullable', false),
    value: given?.kind === 'null' ? null : given,
    castDefault: truth(c, a, 'castDefault', false),
    readonlySchema: truth(c, a, 'readonlySchema', false),
    attributes,
    at: w.at,
  };
};

const fieldOf = ({ name, property, ...rest }: Column, fallback: string, owner: string, at: Position): Field => ({
  ...rest,
  column: name ?? tableize(fallback),
  owner,
  at,
});

/** The class of the entity that a property counts to: the topmost entity between the class and the one that declares it. */
const owningEntity = (c: Context, of: PhpClass, declaredBy: PhpClass): string => {
  let owner = of;
  for (const at of [of, ...parentsOf(of, c.world)]) {
    if (at !== of && attributeOf(at, annotation.entity) !== null) owner = at;
    if (at === declaredBy) break;
  }
  return owner.name;
};

export const propertyFields = (c: Context, of: PhpClass): Map<string, Field> => {
  const fields = new Map<string, Field>();
  for (const p of allProperties(of, c.world)) {
    const written = p.attributes.find((a) => a.name === annotation.column);
    const column = written === undefined ? null : columnOf(c, { ...written, within: p.within });
    if (column !== null) fields.set(p.name, fieldOf(column, p.name, owningEntity(c, of, p.declaredBy), p.at));
  }
  return fields;
};

/** Columns without a property of their own, by the property's name. */
export const namedColumns = (c: Context, written: ReadonlyArray<Nested>, owner: PhpClass): Map<string, Field> => {
  const fields = new Map<string, Field>();
  for (const w of written) {
    const column = columnOf(c, w);
    if (column === null) continue;
    const property = column.property ?? w.key;
    const name = column.name ?? property;
    if (name === null) c.report('spec.missing-key', w.at, { key: 'name', in: '#[Column] of a class' });
    else fields.set(property ?? name, fieldOf(column, name, owner.name, w.at));
  }
  return fields;
};

/** What `#[Table(columns: …)]` and `#[Column]` of a class say. */
export const classColumns = (c: Context, of: PhpClass, owner: PhpClass): Map<string, Field> => {
  const table = attributeOf(of, annotation.table);
  const listed =
    table === null ? [] : objects(c, argumentsOf(c, table, ['columns', 'primary', 'indexes']), 'columns', 'Column');
  const written = attributesOf(of, annotation.column).map((w) => ({ ...w, key: null }));
  return new Map([...namedColumns(c, listed, owner), ...namedColumns(c, written, owner)]);
};

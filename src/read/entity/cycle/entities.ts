/** Classes with `#[Entity]` as entities. Follows Cycle's annotated package, version 4. */
import { argumentsOf, objects, textArgument, textList, truth, type Written } from './arguments.js';
import { namedColumns, propertyFields } from './columns.js';
import type { Entity, ForeignKeyRule } from './definition.js';
import { camelize, tableOf } from './inflect.js';
import { annotation, attributeOf, attributesOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import { shortName } from './php/scope.js';
import { allProperties, parentsOf } from './php/world.js';
import { embeddedOf, relationsOf } from './relation-attributes.js';
import type { Context } from './report.js';

const parameters = [
  'role',
  'mapper',
  'repository',
  'table',
  'readonlySchema',
  'database',
  'source',
  'typecast',
  'scope',
  'columns',
  'foreignKeys',
  'constrain',
];

export const isEntity = (of: PhpClass): boolean => of.kind === 'class' && attributeOf(of, annotation.entity) !== null;

export const entityOf = (c: Context, of: PhpClass): Entity | null => {
  const written = attributeOf(of, annotation.entity);
  if (written === null) return null;
  const a = argumentsOf(c, written, parameters);
  const role = textArgument(c, a, 'role') ?? camelize(shortName(of.name));
  const fields = propertyFields(c, of);
  // Columns that an entity above lists are its own too.
  const lists = [of, ...parentsOf(of, c.world).filter((p) => isEntity(p))].map((owner) => {
    const entity = owner === of ? written : attributeOf(owner, annotation.entity);
    return entity === null ? [] : objects(c, argumentsOf(c, entity, parameters), 'columns', 'Column');
  });
  for (const list of lists) for (const [name, field] of namedColumns(c, list, of)) fields.set(name, field);
  const listedKeys = objects(c, a, 'foreignKeys', 'ForeignKey').flatMap((w) => foreignKeyOf(c, w, null) ?? []);
  return {
    of,
    role,
    table: textArgument(c, a, 'table') ?? tableOf(role),
    database: textArgument(c, a, 'database'),
    readonlySchema: truth(c, a, 'readonlySchema', false),
    fields,
    relations: relationsOf(c, of),
    embedded: embeddedOf(c, of),
    foreignKeys: [...listedKeys, ...ownForeignKeys(c, of)],
    modifiers: of.attributes.filter((m) => m.name.startsWith(annotation.behavior)).map((m) => ({ ...m, within: of })),
    related: ['mapper', 'repository', 'source', 'scope', 'constrain'].flatMap((name) => textArgument(c, a, name) ?? []),
    at: of.at,
  };
};

const ownForeignKeys = (c: Context, of: PhpClass): ReadonlyArray<ForeignKeyRule> => [
  ...attributesOf(of, annotation.foreignKey).flatMap((w) => foreignKeyOf(c, w, null) ?? []),
  ...allProperties(of, c.world).flatMap((p) =>
    p.attributes
      .filter((x) => x.name === annotation.foreignKey)
      .flatMap((x) => foreignKeyOf(c, { ...x, within: p.within }, p.name) ?? []),
  ),
];

const foreignKeyOf = (c: Context, w: Written, property: string | null): ForeignKeyRule | null => {
  const a = argumentsOf(c, w, ['target', 'innerKey', 'outerKey', 'action', 'indexCreate']);
  const target = textArgument(c, a, 'target');
  const inner = textList(c, a, 'innerKey') ?? (property === null ? null : [property]);
  if (target === null || inner === null) {
    const key = target === null ? 'target' : 'innerKey';
    if (!a.given.has(key)) c.report('spec.missing-key', w.at, { key, in: '#[ForeignKey]' });
    return null;
  }
  return {
    target,
    inner,
    outer: textList(c, a, 'outerKey') ?? [],
    action: textArgument(c, a, 'action') ?? 'CASCADE',
    indexCreate: truth(c, a, 'indexCreate', true),
    within: w.within,
    at: w.at,
  };
};

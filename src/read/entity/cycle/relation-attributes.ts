/** The attributes that make a property a relation. */
import { argumentsOf, objects, textArgument, textList, truth, type Written, wholeNumber } from './arguments.js';
import type { Embedded, Relation, RelationType } from './definition.js';
import { annotation, attributeOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import { allProperties, type OwnedProperty, parentsOf } from './php/world.js';
import type { Context } from './report.js';

const toOne = ['target', 'innerKey', 'outerKey', 'cascade', 'nullable'];
const keys = ['fkCreate', 'fkAction', 'fkOnDelete', 'indexCreate'];
const morph = ['morphKey', 'morphKeyLength', 'indexCreate'];

interface Kind {
  readonly parameters: ReadonlyArray<string>;
  readonly nullable: boolean;
}

/** Parameters in the order of the constructors. */
const kinds: Readonly<Record<RelationType, Kind>> = {
  belongsTo: { parameters: [...toOne, ...keys, 'load', 'inverse'], nullable: false },
  hasOne: { parameters: [...toOne, ...keys, 'load', 'inverse'], nullable: false },
  refersTo: {
    parameters: ['target', 'cascade', 'nullable', 'innerKey', 'outerKey', ...keys, 'load', 'inverse'],
    nullable: false,
  },
  hasMany: {
    parameters: [...toOne, 'where', 'orderBy', ...keys, 'collection', 'load', 'inverse'],
    nullable: false,
  },
  manyToMany: {
    parameters: [
      'target',
      'through',
      'innerKey',
      'outerKey',
      'throughInnerKey',
      'throughOuterKey',
      'cascade',
      'nullable',
      'where',
      'orderBy',
      'throughWhere',
      ...keys,
      'collection',
      'load',
      'inverse',
    ],
    nullable: false,
  },
  belongsToMorphed: {
    parameters: ['target', 'cascade', 'nullable', 'innerKey', 'outerKey', ...morph, 'load', 'inverse'],
    nullable: true,
  },
  morphedHasOne: {
    parameters: ['target', 'cascade', 'nullable', 'innerKey', 'outerKey', ...morph, 'load', 'inverse'],
    nullable: false,
  },
  morphedHasMany: {
    parameters: [
      'target',
      'cascade',
      'nullable',
      'innerKey',
      'outerKey',
      ...morph,
      'where',
      'collection',
      'load',
      'inverse',
    ],
    nullable: true,
  },
};

const types: Readonly<Record<string, RelationType>> = {
  BelongsTo: 'belongsTo',
  RefersTo: 'refersTo',
  HasOne: 'hasOne',
  HasMany: 'hasMany',
  ManyToMany: 'manyToMany',
  'Morphed\\BelongsToMorphed': 'belongsToMorphed',
  'Morphed\\MorphedHasOne': 'morphedHasOne',
  'Morphed\\MorphedHasMany': 'morphedHasMany',
};

const typeOf = (name: string): RelationType | null => {
  if (!name.startsWith(annotation.relation)) return null;
  const short = name.slice(annotation.relation.length);
  return Object.hasOwn(types, short) ? (types[short] ?? null) : null;
};

const isType = (word: string): word is RelationType => Object.hasOwn(kinds, word);

/** A relation that an entity above declares is that entity's. */
const isOwn = (c: Context, of: PhpClass, p: OwnedProperty): boolean =>
  p.declaredBy === of ||
  !parentsOf(of, c.world).some(
    (above) =>
      attributeOf(above, annotation.entity) !== null &&
      (above === p.declaredBy || parentsOf(above, c.world).includes(p.declaredBy)),
  );

export const relationsOf = (c: Context, of: PhpClass): Map<string, Relation> => {
  const relations = new Map<string, Relation>();
  for (const p of allProperties(of, c.world).filter((each) => isOwn(c, of, each))) {
    for (const a of p.attributes) {
      const type = typeOf(a.name);
      const inverse = p.attributes.find((x) => x.name === annotation.inverse);
      const beside = inverse === undefined ? null : { ...inverse, within: p.within };
      const relation = type === null ? null : relationOf(c, type, { ...a, within: p.within }, beside);
      if (relation !== null) relations.set(p.name, relation);
    }
  }
  return relations;
};

const relationOf = (c: Context, type: RelationType, w: Written, beside: Written | null): Relation | null => {
  const kind = kinds[type];
  const a = argumentsOf(c, w, kind.parameters);
  const target = textArgument(c, a, 'target');
  if (target === null) {
    if (!a.given.has('target')) c.report('spec.missing-key', w.at, { key: 'target', in: `#[${a.short}]` });
    return null;
  }
  const inverse = objects(c, a, 'inverse', 'Inverse')[0] ?? beside;
  return {
    type,
    target,
    nullable: truth(c, a, 'nullable', kind.nullable),
    innerKey: textList(c, a, 'innerKey'),
    outerKey: textList(c, a, 'outerKey'),
    through: textArgument(c, a, 'through'),
    throughInnerKey: textList(c, a, 'throughInnerKey'),
    throughOuterKey: textList(c, a, 'throughOuterKey'),
    morphKey: textArgument(c, a, 'morphKey'),
    morphKeyLength: wholeNumber(c, a, 'morphKeyLength', 32),
    fkCreate: truth(c, a, 'fkCreate', true),
    fkAction: textArgument(c, a, 'fkAction') ?? 'CASCADE',
    fkOnDelete: textArgument(c, a, 'fkOnDelete'),
    indexCreate: truth(c, a, 'indexCreate', true),
    inverse: inverse === null ? null : inverseOf(c, inverse),
    within: w.within,
    at: w.at,
  };
};

const inverseOf = (c: Context, w: Written): Relation['inverse'] => {
  const a = argumentsOf(c, w, ['as', 'type', 'load']);
  const [name, type] = [textArgument(c, a, 'as'), textArgument(c, a, 'type')];
  return name === null || type === null || !isType(type) ? null : { name, type };
};

export const embeddedOf = (c: Context, of: PhpClass): Map<string, Embedded> => {
  const all = new Map<string, Embedded>();
  for (const p of allProperties(of, c.world).filter((each) => isOwn(c, of, each))) {
    const written = p.attributes.find((a) => a.name === annotation.embedded);
    if (written === undefined) continue;
    const a = argumentsOf(c, { ...written, within: p.within }, ['target', 'load', 'prefix']);
    const target = textArgument(c, a, 'target');
    if (target !== null)
      all.set(p.name, { target, prefix: textArgument(c, a, 'prefix'), within: p.within, at: written.at });
  }
  return all;
};

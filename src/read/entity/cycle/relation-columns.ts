/** Where a relation's columns are and what they are called; the missing ones are added to the entity that holds them. */
import type { Entity, Field, Relation } from './definition.js';
import { isPrimary } from './draft.js';
import { isA } from './php/world.js';
import type { Registry } from './registry.js';
import type { Context } from './report.js';

export interface Computed {
  readonly relation: Relation;
  /** The entity whose table has the columns. */
  readonly holder: Entity;
  readonly columns: ReadonlyArray<string>;
  /** What they refer to; null where it may be one of several. */
  readonly other: Entity | null;
  readonly outer: ReadonlyArray<string>;
  /** The other half of a pivot. */
  readonly second: (Pick<Computed, 'columns' | 'outer'> & { readonly other: Entity }) | null;
  readonly morph: string | null;
}

/** Properties of the primary key, in order. */
export const keyProperties = (e: Entity): ReadonlyArray<string> =>
  [...e.fields].filter(([, f]) => isPrimary(f)).map(([name]) => name);

const columnsIn = (e: Entity, properties: ReadonlyArray<string>): ReadonlyArray<string> =>
  properties.map((p) => e.fields.get(p)?.column ?? p);

const given = (e: Entity, names: ReadonlyArray<string> | null): ReadonlyArray<string> | null =>
  names === null ? null : asProperties(e, names);

/** Where a key is given, a column's name may stand for its property; a name that is made is one of its own. */
const asProperties = (e: Entity, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => (e.fields.has(name) ? name : ([...e.fields].find(([, f]) => f.column === name)?.[0] ?? name)));

export const compute = (
  c: Context,
  r: Registry,
  source: Entity,
  name: string,
  relation: Relation,
): ReadonlyArray<Computed> | null => {
  if (relation.type === 'belongsToMorphed') return morphed(c, r, source, name, relation);
  const target = found(c, r, relation.target, source, name, relation);
  if (target === null) return null;
  switch (relation.type) {
    case 'belongsTo':
    case 'refersTo': {
      const outer = keysOf(c, target, relation.outerKey, relation);
      const inner = given(source, relation.innerKey) ?? outer.map((k) => `${name}_${k}`);
      return linked(c, relation, source, inner, target, outer);
    }
    case 'hasOne':
    case 'hasMany': {
      const inner = keysOf(c, source, relation.innerKey, relation);
      const outer = given(target, relation.outerKey) ?? inner.map((k) => `${source.role}_${k}`);
      return linked(c, relation, target, outer, source, inner);
    }
    case 'morphedHasOne':
    case 'morphedHasMany': {
      const inner = keysOf(c, source, relation.innerKey, relation);
      const outer = given(target, relation.outerKey) ?? inner.map((k) => `${name}_${k}`);
      const made = linked(c, relation, target, outer, source, inner);
      const morph = morphColumn(target, relation.morphKey ?? `${name}_role`, relation);
      return made?.map((m) => ({ ...m, other: null, morph })) ?? null;
    }
    case 'manyToMany':
      return pivot(c, r, source, target, name, relation);
  }
};

const found = (
  c: Context,
  r: Registry,
  wanted: string,
  source: Entity,
  name: string,
  relation: Relation,
): Entity | null =>
  r.find(wanted, relation.within) ??
  c.report(
    'entity.unresolved',
    relation.at,
    { name: wanted, what: `the relation ${name}`, entity: source.of.name },
    'Name the folder with all entities, or add the file.',
  );

const keysOf = (
  c: Context,
  e: Entity,
  asked: ReadonlyArray<string> | null,
  relation: Relation,
): ReadonlyArray<string> => {
  const keys = asked === null ? keyProperties(e) : asProperties(e, asked);
  if (keys.length === 0)
    c.report('entity.invalid', relation.at, { what: 'the relation', entity: e.of.name, why: 'it has no primary key' });
  return keys;
};

/** Makes sure that `holder` has a column for each key of `other`. */
const linked = (
  c: Context,
  relation: Relation,
  holder: Entity,
  properties: ReadonlyArray<string>,
  other: Entity,
  outer: ReadonlyArray<string>,
): ReadonlyArray<Computed> | null => {
  if (properties.length !== outer.length) {
    const why = `it has ${properties.length} columns for ${outer.length}`;
    return c.report('entity.invalid', relation.at, { what: 'the relation', entity: holder.of.name, why });
  }
  for (const [i, property] of properties.entries()) {
    const to = outer[i] ?? '';
    const field = other.fields.get(to);
    if (field === undefined) {
      c.report('entity.unknown', relation.at, { kind: 'property', name: to, in: other.of.name });
      return null;
    }
    ensureField(holder, property, field, relation);
  }
  const columns = columnsIn(holder, properties);
  return [{ relation, holder, columns, other, outer: columnsIn(other, outer), second: null, morph: null }];
};

const plain: Readonly<Record<string, string>> = { primary: 'int', bigPrimary: 'bigint', smallPrimary: 'smallint' };

const ensureField = (holder: Entity, name: string, like: Field, relation: Relation): void => {
  if (holder.fields.has(name)) return;
  holder.fields.set(name, {
    column: name,
    type: plain[like.type] ?? like.type,
    primary: false,
    nullable: relation.nullable,
    value: null,
    castDefault: false,
    readonlySchema: false,
    attributes: like.attributes,
    owner: holder.of.name,
    at: relation.at,
  });
};

const morphColumn = (holder: Entity, name: string, relation: Relation): string => {
  const known = holder.fields.get(name);
  if (known !== undefined) return known.column;
  const text = { type: `string(${relation.morphKeyLength})`, attributes: new Map() };
  const like: Field = {
    column: name,
    primary: false,
    nullable: false,
    value: null,
    castDefault: false,
    ...text,
    readonlySchema: false,
    owner: '',
    at: relation.at,
  };
  ensureField(holder, name, like, relation);
  return name;
};

const morphed = (
  c: Context,
  r: Registry,
  source: Entity,
  name: string,
  relation: Relation,
): ReadonlyArray<Computed> | null => {
  const full = relation.target.replaceAll('/', '\\').replace(/^\\/, '');
  const names = [full, `${relation.within.scope.namespace}\\${full}`];
  const targets = r.entities.filter((e) => names.some((n) => isA(e.of, n, c.world)));
  const [first] = targets;
  if (first === undefined) {
    const data = { name: relation.target, what: `an entity that implements it for ${name}`, entity: source.of.name };
    return c.report('entity.unresolved', relation.at, data, 'Name the folder with all entities.');
  }
  const keys = keyProperties(first);
  const other = targets.find((t) => keyProperties(t).join() !== keys.join());
  if (other !== undefined) {
    const why = `${first.of.name} and ${other.of.name} have different primary keys`;
    return c.report('entity.invalid', relation.at, { what: `the relation ${name}`, entity: source.of.name, why });
  }
  const outer = relation.outerKey ?? keys;
  const inner = given(source, relation.innerKey) ?? outer.map((k) => `${name}_${k}`);
  const made = linked(c, relation, source, inner, first, outer);
  const morph = morphColumn(source, relation.morphKey ?? `${name}_role`, relation);
  return made?.map((m) => ({ ...m, other: null, morph })) ?? null;
};

const pivot = (
  c: Context,
  r: Registry,
  source: Entity,
  target: Entity,
  name: string,
  relation: Relation,
): ReadonlyArray<Computed> | null => {
  if (relation.through === null)
    return c.report('spec.missing-key', relation.at, { key: 'through', in: '#[ManyToMany]' });
  const through = found(c, r, relation.through, source, name, relation);
  if (through === null) return null;
  const inner = keysOf(c, source, relation.innerKey, relation);
  const outer = keysOf(c, target, relation.outerKey, relation);
  const toSource = given(through, relation.throughInnerKey) ?? inner.map((k) => `${source.role}_${k}`);
  const toTarget = given(through, relation.throughOuterKey) ?? outer.map((k) => `${target.role}_${k}`);
  const a = linked(c, relation, through, toSource, source, inner);
  const b = linked(c, relation, through, toTarget, target, outer);
  const [first] = a ?? [];
  const [second] = b ?? [];
  if (first === undefined || second === undefined) return null;
  return [{ ...first, second: { columns: second.columns, other: target, outer: second.outer } }];
};

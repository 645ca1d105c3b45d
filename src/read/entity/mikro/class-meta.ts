/** A class → what its decorators say. https://mikro-orm.io/docs/defining-entities */
import { lookup } from '../../../ir/record.js';
import { extendsItself } from '../typescript/ancestry.js';
import { decoratorsFrom, type Named } from '../typescript/decorators.js';
import { type Options, type Reporter, readOptions, report, reportComputed } from '../typescript/options.js';
import { propertiesOf } from '../typescript/paths.js';
import type { Program } from '../typescript/scope.js';
import { type ClassInfo, type ClassMember, textOf, type Value } from '../typescript/value.js';
import { infer } from './infer.js';
import type { CheckSaid, IndexSaid, Kind, Meta, Prop } from './meta.js';
import { makeProp, memberName, withEntries } from './prop.js';

export const isMikro = (from: string): boolean => from.startsWith('@mikro-orm/');

export type MetaOf = (c: ClassInfo) => Meta;

const entityKeys =
  'tableName,collection,schema,discriminatorColumn,discriminatorMap,discriminatorValue,forceConstructor,comment,abstract,readonly,virtual,hasTriggers,expression,repository,name,prefixMode,strategy,orderBy,polymorphic,view'.split(
    ',',
  );

/** What a class or a schema says of its table. */
export const tableOf = (
  o: Options | null,
  name: string,
): Pick<
  Meta,
  | 'schema'
  | 'given'
  | 'comment'
  | 'discriminatorColumn'
  | 'discriminatorMap'
  | 'discriminatorValue'
  | 'abstract'
  | 'virtual'
> => {
  const given = o?.text('tableName') ?? o?.text('collection') ?? null;
  const [first = '', second] = given?.split('.') ?? [];
  const map = o?.value('discriminatorMap');
  const value = o?.value('discriminatorValue');
  return {
    schema: o?.text('schema') ?? (second === undefined ? null : first),
    given: second === undefined ? given : second,
    comment: o?.text('comment') ?? null,
    discriminatorColumn: o?.text('discriminatorColumn') ?? null,
    discriminatorMap: map?.kind === 'Map' ? [...map.entries.keys()] : null,
    discriminatorValue: value?.kind === 'Literal' && value.value !== null ? String(value.value) : null,
    abstract: (o?.flag('abstract') ?? false) || name === '',
    virtual: (o?.flag('virtual') ?? false) || (o?.has('expression') ?? false),
  };
};

export const metas = (r: Reporter, program: Program): MetaOf => {
  const known = new Map<ClassInfo, Meta>();
  const metaOf: MetaOf = (c) => known.get(c) ?? read(r, program, c, metaOf, (m) => known.set(c, m));
  return metaOf;
};

const read = (r: Reporter, program: Program, c: ClassInfo, metaOf: MetaOf, note: (m: Meta) => void): Meta => {
  const decorators = decoratorsFrom(r, c.name, isMikro, c.decorators);
  const entity = decorators.find((d) => d.name === 'Entity');
  const said = entity?.args[0];
  const o = said === undefined ? null : readOptions(r, { what: '@Entity', entity: c.name }, said, entityKeys);
  const embeddable = decorators.find((d) => d.name === 'Embeddable');
  const embedded = embeddable?.args[0];
  const e =
    embedded === undefined ? null : readOptions(r, { what: '@Embeddable', entity: c.name }, embedded, entityKeys);
  if (e?.has('discriminatorColumn') === true) {
    const data = {
      what: '@Embeddable',
      entity: c.name,
      why: 'an embedded property of several classes is not understood',
    };
    report(r, 'entity.unsupported', c.at, data);
  }
  const meta: Meta = {
    name: c.name,
    identity: c,
    class: c,
    at: c.at,
    isEntity: entity !== undefined,
    embeddable: embeddable !== undefined,
    parent: parentOf(r, c, metaOf),
    ...tableOf(o, c.name),
    properties: new Map(),
    indexes: [],
    uniques: [],
    checks: [],
    tableName: '',
    askedBy: c.name,
    isPivot: false,
  };
  note(meta);
  for (const d of decorators) readClassPart(r, d, meta);
  for (const member of c.members)
    if (!member.isStatic)
      for (const d of decoratorsFrom(r, `${c.name}.${member.name}`, isMikro, member.decorators))
        readMember(r, program, c, member, d, meta);
  return meta;
};

const parentOf = (r: Reporter, c: ClassInfo, metaOf: MetaOf): Meta | null => {
  const { parent } = c;
  if (parent === null || parent.kind === 'Global') return null;
  if (parent.kind === 'Class') {
    if (!extendsItself(c)) return metaOf(parent.class);
    return report(r, 'entity.invalid', c.at, { what: 'the class', entity: c.name, why: 'it extends itself' });
  }
  if (parent.kind !== 'Foreign') {
    return reportComputed(
      r,
      { what: 'the class that it extends', entity: c.name },
      parent,
      'Extend a class of a file that is read.',
    );
  }
  if (isMikro(parent.from)) return null;
  const data = { name: parent.from, what: `the class ${c.name}, which extends ${parent.name},`, entity: c.name };
  return report(r, 'entity.unresolved', c.at, data, 'Give that file too: its columns are columns of this class.');
};

const indexKeys = ['name', 'properties', 'options', 'expression', 'type', 'deferMode'];

/** Null when it cannot be read; what is wrong has been said. */
export const indexOf = (
  r: Reporter,
  said: Value | undefined,
  entity: string,
  property: string | null,
  at: IndexSaid['at'],
): IndexSaid | null => {
  const subject = { what: 'an index', entity };
  const o = said === undefined ? null : readOptions(r, subject, said, indexKeys);
  if (o?.has('expression') === true) {
    const data = { ...subject, why: 'it is written as a statement of SQL' };
    return report(r, 'entity.unsupported', at, data, 'Keep it in a migration of your own.');
  }
  const list = o?.value('properties');
  const single = textOf(list);
  const properties =
    list === undefined
      ? property === null
        ? []
        : [property]
      : single !== null
        ? [single]
        : (propertiesOf(r, subject, list) ?? []);
  const options = o?.value('options');
  if (options !== undefined && !(options.kind === 'Map' && options.entries.size === 0)) {
    report(r, 'entity.unsupported', at, {
      what: 'options of an index',
      entity,
      why: 'they are for drivers that are not read',
    });
  }
  const defer = memberName(o?.value('deferMode'));
  return {
    name: o?.text('name') ?? null,
    properties,
    type: o?.text('type') ?? null,
    deferMode: defer === null ? null : /DEFERRED/i.test(defer) ? 'deferred' : 'immediate',
    at,
  };
};

export const checkOf = (
  r: Reporter,
  said: Value | undefined,
  entity: string,
  property: string | null,
  at: CheckSaid['at'],
): CheckSaid | null => {
  const o =
    said === undefined ? null : readOptions(r, { what: 'a check', entity }, said, ['name', 'property', 'expression']);
  const expression = o?.value('expression');
  if (o === null || expression === undefined)
    return report(r, 'entity.invalid', at, { what: 'a check', entity, why: 'it has no expression' });
  return { name: o.text('name'), property: o.text('property') ?? property, expression, at };
};

/** Of the program alone; a hook is a method's. */
const classOnly: ReadonlySet<string> = new Set(['Entity', 'Embeddable', 'Filter', 'Subscriber']);

const readClassPart = (r: Reporter, d: Named, meta: Meta): void => {
  if (classOnly.has(d.name)) return;
  readPart(r, d, meta, null);
};

/** Indexes and checks, of a class or of one property. */
const readPart = (r: Reporter, d: Named, meta: Meta, property: string | null): void => {
  const [said] = d.args;
  switch (d.name) {
    case 'Index':
    case 'Unique': {
      const index = indexOf(r, said, meta.name, property, d.at);
      if (index !== null) (d.name === 'Unique' ? meta.uniques : meta.indexes).push(index);
      return;
    }
    case 'Check': {
      const check = checkOf(r, said, meta.name, property, d.at);
      if (check !== null) meta.checks.push(check);
      return;
    }
    default:
      report(r, 'entity.unsupported', d.at, { what: `@${d.name}`, entity: meta.name });
  }
};

const isMap = (v: Value | undefined): boolean => v?.kind === 'Map';

const relations: Readonly<Record<string, Kind>> = {
  ManyToOne: 'm:1',
  OneToOne: '1:1',
  OneToMany: '1:m',
  ManyToMany: 'm:n',
};

const hook = /^(?:On|Before|After)[A-Z]/;

const readMember = (r: Reporter, program: Program, c: ClassInfo, member: ClassMember, d: Named, meta: Meta): void => {
  if (member.kind === 'method' || hook.test(d.name)) return;
  const kind = lookup(relations, d.name) ?? (d.name === 'Embedded' ? 'embedded' : null);
  const [first, second, third] = d.args;
  const none: Value = { kind: 'Map', entries: new Map(), open: null, at: d.at };
  const literal = (value: boolean): Value => ({ kind: 'Literal', value, at: d.at });
  const build = (said: Value, of: Kind): void => {
    const prop = makeProp(r, member.name, said, c.name, `@${d.name}`, of, member.at);
    if (prop === null) return;
    infer(r, program, c, member, prop);
    put(meta, prop);
  };
  if (kind !== null) {
    // (options) · (entity, options) · (entity, mappedBy, options)
    const said = isMap(first) ? first : (d.args.find(isMap) ?? none);
    const inverse = !isMap(first) && second !== undefined && !isMap(second) ? second : undefined;
    const more: Array<readonly [string, Value]> = [];
    if (first !== undefined && !isMap(first)) more.push(['entity', first]);
    if (inverse !== undefined && !(inverse.kind === 'Literal' && inverse.value === undefined))
      more.push(['mappedBy', inverse]);
    build(withEntries(third !== undefined && isMap(third) ? third : said, d.at, more), kind);
    return;
  }
  switch (d.name) {
    case 'Property':
      build(first ?? none, 'scalar');
      return;
    case 'PrimaryKey':
      build(withEntries(first, d.at, [['primary', literal(true)]]), 'scalar');
      return;
    case 'SerializedPrimaryKey':
    case 'Formula':
      return;
    case 'Enum': {
      const items: ReadonlyArray<readonly [string, Value]> =
        first !== undefined && !isMap(first) ? [['items', first]] : [];
      build(withEntries(isMap(first) ? first : undefined, d.at, [['enum', literal(true)], ...items]), 'scalar');
      return;
    }
    default:
      readPart(r, d, meta, member.name);
  }
};

/** A check of a property belongs to the table. */
export const put = (meta: Meta, prop: Prop): void => {
  meta.properties.set(prop.name, prop);
  if (prop.check !== null) meta.checks.push({ name: null, property: prop.name, expression: prop.check, at: prop.at });
};

/** Entities without decorators: `defineEntity({ … })` and `new EntitySchema({ … })`. https://mikro-orm.io/docs/define-entity */
import { lookup } from '../../../ir/record.js';
import { type Options, type Reporter, readOptions, reportExpected } from '../typescript/options.js';
import type { Program } from '../typescript/scope.js';
import { type ClassMember, type Entry, textOf, type Value } from '../typescript/value.js';
import { checkOf, indexOf, isMikro, type MetaOf, put, tableOf } from './class-meta.js';
import { infer } from './infer.js';
import type { Meta } from './meta.js';
import { makeProp } from './prop.js';

const schemaKeys =
  'class,name,tableName,collection,schema,properties,indexes,uniques,checks,extends,discriminatorColumn,discriminatorMap,discriminatorValue,forceConstructor,comment,abstract,readonly,virtual,hasTriggers,expression,repository,embeddable,hooks,filters,primaryKeys,orderBy,prefixMode,strategy'.split(
    ',',
  );

type Schema = Value & { readonly kind: 'New' | 'Call' };

const isSchema = (v: Value): v is Schema =>
  (v.kind === 'New' || v.kind === 'Call') &&
  v.callee.kind === 'Foreign' &&
  isMikro(v.callee.from) &&
  v.callee.name === (v.kind === 'New' ? 'EntitySchema' : 'defineEntity');

export const schemasOf = (r: Reporter, program: Program, metaOf: MetaOf): ReadonlyArray<Meta> => {
  const known = new Map<Value, Meta>();
  const values = program.modules.flatMap((m) =>
    [...m.declared].flatMap(([name, d]) => {
      const value = d.kind === 'Const' ? program.named(m, name) : null;
      return value !== null && isSchema(value) ? [value] : [];
    }),
  );
  return [...new Set(values)].map((v) => read(r, program, v, metaOf, known));
};

const read = (r: Reporter, program: Program, v: Schema, metaOf: MetaOf, known: Map<Value, Meta>): Meta => {
  const before = known.get(v);
  if (before !== undefined) return before;
  const [said] = v.args;
  const plain = said === undefined ? null : readOptions({ problems: [] }, { what: '', entity: '' }, said, schemaKeys);
  const cls = plain?.value('class');
  const info = cls?.kind === 'Class' ? cls.class : null;
  const name = info?.name ?? plain?.text('name') ?? 'entity';
  const o = said === undefined ? null : readOptions(r, { what: 'the schema', entity: name }, said, schemaKeys);
  const meta: Meta = {
    name,
    identity: info ?? v,
    class: info,
    at: v.at,
    isEntity: !(o?.flag('embeddable') ?? false),
    embeddable: o?.flag('embeddable') ?? false,
    parent: parentOf(r, program, o, info?.parent ?? null, metaOf, known),
    ...tableOf(o, name),
    properties: new Map(),
    indexes: [],
    uniques: [],
    checks: [],
    tableName: '',
    askedBy: name,
    isPivot: false,
  };
  known.set(v, meta);
  for (const [property, value] of propertiesOf(r, o)) {
    const prop = makeProp(r, property, value, name, 'the property', null, value.at);
    if (prop === null) continue;
    const member = info?.members.find((m) => m.name === property && !m.isStatic) ?? nothing(property, value);
    if (info !== null) infer(r, program, info, member, prop);
    put(meta, prop);
  }
  for (const item of o?.list('indexes') ?? []) push(meta.indexes, indexOf(r, item, name, null, item.at));
  for (const item of o?.list('uniques') ?? []) push(meta.uniques, indexOf(r, item, name, null, item.at));
  for (const item of o?.list('checks') ?? []) push(meta.checks, checkOf(r, item, name, null, item.at));
  return meta;
};

const push = <A>(list: A[], item: A | null): void => {
  if (item !== null) list.push(item);
};

const nothing = (name: string, v: Value): ClassMember => ({
  name,
  at: v.at,
  isStatic: false,
  kind: 'property',
  type: null,
  optional: false,
  initial: null,
  decorators: [],
});

const parentOf = (
  r: Reporter,
  program: Program,
  o: Options | null,
  extended: Value | null,
  metaOf: MetaOf,
  known: Map<Value, Meta>,
): Meta | null => {
  const v = o?.value('extends');
  if (v === undefined) return extended?.kind === 'Class' ? metaOf(extended.class) : null;
  if (isSchema(v)) return read(r, program, v, metaOf, known);
  if (v.kind === 'Class') return metaOf(v.class);
  const text = textOf(v);
  const named = text === null ? undefined : program.classes().find((c) => c.name === text);
  if (named !== undefined) return metaOf(named);
  return o === null ? null : reportExpected(r, o.subject('extends'), v, 'an entity of a file that is read');
};

const propertiesOf = (r: Reporter, o: Options | null): ReadonlyArray<readonly [string, Value]> => {
  const v = o?.value('properties');
  if (v === undefined || o === null) return [];
  const said = v.kind === 'Function' ? v.apply([]) : v;
  if (said.kind !== 'Map' || said.open !== null) {
    reportExpected(
      r,
      o.subject('properties'),
      said.kind === 'Map' && said.open !== null ? said.open : said,
      'an object',
    );
    return [];
  }
  return [...said.entries].flatMap(([name, e]) => {
    const options = optionsFrom(e.value);
    if (options !== null) return [[name, options] as const];
    reportExpected(r, { what: name, entity: o.subject('properties').entity }, e.value, 'a property');
    return [];
  });
};

/** `p.string().length(100).nullable()` says what `{ type: 'string', length: 100, nullable: true }` says. */
const optionsFrom = (v: Value): Value | null => {
  if (v.kind === 'Map') return v;
  if (v.kind === 'Function') return optionsFrom(v.apply([]));
  const calls: Array<readonly [string, ReadonlyArray<Value>]> = [];
  let at: Value = v;
  while (at.kind === 'Call' && at.callee.kind === 'Member') {
    calls.unshift([at.callee.name, at.args]);
    at = at.callee.of;
  }
  const isBuilder =
    at.kind === 'Param' ||
    (at.kind === 'Foreign' && isMikro(at.from)) ||
    (at.kind === 'Member' && at.name === 'properties' && at.of.kind === 'Foreign');
  const [first, ...rest] = calls;
  if (!isBuilder || first === undefined) return null;
  const entries = new Map<string, Entry>();
  const set = (key: string, value: Value): void => {
    entries.set(key, { value, at: v.at });
  };
  begin(v, first, set);
  for (const [name, args] of rest) {
    const [arg] = args;
    const whole: Value = { kind: 'List', items: args, at: v.at };
    const yes: Value = { kind: 'Literal', value: true, at: v.at };
    set(name, several.has(name) ? whole : (arg ?? yes));
  }
  return { kind: 'Map', entries, open: null, at: v.at };
};

const several: ReadonlySet<string> = new Set([
  'fieldNames',
  'columnTypes',
  'joinColumns',
  'inverseJoinColumns',
  'referencedColumnNames',
  'cascade',
]);

const kinds: Readonly<Record<string, string>> = {
  manyToOne: 'm:1',
  oneToOne: '1:1',
  oneToMany: '1:m',
  manyToMany: 'm:n',
  embedded: 'embedded',
};

const begin = (
  v: Value,
  [name, args]: readonly [string, ReadonlyArray<Value>],
  set: (key: string, value: Value) => void,
): void => {
  const text = (value: string): Value => ({ kind: 'Literal', value, at: v.at });
  const [arg] = args;
  const kind = lookup(kinds, name);
  if (kind !== undefined) {
    set('kind', text(kind));
    if (arg !== undefined) set('entity', arg);
    return;
  }
  switch (name) {
    case 'enum':
      set('enum', { kind: 'Literal', value: true, at: v.at });
      if (arg !== undefined) set('items', arg);
      return;
    case 'type':
      if (arg !== undefined) set('type', arg);
      return;
    case 'formula':
      if (arg !== undefined) set('formula', arg);
      return;
    case 'datetime':
    case 'time':
      set('type', text(name));
      if (arg !== undefined) set('length', arg);
      return;
    default:
      set('type', text(name));
  }
};

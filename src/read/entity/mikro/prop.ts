/** Options of a property, from a decorator, an entity schema or `p.string().nullable()`. */
import { lookup } from '../../../ir/record.js';
import {
  type Options,
  type Reporter,
  readOptions,
  report,
  reportComputed,
  reportExpected,
  type Subject,
} from '../typescript/options.js';
import { propertyOf } from '../typescript/paths.js';
import { type Entry, textOf, type Value } from '../typescript/value.js';
import { type Kind, type Prop, refused, type Target } from './meta.js';

/** Keys that say something of the program only. */
const elsewhere =
  'returning,onCreate,onUpdate,hydrate,ref,trackChanges,hidden,concurrencyCheck,lazy,setter,getter,getterName,accessor,serializedPrimaryKey,serializer,serializedName,groups,customOrder,ignoreSchemaChanges,eager,strategy,orphanRemoval,mapToPk,where,filters,orderBy,wrappedReference,optional,runtimeType,$type,targetKey,inherited,polymorphic,forceObject,strictNullChecks';

const keys =
  'name,kind,entity,fieldName,fieldNames,columnType,columnTypes,type,length,precision,scale,autoincrement,default,defaultRaw,formula,generated,nullable,unsigned,persist,version,index,unique,check,primary,comment,extra,items,enum,array,nativeEnumName,object,prefix,prefixMode,owner,mappedBy,inversedBy,pivotTable,pivotEntity,fixedOrder,fixedOrderColumn,joinColumn,joinColumns,inverseJoinColumn,inverseJoinColumns,referenceColumnName,referencedColumnName,referencedColumnNames,referencedTableName,deleteRule,updateRule,onDelete,onUpdateIntegrity,deferMode,cascade,createForeignKeyConstraint';

export const propKeys: ReadonlyArray<string> = [...keys.split(','), ...elsewhere.split(',')];

const kinds: Readonly<Record<string, Kind>> = {
  scalar: 'scalar',
  'm:1': 'm:1',
  '1:1': '1:1',
  '1:m': '1:m',
  'm:n': 'm:n',
  embedded: 'embedded',
  MANY_TO_ONE: 'm:1',
  ONE_TO_ONE: '1:1',
  ONE_TO_MANY: '1:m',
  MANY_TO_MANY: 'm:n',
  EMBEDDED: 'embedded',
  SCALAR: 'scalar',
};

/** `Cascade.ALL`, `ReferenceKind.MANY_TO_ONE`: enums of the framework, by the names of their members. */
export const memberName = (v: Value | undefined): string | null =>
  v === undefined ? null : (textOf(v) ?? (v.kind === 'Member' && v.of.kind === 'Foreign' ? v.name : null));

export const makeProp = (
  r: Reporter,
  name: string,
  said: Value,
  entity: string,
  what: string,
  kind: Kind | null,
  at: Prop['at'],
): Prop | null => {
  const subject: Subject = { what, entity: `${entity}.${name}` };
  const o = readOptions(r, subject, said, propKeys);
  if (o === null) return null;
  const found = kind ?? lookup(kinds, memberName(o.value('kind')) ?? 'scalar') ?? 'scalar';
  const texts = (several: string, one: string): ReadonlyArray<string> | null => {
    const single = o.text(one);
    return o.texts(several) ?? (single === null ? null : [single]);
  };
  const flagOrText = (key: string): boolean | string | null => {
    const v = o.value(key);
    return textOf(v) ?? (v === undefined ? null : o.flag(key));
  };
  const joins = texts('joinColumns', 'joinColumn');
  const fields = texts('fieldNames', 'fieldName') ?? ownName(o, name);
  const owning = found === 'm:1' || found === '1:1';
  const mappedBy = propertyOf(r, o.subject('mappedBy'), o.value('mappedBy'));
  const inversedBy = o.has('inversedBy');
  const owner =
    found === 'm:1' ||
    (found === '1:1' ? (o.flag('owner') ?? (inversedBy || mappedBy === null)) : (o.flag('owner') ?? mappedBy === null));
  const type = typeOf(r, o, name);
  return {
    name,
    path: name,
    kind: found,
    type,
    target: targetOf(r, o, subject, type),
    fieldNames: fields ?? (owning ? joins : null),
    joinColumns: joins ?? (owning ? fields : null),
    inverseJoinColumns: texts('inverseJoinColumns', 'inverseJoinColumn'),
    referencedColumnNames: texts('referencedColumnNames', 'referenceColumnName') ?? texts('', 'referencedColumnName'),
    columnTypes: texts('columnTypes', 'columnType'),
    length: o.number('length'),
    precision: o.number('precision'),
    scale: o.number('scale'),
    unsigned: o.flag('unsigned'),
    nullable: o.flag('nullable'),
    primary: o.flag('primary') ?? false,
    autoincrement: o.flag('autoincrement'),
    unique: flagOrText('unique') ?? (found === '1:1' && owner),
    index: flagOrText('index'),
    default: o.value('default') ?? null,
    defaultRaw: o.has('defaultRaw') ? rawText(r, o, 'defaultRaw') : null,
    enum: o.flag('enum') ?? false,
    array: o.flag('array') ?? false,
    items: itemsOf(r, o),
    nativeEnumName: o.text('nativeEnumName'),
    comment: o.text('comment'),
    extra: o.text('extra'),
    version: o.flag('version') ?? false,
    generated: o.value('generated') ?? null,
    check: o.value('check') ?? null,
    persist: o.has('formula') ? (o.flag('persist') ?? false) : (o.flag('persist') ?? true),
    object: (o.flag('object') ?? false) || (found === 'embedded' && (o.flag('array') ?? false)),
    prefix: flagOrText('prefix') ?? true,
    prefixMode: o.text('prefixMode'),
    owner,
    mappedBy: owner ? null : mappedBy,
    pivotTable: o.text('pivotTable'),
    pivotEntity: o.has('pivotEntity') ? asTarget(o.value('pivotEntity')) : null,
    fixedOrder: (o.flag('fixedOrder') ?? false) || o.has('fixedOrderColumn'),
    fixedOrderColumn: o.text('fixedOrderColumn'),
    deleteRule: o.text('deleteRule') ?? o.text('onDelete'),
    updateRule: o.text('updateRule') ?? o.text('onUpdateIntegrity'),
    deferMode: deferOf(memberName(o.value('deferMode'))),
    cascade: o.has('cascade')
      ? (o.list('cascade') ?? []).flatMap((v) => memberName(v)?.toLowerCase() ?? [])
      : ['persist'],
    constrained: o.flag('createForeignKeyConstraint') ?? true,
    at,
  };
};

/** `name` in the options is the column's when it differs from the property's. */
const ownName = (o: Options, property: string): ReadonlyArray<string> | null => {
  const name = o.text('name');
  return name === null || name === property ? null : [name];
};

const deferOf = (word: string | null): string | null =>
  word === null ? null : /DEFERRED/i.test(word) ? 'deferred' : 'immediate';

/** Classes of types → their words; `types.text`, `t.text`, `new BigIntType('number')`. */
const classes: Readonly<Record<string, string>> = {
  ArrayType: 'array',
  BigIntType: 'bigint',
  BlobType: 'blob',
  BooleanType: 'boolean',
  CharacterType: 'character',
  DateTimeType: 'datetime',
  DateType: 'date',
  DecimalType: 'decimal',
  DoubleType: 'double',
  EnumArrayType: 'array',
  EnumType: 'enum',
  FloatType: 'float',
  IntegerType: 'integer',
  IntervalType: 'interval',
  JsonType: 'json',
  MediumIntType: 'mediumint',
  SmallIntType: 'smallint',
  StringType: 'string',
  TextType: 'text',
  TimeType: 'time',
  TinyIntType: 'tinyint',
  Uint8ArrayType: 'uint8array',
  UuidType: 'uuid',
};

const lowered = new Set(['String', 'Number', 'Boolean', 'Array', 'Object', 'BigInt']);

/** The word that the property's type comes down to; null when it is not said. */
const typeOf = (r: Reporter, o: Options, name: string): string | null => {
  const v = o.value('type');
  if (v === undefined) return null;
  const made = v.kind === 'Call' || v.kind === 'New' ? v.callee : v.kind === 'Function' ? v.apply([]) : v;
  const text = textOf(made);
  if (text !== null) return text === 'enumArray' ? 'array' : text;
  if (made.kind === 'Global') return lowered.has(made.name) ? made.name.toLowerCase() : made.name;
  // types.text
  if (made.kind === 'Member' && made.of.kind === 'Foreign' && /^(?:t|types)$/.test(made.of.name))
    return made.name === 'enumArray' ? 'array' : made.name;
  if (made.kind === 'Foreign') {
    const known = lookup(classes, made.name);
    if (known !== undefined) return known;
  }
  if (o.has('columnType') || o.has('columnTypes')) return 'unknown';
  if (made.kind === 'Class' || made.kind === 'Foreign') {
    const { what, entity } = o.subject('type');
    const data = { what, entity, why: 'the column of a type of your own is known when the program runs' };
    report(r, 'entity.computed', v.at, data, `Write columnType: beside it, such as columnType: 'varchar(255)'.`);
    return 'unknown';
  }
  return reportExpected(
    r,
    { what: `the type of ${name}`, entity: o.subject('type').entity },
    made,
    'the name of a type',
  );
};

/** `() => Author`, `'Author'`, an entity schema. */
export const asTarget = (v: Value | undefined): Target | null => {
  const said = v?.kind === 'Function' ? v.apply([]) : v;
  if (said === undefined) return null;
  const text = textOf(said);
  if (text !== null) return { name: text };
  if (said.kind === 'Class') return { identity: said.class };
  return said.kind === 'New' || said.kind === 'Call' ? { identity: said } : null;
};

const targetOf = (r: Reporter, o: Options, subject: Subject, type: string | null): Target | null => {
  const v = o.value('entity');
  if (v === undefined) return type === null ? null : { name: type };
  const said = v.kind === 'Function' ? v.apply([]) : v;
  if (said.kind === 'List') {
    const why = 'an embedded property of several classes is not understood';
    report(r, 'entity.unsupported', v.at, { ...subject, why });
    return refused;
  }
  const target = asTarget(said);
  if (target !== null) return target;
  reportComputed(r, { ...subject, what: `entity of ${subject.what}` }, said, 'Give its file too.');
  return refused;
};

/** SQL as text: `'now()'`, raw('now()'), sql`now()`, sql.now() */
export const sqlText = (v: Value): string | null => {
  const text = textOf(v);
  if (text !== null) return text;
  if (v.kind === 'Tagged' && v.values.length === 0) return v.strings[0] ?? '';
  if (v.kind !== 'Call') return null;
  const { callee } = v;
  if (callee.kind === 'Foreign' && callee.name === 'raw' && v.args.length === 1) return textOf(v.args[0]);
  if (callee.kind !== 'Member' || callee.of.kind !== 'Foreign' || callee.of.name !== 'sql') return null;
  const [length] = v.args;
  const precision = length?.kind === 'Literal' ? String(length.value) : '';
  return callee.name === 'now' ? `current_timestamp${precision === '' ? '' : `(${precision})`}` : null;
};

const rawText = (r: Reporter, o: Options, key: string): string | null => {
  const v = o.value(key);
  if (v === undefined) return null;
  return sqlText(v) ?? reportExpected(r, o.subject(key), v, 'the text of an SQL expression');
};

/** An enum, a list, or a function that gives one of them. */
const itemsOf = (r: Reporter, o: Options): Prop['items'] => {
  const v = o.value('items');
  if (v === undefined) return null;
  const said = v.kind === 'Function' ? v.apply([]) : v;
  const values =
    said.kind === 'List'
      ? said.items
      : said.kind === 'Enum'
        ? said.members.map(([, value]) => value)
        : said.kind === 'Map' && said.open === null
          ? [...said.entries.values()].map((e) => e.value)
          : null;
  if (values === null) return reportExpected(r, o.subject('items'), said, 'an enum or a list');
  return values.flatMap((value) => {
    if (value.kind === 'Literal' && (typeof value.value === 'string' || typeof value.value === 'number'))
      return [value.value];
    reportExpected(r, o.subject('items'), value, 'a text or a number');
    return [];
  });
};

/** Options put together by hand, as decorators with several arguments do. */
export const withEntries = (
  v: Value | undefined,
  at: Value['at'],
  more: ReadonlyArray<readonly [string, Value]>,
): Value => {
  const entries = new Map<string, Entry>(v?.kind === 'Map' ? v.entries : []);
  for (const [key, value] of more) entries.set(key, { value, at: value.at });
  return { kind: 'Map', entries, open: v?.kind === 'Map' ? v.open : null, at };
};

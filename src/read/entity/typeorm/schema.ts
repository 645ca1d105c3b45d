/** Entities without decorators: `new EntitySchema({ … })`. https://typeorm.io/docs/entity/separating-entity-definition */
import {
  type Options,
  type Reporter,
  readOptions,
  report,
  reportExpected,
  type Subject,
  textsOf,
} from '../typescript/options.js';
import { propertiesOf, propertyOf } from '../typescript/paths.js';
import type { Program } from '../typescript/scope.js';
import { textOf, type Value } from '../typescript/value.js';
import type {
  ColumnArgs,
  ColumnMode,
  EmbeddedArgs,
  ForeignKeyArgs,
  JoinColumnArgs,
  JoinTableArgs,
  Owner,
  RelationArgs,
  RelationKind,
  Strategy,
  UniqueArgs,
} from './args.js';
import { asInheritance, asTree, foreignKeyKeys, indexArgs, tableArgs } from './class-parts.js';
import { readColumnOptions } from './column-options.js';
import { joinColumnsOf, joinTableOf, relationKeys, strategyOf } from './members.js';
import { isTypeorm, type OwnerOf } from './owner.js';
import { targetOf } from './targets.js';

const schemaKeys = [
  'name',
  'target',
  'tableName',
  'database',
  'schema',
  'type',
  'orderBy',
  'synchronize',
  'withoutRowid',
  'expression',
  'extends',
  'columns',
  'relations',
  'relationIds',
  'indices',
  'foreignKeys',
  'uniques',
  'checks',
  'exclusions',
  'embeddeds',
  'trees',
  'inheritance',
  'discriminatorValue',
  'engine',
  'comment',
];

const isSchema = (v: Value): v is Value & { kind: 'New' } =>
  v.kind === 'New' && v.callee.kind === 'Foreign' && isTypeorm(v.callee.from) && v.callee.name === 'EntitySchema';

export const schemasOf = (r: Reporter, program: Program, ownerOf: OwnerOf): ReadonlyArray<Owner> => {
  const known = new Map<Value, Owner>();
  const values = program.modules.flatMap((m) =>
    [...m.declared].flatMap(([name, d]) => {
      const value = d.kind === 'Const' ? program.named(m, name) : null;
      return value !== null && isSchema(value) ? [value] : [];
    }),
  );
  return [...new Set(values)].map((v) => schemaOwner(r, v, ownerOf, known));
};

const modeKeys: ReadonlyArray<readonly [string, ColumnMode]> = [
  ['createDate', 'createDate'],
  ['updateDate', 'updateDate'],
  ['deleteDate', 'deleteDate'],
  ['version', 'version'],
  ['treeLevel', 'treeLevel'],
  ['virtualProperty', 'virtual-property'],
];

const schemaOwner = (r: Reporter, v: Value & { kind: 'New' }, ownerOf: OwnerOf, known: Map<Value, Owner>): Owner => {
  const before = known.get(v);
  if (before !== undefined) return before;
  const [said] = v.args;
  const subject: Subject = { what: 'EntitySchema', entity: 'EntitySchema' };
  const read = said === undefined ? null : readOptions(r, subject, said, schemaKeys);
  const name = read?.text('name') ?? '';
  const entity = name === '' ? 'EntitySchema' : name;
  const o = said === undefined ? null : readOptions(r, { what: 'EntitySchema', entity }, said, schemaKeys);
  const target = o?.value('target');
  const inheritance = o?.value('inheritance');
  const type = o?.text('type') ?? 'regular';
  const parts = partsOf(r, o, entity, ownerOf, known);
  const extended = target?.kind === 'Class' ? target.class.parent : null;
  const owner: Owner = {
    name: target?.kind === 'Class' ? target.class.name : entity,
    identity: target?.kind === 'Class' ? target.class : v,
    at: v.at,
    class: target?.kind === 'Class' ? target.class : null,
    parent: extended?.kind === 'Class' ? ownerOf(extended.class) : null,
    table: {
      ...tableArgs(o, o?.text('tableName') ?? null),
      type: type === 'entity-child' || type === 'view' ? type : 'regular',
    },
    ...parts,
    exclusions: o?.value('exclusions') === undefined ? [] : [v.at],
    inheritance: inheritance === undefined ? null : asInheritance(r, inheritance, entity),
    tree: treeOf(r, o, entity),
  };
  known.set(v, owner);
  return owner;
};

const treeOf = (r: Reporter, o: Options | null, entity: string): Owner['tree'] => {
  const [first] = o?.list('trees') ?? [];
  if (first?.kind !== 'Map') return null;
  const type = first.entries.get('type')?.value;
  const options = first.entries.get('options')?.value;
  return asTree(
    r,
    [type, options].flatMap((x) => (x === undefined ? [] : [x])),
    entity,
  );
};

type Parts = Pick<
  Owner,
  | 'columns'
  | 'embeddeds'
  | 'relations'
  | 'joinColumns'
  | 'joinTables'
  | 'indices'
  | 'uniques'
  | 'checks'
  | 'foreignKeys'
  | 'generations'
>;

const entriesOf = (r: Reporter, o: Options | null, key: string): ReadonlyArray<readonly [string, Value]> => {
  const v = o?.value(key);
  if (v === undefined || o === null) return [];
  if (v.kind === 'Map' && v.open === null) return [...v.entries].map(([name, e]) => [name, e.value] as const);
  reportExpected(r, o.subject(key), v.kind === 'Map' && v.open !== null ? v.open : v, 'an object');
  return [];
};

const partsOf = (r: Reporter, o: Options | null, entity: string, ownerOf: OwnerOf, known: Map<Value, Owner>): Parts => {
  const columns: ColumnArgs[] = [];
  const uniques: UniqueArgs[] = [];
  const foreignKeys: ForeignKeyArgs[] = [];
  const generations = new Map<string, Strategy>();
  for (const [property, v] of entriesOf(r, o, 'columns')) {
    const subject = { what: 'the column', entity: `${entity}.${property}` };
    const more = [...modeKeys.map(([key]) => key), 'objectId', 'treeChildrenCount', 'foreignKey'];
    const read = readColumnOptions(r, subject, v, more);
    if (read === null) continue;
    const { options, said } = read;
    const mode = modeKeys.find(([key]) => said.flag(key) === true)?.[1] ?? 'regular';
    if (mode === 'virtual-property') continue;
    const type = options.type ?? (mode === 'regular' ? missingType(r, subject, v) : null);
    columns.push({ property, mode, options: { ...options, type }, at: v.at });
    const generated = said.value('generated');
    const strategy = generated === undefined ? null : strategyOf(r, said.subject('generated'), generated);
    if (strategy !== null) generations.set(property, strategy);
    if (options.unique === true) uniques.push({ name: null, columns: [property], deferrable: null, at: v.at });
    const key = said.options('foreignKey', ['target', 'inverseSide', ...foreignKeyKeys]);
    if (key !== null) foreignKeys.push(...keyOf(r, key, entity, property));
  }
  const relations = relationsOf(r, o, entity);
  const items = (key: string): ReadonlyArray<Value> => o?.list(key) ?? [];
  const indexKeys = [
    'name',
    'columns',
    'unique',
    'spatial',
    'fulltext',
    'nullFiltered',
    'parser',
    'synchronize',
    'where',
    'sparse',
    'type',
  ];
  for (const v of items('foreignKeys')) {
    const key = readOptions(r, { what: 'foreignKeys', entity }, v, [
      'target',
      'columnNames',
      'referencedColumnNames',
      ...foreignKeyKeys,
    ]);
    if (key !== null) foreignKeys.push(...keyOf(r, key, entity, null));
  }
  for (const v of items('uniques')) {
    const u = readOptions(r, { what: 'uniques', entity }, v, ['name', 'columns', 'deferrable']);
    const said = u?.value('columns');
    const names = said === undefined ? null : propertiesOf(r, { what: 'uniques', entity }, said);
    if (u !== null && names !== null)
      uniques.push({ name: u.text('name'), columns: names, deferrable: u.text('deferrable'), at: v.at });
  }
  return {
    columns,
    uniques,
    foreignKeys,
    generations,
    ...relations,
    indices: items('indices').flatMap((v) => {
      const i = readOptions(r, { what: 'indices', entity }, v, indexKeys);
      const said = i?.value('columns');
      const names = said === undefined ? null : propertiesOf(r, { what: 'indices', entity }, said);
      return i === null || names === null ? [] : [{ ...indexArgs(i, i.text('name'), names, v.at), type: null }];
    }),
    checks: items('checks').flatMap((v) => {
      const c = readOptions(r, { what: 'checks', entity }, v, ['name', 'expression']);
      const expression = c?.text('expression') ?? null;
      return c === null || expression === null ? [] : [{ name: c.text('name'), expression, at: v.at }];
    }),
    embeddeds: entriesOf(r, o, 'embeddeds').flatMap(([property, v]) =>
      embeddedOf(r, property, v, entity, ownerOf, known),
    ),
  };
};

const missingType = (r: Reporter, subject: Subject, v: Value): null =>
  report(r, 'spec.missing-key', v.at, { key: 'type', in: subject.entity }, "Write a type: { type: 'varchar' }.");

const keyOf = (r: Reporter, o: Options, entity: string, property: string | null): ReadonlyArray<ForeignKeyArgs> => {
  const subject = { what: 'foreignKey', entity };
  const target = targetOf(r, subject, o.value('target'));
  if (target === null) return [];
  const inverse = propertyOf(r, subject, o.value('inverseSide'));
  const list = (key: string): ReadonlyArray<string> => textsOf(r, o.subject(key), o.list(key)) ?? [];
  return [
    {
      target,
      name: o.text('name'),
      columns: property === null ? list('columnNames') : [property],
      referenced: property === null ? list('referencedColumnNames') : inverse === null ? [] : [inverse],
      onDelete: o.text('onDelete'),
      onUpdate: o.text('onUpdate'),
      deferrable: o.text('deferrable'),
      at: o.at,
    },
  ];
};

const kinds: ReadonlySet<string> = new Set<RelationKind>(['one-to-one', 'one-to-many', 'many-to-one', 'many-to-many']);
const isKind = (text: string | null): text is RelationKind => text !== null && kinds.has(text);

const relationsOf = (
  r: Reporter,
  o: Options | null,
  entity: string,
): Pick<Parts, 'relations' | 'joinColumns' | 'joinTables'> => {
  const relations: RelationArgs[] = [];
  const joinColumns: JoinColumnArgs[] = [];
  const joinTables: JoinTableArgs[] = [];
  for (const [property, v] of entriesOf(r, o, 'relations')) {
    const subject = { what: 'the relation', entity: `${entity}.${property}` };
    const said = readOptions(r, subject, v, [
      'type',
      'target',
      'inverseSide',
      'joinColumn',
      'joinTable',
      'treeParent',
      'treeChildren',
      ...relationKeys,
    ]);
    const target = said === null ? null : targetOf(r, subject, said.value('target'));
    const kind = said?.text('type') ?? null;
    if (said === null || target === null) continue;
    if (!isKind(kind)) {
      report(r, 'spec.expected', v.at, {
        key: 'type',
        expected: [...kinds].join(', '),
        found: String(kind),
        in: subject.entity,
      });
      continue;
    }
    relations.push({
      property,
      kind,
      target,
      inverse: propertyOf(r, subject, said.value('inverseSide')),
      nullable: said.flag('nullable') ?? true,
      onDelete: said.text('onDelete'),
      onUpdate: said.text('onUpdate'),
      deferrable: said.text('deferrable'),
      constrained: said.flag('createForeignKeyConstraints') ?? true,
      at: v.at,
    });
    const column = said.value('joinColumn');
    const table = said.value('joinTable');
    if (column !== undefined && !isFalse(column))
      joinColumns.push(...joinColumnsOf(r, said.subject('joinColumn'), property, isTrue(column) ? undefined : column));
    if (table !== undefined && !isFalse(table))
      joinTables.push(joinTableOf(r, said.subject('joinTable'), property, isTrue(table) ? undefined : table));
  }
  return { relations, joinColumns, joinTables };
};

const isTrue = (v: Value): boolean => v.kind === 'Literal' && v.value === true;
const isFalse = (v: Value): boolean => v.kind === 'Literal' && (v.value === false || v.value === null);

const embeddedOf = (
  r: Reporter,
  property: string,
  v: Value,
  entity: string,
  ownerOf: OwnerOf,
  known: Map<Value, Owner>,
): ReadonlyArray<EmbeddedArgs> => {
  const subject = { what: 'embeddeds', entity: `${entity}.${property}` };
  const o = readOptions(r, subject, v, ['schema', 'prefix', 'array']);
  const schema = o?.value('schema');
  if (o === null || schema === undefined) return [];
  if (!isSchema(schema)) {
    reportExpected(r, subject, schema, 'an EntitySchema');
    return [];
  }
  const prefix = o.value('prefix');
  const text = textOf(prefix);
  return [
    {
      property,
      prefix: prefix === undefined || isTrue(prefix) ? null : isFalse(prefix) ? '' : text,
      of: schemaOwner(r, schema, ownerOf, known),
      at: v.at,
    },
  ];
};

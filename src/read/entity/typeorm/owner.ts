/** A class → what its decorators say. Classes that are no entities (bases, embedded ones) are read the same way. */

import type { Position } from '../../../ir/problem.js';
import { lookup } from '../../../ir/record.js';
import { extendsItself } from '../typescript/ancestry.js';
import { decoratorsFrom, type Named } from '../typescript/decorators.js';
import { type Reporter, readOptions, report, reportComputed } from '../typescript/options.js';
import type { Program } from '../typescript/scope.js';
import type { ClassInfo, Value } from '../typescript/value.js';
import type {
  CheckArgs,
  ColumnMode,
  EmbeddedArgs,
  ForeignKeyArgs,
  IndexArgs,
  JoinColumnArgs,
  JoinTableArgs,
  Owner,
  RelationArgs,
  Strategy,
  TableArgs,
  TreeArgs,
  UniqueArgs,
} from './args.js';
import { asCheck, asEntity, asForeignKey, asIndex, asInheritance, asTree, asUnique } from './class-parts.js';
import {
  asColumn,
  asGenerated,
  asJoinColumns,
  asJoinTable,
  asRelation,
  asSpecialColumn,
  asTreeParent,
  type ColumnSaid,
  type Place,
  strategyOf,
} from './members.js';

export const isTypeorm = (from: string): boolean => from === 'typeorm' || from.startsWith('typeorm/');

/** Gives the owner of a class, one object for one class. */
export type OwnerOf = (c: ClassInfo) => Owner;

interface Draft {
  readonly columns: Array<ColumnSaid['column']>;
  readonly embeddeds: EmbeddedArgs[];
  readonly relations: RelationArgs[];
  readonly joinColumns: JoinColumnArgs[];
  readonly joinTables: JoinTableArgs[];
  readonly indices: IndexArgs[];
  readonly uniques: UniqueArgs[];
  readonly checks: CheckArgs[];
  readonly foreignKeys: ForeignKeyArgs[];
  readonly exclusions: Position[];
  readonly generations: Map<string, Strategy>;
  table: TableArgs | null;
  inheritance: Owner['inheritance'];
  tree: TreeArgs | null;
}

export const owners = (r: Reporter, program: Program): OwnerOf => {
  const known = new Map<ClassInfo, Owner>();
  const ownerOf: OwnerOf = (c) => {
    const before = known.get(c);
    if (before !== undefined) return before;
    const made = read(r, program, c, ownerOf, (owner) => known.set(c, owner));
    return made;
  };
  return ownerOf;
};

/** @param note is told of the owner before its parts are read: classes may hold each other. */
const read = (r: Reporter, program: Program, c: ClassInfo, ownerOf: OwnerOf, note: (o: Owner) => void): Owner => {
  const draft: Draft = {
    columns: [],
    embeddeds: [],
    relations: [],
    joinColumns: [],
    joinTables: [],
    indices: [],
    uniques: [],
    checks: [],
    foreignKeys: [],
    exclusions: [],
    generations: new Map(),
    table: null,
    inheritance: null,
    tree: null,
  };
  const owner: Owner = Object.assign(draft, {
    name: c.name,
    identity: c,
    at: c.at,
    class: c,
    parent: parentOf(r, c, ownerOf),
  });
  note(owner);
  for (const member of c.members)
    if (!member.isStatic)
      for (const d of decoratorsFrom(r, `${c.name}.${member.name}`, isTypeorm, member.decorators))
        if (member.kind !== 'method') readMember({ r, program, class: c, member }, d, draft, ownerOf);
  for (const d of decoratorsFrom(r, c.name, isTypeorm, c.decorators)) readClass(r, d, c, draft);
  return owner;
};

/** The framework's own bases declare nothing. */
const parentOf = (r: Reporter, c: ClassInfo, ownerOf: OwnerOf): Owner | null => {
  const { parent } = c;
  if (parent === null) return null;
  if (parent.kind === 'Class') {
    if (!extendsItself(c)) return ownerOf(parent.class);
    return report(r, 'entity.invalid', c.at, { what: 'the class', entity: c.name, why: 'it extends itself' });
  }
  if (parent.kind === 'Foreign') {
    if (isTypeorm(parent.from)) return null;
    const data = { name: parent.from, what: `the class ${c.name}, which extends ${parent.name},`, entity: c.name };
    return report(r, 'entity.unresolved', c.at, data, 'Give that file too: its columns are columns of this class.');
  }
  if (parent.kind === 'Global') return null;
  return reportComputed(
    r,
    { what: 'the class that it extends', entity: c.name },
    parent,
    'Extend a class of a file that is read.',
  );
};

const modes: Readonly<Record<string, ColumnMode>> = {
  CreateDateColumn: 'createDate',
  UpdateDateColumn: 'updateDate',
  DeleteDateColumn: 'deleteDate',
  VersionColumn: 'version',
  TreeLevelColumn: 'treeLevel',
};

/** What acts on the program only. */
const noColumn: ReadonlySet<string> = new Set([
  'VirtualColumn',
  'ViewColumn',
  'RelationId',
  'TreeChildren',
  'BeforeInsert',
  'AfterInsert',
  'BeforeUpdate',
  'AfterUpdate',
  'BeforeRemove',
  'AfterRemove',
  'BeforeSoftRemove',
  'AfterSoftRemove',
  'BeforeRecover',
  'AfterRecover',
  'AfterLoad',
]);

const readMember = (p: Place, d: Named, draft: Draft, ownerOf: OwnerOf): null => {
  const { r, member } = p;
  const entity = `${p.class.name}.${member.name}`;
  const add = ({ column, strategy, unique }: ColumnSaid): null => {
    draft.columns.push(column);
    if (strategy !== null) draft.generations.set(member.name, strategy);
    if (unique) draft.uniques.push({ name: null, columns: [member.name], deferrable: null, at: d.at });
    return null;
  };
  const mode = lookup(modes, d.name);
  if (mode !== undefined) return add(asSpecialColumn(p, d, mode));
  if (noColumn.has(d.name)) return null;
  switch (d.name) {
    case 'Column': {
      const [first] = d.args;
      if (first?.kind === 'Function' || first?.kind === 'Class') return embed(p, d, first, draft, ownerOf);
      return add(asColumn(p, d));
    }
    case 'PrimaryColumn':
      return add(asColumn(p, d));
    case 'PrimaryGeneratedColumn':
      return add(asGenerated(p, d));
    case 'Generated': {
      const strategy = strategyOf(r, { what: '@Generated', entity }, d.args[0]);
      if (strategy !== null) draft.generations.set(member.name, strategy);
      return null;
    }
    case 'OneToOne':
    case 'OneToMany':
    case 'ManyToOne':
    case 'ManyToMany': {
      const relation = asRelation(p, d);
      if (relation !== null) draft.relations.push(relation);
      return null;
    }
    case 'TreeParent':
      draft.relations.push(asTreeParent(p, d));
      return null;
    case 'JoinColumn':
      draft.joinColumns.push(...asJoinColumns(p, d));
      return null;
    case 'JoinTable':
      draft.joinTables.push(asJoinTable(p, d));
      return null;
    case 'Index':
      return push(draft.indices, asIndex(r, d, entity, member.name));
    case 'Unique':
      return push(draft.uniques, asUnique(r, d, entity, member.name));
    case 'Check':
      return push(draft.checks, asCheck(r, d, entity));
    case 'ForeignKey':
      return push(draft.foreignKeys, asForeignKey(r, d, entity, member.name));
    default:
      return unknown(r, d, entity);
  }
};

const push = <A>(list: A[], item: A | null): null => {
  if (item !== null) list.push(item);
  return null;
};

const embed = (p: Place, d: Named, type: Value, draft: Draft, ownerOf: OwnerOf): null => {
  const subject = { what: '@Column', entity: `${p.class.name}.${p.member.name}` };
  const said = type.kind === 'Function' ? type.apply([]) : type;
  const [, options] = d.args;
  const o = options === undefined ? null : readOptions(p.r, subject, options, ['prefix', 'array']);
  const prefix = o?.value('prefix');
  if (said.kind !== 'Class') {
    return reportComputed(p.r, subject, said, 'Give the file of the embedded class too.');
  }
  if (o?.flag('array') === true) {
    return report(p.r, 'entity.unsupported', d.at, {
      ...subject,
      why: 'lists of embedded objects are for documents, not for tables',
    });
  }
  const off = prefix?.kind === 'Literal' && (prefix.value === false || prefix.value === '');
  const on = prefix === undefined || (prefix.kind === 'Literal' && prefix.value === true);
  draft.embeddeds.push({
    property: p.member.name,
    prefix: off ? '' : on ? null : (o?.text('prefix') ?? null),
    of: ownerOf(said.class),
    at: p.member.at,
  });
  return null;
};

const readClass = (r: Reporter, d: Named, c: ClassInfo, draft: Draft): null => {
  switch (d.name) {
    case 'Entity':
      draft.table = asEntity(r, d, c.name);
      return null;
    case 'ChildEntity':
      draft.table = { ...asEntity(r, { ...d, args: [] }, c.name), type: 'entity-child' };
      return null;
    case 'ViewEntity':
      draft.table = { ...asEntity(r, { ...d, args: [] }, c.name), type: 'view' };
      return null;
    case 'TableInheritance':
      draft.inheritance = asInheritance(r, d.args[0], c.name);
      return null;
    case 'Tree':
      draft.tree = asTree(r, d.args, c.name);
      return null;
    case 'Index':
      return push(draft.indices, asIndex(r, d, c.name, null));
    case 'Unique':
      return push(draft.uniques, asUnique(r, d, c.name, null));
    case 'Check':
      return push(draft.checks, asCheck(r, d, c.name));
    case 'ForeignKey':
      return push(draft.foreignKeys, asForeignKey(r, d, c.name, null));
    case 'Exclusion':
      return push(draft.exclusions, d.at);
    case 'EventSubscriber':
      return null;
    default:
      return unknown(r, d, c.name);
  }
};

const unknown = (r: Reporter, d: Named, entity: string): null => {
  const data = { what: `@${d.name}`, entity };
  return report(
    r,
    'entity.unsupported',
    d.at,
    d.name === 'ObjectIdColumn' ? { ...data, why: 'it is for MongoDB' } : data,
  );
};

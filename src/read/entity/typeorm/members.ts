/** Decorators of a property: columns, embedded classes and relations. https://typeorm.io/docs/help/decorator-reference */

import { lookup } from '../../../ir/record.js';
import type { Named } from '../typescript/decorators.js';
import { type Reporter, readOptions, report, reportExpected, type Subject } from '../typescript/options.js';
import { propertyOf } from '../typescript/paths.js';
import { reflect } from '../typescript/reflect.js';
import type { Program } from '../typescript/scope.js';
import { showValue } from '../typescript/show.js';
import { type ClassInfo, type ClassMember, textOf, type Value } from '../typescript/value.js';
import {
  type ColumnArgs,
  type ColumnMode,
  type ColumnOptions,
  type JoinColumnArgs,
  type JoinTableArgs,
  noColumnOptions,
  type RelationArgs,
  type RelationKind,
  type Strategy,
} from './args.js';
import { readColumnOptions, typeOf } from './column-options.js';
import { targetOf } from './targets.js';

export interface Place {
  readonly r: Reporter;
  readonly program: Program;
  readonly class: ClassInfo;
  readonly member: ClassMember;
}

const subjectOf = (p: Place, d: Named): Subject => ({
  what: `@${d.name}`,
  entity: `${p.class.name}.${p.member.name}`,
});

/** What stands under `design:type`; null when there is nothing to go by. */
const reflected = (p: Place): Value | null =>
  p.member.type === null ? null : reflect(p.program, p.class.module, p.member.type);

const guessed = (p: Place, d: Named): string | null => {
  const found = reflected(p);
  if (found?.kind === 'Global' && found.name !== 'Object') return found.name;
  const { what, entity } = subjectOf(p, d);
  const hint = `Write the type: @${d.name}({ type: 'varchar' }).`;
  if (found?.kind === 'Foreign')
    return report(
      p.r,
      'entity.unresolved',
      p.member.at,
      { name: found.from, what: `the type ${found.name}`, entity },
      hint,
    );
  const why = found === null ? 'no type is written' : `a property of type ${showValue(found)} has no type of column`;
  return report(p.r, 'entity.invalid', p.member.at, { what, entity, why }, hint);
};

const isMap = (v: Value | undefined): boolean => v?.kind === 'Map';

const strategies: ReadonlyArray<Strategy> = ['increment', 'uuid', 'rowid', 'identity'];

export const strategyOf = (r: Reporter, subject: Subject, v: Value | undefined): Strategy | null => {
  if (v === undefined) return 'increment';
  if (v.kind === 'Literal' && v.value === true) return 'increment';
  if (v.kind === 'Literal' && (v.value === false || v.value === null)) return null;
  const text = textOf(v);
  return strategies.find((s) => s === text) ?? reportExpected(r, subject, v, strategies.join(', '));
};

export interface ColumnSaid {
  readonly column: ColumnArgs;
  readonly strategy: Strategy | null;
  readonly unique: boolean;
}

/** `(type?, options?)` or `(options?)` */
const columnArguments = (
  p: Place,
  d: Named,
): { type: string | null; options: ColumnOptions; generated: Value | undefined } => {
  const subject = subjectOf(p, d);
  const [first, second] = d.args;
  const said = isMap(first) ? first : second;
  const type = first === undefined || isMap(first) ? null : typeOf(p.r, subject, first);
  const read = said === undefined ? null : readColumnOptions(p.r, subject, said);
  const options = read?.options ?? noColumnOptions;
  return { type: options.type ?? type, options, generated: read?.said.value('generated') };
};

export const asColumn = (p: Place, d: Named): ColumnSaid => {
  const { type, options, generated } = columnArguments(p, d);
  const primary = options.primary || d.name === 'PrimaryColumn';
  return {
    column: {
      property: p.member.name,
      mode: 'regular',
      options: { ...options, type: type ?? guessed(p, d), primary },
      at: p.member.at,
    },
    strategy: generated === undefined ? null : strategyOf(p.r, subjectOf(p, d), generated),
    // Only @Column makes a constraint of it.
    unique: d.name === 'Column' && options.unique === true,
  };
};

/** Columns whose type the driver gives; the property's is not asked. */
export const asSpecialColumn = (p: Place, d: Named, mode: ColumnMode): ColumnSaid => {
  const { options } = columnArguments(p, d);
  return { column: { property: p.member.name, mode, options, at: p.member.at }, strategy: null, unique: false };
};

const typeOfStrategy: Readonly<Record<Strategy, string>> = {
  increment: 'Number',
  identity: 'Number',
  uuid: 'uuid',
  rowid: 'int',
};

export const asGenerated = (p: Place, d: Named): ColumnSaid => {
  const [first, second] = d.args;
  const subject = subjectOf(p, d);
  const strategy = isMap(first) ? 'increment' : strategyOf(p.r, subject, first);
  const said = isMap(first) ? first : second;
  const options = (said === undefined ? null : readColumnOptions(p.r, subject, said)?.options) ?? noColumnOptions;
  const type = options.type ?? typeOfStrategy[strategy ?? 'increment'];
  return {
    column: { property: p.member.name, mode: 'regular', options: { ...options, type, primary: true }, at: p.member.at },
    strategy,
    unique: false,
  };
};

const kinds: Readonly<Record<string, RelationKind>> = {
  OneToOne: 'one-to-one',
  OneToMany: 'one-to-many',
  ManyToOne: 'many-to-one',
  ManyToMany: 'many-to-many',
};

export const relationKeys = [
  'cascade',
  'nullable',
  'onDelete',
  'onUpdate',
  'deferrable',
  'createForeignKeyConstraints',
  'lazy',
  'eager',
  'persistence',
  'orphanedRowAction',
];

/** `(type, inverse?, options?)` or `(type, options?)` */
export const asRelation = (p: Place, d: Named): RelationArgs | null => {
  const subject = subjectOf(p, d);
  const [type, second, third] = d.args;
  const kind = lookup(kinds, d.name);
  const said = isMap(second) ? second : third;
  const o = said === undefined ? null : readOptions(p.r, subject, said, relationKeys);
  const target = targetOf(p.r, subject, type);
  const inverse =
    second === undefined || isMap(second) || (second.kind === 'Literal' && second.value === undefined)
      ? null
      : propertyOf(p.r, subject, second);
  if (kind === undefined) return null;
  if (target === null)
    return type === undefined ? report(p.r, 'entity.invalid', d.at, { ...subject, why: 'it names no entity' }) : null;
  return {
    property: p.member.name,
    kind,
    target,
    inverse,
    nullable: o?.flag('nullable') ?? true,
    onDelete: o?.text('onDelete') ?? null,
    onUpdate: o?.text('onUpdate') ?? null,
    deferrable: o?.text('deferrable') ?? null,
    constrained: o?.flag('createForeignKeyConstraints') ?? true,
    at: p.member.at,
  };
};

/** A tree's parent is a many-to-one to its own class. */
export const asTreeParent = (p: Place, d: Named): RelationArgs => {
  const [said] = d.args;
  const o = said === undefined ? null : readOptions(p.r, subjectOf(p, d), said, relationKeys);
  return {
    property: p.member.name,
    kind: 'many-to-one',
    target: { owner: p.class },
    inverse: null,
    nullable: true,
    onDelete: o?.text('onDelete') ?? null,
    onUpdate: null,
    deferrable: null,
    constrained: true,
    at: p.member.at,
  };
};

const joinColumnKeys = ['name', 'referencedColumnName', 'foreignKeyConstraintName'];

export const joinColumnOf = (r: Reporter, subject: Subject, property: string, v: Value): JoinColumnArgs | null => {
  const o = readOptions(r, subject, v, joinColumnKeys);
  return o === null
    ? null
    : {
        property,
        name: o.text('name'),
        referenced: o.text('referencedColumnName'),
        constraint: o.text('foreignKeyConstraintName'),
      };
};

export const asJoinColumns = (p: Place, d: Named): ReadonlyArray<JoinColumnArgs> =>
  joinColumnsOf(p.r, subjectOf(p, d), p.member.name, d.args[0]);

export const joinColumnsOf = (
  r: Reporter,
  subject: Subject,
  property: string,
  said: Value | undefined,
): ReadonlyArray<JoinColumnArgs> => {
  if (said === undefined) return [{ property, name: null, referenced: null, constraint: null }];
  const items = said.kind === 'List' ? said.items : [said];
  return items.flatMap((item) => joinColumnOf(r, subject, property, item) ?? []);
};

const joinTableKeys = [
  'name',
  'joinColumn',
  'joinColumns',
  'inverseJoinColumn',
  'inverseJoinColumns',
  'schema',
  'database',
  'synchronize',
];

export const asJoinTable = (p: Place, d: Named): JoinTableArgs =>
  joinTableOf(p.r, subjectOf(p, d), p.member.name, d.args[0]);

export const joinTableOf = (
  r: Reporter,
  subject: Subject,
  property: string,
  said: Value | undefined,
): JoinTableArgs => {
  const o = said === undefined ? null : readOptions(r, subject, said, joinTableKeys);
  const columns = (one: string, several: string): ReadonlyArray<JoinColumnArgs> | null => {
    const v = o?.value(one) ?? o?.value(several);
    return v === undefined ? null : joinColumnsOf(r, subject, property, v);
  };
  return {
    property,
    name: o?.text('name') ?? null,
    schema: o?.text('schema') ?? null,
    database: o?.text('database') ?? null,
    joinColumns: columns('joinColumn', 'joinColumns'),
    inverseJoinColumns: columns('inverseJoinColumn', 'inverseJoinColumns'),
    synchronize: o?.flag('synchronize') ?? true,
  };
};

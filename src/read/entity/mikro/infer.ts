/**
 * What the framework finds out by itself: it makes an object of the class and looks at its values, then at the types that
 * reflect-metadata gives. https://mikro-orm.io/docs/metadata-providers
 */

import { construct } from '../typescript/constructor.js';
import { type Reporter, report } from '../typescript/options.js';
import { reflect } from '../typescript/reflect.js';
import type { Program } from '../typescript/scope.js';
import { showValue } from '../typescript/show.js';
import type { ClassInfo, ClassMember, Value } from '../typescript/value.js';
import type { Prop } from './meta.js';

export const infer = (r: Reporter, program: Program, c: ClassInfo, member: ClassMember, prop: Prop): void => {
  const made = construct(program, c);
  // A class that cannot be made without arguments tells nothing.
  const initial = made.succeeds === 'no' ? null : (made.assigned.get(member.name) ?? member.initial);
  if (initial?.kind === 'Literal' && made.succeeds === 'maybe' && tells(prop, initial.value)) {
    const why = 'the constructor may fail without arguments, and then MikroORM takes no value from the class';
    const data = { what: 'what the class gives the property', entity: `${c.name}.${member.name}`, why };
    report(r, 'entity.computed', prop.at, data, 'Write default: or nullable: in the decorator.');
  } else if (initial?.kind === 'Literal') {
    const { value } = initial;
    if (value === null) prop.nullable ??= true;
    else if (value !== undefined && prop.default === null && prop.kind === 'scalar') prop.default = initial;
  }
  if (prop.kind === 'scalar') {
    if (prop.type === null) prop.type = typeOfValue(initial) ?? reflected(r, program, c, member, prop);
    return;
  }
  if (prop.target !== null) return;
  const found = member.type === null ? null : reflect(program, c.module, member.type);
  if (found?.kind === 'Class') prop.target = { identity: found.class };
  else {
    const data = {
      what: 'the relation',
      entity: `${c.name}.${member.name}`,
      why: 'nothing says which entity it is to',
    };
    report(r, 'entity.invalid', prop.at, data, `Write it: { entity: () => Author }.`);
  }
};

/** Whether the value would say something that the decorator does not. */
const tells = (prop: Prop, value: unknown): boolean =>
  value === null
    ? prop.nullable === null
    : value !== undefined && prop.kind === 'scalar' && prop.default === null && prop.defaultRaw === null;

/** What a value is, where the class gives the property one. */
const typeOfValue = (v: Value | null): string | null => {
  if (v?.kind === 'Literal') {
    const { value } = v;
    return value === null || value === undefined ? null : typeof value;
  }
  if (v?.kind === 'List') return 'array';
  if (v?.kind === 'Map') return 'object';
  return v?.kind === 'New' && v.callee.kind === 'Global' ? v.callee.name : null;
};

const simple: ReadonlySet<string> = new Set(['String', 'Number', 'Boolean', 'Array', 'Object']);

const isNullish = (type: string): boolean => type === 'TSNullKeyword' || type === 'TSUndefinedKeyword';

const reflected = (r: Reporter, program: Program, c: ClassInfo, member: ClassMember, prop: Prop): string | null => {
  const entity = `${c.name}.${member.name}`;
  const labelled = prop.enum && (prop.items?.length ?? 0) > 0;
  const { type } = member;
  const invalid = (why: string): null =>
    prop.columnTypes !== null || labelled
      ? null
      : report(r, 'entity.invalid', prop.at, { what: 'the type', entity, why }, "Write it: { type: 'string' }.");
  if (type === null) return invalid('none is written');
  const found = reflect(program, c.module, type);
  if (found.kind === 'Class' || found.kind === 'Foreign')
    return invalid(`a property of type ${showValue(found)} has no type of column`);
  if (found.kind !== 'Global') return invalid('it is not known');
  const nullish = type.type === 'TSUnionType' && type.types.some((t) => isNullish(t.type));
  // With strictNullChecks TypeScript gives Object here, which is a varchar; without, the type beside it.
  if (nullish && found.name !== 'String' && found.name !== 'Object')
    return invalid('what TypeScript says of a type or null depends on strictNullChecks');
  if (found.name === 'Object') return prop.columnTypes === null ? 'any' : 'object';
  return simple.has(found.name) ? found.name.toLowerCase() : found.name === 'BigInt' ? 'bigint' : found.name;
};

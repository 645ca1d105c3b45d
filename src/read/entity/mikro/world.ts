/** All entities of a request, and the questions that they ask of each other. */
import { type Reporter, report } from '../typescript/options.js';
import { type Meta, type Prop, primaryOf, refused, rootOf, type Target } from './meta.js';
import { joinKeyColumn, underscore } from './naming.js';
import { type Mapped, mappedOf, type Platform } from './platform.js';

export interface World {
  readonly r: Reporter;
  readonly platform: Platform;
  readonly find: (t: Target | null) => Meta | null;
}

export const worldOf = (r: Reporter, platform: Platform, all: ReadonlyArray<Meta>): World => {
  const byIdentity = new Map<object, Meta>(all.map((m) => [m.identity, m]));
  const byName = new Map<string, Meta>(all.map((m) => [m.name, m]));
  return {
    r,
    platform,
    find: (t) => (t === null ? null : (('identity' in t ? byIdentity.get(t.identity) : byName.get(t.name)) ?? null)),
  };
};

/** The entity a relation is to, or null after saying that it is not there. */
export const targetOf = (w: World, m: Meta, p: Prop): Meta | null => {
  const found = w.find(p.target);
  if (found !== null) return found;
  if (p.target === null || p.target === refused) return null;
  const named =
    'name' in p.target ? p.target.name : 'name' in p.target.identity ? String(p.target.identity.name) : 'the entity';
  const data = { name: named, what: `the relation ${p.name}`, entity: m.name };
  return report(w.r, 'entity.unresolved', p.at, data, 'Give its file too.');
};

export const mappedOfProp = (p: Prop): Mapped => {
  if (p.array && p.items !== null) return 'array';
  if (p.nativeEnumName !== null) return 'enum';
  if (p.enum) return p.items?.every((i) => typeof i === 'string') === true ? 'enum' : 'tinyint';
  return mappedOf(p.columnTypes?.[0] ?? p.type ?? '');
};

const isNumeric = (w: World, p: Prop): boolean =>
  p.type === 'number' || w.platform.numeric.has(p.enum ? 'enum' : mappedOf(p.columnTypes?.[0] ?? p.type ?? ''));

/** The only key of its entity, and a number. */
export const numbersItself = (w: World, m: Meta, p: Prop): boolean => {
  if (p.autoincrement !== null) return p.autoincrement;
  return p.primary && p.kind === 'scalar' && primaryOf(m).length === 1 && isNumeric(w, p);
};

/** Deeper chains of keys that are relations are circles. */
const deepest = 20;

export const fieldsOf = (w: World, m: Meta, p: Prop, depth = 0): ReadonlyArray<string> => {
  if (p.fieldNames !== null && p.fieldNames.length > 0) return p.fieldNames;
  if (p.kind === 'scalar' || p.kind === 'embedded') return [underscore(p.name)];
  const to = depth > deepest ? null : targetOf(w, m, p);
  return to === null ? [] : keyFields(w, to, depth + 1).map((f) => joinKeyColumn(p.name, f));
};

export const keyFields = (w: World, m: Meta, depth = 0): ReadonlyArray<string> =>
  primaryOf(rootOf(m)).flatMap((k) => fieldsOf(w, rootOf(m), k, depth));

/** Types of the runtime, which are no names of columns. */
const runtime: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'bigint',
  'Date',
  'Buffer',
  'RegExp',
  'any',
  'unknown',
  '',
]);

export const columnTypesOf = (w: World, m: Meta, p: Prop, depth = 0): ReadonlyArray<string> => {
  if (p.columnTypes !== null) return p.columnTypes;
  if (p.kind === 'embedded') return ['json'].map(() => w.platform.spell.json(p));
  if (p.kind !== 'scalar') {
    const to = depth > deepest ? null : targetOf(w, m, p);
    if (to === null) return [];
    const keys = primaryOf(rootOf(to));
    for (const k of keys) {
      p.length ??= k.length;
      p.precision ??= k.precision;
      p.scale ??= k.scale;
    }
    return keys.flatMap((k) => columnTypesOf(w, rootOf(to), k, depth + 1));
  }
  const mapped = mappedOfProp(p);
  if (mapped !== 'unknown') return [w.platform.spell[mapped](p)];
  const type = p.type ?? '';
  if (runtime.has(type) || /[<>:"';{}]/.test(type)) return [w.platform.spell.string(p)];
  return [p.length === null || type.endsWith(`(${p.length})`) ? type : `${type}(${p.length})`];
};

export const isUnsigned = (w: World, p: Prop, depth = 0): boolean => {
  if (!w.platform.unsigned || depth > deepest) return false;
  if (p.unsigned !== null) return p.unsigned;
  if (p.kind === 'm:1' || p.kind === '1:1') {
    const to = w.find(p.target);
    return to !== null && primaryOf(rootOf(to)).some((k) => isUnsigned(w, k, depth + 1));
  }
  return (p.primary && isNumeric(w, p)) || (p.autoincrement ?? false);
};

export const isNullable = (p: Prop): boolean => {
  if (p.nullable !== null) return p.nullable;
  const orphans = p.cascade.includes('remove') || p.cascade.includes('all');
  return (p.kind === 'm:1' || p.kind === '1:1') && orphans;
};

/** Whether the property is a column of its table. */
export const hasColumn = (p: Prop): boolean => {
  if (!p.persist) return false;
  if (p.kind === 'embedded') return p.object;
  return p.kind === 'scalar' || p.kind === 'm:1' || (p.kind === '1:1' && p.owner);
};

import { type QName, sameName } from '../ir/name.js';
import { problem } from '../ir/problem.js';
import { withRest } from '../ir/revise.js';
import type { EnumType, Schema } from '../ir/schema.js';
import { left, right } from '../prelude.js';
import type { Statement } from '../sql/ast.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { duplicate, type Edited, missingObject, thing } from './edit.js';

const find = (s: Schema, name: QName): EnumType | undefined => s.enums.find((e) => sameName(e.name, name));

const update = (s: Schema, name: QName, f: (e: EnumType) => EnumType): Edited<Schema> =>
  find(s, name) === undefined
    ? missingObject(name, 'enum type', name.name)
    : right(withRest(s, { enums: s.enums.map((e) => (sameName(e.name, name) ? f(e) : e)) }));

const comment = (type: QName, text: string | null): Statement => ({
  kind: 'Comment',
  on: { kind: 'Type', type },
  text,
});

export const createEnum: IntentSpec<IntentByKind['CreateEnum']> = {
  apply: (i, s) =>
    find(s, i.type.name) === undefined
      ? right(withRest(s, { enums: [...s.enums, i.type] }))
      : duplicate(i.type.name, 'enum type', i.type.name.name),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'DropEnum', type: i.type }] }),
  touches: (i) => ({ creates: [thing.enum(i.type.name)], requires: [], removes: [] }),
  lower: (i) => [
    { kind: 'CreateEnum', type: i.type },
    ...(i.type.comment === null ? [] : [comment(i.type.name, i.type.comment)]),
  ],
};

export const dropEnum: IntentSpec<IntentByKind['DropEnum']> = {
  apply: (i, s) =>
    find(s, i.type.name) === undefined
      ? missingObject(i.type.name, 'enum type', i.type.name.name)
      : right(withRest(s, { enums: s.enums.filter((e) => !sameName(e.name, i.type.name)) })),
  invert: (i, before) => ({
    grade: 'Reversible',
    intents: [{ kind: 'CreateEnum', type: find(before, i.type.name) ?? i.type }],
  }),
  touches: (i) => ({ creates: [], requires: [], removes: [thing.enum(i.type.name)] }),
  lower: (i) => [{ kind: 'DropEnum', type: i.type }],
};

const placed = (values: ReadonlyArray<string>, i: IntentByKind['AddEnumValue']): ReadonlyArray<string> => {
  const at = i.place === null ? -1 : values.indexOf(i.place.value);
  return at < 0 ? [...values, i.value] : values.toSpliced(i.place?.where === 'after' ? at + 1 : at, 0, i.value);
};

export const addEnumValue: IntentSpec<IntentByKind['AddEnumValue']> = {
  apply: (i, s) => {
    const found = find(s, i.type);
    if (found === undefined) return missingObject(i.type, 'enum type', i.type.name);
    if (found.values.includes(i.value)) return duplicate(i.type, 'enum value', i.value);
    if (i.place !== null && !found.values.includes(i.place.value))
      return left([problem('schema.missing-object', { table: i.type.name, kind: 'enum value', name: i.place.value })]);
    return update(s, i.type, (e) => ({ ...e, values: placed(e.values, i) }));
  },
  invert: (i, before) => {
    const from = find(before, i.type);
    return from === undefined
      ? { grade: 'Irreversible', because: `the type ${i.type.name} is not known` }
      : {
          grade: 'Reversible',
          intents: [{ kind: 'ReplaceEnum', from: { ...from, values: placed(from.values, i) }, to: from }],
        };
  },
  // Several values may be added one behind the other: each needs the one it stands beside.
  touches: (i) => ({
    creates: [thing.label(i.type), `${thing.label(i.type)}\u0000${i.value}`],
    requires: [thing.enum(i.type), ...(i.place === null ? [] : [`${thing.label(i.type)}\u0000${i.place.value}`])],
    removes: [],
  }),
  lower: (i) => [{ kind: 'AddEnumValue', type: i.type, value: i.value, place: i.place }],
};

export const replaceEnum: IntentSpec<IntentByKind['ReplaceEnum']> = {
  apply: (i, s) => update(s, i.from.name, () => i.to),
  invert: (i) => ({ grade: 'Reversible', intents: [{ kind: 'ReplaceEnum', from: i.to, to: i.from }] }),
  touches: (i) => ({
    creates: [thing.label(i.to.name)],
    requires: [thing.enum(i.from.name)],
    removes: [thing.oldLabel(i.from.name)],
  }),
  lower: (i) => [{ kind: 'ReplaceEnum', from: i.from, to: i.to }],
};

/** Enum types: labels that only grow are added one by one, anything else makes the type anew. */
import type { Intent } from '../intent/algebra.js';
import { keyOf } from '../ir/name.js';
import type { EnumType, Schema } from '../ir/schema.js';

const grow = (from: EnumType, to: EnumType): ReadonlyArray<Intent> | null => {
  const kept = to.values.filter((v) => from.values.includes(v));
  if (kept.length !== from.values.length || kept.some((v, i) => v !== from.values[i])) return null;
  return to.values.flatMap((value, at): ReadonlyArray<Intent> => {
    if (from.values.includes(value)) return [];
    const previous = to.values[at - 1];
    const first = from.values[0];
    // Behind the label before it; at the very front, before the first of the old ones.
    const place =
      previous !== undefined
        ? { where: 'after' as const, value: previous }
        : first !== undefined
          ? { where: 'before' as const, value: first }
          : null;
    return [{ kind: 'AddEnumValue', type: to.name, value, place }];
  });
};

export const diffEnums = (from: Schema, to: Schema): ReadonlyArray<Intent> => {
  const old = new Map(from.enums.map((e) => [keyOf(e.name), e]));
  const now = new Set(to.enums.map((e) => keyOf(e.name)));
  return [
    ...to.enums.flatMap((e): ReadonlyArray<Intent> => {
      const before = old.get(keyOf(e.name));
      if (before === undefined) return [{ kind: 'CreateEnum', type: e }];
      return JSON.stringify(before.values) === JSON.stringify(e.values)
        ? []
        : (grow(before, e) ?? [{ kind: 'ReplaceEnum', from: before, to: { ...e, comment: before.comment } }]);
    }),
    ...from.enums.flatMap(
      (e): ReadonlyArray<Intent> => (now.has(keyOf(e.name)) ? [] : [{ kind: 'DropEnum', type: e }]),
    ),
  ];
};

/** Enum types: labels that only grow are added one by one, anything else makes the type anew. */
import type { Intent } from '../intent/algebra.js';
import { keyOf, sameName } from '../ir/name.js';
import type { Column, EnumType, Schema } from '../ir/schema.js';

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

/** New labels come first where a default is one of them: it is put on before the old ones can go. */
const replaced = (from: EnumType, to: EnumType, first: boolean): ReadonlyArray<Intent> => {
  const fresh = first ? to.values.filter((v) => !from.values.includes(v)) : [];
  return [
    ...fresh.map((value): Intent => ({ kind: 'AddEnumValue', type: to.name, value, place: null })),
    {
      kind: 'ReplaceEnum',
      from: { ...from, values: [...from.values, ...fresh] },
      to: { ...to, comment: from.comment },
    },
  ];
};

const isNewDefault = (c: Column, old: EnumType): boolean =>
  c.type.kind === 'Enum' &&
  c.type.type !== null &&
  sameName(c.type.type, old.name) &&
  c.default?.kind === 'Value' &&
  c.default.value.kind === 'String' &&
  !old.values.includes(c.default.value.value);

export const diffEnums = (from: Schema, to: Schema): ReadonlyArray<Intent> => {
  const old = new Map(from.enums.map((e) => [keyOf(e.name), e]));
  const now = new Set(to.enums.map((e) => keyOf(e.name)));
  return [
    ...to.enums.flatMap((e): ReadonlyArray<Intent> => {
      const before = old.get(keyOf(e.name));
      if (before === undefined) return [{ kind: 'CreateEnum', type: e }];
      return JSON.stringify(before.values) === JSON.stringify(e.values)
        ? []
        : (grow(before, e) ??
            replaced(
              before,
              e,
              to.tables.some((t) => t.columns.some((c) => isNewDefault(c, before))),
            ));
    }),
    ...from.enums.flatMap(
      (e): ReadonlyArray<Intent> => (now.has(keyOf(e.name)) ? [] : [{ kind: 'DropEnum', type: e }]),
    ),
  ];
};

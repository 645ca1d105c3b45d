/** The way back of a drop whose rows or values the plan keeps in a table beside: they come back with it. */
import type { Intent, IntentByKind, Inverse } from '../intent/algebra.js';
import { invertIntent } from '../intent/registry.js';
import { E } from '../ir/expression.js';
import type { Schema } from '../ir/schema.js';
import { placeholder } from './placeholder.js';

export type Kept = ReadonlyArray<IntentByKind['KeepRows']>;

/** Rows that were added since have no value to come back: what their type has for "nothing" stands in for it. */
const filled = (i: IntentByKind['AddColumn']): ReadonlyArray<Intent> => {
  const { table, column } = i;
  if (column.nullable) return [];
  const value = column.default === null ? placeholder(column.type) : null;
  const fill: ReadonlyArray<Intent> =
    value === null
      ? []
      : [{ kind: 'Backfill', table, column: column.name, value, where: E.isNull(E.column(column.name)), fresh: true }];
  return [...fill, { kind: 'SetNullability', table, column: column.name, nullable: false }];
};

export const unkept = (i: Intent, before: Schema, k: IntentByKind['KeepRows']): Inverse => {
  const inverse = invertIntent(i, before);
  if (inverse.grade === 'Irreversible') return inverse;
  const { table, kept, key, columns } = k;
  const intents = inverse.intents.flatMap((back): ReadonlyArray<Intent> => {
    if (back.kind === 'CreateTable') return [back, { kind: 'RestoreRows', table, kept, key, columns, insert: true }];
    if (back.kind !== 'AddColumn') return [back];
    const { name } = back.column;
    return [
      { ...back, column: { ...back.column, nullable: true } },
      { kind: 'RestoreRows', table, kept, key, columns: [name], insert: false },
      ...filled(back),
    ];
  });
  return { grade: 'Reversible', intents };
};

/**
 * The columns, indexes and keys that relations bring. Two rounds, as in Cycle's schema builder: first every relation makes sure
 * that the columns it needs are there, then, when all tables have their columns, indexes and keys follow.
 */

import type { Entity } from './definition.js';
import { ensureIndex, ensureKey, hasIndex, hasUniqueOf, plainColumns, type TableDraft } from './draft.js';
import type { Registry } from './registry.js';
import { type Computed, compute } from './relation-columns.js';
import type { Context } from './report.js';

export const computeRelations = (c: Context, r: Registry): ReadonlyArray<Computed> =>
  r.entities.flatMap((e) => [...e.relations].flatMap(([name, relation]) => compute(c, r, e, name, relation) ?? []));

export const renderRelations = (r: Registry, all: ReadonlyArray<Computed>): void => {
  for (const one of all) render(r, one);
  // What is inversed is a relation of the other side too: on the same columns for most, the other way round for a pivot.
  for (const one of all)
    if (one.relation.inverse?.type === 'manyToMany' && one.second !== null)
      pivotIndex(r.tableOf(one.holder), one.second.columns, one.columns, one);
};

const render = (r: Registry, one: Computed): void => {
  const { relation, holder, columns, other, outer, second } = one;
  const table = r.tableOf(holder);
  if (one.morph !== null) {
    if (relation.indexCreate) ensureIndex(table, plainColumns([...columns, one.morph]), relation.at);
    return;
  }
  if (second !== null) {
    if (relation.indexCreate) pivotIndex(table, columns, second.columns, one);
    key(r, table, holder, columns, other, outer, one);
    key(r, table, holder, second.columns, second.other, second.outer, one);
    return;
  }
  if (relation.indexCreate) ensureIndex(table, plainColumns(columns), relation.at);
  key(r, table, holder, columns, other, outer, one);
};

/** The first index on both keys is unique; the same columns in another order need not be. */
const pivotIndex = (t: TableDraft, a: ReadonlyArray<string>, b: ReadonlyArray<string>, one: Computed): void => {
  const names = [...a, ...b];
  if (!hasIndex(t, names)) ensureIndex(t, plainColumns(names), one.relation.at, { unique: !hasUniqueOf(t, names) });
};

const key = (
  r: Registry,
  table: TableDraft,
  holder: Entity,
  columns: ReadonlyArray<string>,
  other: Entity | null,
  outer: ReadonlyArray<string>,
  { relation }: Computed,
): void => {
  // No engine has keys from one database to another.
  if (!relation.fkCreate || other === null || (holder.database ?? 'default') !== (other.database ?? 'default')) return;
  const { fkAction, fkOnDelete, indexCreate, at } = relation;
  const to = r.tableOf(other).name;
  ensureKey(
    table,
    { columns, table: to, outer, onDelete: fkOnDelete ?? fkAction, onUpdate: fkAction, at },
    indexCreate,
  );
};

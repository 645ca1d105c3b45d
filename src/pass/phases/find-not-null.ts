/** NOT NULL on a column of a large table: its rows are filled and new ones fill themselves before it is asked for. */
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import type { DataRule } from '../../ir/desired.js';
import type { Expr } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import { isLarge, type Sizes } from './expand.js';
import type { SyncGroup } from './group.js';

const fillGroup = (table: QName, column: string, value: Expr): SyncGroup => ({
  why: 'not null',
  table,
  old: [],
  fresh: [{ column, value }],
  takesName: false,
  approximate: false,
});

export const findNotNull = (intents: ReadonlyArray<Intent>, sizes: Sizes): ReadonlyArray<SyncGroup> => {
  const moved = new Set(intents.flatMap((i) => (i.kind === 'RenameTable' ? [keyOf(i.to)] : [])));
  return intents.flatMap((i): ReadonlyArray<SyncGroup> => {
    if (i.kind !== 'Backfill' || i.fresh || moved.has(keyOf(i.table)) || !isLarge(i.table, sizes)) return [];
    const bound = intents.some(
      (s) => s.kind === 'SetNullability' && !s.nullable && sameName(s.table, i.table) && s.column === i.column,
    );
    return bound ? [fillGroup(i.table, i.column, i.value)] : [];
  });
};

/** Those of which the first phase was carried out. */
export const begunNotNull = (
  have: Schema,
  data: ReadonlyArray<DataRule>,
  isBegun: (g: SyncGroup) => boolean,
): ReadonlyArray<SyncGroup> =>
  data.flatMap((r) => {
    const there = findTable(have, r.table)?.columns.some((c) => r.kind === 'Backfill' && c.name === r.column) ?? false;
    const group = r.kind === 'Backfill' && there ? fillGroup(r.table, r.column, r.value) : null;
    return group !== null && isBegun(group) ? [group] : [];
  });

import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Column } from '../ir/schema.js';
import { right } from '../prelude.js';
import { neededBy } from './add-column.js';
import type { Intent, IntentByKind, IntentSpec } from './algebra.js';
import { alter, findTable, missingObject, thing, updateTable } from './edit.js';

/** Empty at first: what it gets is worked out for every row, and only then may it be bound. */
const refilled = (
  table: QName,
  column: Column,
  after: string | null | undefined,
  value: Expr,
): ReadonlyArray<Intent> => [
  { kind: 'AddColumn', table, column: { ...column, nullable: true, default: null }, after },
  { kind: 'Backfill', table, column: column.name, value, where: null, fresh: true },
  ...(column.default === null
    ? []
    : [{ kind: 'SetDefault' as const, table, column: column.name, from: null, to: column.default }]),
  ...(column.nullable ? [] : [{ kind: 'SetNullability' as const, table, column: column.name, nullable: false }]),
];

export const dropColumn: IntentSpec<IntentByKind['DropColumn']> = {
  apply: (i, s) =>
    updateTable(s, i.table, (t) =>
      t.columns.some((c) => c.name === i.column.name)
        ? right({ ...t, columns: t.columns.filter((c) => c.name !== i.column.name) })
        : missingObject(i.table, 'column', i.column.name),
    ),
  invert: (i, before) => {
    const columns = findTable(before, i.table)?.columns ?? [];
    const at = columns.findIndex((c) => c.name === i.column.name);
    const column = columns[at] ?? i.column;
    // Its neighbour of that moment: the one the source knew may be gone, and then comes back later than this one.
    const after = i.after === undefined || at < 0 ? i.after : (columns[at - 1]?.name ?? null);
    if (i.restore !== undefined && column.generated === null)
      return i.approximate === true
        ? {
            grade: 'Lossy',
            intents: refilled(i.table, column, after, i.restore),
            loses: { kind: 'precision', table: i.table, column: i.column.name },
          }
        : { grade: 'Reversible', intents: refilled(i.table, column, after, i.restore) };
    const intents = [{ kind: 'AddColumn' as const, table: i.table, column, after }];
    // A generated column is computed again from what is still there.
    return column.generated !== null
      ? { grade: 'Reversible', intents }
      : { grade: 'Lossy', intents, loses: { kind: 'values', table: i.table, column: i.column.name } };
  },
  touches: (i) => ({
    creates: [],
    requires: [thing.table(i.table), ...neededBy(i.table, i.column)],
    removes: [thing.column(i.table, i.column.name)],
  }),
  lower: (i, before, after) => alter(before, after, i.table, { kind: 'DropColumn', column: i.column }),
};

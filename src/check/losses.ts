/** How many rows each loss of a way back is about. */
import { keyOf, type QName } from '../ir/name.js';
import type { Migration } from '../plan/plan.js';

/** @param rows by the names that tables have before the plan. */
export const withLosses = (
  migrations: ReadonlyArray<Migration>,
  rows: ReadonlyMap<string, number>,
): ReadonlyArray<Migration> => {
  const was = new Map(
    migrations.flatMap((m) =>
      m.up.flatMap((s) =>
        s.intents.flatMap((i) => (i.kind === 'RenameTable' ? [[keyOf(i.to), keyOf(i.from)] as const] : [])),
      ),
    ),
  );
  const rowsOf = (table: QName): number | undefined => rows.get(keyOf(table)) ?? rows.get(was.get(keyOf(table)) ?? '');
  return migrations.map((m) => ({
    ...m,
    down: m.down.map((step) =>
      step.loses.length === 0
        ? step
        : {
            ...step,
            loses: step.loses.map((l) => {
              const n = rowsOf(l.table);
              return n === undefined ? l : { ...l, rows: n };
            }),
          },
    ),
  }));
};

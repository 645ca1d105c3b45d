/**
 * IR × IR → Intent[]. Both schemas are physical, named and normalised, and the renames have been carried out on `from`;
 * so nothing here knows an engine. The result is not ordered yet (pass/order.ts).
 */
import type { Intent } from '../intent/algebra.js';
import type { DataRule } from '../ir/desired.js';
import { keyOf } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { diffEnums } from './diff-enums.js';
import { diffTable } from './diff-table.js';

export interface DiffOptions {
  readonly data: ReadonlyArray<DataRule>;
  /** Columns are added where the desired table has them (an engine with FIRST and AFTER, a source that states the order). */
  readonly columnOrder: boolean;
}

export const diff = (
  from: Schema,
  to: Schema,
  options: DiffOptions = { data: [], columnOrder: false },
): ReadonlyArray<Intent> => {
  const old = new Map(from.tables.map((t) => [keyOf(t.name), t]));
  const now = new Set(to.tables.map((t) => keyOf(t.name)));
  const rules = new Map<string, DataRule[]>();
  for (const r of options.data) rules.set(keyOf(r.table), [...(rules.get(keyOf(r.table)) ?? []), r]);
  return [
    ...diffEnums(from, to),
    ...to.tables.flatMap((t): ReadonlyArray<Intent> => {
      const before = old.get(keyOf(t.name));
      return before === undefined
        ? [{ kind: 'CreateTable', table: t }]
        : before === t
          ? []
          : diffTable(before, t, rules.get(keyOf(t.name)) ?? [], options.columnOrder);
    }),
    ...from.tables.flatMap(
      (t): ReadonlyArray<Intent> => (now.has(keyOf(t.name)) ? [] : [{ kind: 'DropTable', table: t }]),
    ),
  ];
};

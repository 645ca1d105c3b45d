/** Columns that the rows compute already, and what their table does with them. */
import type { Held } from '../../dialect/probe.js';
import { columnsOf } from '../../ir/expression.js';
import type { Column, Table } from '../../ir/schema.js';
import type { Standing } from './standings.js';

export const heldBy = (t: Table, column: string): Held => ({
  indexed:
    t.uniques.some((u) => u.columns.includes(column)) ||
    t.indexes.some((i) => i.parts.some((p) => p.of.kind === 'Column' && p.of.name === column)),
  checked: t.checks.some((k) => columnsOf(k.expr)?.includes(column) ?? true),
});

/** What the rows call a computed column that they have already. */
export const nameInRows = (s: Standing, { name }: Column): string | null => {
  const stands = s.cells.get(name)?.expr;
  if (stands?.kind === 'Column') return stands.name;
  return s.rows?.columns.some((c) => c.name === name && c.generated !== null) === true ? name : null;
};

import type { Expr } from '../ir/expression.js';
import { keyOf, type QName } from '../ir/name.js';
import { findTable } from '../ir/revise.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import type { PlanFacts } from './facts/facts.js';

interface Copied {
  readonly table: QName;
  readonly column: string;
  readonly refused: Expr;
}

/** Columns of tables that are copied, with what the copy refuses; a column that changes its type is asked for itself. */
const copied = (facts: PlanFacts): ReadonlyArray<Copied> => {
  const found = new Map<string, Copied>();
  for (const { table, lock } of facts.holds) {
    const rows = findTable(facts.from, table);
    for (const c of rows?.columns ?? []) {
      const refused = facts.dialect.probe.uncopyable(c, lock.strength);
      if (refused === null) continue;
      found.set(`${keyOf(table)}\u0000\u0000${c.name}`, {
        table,
        column: c.name,
        refused: refused({ kind: 'Column', table: null, name: c.name }),
      });
    }
  }
  return [...found.values()];
};

export const copyTable = check<Copied>({
  code: 'copy-table',
  loses: false,
  page: {
    title: 'Values that a copy of the table refuses',
    why: 'Some changes make MySQL and MariaDB copy the table, and a copy stores every value again. A date like 0000-00-00 or 2024-00-01, stored when the server still allowed it, is refused then (NO_ZERO_DATE, NO_ZERO_IN_DATE), although nobody touches its column.',
    fix: 'Replace such dates by NULL or real ones first, or run the migration in a session that allows them.',
  },
  appliesTo: copied,
  probe: (d) => rowsWhere(d.table, d.refused, 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Replace the dates of ${d.column} that are none, by NULL for example.`;
    if (a.kind === 'Unknown')
      return finding(
        'copy-table',
        a.asked ? 'warn' : 'info',
        place,
        `The table is copied: this fails when ${d.column} holds a date that is none.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'copy-table',
          'error',
          place,
          `${rowsHave(n)} a date in ${d.column} that is none; copying the table fails on it.`,
          exact(n),
          remedy,
        );
  },
});

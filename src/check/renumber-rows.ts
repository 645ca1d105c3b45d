import type { Expr } from '../ir/expression.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rows } from './check.js';
import type { OnRows } from './facts/demand.js';
import { here } from './facts/demand.js';
import { eventsOf } from './facts/facts.js';
import { standing } from './facts/situation.js';

interface Renumbered extends OnRows {
  readonly column: string;
  /** True for the rows; null = nobody can say. */
  readonly where: Expr | null;
}

export const renumberRows = check<Renumbered>({
  code: 'renumber-rows',
  loses: true,
  page: {
    title: 'Rows that get another number',
    why: 'When a column becomes AUTO_INCREMENT, MySQL and MariaDB take a 0 in it for "the next number, please" and write another value, unless the session says NO_AUTO_VALUE_ON_ZERO. Whatever refers to the 0 then refers to nothing.',
    fix: "Run the migration with SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO'), give the row another number first, or agree with --confirm TABLE.COLUMN.",
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'SetIdentity').flatMap(({ intent: i, before }) => {
      const s = standing(before, i.table);
      const at = s === null ? null : here(s);
      const renumbered = facts.dialect.probe.renumbered;
      if (s === null || at === null || i.to === null || i.from !== null || renumbered === null) return [];
      const value = s.cells.get(i.column)?.expr ?? null;
      return [{ ...at, column: i.column, where: value === null ? null : renumbered(value) }];
    }),
  probe: (d) => rowsWhere(d.origin, d.where, 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Give the row of ${d.column} 0 another number first, or set NO_AUTO_VALUE_ON_ZERO for the session.`;
    if (a.kind === 'Unknown')
      return finding(
        'renumber-rows',
        'warn',
        place,
        `${d.column} begins to number itself: a 0 in it is replaced by the next number.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'renumber-rows',
          'error',
          place,
          `${rows(n)} with ${d.column} 0 would get another number when it begins to number itself.`,
          exact(n),
          remedy,
        );
  },
});

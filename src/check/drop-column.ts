import { E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import { eventsOf } from './facts/facts.js';
import { standing } from './facts/situation.js';
import { at } from './words.js';

interface Dropped {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  readonly value: Expr | null;
}

export const dropColumn = check<Dropped>({
  code: 'drop-column',
  loses: true,
  page: {
    title: 'A column is dropped',
    why: 'DROP COLUMN takes the values of every row with it, and a program that still names the column fails from that moment on. Undoing the migration brings the column back without its values.',
    fix: 'Stop reading and writing the column first, keep a copy of the values (`dropped: … archive:`), and agree with --confirm TABLE.COLUMN or --force.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'DropColumn').flatMap(({ intent, before }) => {
      const s = standing(before, intent.table);
      // What is computed comes back by itself.
      if (s === null || s.origin === null || intent.column.generated !== null) return [];
      const value = s.cells.get(intent.column.name)?.expr ?? null;
      return [{ table: intent.table, origin: s.origin, column: intent.column.name, value }];
    }),
  probe: (d) => rowsWhere(d.origin, d.value === null ? null : E.isNull(d.value, true), 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Keep a copy of the values, or agree to lose them: --confirm ${d.table.name}.${d.column}.`;
    if (a.kind === 'Unknown')
      return finding(
        'drop-column',
        'warn',
        place,
        `${at(d.table, d.column)} is dropped with all its values.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? finding(
          'drop-column',
          'warn',
          place,
          `${at(d.table, d.column)} is dropped; no row has a value in it.`,
          exact(0),
        )
      : finding(
          'drop-column',
          'error',
          place,
          `${rowsHave(n)} a value in ${at(d.table, d.column)}, which is dropped.`,
          exact(n),
          remedy,
        );
  },
});

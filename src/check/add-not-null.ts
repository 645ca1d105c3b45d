import { E } from '../ir/expression.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rows, rowsHave } from './check.js';
import type { NotNull } from './facts/demand.js';
import { nullDemands } from './facts/row-demands.js';

export const addNotNull = check<NotNull>({
  code: 'add-not-null',
  loses: false,
  page: {
    title: 'Rows without a value in a column that becomes NOT NULL',
    why: 'A column that may not be NULL is refused while a row has no value in it: ALTER … SET NOT NULL fails, and so does ADD COLUMN … NOT NULL without a default on a table with rows. A MySQL server that is not strict would fill in 0, an empty text or a zero date instead. The rows are counted as they will be by then: after renames, defaults, conversions and the backfills of the same plan.',
    fix: 'Give the field a `backfill:` expression or a `default:`, or keep it `nullable: true` until the application fills it.',
  },
  appliesTo: nullDemands,
  probe: (d) => ({
    ...rowsWhere(d.origin, d.value === null ? null : E.isNull(d.value), 'no query can say what the column will hold'),
    trial: true,
  }),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = d.fresh
      ? `Give ${d.column} a backfill or a default, or leave it nullable.`
      : `Fill ${d.column} first: give it a backfill.`;
    if (a.kind === 'Unknown')
      return finding(
        'add-not-null',
        'warn',
        place,
        d.fresh
          ? `The new column ${d.column} is NOT NULL: this fails when a row gets no value for it.`
          : `${d.column} becomes NOT NULL: this fails when a row has no value in it.`,
        open(a),
        remedy,
      );
    const n = count(a);
    if (a.refused)
      return finding(
        'add-not-null',
        'error',
        place,
        `The values of ${d.column} cannot be worked out.`,
        exact(1),
        remedy,
      );
    return n === 0
      ? null
      : finding(
          'add-not-null',
          'error',
          place,
          d.fresh
            ? `${rows(n)} would have no value in the new column ${d.column}, which is NOT NULL.`
            : `${rowsHave(n)} no value in ${d.column}, which becomes NOT NULL.`,
          exact(n),
          remedy,
        );
  },
});

import { E } from '../ir/expression.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import type { NotNull } from './facts/demand.js';
import { nullDemands } from './facts/row-demands.js';

export const primaryKeyNull = check<NotNull>({
  code: 'primary-key-null',
  loses: false,
  page: {
    title: 'Rows without a value in a column of the new primary key',
    why: 'The columns of a primary key are NOT NULL, said or not. A row without a value makes ADD PRIMARY KEY fail.',
    fix: 'Give the column a backfill, or choose other columns for the key.',
  },
  appliesTo: (facts) => nullDemands(facts).filter((d) => d.of === 'primary key'),
  probe: (d) =>
    rowsWhere(d.origin, d.value === null ? null : E.isNull(d.value), 'no query can say what the column will hold'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Fill ${d.column} first: give it a backfill.`;
    if (a.kind === 'Unknown')
      return finding(
        'primary-key-null',
        'warn',
        place,
        `${d.column} becomes part of the primary key: this fails when a row has no value in it.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'primary-key-null',
          'error',
          place,
          `${rowsHave(n)} no value in ${d.column}, which becomes part of the primary key.`,
          exact(n),
          remedy,
        );
  },
});

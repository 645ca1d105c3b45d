import { advice, check, count, exact, finding, open, rows } from './check.js';
import { askWritten, type Filled, writtenRows } from './facts/written-rows.js';

export const backfillRows = check<Filled>({
  code: 'backfill-rows',
  loses: false,
  page: {
    title: 'How many rows a backfill writes',
    why: 'An UPDATE of many rows takes time, holds their locks until it commits and makes replicas lag.',
    fix: 'Fill a large table in batches, apart from the migration.',
  },
  appliesTo: writtenRows,
  probe: askWritten,
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    if (a.kind === 'Unknown')
      return finding(
        'backfill-rows',
        advice(a),
        place,
        `Backfill will affect every row that has no ${d.column} yet`,
        open(a),
      );
    const n = count(a);
    return n === 0 ? null : finding('backfill-rows', 'warn', place, `Backfill will affect ${rows(n)}`, exact(n));
  },
});

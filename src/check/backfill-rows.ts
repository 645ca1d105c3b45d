import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { allRows, rowsWhere } from './ask.js';
import { advice, check, count, exact, finding, open, type Question, rows } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { overRows, standing } from './facts/situation.js';
import { list } from './words.js';

interface Filled {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  readonly all: boolean;
  readonly where: Expr | null;
  /** Columns that the server sets to the current time whenever a row is updated. */
  readonly stamped: ReadonlyArray<string>;
}

const filled = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'Backfill').flatMap(({ intent, before }) => {
    const s = standing(before, intent.table);
    if (s === null || s.origin === null) return [];
    const where = intent.where === null ? null : overRows(intent.where, s);
    const stamped = s.table.columns.filter((c) => c.onUpdate !== null && c.name !== intent.column).map((c) => c.name);
    const { table, column } = intent;
    return [{ table, origin: s.origin, column, all: intent.where === null, where, stamped }];
  });

const probe = (d: Filled): Question =>
  d.all ? allRows(d.origin) : rowsWhere(d.origin, d.where, 'the rows are not known');

export const backfillRows = check<Filled>({
  code: 'backfill-rows',
  loses: false,
  page: {
    title: 'How many rows a backfill writes',
    why: 'An UPDATE of many rows takes time, holds their locks until it commits and makes replicas lag.',
    fix: 'Fill a large table in batches, apart from the migration.',
  },
  appliesTo: filled,
  probe,
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

export const stampedRows = check<Filled>({
  code: 'stamped-rows',
  loses: false,
  page: {
    title: 'A backfill that changes timestamps beside its own column',
    why: 'A column with ON UPDATE CURRENT_TIMESTAMP gets the current time whenever its row is updated, by a backfill too: the old time of change is lost.',
    fix: 'Keep the value in the same UPDATE (SET changed_at = changed_at), or accept the new one.',
  },
  appliesTo: (facts) => filled(facts).filter((d) => d.stamped.length > 0),
  probe,
  judge: (d, a) => {
    const place = { table: d.table, column: d.stamped[0] ?? null };
    const says = `The backfill of ${d.column} sets ${list(d.stamped)} to the current time`;
    if (a.kind === 'Unknown')
      return finding('stamped-rows', advice(a), place, `${says} in every row it writes.`, open(a));
    const n = count(a);
    return n === 0 ? null : finding('stamped-rows', 'warn', place, `${says} in ${rows(n)}.`, exact(n));
  },
});

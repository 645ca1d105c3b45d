import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { allRows, rowsWhere } from './ask.js';
import { advice, check, count, exact, finding, open, type Question, rows } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { overRows, standing } from './facts/situation.js';

interface Filled {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  readonly all: boolean;
  readonly where: Expr | null;
}

const filled = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'Backfill').flatMap(({ intent, before }) => {
    const s = standing(before, intent.table);
    if (s === null || s.origin === null) return [];
    const where = intent.where === null ? null : overRows(intent.where, s);
    const { table, column } = intent;
    return [{ table, origin: s.origin, column, all: intent.where === null, where }];
  });

/** Until it was begun, no row has a value in the new columns. */
const copied = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'CopyColumns').flatMap(({ intent, before }) => {
    const origin = standing(before, intent.table)?.origin ?? null;
    const column = intent.set[0]?.column;
    return origin === null || column === undefined
      ? []
      : [{ table: intent.table, origin, column, all: true, where: null }];
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
  appliesTo: (facts) => [...filled(facts), ...copied(facts)],
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

import { isNever } from '../dialect/probe.js';
import { E, type Expr } from '../ir/expression.js';
import { keyOf, type QName } from '../ir/name.js';
import { findTable } from '../ir/revise.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import type { Hold, PlanFacts } from './facts/facts.js';
import { holdsDemands } from './facts/row-demands.js';
import { typesIn } from './facts/situation.js';

interface Copied {
  readonly table: QName;
  /** What the rows hold that is refused: a column's date, or what a check cannot be worked out for. */
  readonly of: { readonly column: string } | { readonly check: string };
  readonly refused: Expr;
}

/** Columns of tables that are copied, with what the copy refuses; a column that changes its type is asked for itself. */
const dates = (facts: PlanFacts, { table, lock }: Hold): ReadonlyArray<Copied> =>
  (findTable(facts.from, table)?.columns ?? []).flatMap((c) => {
    const refused = facts.dialect.probe.uncopyable(c, lock.strength);
    return refused === null ? [] : [{ table, of: { column: c.name }, refused: refused(E.column(c.name)) }];
  });

/**
 * Checks that stand from the beginning to the end, and are asked about nowhere else. A session that is not strict lets in
 * rows for which one cannot be worked out (INSERT IGNORE). Of a check whose rows nobody can say nothing is asked.
 */
const checks = (facts: PlanFacts, { table, lock }: Hold): ReadonlyArray<Copied> => {
  const { rechecks, refusesInside } = facts.dialect.probe;
  const rows = rechecks(lock.strength) ? findTable(facts.from, table) : undefined;
  if (rows === undefined || rows.checks.length === 0) return [];
  const end = facts.end.tables.values().find((s) => s.origin !== null && keyOf(s.origin) === keyOf(table))?.table;
  return rows.checks.flatMap((c) => {
    const { name } = c;
    const last = end?.checks.find((k) => k.name === name);
    if (name === null || end === undefined || last === undefined || !c.enforced) return [];
    if (holdsDemands(facts).some((d) => d.name === name && keyOf(d.origin) === keyOf(table))) return [];
    const refused = refusesInside(c.expr, typesIn(rows));
    if (refused === null || isNever(refused) || isNever(refusesInside(last.expr, typesIn(end)))) return [];
    return [{ table, of: { check: name }, refused }];
  });
};

const copied = (facts: PlanFacts): ReadonlyArray<Copied> => [
  ...new Map(
    facts.holds
      .flatMap((h) => [...dates(facts, h), ...checks(facts, h)])
      .map((c) => [JSON.stringify([keyOf(c.table), c.of]), c] as const),
  ).values(),
];

export const copyTable = check<Copied>({
  code: 'copy-table',
  loses: false,
  page: {
    title: 'Values that a copy of the table refuses',
    why: 'Some changes make MySQL and MariaDB copy the table, and a copy stores every value again. A date like 0000-00-00 or 2024-00-01, stored when the server still allowed it, is refused then (NO_ZERO_DATE, NO_ZERO_IN_DATE), although nobody touches its column. So is a row for which a check cannot be worked out, if a session that is not strict let it in.',
    fix: 'Replace such values first, dates by NULL or real ones, or run the migration in a session that allows them.',
  },
  appliesTo: copied,
  probe: (d) => rowsWhere(d.table, d.refused, 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: 'column' in d.of ? d.of.column : null };
    const [holds, remedy] =
      'column' in d.of
        ? [
            `a date in ${d.of.column} that is none`,
            `Replace the dates of ${d.of.column} that are none, by NULL for example.`,
          ]
        : [
            `values that the check ${d.of.check} cannot be worked out for`,
            `Correct the values that the check ${d.of.check} reads.`,
          ];
    if (a.kind === 'Unknown')
      return finding(
        'copy-table',
        a.asked ? 'warn' : 'info',
        place,
        `The table is copied: this fails when a row has ${holds}.`,
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
          `${rowsHave(n)} ${holds}; copying the table fails on it.`,
          exact(n),
          remedy,
        );
  },
});

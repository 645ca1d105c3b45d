import { isNever } from '../dialect/probe.js';
import { columnsOf, E, type Expr } from '../ir/expression.js';
import { keyOf, type QName } from '../ir/name.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import { heldBy, nameInRows } from './facts/computed.js';
import { same } from './facts/demand.js';
import type { Hold, PlanFacts } from './facts/facts.js';
import { passDemands } from './facts/pass-demands.js';
import { brokenAt, holdsDemands } from './facts/row-demands.js';
import { overRows, passage, sourceOf, typesIn } from './facts/situation.js';

interface Copied {
  readonly table: QName;
  /** What the rows hold that is refused: a date, what does not fit a computed column, or what a check is not defined for. */
  readonly of: { readonly column: string } | { readonly computed: string } | { readonly check: string };
  readonly refused: Expr;
}

/** Columns that keep their values; of one whose values are converted or worked out it is asked elsewhere. */
const dates = (facts: PlanFacts, { table, lock, moments }: Hold): ReadonlyArray<Copied> =>
  moments.flatMap((s) =>
    s.table.columns.flatMap((c) => {
      const refused = facts.dialect.probe.uncopyable(c, lock.strength);
      if (refused === null) return [];
      const value = s.cells.get(c.name)?.expr ?? null;
      const [name, ...more] = value === null ? [] : (columnsOf(value) ?? []);
      const from = more.length > 0 ? undefined : s.rows?.columns.find((x) => x.name === name);
      if (from === undefined || !facts.dialect.keepsValues(from, c)) return [];
      return [{ table, of: { column: from.name }, refused: refused(E.column(from.name)) }];
    }),
  );

/**
 * Checks that stand already: a session that is not strict lets in rows for which one cannot be worked out (INSERT IGNORE).
 * Of one whose values have changed by then it is asked elsewhere, and of rows that nobody can say nothing is asked.
 */
const checks = (facts: PlanFacts, { table, lock, moments }: Hold): ReadonlyArray<Copied> => {
  const { rechecks, refusesInside } = facts.dialect.probe;
  if (!rechecks(lock.strength)) return [];
  return moments.flatMap((s) =>
    s.table.checks.flatMap((c) => {
      const { name } = c;
      const expr = overRows(c.expr, s);
      if (name === null || !c.enforced || expr === null || !s.rows?.checks.some((k) => k.name === name)) return [];
      const asked = holdsDemands(facts).filter((d) => d.name === name && keyOf(d.origin) === keyOf(table));
      if (asked.some((d) => same(d.broken, brokenAt(facts, s, c)))) return [];
      const refused = refusesInside(expr, typesIn(s.rows));
      return refused === null || isNever(refused) ? [] : [{ table, of: { check: name }, refused }];
    }),
  );
};

/**
 * Computed columns that are there: a row need not fit one that a session that is not strict wrote, nor a virtual one that
 * was added later. What nobody can say is left alone, since it was taken once.
 */
const computed = (facts: PlanFacts, { table, lock, moments }: Hold): ReadonlyArray<Copied> =>
  moments.flatMap((s) =>
    s.table.columns.flatMap((to): ReadonlyArray<Copied> => {
      const name = to.generated === null ? null : nameInRows(s, to);
      if (to.generated === null || name === null) return [];
      if (!facts.dialect.probe.recomputes(to, heldBy(s.table, to.name), lock)) return [];
      const value = overRows(to.generated.expr, s);
      const asked = passDemands(facts).filter((d) => d.column === to.name && keyOf(d.origin) === keyOf(table));
      if (asked.some((d) => d.by === 'write' && same(d.value, value))) return [];
      const from = sourceOf(to.generated.expr, s.table);
      const { refused } = passage(
        facts.dialect,
        { before: facts.from, after: facts.end.schema },
        s.table,
        { value, from, to, by: 'write' },
        s.rows,
      );
      return refused === null || isNever(refused) ? [] : [{ table, of: { computed: name }, refused }];
    }),
  );

const copied = (facts: PlanFacts): ReadonlyArray<Copied> => [
  ...new Map(
    facts.holds
      .flatMap((h) => [...dates(facts, h), ...computed(facts, h), ...checks(facts, h)])
      .map((c) => [JSON.stringify([keyOf(c.table), c.of, c.refused]), c] as const),
  ).values(),
];

const said = (of: Copied['of']): readonly [column: string | null, holds: string, remedy: string] => {
  if ('column' in of)
    return [
      of.column,
      `a date in ${of.column} that is none`,
      `Replace the dates of ${of.column} that are none, by NULL for example.`,
    ];
  if ('computed' in of)
    return [
      of.computed,
      `values from which ${of.computed} cannot be computed, or does not fit its column`,
      `Correct the values that ${of.computed} is computed from.`,
    ];
  return [
    null,
    `values that the check ${of.check} cannot be worked out for`,
    `Correct the values that the check ${of.check} reads.`,
  ];
};

export const copyTable = check<Copied>({
  code: 'copy-table',
  loses: false,
  page: {
    title: 'Values that a copy of the table refuses',
    why: 'Some changes make MySQL and MariaDB copy the table, and a copy stores every value again. A date like 0000-00-00 or 2024-00-01, stored when the server still allowed it, is refused then (NO_ZERO_DATE, NO_ZERO_IN_DATE), although nobody touches its column. So is a row for which a check cannot be worked out, or whose values do not fit a computed column, if a session that is not strict let it in or the column is virtual and was added later.',
    fix: 'Replace such values first, dates by NULL or real ones, or run the migration in a session that allows them.',
  },
  appliesTo: copied,
  probe: (d) => rowsWhere(d.table, d.refused, 'the values are not known'),
  judge: (d, a) => {
    const [column, holds, remedy] = said(d.of);
    const place = { table: d.table, column };
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

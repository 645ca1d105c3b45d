import { isNever, outcome } from '../dialect/probe.js';
import { columnsOf, E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { countWhere, fromTable } from '../sql/select.js';
import { type Added, addedIndexes } from './added-indexes.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, question, rows } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { overRows, standing, typesIn } from './facts/situation.js';

interface Indexed {
  readonly table: QName;
  readonly origin: QName;
  readonly name: string | null;
  /** Null: nobody can say what it works out. */
  readonly exprs: ReadonlyArray<Expr> | null;
  /** True for rows for which the server refuses that although a SELECT passes; null = nobody can say. */
  readonly refused: Expr | null;
}

/** Expressions that the server works out for every row. */
const worked = (a: Added): ReadonlyArray<Expr> => [
  ...a.parts.flatMap((p) => (p.of.kind === 'Expression' ? [p.of.expr] : [])),
  ...(a.where === null ? [] : [a.where]),
];

/** Indexes that the server builds again because a column they work with changes its type. */
const madeAnew = (facts: PlanFacts): ReadonlyArray<Added> =>
  eventsOf(facts, 'ChangeType').flatMap(({ intent: i, after }) => {
    const s = standing(after, i.table);
    return (s?.table.indexes ?? []).flatMap((x): ReadonlyArray<Added> => {
      if (s === null) return [];
      const a = { table: i.table, name: x.name, parts: x.parts, where: x.where, tree: x.method === 'btree', at: s };
      return worked(a).some((e) => columnsOf(e)?.includes(i.column) ?? true) ? [a] : [];
    });
  });

export const addIndex = check<Indexed>({
  code: 'add-index',
  loses: false,
  page: {
    title: 'An index expression that cannot be worked out for some row',
    why: 'An index over an expression, or with a predicate, works it out for every row that is there, when it is made and again when a column in it changes its type. A division by zero or a text that is no number makes CREATE INDEX fail.',
    fix: 'Write the expression so that it gives a value or NULL for every row.',
  },
  appliesTo: (facts) =>
    [...addedIndexes(facts), ...madeAnew(facts)].flatMap((a) => {
      const exprs = worked(a).map((e) => overRows(e, a.at));
      const { origin } = a.at;
      const known = exprs.filter((e) => e !== null);
      if (origin === null || exprs.length === 0) return [];
      const refusals = known.map((e) => facts.dialect.probe.refusesInside(e, typesIn(a.at.rows), true));
      const refused = refusals.reduce<Expr | null>(
        (x, y) => (x === null || y === null ? null : isNever(x) ? y : isNever(y) ? x : E.binary('or', x, y)),
        outcome.never,
      );
      return [{ table: a.table, origin, name: a.name, exprs: known.length < exprs.length ? null : known, refused }];
    }),
  probe: (d) =>
    d.exprs === null || d.refused === null
      ? rowsWhere(d.origin, null, 'no query can say what the index will work out')
      : {
          ...question(
            {
              ...countWhere(fromTable(d.origin), null),
              columns: d.exprs.map((expr, i) => ({ as: `e${i}`, value: { kind: 'CountOf', expr } })),
            },
            ...(isNever(d.refused) ? [] : [countWhere(fromTable(d.origin), d.refused)]),
          ),
          trial: true,
        },
  judge: (d, a) => {
    const place = { table: d.table, column: null };
    const name = d.name === null ? 'the index' : `the index ${d.name}`;
    const remedy = 'Write the expression so that it gives a value or NULL for every row.';
    if (a.kind === 'Unknown')
      return finding(
        'add-index',
        'warn',
        place,
        `${name} works out an expression for every row: this fails when one cannot be.`,
        open(a),
        remedy,
      );
    const n = count(a);
    if (n > 0)
      return finding(
        'add-index',
        'error',
        place,
        `The server cannot work out ${name} for ${rows(n)}.`,
        exact(n),
        remedy,
      );
    return a.refused
      ? finding('add-index', 'error', place, `The server cannot work out ${name} for some row.`, exact(1), remedy)
      : null;
  },
});

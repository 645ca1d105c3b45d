import { columnsOf, E, type Expr } from '../ir/expression.js';
import { type QName, sameName, showName } from '../ir/name.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rows, rowsHave } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { overRows, standing } from './facts/situation.js';
import type { Standing } from './facts/standings.js';
import { keptIn } from './kept-in.js';
import { at } from './words.js';

interface Dropped {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  /** True for the rows whose value is nowhere else afterwards; null = nobody can say. */
  readonly lost: Expr | null;
  /** The table beside that has its values; null = they are gone. */
  readonly keptIn: QName | null;
}

/** Columns of the same kind that hold nothing but this column's values at the end: a rename that was made in steps. */
const copies = (end: Standing | null, value: Expr, kind: string): ReadonlyArray<Expr> =>
  [...(end?.cells ?? [])].flatMap(([name, cell]) => {
    const column = end?.table.columns.find((c) => c.name === name);
    const reads = cell.expr === null ? null : columnsOf(cell.expr);
    const own = reads !== null && JSON.stringify(reads) === JSON.stringify(columnsOf(value));
    return cell.expr !== null && own && column?.type.kind === kind && column.generated === null ? [cell.expr] : [];
  });

const isFrom = (s: Standing, origin: QName): boolean => s.origin !== null && sameName(s.origin, origin);

/** The table at the end, whatever its name is by then. */
const endOf = (facts: PlanFacts, origin: QName): Standing | null => {
  const same = standing(facts.end, origin);
  if (same !== null && isFrom(same, origin)) return same;
  return facts.end.tables.values().find((s) => isFrom(s, origin)) ?? null;
};

const lostOf = (value: Expr, elsewhere: ReadonlyArray<Expr>): Expr =>
  elsewhere.reduce<Expr>(
    (lost, other) => E.binary('and', lost, E.binary('is distinct from', value, other)),
    E.isNull(value, true),
  );

export const dropColumn = check<Dropped>({
  code: 'drop-column',
  loses: true,
  page: {
    title: 'A column is dropped',
    why: 'DROP COLUMN takes the values of every row with it, and a program that still names the column fails from that moment on. Undoing the migration brings the column back without its values.',
    fix: 'Stop reading and writing the column first, keep a copy of the values (`dropped: … archive:`), and agree with --confirm TABLE.COLUMN or --force.',
  },
  appliesTo: (facts) => {
    return eventsOf(facts, 'DropColumn').flatMap(({ intent, before }) => {
      const s = standing(before, intent.table);
      // What is computed comes back by itself.
      if (s === null || s.origin === null || intent.column.generated !== null) return [];
      const { origin } = s;
      const value = s.cells.get(intent.column.name)?.expr ?? null;
      const end = endOf(facts, origin);
      const again = intent.restore === undefined ? null : overRows(intent.restore, s);
      const lost =
        value === null
          ? null
          : lostOf(value, [...copies(end, value, intent.column.type.kind), ...(again === null ? [] : [again])]);
      return [{ table: intent.table, origin, column: intent.column.name, lost, keptIn: keptIn(facts, intent) }];
    });
  },
  probe: (d) => rowsWhere(d.origin, d.lost, 'the values are not known'),
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
    if (d.keptIn !== null && n > 0)
      return finding(
        'drop-column',
        'warn',
        place,
        `${at(d.table, d.column)} is dropped; the ${n === 1 ? 'value' : 'values'} of ${rows(n)} ${n === 1 ? 'is' : 'are'} kept in ${showName(d.keptIn)}.`,
        exact(n),
      );
    return n === 0
      ? finding('drop-column', 'warn', place, `${at(d.table, d.column)} is dropped; no value is lost.`, exact(0))
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

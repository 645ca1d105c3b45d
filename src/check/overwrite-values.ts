import { E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { and, rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rows } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { overRows, standing } from './facts/situation.js';

interface Overwritten {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  /** True for rows whose value is replaced by another; null = nobody can say. */
  readonly where: Expr | null;
}

const overwritten = (facts: PlanFacts): ReadonlyArray<Overwritten> =>
  facts.events.flatMap(({ intent: i, before, after }): ReadonlyArray<Overwritten> => {
    if (i.kind !== 'SetGenerated' && i.kind !== 'Backfill') return [];
    if (i.kind === 'SetGenerated' && (i.to === null || i.from !== null)) return [];
    if (i.kind === 'Backfill' && i.fresh) return [];
    const s = standing(before, i.table);
    const next = standing(after, i.table);
    if (s === null || next === null || s.origin === null) return [];
    const old = s.cells.get(i.column)?.expr ?? null;
    const value = next.cells.get(i.column)?.expr ?? null;
    const chosen = i.kind === 'Backfill' && i.where !== null ? overRows(i.where, s) : null;
    const fillsOnly = i.kind === 'Backfill' && i.where?.kind === 'Is' && i.where.what === 'null' && !i.where.negated;
    if (fillsOnly) return [];
    const where =
      old === null || value === null
        ? null
        : and(chosen, and(E.isNull(old, true), E.binary('is distinct from', old, value)));
    return [{ table: i.table, origin: s.origin, column: i.column, where }];
  });

export const overwriteValues = check<Overwritten>({
  code: 'overwrite-values',
  loses: true,
  page: {
    title: 'Values that are replaced by computed ones',
    why: 'A plain column that becomes a generated one, or a backfill of a column that has values, replaces what is there. The old values do not come back.',
    fix: 'Compute into a new column instead, or agree to the loss with --confirm TABLE.COLUMN.',
  },
  appliesTo: overwritten,
  probe: (d) => rowsWhere(d.origin, d.where, 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Compute into a new column, or agree to the loss: --confirm ${d.table.name}.${d.column}.`;
    if (a.kind === 'Unknown')
      return finding(
        'overwrite-values',
        'warn',
        place,
        `The values of ${d.column} are replaced by computed ones.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'overwrite-values',
          'error',
          place,
          `${rows(n)} would lose the value of ${d.column} to a computed one.`,
          exact(n),
          remedy,
        );
  },
});

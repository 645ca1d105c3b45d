/**
 * Columns that had better not be added whole. Where the engine would fill a new NOT NULL column with 0 or '' by itself, it
 * is added nullable and made NOT NULL in a second step, which fails on rows instead of inventing values for them. Where it
 * refuses to add a column with a default that differs from row to row, the rows are filled before the default is put on.
 * https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html
 */
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { E, type Expr } from '../ir/expression.js';

export interface AddsColumns {
  /** What a new NOT NULL column without a default gets is invented. */
  readonly invents: boolean;
  /** Why a column cannot be added with the default; null when it can. */
  readonly refusesDefault: (e: Expr) => string | null;
}

const required = (i: IntentByKind['AddColumn']): ReadonlyArray<Intent> =>
  i.column.nullable ? [] : [{ kind: 'SetNullability', table: i.table, column: i.column.name, nullable: false }];

export const splitRequiredColumns = (intents: ReadonlyArray<Intent>, engine: AddsColumns): ReadonlyArray<Intent> => {
  return intents.flatMap((i): ReadonlyArray<Intent> => {
    if (i.kind !== 'AddColumn') return [i];
    const { table, column: c } = i;
    const unset: Intent = { ...i, column: { ...c, nullable: true, default: null } };
    if (c.default?.kind === 'Expression' && engine.refusesDefault(c.default.expr) !== null) {
      const [column, value] = [c.name, c.default.expr];
      const fill: Intent = { kind: 'Backfill', table, column, value, where: E.isNull(E.column(column)), fresh: true };
      return [unset, fill, { kind: 'SetDefault', table, column, from: null, to: c.default }, ...required(i)];
    }
    const invented = engine.invents && !c.nullable && c.default === null && c.identity === null && c.generated === null;
    return invented ? [unset, ...required(i)] : [i];
  });
};

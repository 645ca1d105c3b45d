/**
 * MariaDB: a check that stands in a column's definition is named like the column, cannot be dropped by its name, goes
 * when MODIFY does not repeat it, and follows the column's new name. The catalog does not tell such a check from one of
 * the table with the same name well enough to carry the difference along; so both are treated alike: dropped if it is
 * there, the column restated without it, and added again as the table's. [measured on MariaDB 10.11]
 */
import type { Check } from '../../ir/schema.js';
import type { AlterAction } from '../../sql/ast.js';
import type { Run } from './legalise-run.js';
import { isOnlyDefault } from './only-default.js';
import type { Product } from './product.js';

const named = (checks: ReadonlyArray<Check>, column: string): Check | undefined =>
  checks.find((c) => c.name?.toLowerCase() === column.toLowerCase());

/** The column of which the action restates or removes the definition. */
const restates = (a: AlterAction): string | null => {
  switch (a.kind) {
    case 'AlterColumn':
      return isOnlyDefault(a.before, a.after) ? null : a.before.name;
    case 'RenameColumn':
      return a.from.name;
    case 'DropColumn':
      return a.column.name;
    default:
      return null;
  }
};

/** RENAME COLUMN takes a check of the column along; CHANGE leaves it behind. */
const restated = (a: AlterAction): AlterAction =>
  a.kind === 'RenameColumn'
    ? { kind: 'AlterColumn', before: a.from, after: { ...a.from, name: a.to }, using: null }
    : a;

export const withColumnChecks = (product: Product, run: Run): Run => {
  if (!product.features.columnChecks || run.before.checks.length === 0) return run;
  const handled = new Set<string>();
  const dropped = new Set(
    run.actions.flatMap((a) => (a.kind === 'DropCheck' && a.check.name !== null ? [a.check.name.toLowerCase()] : [])),
  );
  const actions = run.actions.flatMap((a): ReadonlyArray<AlterAction> => {
    const column = restates(a);
    const check = column === null ? undefined : named(run.before.checks, column);
    if (
      column !== null &&
      check !== undefined &&
      !dropped.has(column.toLowerCase()) &&
      !handled.has(column.toLowerCase())
    ) {
      handled.add(column.toLowerCase());
      const again = named(run.after.checks, column);
      return [
        { kind: 'DropCheck', check },
        restated(a),
        ...(again === undefined ? [] : [{ kind: 'AddCheck', check: again } as const]),
      ];
    }
    if (a.kind === 'DropCheck') {
      const name = a.check.name?.toLowerCase();
      const own = run.before.columns.find((c) => c.name.toLowerCase() === name);
      const spoken = run.actions.some((x) => restates(x)?.toLowerCase() === name);
      if (own !== undefined && !spoken) return [a, { kind: 'AlterColumn', before: own, after: own, using: null }];
    }
    return [column !== null && dropped.has(column.toLowerCase()) ? restated(a) : a];
  });
  return { ...run, actions };
};

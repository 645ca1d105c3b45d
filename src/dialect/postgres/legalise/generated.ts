/** Generated columns that must be dropped and added again, with the constraints and indexes that go down with them. */

import { sameGenerated } from '../../../ir/equal.js';
import { mentions } from '../../../ir/expression.js';
import { sameName, showName } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Column, Index, Schema, Table } from '../../../ir/schema.js';
import type { AlterAction } from '../../../sql/ast.js';
import type { Features } from '../capabilities.js';

/**
 * Whether no ALTER COLUMN leads from one to the other. The expression of a virtual column cannot be set in a table with
 * checks, whatever they are about (measured on 18, 0A000).
 */
export const mustBeRemade = (table: Table, before: Column, after: Column, features: Features): boolean => {
  const [from, to] = [before.generated, after.generated];
  if (from === null) return to !== null;
  if (to === null) return !from.stored;
  if (from.stored !== to.stored) return true;
  return !sameGenerated(from, to) && (!features.setExpression || (!from.stored && table.checks.length > 0));
};

export const indexMentions = (i: Index, column: string): boolean =>
  i.include.includes(column) ||
  i.parts.some((p) => (p.of.kind === 'Column' ? p.of.name === column : mentions(p.of.expr, column))) ||
  (i.where !== null && mentions(i.where, column));

/** What DROP COLUMN takes along, to be added again as the table after the change has it. */
export const partsWith = (before: Table, after: Table, column: string): ReadonlyArray<AlterAction> => {
  const kept = <A extends { readonly name: string | null }>(
    was: ReadonlyArray<A>,
    is: ReadonlyArray<A>,
  ): ReadonlyArray<A> => is.filter((x) => was.some((y) => y.name === x.name));
  const key = after.primaryKey;
  return [
    ...(key?.columns.some((c) => c.name === column) && before.primaryKey !== null
      ? [{ kind: 'SetPrimaryKey' as const, from: null, to: key }]
      : []),
    ...kept(before.uniques, after.uniques)
      .filter((u) => u.columns.includes(column) || u.include.includes(column))
      .map((unique) => ({ kind: 'AddUnique' as const, unique })),
    ...kept(before.checks, after.checks)
      .filter((c) => mentions(c.expr, column))
      .map((check) => ({ kind: 'AddCheck' as const, check })),
    ...kept(before.foreignKeys, after.foreignKeys)
      .filter((f) => f.columns.includes(column))
      .map((foreignKey) => ({ kind: 'AddForeignKey' as const, foreignKey })),
    ...kept(before.indexes, after.indexes)
      .filter((i) => indexMentions(i, column))
      .map((index) => ({ kind: 'AddIndex' as const, index })),
  ];
};

/** Foreign keys elsewhere hold on to the column. */
export const heldByOthers = (schema: Schema, table: Table, column: string): ReadonlyArray<Problem> =>
  schema.tables.flatMap((t) =>
    t.foreignKeys
      .filter((f) => sameName(f.references.table, table.name) && f.references.columns.includes(column))
      .map((f) =>
        problem(
          'dialect.unsupported',
          {
            what: `making ${showName(table.name)}.${column} anew`,
            dialect: 'PostgreSQL',
            why: `${showName(t.name)} refers to it`,
          },
          null,
          `Drop the foreign key ${f.name ?? ''} of ${showName(t.name)} first.`,
        ),
      ),
  );

/** Other generated columns of the table that are computed from this one. */
export const computedFrom = (table: Table, column: string): ReadonlyArray<Column> =>
  table.columns.filter((c) => c.name !== column && c.generated !== null && mentions(c.generated.expr, column));

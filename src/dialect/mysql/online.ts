/**
 * The algorithm said out loud: a server that cannot change the table without blocking who writes then refuses at once,
 * instead of doing it by a copy. https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-performance,
 * https://mariadb.com/kb/en/alter-table/#algorithm
 */
import { findTable } from '../../intent/edit.js';
import type { Schema, Table } from '../../ir/schema.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import type { Dialect } from '../dialect.js';
import { type Cost, dearest, type Kind, rebuild } from './algorithm.js';
import { kindsOf } from './cost-of.js';
import type { Product } from './product.js';

/** Changes that the server makes in place where it cannot make them at once. */
const moving: ReadonlySet<Kind> = new Set([
  'add column',
  'add column before a virtual one',
  'add virtual column',
  'drop column',
  'drop virtual column',
]);

/** A full-text index and compressed rows take no column added or dropped at once. */
const isSlow = (t: Table): boolean =>
  t.indexes.some((i) => i.method === 'fulltext') || /compressed/i.test(t.options.rowFormat ?? '');

const costOf = (product: Product, t: Table, actions: ReadonlyArray<AlterAction>): Cost => {
  const kinds = actions.flatMap((a) => kindsOf(t, a));
  const costs = kinds.map((k) =>
    isSlow(t) && moving.has(k) ? dearest([product.algorithms[k], rebuild]) : product.algorithms[k],
  );
  return dearest(costs);
};

/** A copy blocks whoever writes, whatever is said; nothing at all is said of a change that needs no clause. */
const clause = (c: Cost): string | null => {
  if (c.algorithm === 'COPY') return null;
  return c.algorithm === 'INSTANT'
    ? 'ALGORITHM=INSTANT'
    : `ALGORITHM=${c.algorithm}, LOCK=${c.blocksWrites ? 'SHARED' : 'NONE'}`;
};

const tableIn = (s: Schema, statement: Statement): Table | undefined =>
  statement.kind === 'AlterTable'
    ? statement.before
    : statement.kind === 'CreateIndex' || statement.kind === 'DropIndex'
      ? findTable(s, statement.table)
      : undefined;

const actionsOf = (s: Statement): ReadonlyArray<AlterAction> => {
  switch (s.kind) {
    case 'AlterTable':
      return s.actions;
    case 'CreateIndex':
      return [{ kind: 'AddIndex', index: s.index }];
    case 'DropIndex':
      return [{ kind: 'DropIndex', index: s.index }];
    default:
      return [];
  }
};

export const online =
  (product: Product): Dialect['online'] =>
  (statements, change, busy) =>
    statements.map((s) => {
      const table = tableIn(change.before, s);
      if (table === undefined || !busy(table.name)) return s;
      const said = clause(costOf(product, table, actionsOf(s)));
      return said === null ? s : { ...s, manner: said };
    });

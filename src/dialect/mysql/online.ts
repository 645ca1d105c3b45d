/**
 * What others may go on doing, said out loud: a server that cannot change the table while others write then refuses at
 * once, instead of making them wait. `LOCK=NONE` leaves the cheapest way to the server, which takes INSTANT where the table
 * allows it (a table takes only 64 instant additions, and nobody else knows how many it had); where the algorithm depends
 * on nothing but the change, it is said too. https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html,
 * https://mariadb.com/kb/en/alter-table/#algorithm
 */
import { findTable } from '../../ir/revise.js';
import type { Schema, Table } from '../../ir/schema.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import type { Dialect } from '../dialect.js';
import { type Cost, dearest, type Kind } from './algorithm.js';
import { kindsOf } from './cost-of.js';
import type { Product } from './product.js';

/** Changes whose algorithm is the same on every table. */
const certain: ReadonlySet<Kind> = new Set(['set default', 'restate', 'append label', 'drop check', 'add index']);

/** An index over an expression has a hidden column, which comes and goes only while nobody writes. */
const isFunctional = (a: AlterAction): boolean =>
  (a.kind === 'AddIndex' || a.kind === 'DropIndex') && a.index.parts.some((p) => p.of.kind === 'Expression');

/**
 * Where the server may have to copy, whatever the table of costs says: a column whose default is worked out row by row, and
 * a column that changes between NULL and NOT NULL, which is copied in a table with a stored generated column or (MariaDB) with
 * such a default.
 */
const isBlocked = (actions: ReadonlyArray<AlterAction>): boolean =>
  actions.some(
    (a) =>
      isFunctional(a) ||
      (a.kind === 'AddColumn' && a.column.default?.kind === 'Expression') ||
      (a.kind === 'AlterColumn' && a.before.nullable !== a.after.nullable),
  );

/** Null where a copy, or a lock, is the only way: nothing that could be said would help. */
export const clause = (kinds: ReadonlyArray<Kind>, cost: Cost): string | null => {
  if (cost.algorithm === 'COPY' || cost.blocksWrites) return null;
  const [only, ...more] = kinds;
  if (only === undefined || more.length > 0 || !certain.has(only)) return 'LOCK=NONE';
  // INSTANT takes no other clause: error 1221.
  return cost.algorithm === 'INSTANT' ? 'ALGORITHM=INSTANT' : `ALGORITHM=${cost.algorithm}, LOCK=NONE`;
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
      const actions = actionsOf(s);
      const kinds = actions.flatMap((a) => kindsOf(table, a));
      const said = isBlocked(actions) ? null : clause(kinds, dearest(kinds.map((k) => product.algorithms[k])));
      if (said === null || s.manner === 'ALGORITHM=COPY') return s;
      // Only ALTER TABLE takes the clauses for every kind of change, on both products.
      const altered: Statement =
        s.kind === 'AlterTable' ? s : { kind: 'AlterTable', before: table, after: table, actions };
      return { ...altered, manner: s.manner === undefined ? said : `${s.manner}, ${said}` };
    });

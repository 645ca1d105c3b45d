/**
 * What others may go on doing, said out loud: a server that cannot change the table while others write then refuses at
 * once, instead of making them wait. `LOCK=NONE` leaves the cheapest way to the server, which takes INSTANT where the table
 * allows it (a table takes only 64 instant additions, and nobody else knows how many it had); where the algorithm depends
 * on nothing but the change, it is said too. https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html,
 * https://mariadb.com/kb/en/alter-table/#algorithm
 */
import type { AlterAction } from '../../sql/ast.js';
import type { Dialect } from '../dialect.js';
import type { Kind } from './algorithm.js';
import { alterOf } from './alter-of.js';
import { type Costs, costsOf } from './cost-of.js';
import { isBareDefault } from './print-column.js';
import type { Product } from './product.js';

/** Changes whose algorithm is the same on every table. */
const certain: ReadonlySet<Kind> = new Set(['set default', 'restate', 'append label', 'drop check', 'add index']);

/**
 * Where the server may have to copy, whatever the table of costs says: a column whose default is worked out row by row, and
 * a column that changes between NULL and NOT NULL, which is copied in a table with a stored generated column or (MariaDB) with
 * such a default.
 */
const isBlocked = (product: Product, actions: ReadonlyArray<AlterAction>): boolean =>
  actions.some(
    (a) =>
      (a.kind === 'AddColumn' &&
        a.column.default !== null &&
        (a.column.default.kind === 'Expression' || !isBareDefault(product, a.column, a.column.default))) ||
      (a.kind === 'AlterColumn' && a.before.nullable !== a.after.nullable),
  );

/** Null where a copy, or a lock, is the only way: nothing that could be said would help. */
export const clause = ({ kinds, cost, usual }: Costs): string | null => {
  if (cost.algorithm === 'COPY' || cost.blocksWrites) return null;
  const [only, ...more] = kinds;
  if (only === undefined || more.length > 0 || !usual || !certain.has(only)) return 'LOCK=NONE';
  // INSTANT takes no other clause: error 1221.
  return cost.algorithm === 'INSTANT' ? 'ALGORITHM=INSTANT' : `ALGORITHM=${cost.algorithm}, LOCK=NONE`;
};

export const online =
  (product: Product): Dialect['online'] =>
  (statements, change, busy) =>
    statements.map((s) => {
      if (s.kind !== 'AlterTable' && s.kind !== 'CreateIndex' && s.kind !== 'DropIndex') return s;
      const alter = alterOf(change.before, s);
      if (!busy(alter.before.name)) return s;
      const costs = costsOf(product, alter, change.before);
      const said = isBlocked(product, alter.actions) ? null : clause(costs);
      if (said === null) return s;
      // Only ALTER TABLE takes the clauses for every kind of change, on both products.
      return { ...alter, manner: s.manner === undefined ? said : `${s.manner}, ${said}` };
    });

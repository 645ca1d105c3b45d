/**
 * What others notice. Every DDL also takes an exclusive metadata lock for a moment at its end, and waits for it behind
 * each open transaction that has touched the table (lock_wait_timeout, 86,400 s by default).
 * https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html
 */
import { keyOf, type QName } from '../../ir/name.js';
import type { ForeignKey, Schema } from '../../ir/schema.js';
import type { Statement } from '../../sql/ast.js';
import type { Lock } from '../dialect.js';
import type { Cost } from './algorithm.js';
import { type AlterTable, alterOf } from './alter-of.js';
import { costsOf } from './cost-of.js';
import type { Product } from './product.js';

const lock = (table: QName, strength: string, more: Partial<Lock> = {}): Lock => ({
  table,
  strength,
  rewrites: false,
  blocksReads: false,
  blocksWrites: false,
  ...more,
});

const priced = (table: QName, cost: Cost): Lock =>
  lock(table, cost.algorithm, { rewrites: cost.rewrites, blocksWrites: cost.blocksWrites, momentary: true });

const others = (own: QName, keys: ReadonlyArray<ForeignKey>, blocksWrites: boolean): ReadonlyArray<Lock> => {
  const seen = new Set([keyOf(own)]);
  return keys.flatMap((f) => {
    const key = keyOf(f.references.table);
    if (seen.has(key)) return [];
    seen.add(key);
    // Rows of the parent are read under shared locks while the children are checked.
    return [lock(f.references.table, 'SHARED', { blocksWrites })];
  });
};

const altered = (product: Product, s: AlterTable, around: Schema | null): ReadonlyArray<Lock> => {
  const { before, actions } = s;
  const { cost } = costsOf(product, s, around);
  const added = actions.flatMap((a) => (a.kind === 'AddForeignKey' ? [a.foreignKey] : []));
  const dropped = actions.flatMap((a) => (a.kind === 'DropForeignKey' ? [a.foreignKey] : []));
  return [
    priced(before.name, cost),
    ...others(before.name, added, product.algorithms['add foreign key'].blocksWrites),
    ...others(before.name, dropped, false),
  ];
};

const exclusive = { blocksReads: true, blocksWrites: true } as const;

export const locks =
  (product: Product) =>
  (s: Statement, around: Schema | null = null): ReadonlyArray<Lock> => {
    const { algorithms } = product;
    switch (s.kind) {
      case 'CreateTable':
        return others(s.table.name, s.table.foreignKeys, false);
      case 'DropTable':
        return [lock(s.table.name, 'EXCLUSIVE', exclusive), ...others(s.table.name, s.table.foreignKeys, false)];
      case 'RenameTable':
        return [lock(s.from, 'EXCLUSIVE', exclusive)];
      case 'AlterTable':
        return altered(product, s, around);
      case 'CreateIndex':
      case 'DropIndex':
        return altered(product, alterOf(around, s), around);
      case 'Update':
        // InnoDB locks each row it reads until the transaction ends.
        return [lock(s.table, 'ROW', { blocksWrites: true })];
      case 'InsertSelect':
        return [lock(s.into, 'ROW'), lock(s.from, 'ROW SHARED', { blocksWrites: true })];
      case 'Comment':
        return s.on.kind === 'Table' ? [priced(s.on.table, algorithms['table comment'])] : [];
      case 'CreateObject':
      case 'DropObject':
        // A trigger is made under the exclusive metadata lock of its table; a view locks nothing but itself.
        return s.object.on === null ? [] : [lock(s.object.on, 'EXCLUSIVE', exclusive)];
      case 'Rows':
        return s.rows.step === 'keep'
          ? [lock(s.rows.kept, 'ROW'), lock(s.rows.table, 'ROW SHARED', { blocksWrites: true })]
          : [
              lock(s.rows.table, 'ROW', { blocksWrites: true }),
              lock(s.rows.kept, 'ROW SHARED', { blocksWrites: true }),
            ];
      case 'Assert':
        return [lock(s.table, 'SHARED_READ')];
      case 'Verbatim':
        return s.touches === null ? [] : [lock(s.touches, 'EXCLUSIVE', exclusive)];
      case 'CreateEnum':
      case 'DropEnum':
      case 'RenameEnum':
      case 'AddEnumValue':
      case 'ReplaceEnum':
        return [];
    }
  };

import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/intent/algebra.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { column, foreignKey, index, indexPart, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { order } from '../../src/pass/order.js';
import { isRight } from '../../src/prelude.js';

const users = qname('users');
const orders = qname('orders');
const storage = (type = T.integer(32)) => ({ type, charset: null, collation: null });
const key = foreignKey(['user_id'], { table: users, columns: ['id'] }, { name: 'orders_user_id_fkey' });

const kinds = (intents: ReadonlyArray<Intent>): ReadonlyArray<string> => {
  const done = order(intents);
  return isRight(done) ? done.right.map((i) => i.kind) : ['cycle'];
};

describe('order', () => {
  it('fills a column before it becomes NOT NULL, and drops the source of the values last', () => {
    expect(
      kinds([
        { kind: 'DropColumn', table: users, column: column('full_name', T.text()), after: undefined },
        { kind: 'SetNullability', table: users, column: 'first_name', nullable: false },
        {
          kind: 'Backfill',
          table: users,
          column: 'first_name',
          value: E.column('full_name'),
          where: null,
          fresh: true,
        },
        {
          kind: 'AddColumn',
          table: users,
          column: column('first_name', T.text(), { nullable: true }),
          after: undefined,
        },
      ]),
    ).toEqual(['AddColumn', 'Backfill', 'SetNullability', 'DropColumn']);
  });

  it('creates a parent before the key that points to it', () => {
    expect(
      kinds([
        { kind: 'AddForeignKey', table: orders, foreignKey: key },
        { kind: 'AddUnique', table: users, unique: unique(['id'], { name: 'users_id_key' }) },
        { kind: 'CreateTable', table: table(users, [column('id', T.integer(32))]) },
      ]),
    ).toEqual(['CreateTable', 'AddUnique', 'AddForeignKey']);
  });

  it('takes constraints off before the column they stand on changes, and puts them back after', () => {
    expect(
      kinds([
        { kind: 'ChangeType', table: users, column: 'id', from: storage(), to: storage(T.integer(64)), using: null },
        { kind: 'AddForeignKey', table: orders, foreignKey: key },
        { kind: 'DropForeignKey', table: orders, foreignKey: key },
        {
          kind: 'ChangeType',
          table: orders,
          column: 'user_id',
          from: storage(),
          to: storage(T.integer(64)),
          using: null,
        },
      ]),
    ).toEqual(['DropForeignKey', 'ChangeType', 'ChangeType', 'AddForeignKey']);
  });

  it('frees a name before it is taken again', () => {
    const old = index([indexPart('a')], { name: 'ix' });
    expect(
      kinds([
        { kind: 'AddIndex', table: users, index: { ...old, unique: true } },
        { kind: 'DropIndex', table: users, index: old },
      ]),
    ).toEqual(['DropIndex', 'AddIndex']);
  });

  it('drops children before parents', () => {
    expect(
      kinds([
        { kind: 'DropTable', table: table(users, [column('id', T.integer(32))]) },
        { kind: 'DropTable', table: table(orders, [column('user_id', T.integer(32))], { foreignKeys: [key] }) },
      ]),
    ).toEqual(['DropTable', 'DropTable']);
    const done = order([
      { kind: 'DropTable', table: table(users, [column('id', T.integer(32))]) },
      { kind: 'DropTable', table: table(orders, [column('user_id', T.integer(32))], { foreignKeys: [key] }) },
    ]);
    expect(isRight(done) && done.right.map((i) => (i.kind === 'DropTable' ? i.table.name.name : ''))).toEqual([
      'orders',
      'users',
    ]);
  });

  it('keeps the changes of one column together, so that a conversion which gives NULL meets no NOT NULL', () => {
    const changed = (c: string): Intent => ({
      kind: 'ChangeType',
      table: users,
      column: c,
      from: storage(),
      to: storage(T.integer(64)),
      using: null,
    });
    const done = order([
      changed('a'),
      { kind: 'SetNullability', table: users, column: 'a', nullable: true },
      changed('b'),
    ]);
    expect(isRight(done) && done.right.map((i) => ('column' in i ? i.column : ''))).toEqual(['a', 'a', 'b']);
  });

  it('keeps each renamed table together with its columns and the view under its old name', () => {
    const moved = (from: string, to: string): ReadonlyArray<Intent> => [
      { kind: 'RenameTable', from: qname(from), to: qname(to) },
      { kind: 'RenameColumn', table: qname(to), from: 'a', to: 'b' },
      {
        kind: 'AddObject',
        table: qname(to),
        object: {
          kind: 'view',
          name: qname(from),
          on: null,
          dependsOn: [{ table: qname(to), columns: ['b'] }],
          definition: [`CREATE VIEW ${from}`],
        },
        drop: `DROP VIEW ${from}`,
      },
    ];
    expect(kinds([...moved('x', 'users'), ...moved('y', 'orders')])).toEqual([
      'RenameTable',
      'RenameColumn',
      'AddObject',
      'RenameTable',
      'RenameColumn',
      'AddObject',
    ]);
  });

  it('refuses a circle with a Problem that says what to do', () => {
    const a = table(qname('a'), [column('b', T.integer(32))], {
      foreignKeys: [foreignKey(['b'], { table: qname('b'), columns: ['a'] })],
    });
    const b = table(qname('b'), [column('a', T.integer(32))], {
      foreignKeys: [foreignKey(['a'], { table: qname('a'), columns: ['b'] })],
    });
    const done = order([
      { kind: 'CreateTable', table: a },
      { kind: 'CreateTable', table: b },
    ]);
    expect(isRight(done)).toBe(false);
    expect(!isRight(done) && done.left[0]?.code).toBe('plan.cycle');
    // Where a key may name a table that is not there yet, there is no circle.
    expect(
      isRight(
        order(
          [
            { kind: 'CreateTable', table: a },
            { kind: 'CreateTable', table: b },
          ],
          { keysInline: true },
        ),
      ),
    ).toBe(true);
  });
});

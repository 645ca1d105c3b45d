/**
 * A renaming and the view under the old name are one step; whatever stands between them keeps them apart. Types that
 * each write the table anew change at once.
 */
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialect/registry.js';
import type { Intent } from '../../src/intent/algebra.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { type Column, column, type Opaque, type Schema, type Table, table } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { draft } from '../../src/pass/draft.js';
import { mergeSteps } from '../../src/pass/merge-steps.js';
import { isLeft } from '../../src/prelude.js';

const people: Table = table(qname('people'), [column('id', T.integer(32))]);
const users: Table = { ...people, name: qname('users') };
const view: Opaque = {
  kind: 'view',
  name: people.name,
  on: null,
  dependsOn: [{ table: users.name, columns: ['id'] }],
  definition: ['CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id` FROM `users`'],
};
const rename: Intent = { kind: 'RenameTable', from: people.name, to: users.name };
const add: Intent = { kind: 'AddObject', table: users.name, object: view, drop: 'DROP VIEW `people`' };
const drop: Intent = { ...add, kind: 'DropObject' };
const again: Intent = { kind: 'RenameTable', from: users.name, to: people.name };
const between: Intent = {
  kind: 'AddColumn',
  table: users.name,
  column: column('n', T.integer(32), { nullable: true }),
  after: undefined,
};
const before: Schema = { tables: [people], enums: [], opaque: [] };

const stepsOn = (
  id: DialectId,
  before: Schema,
  intents: ReadonlyArray<Intent>,
): ReadonlyArray<ReadonlyArray<string>> => {
  const dialect = dialectOf(id);
  const drafts = draft(intents, before);
  if (isLeft(dialect) || isLeft(drafts)) throw new Error(JSON.stringify([dialect, drafts]));
  return mergeSteps(drafts.right, dialect.right).map((d) => {
    const legal = dialect.right.legalise(d);
    if (isLeft(legal)) throw new Error(JSON.stringify(legal.left));
    return legal.right.map((s) => {
      const sql = dialect.right.print(s);
      return isLeft(sql) ? JSON.stringify(sql.left) : sql.right.replace(/ AS SELECT .*/, '');
    });
  });
};

const steps = (...intents: ReadonlyArray<Intent>) => stepsOn('mysql', before, intents);

describe('a table and its old name', () => {
  test('go and come at once where the engine can', () => {
    expect(steps(rename, add, drop, again)).toEqual([
      [
        'CREATE OR REPLACE VIEW `users`',
        'CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `altair_view_aside`',
        'DROP VIEW `users`',
        'RENAME TABLE `people` TO `users`, `altair_view_aside` TO `people`',
      ],
      [
        'DROP VIEW IF EXISTS `altair_view_aside`',
        'LOCK TABLES `people` WRITE',
        'RENAME TABLE `people` TO `altair_view_aside`, `users` TO `people`',
        'UNLOCK TABLES',
        'DROP VIEW `altair_view_aside`',
      ],
    ]);
  });
  test('stay apart when something stands between them', () => {
    expect(steps(rename, between, add).map((s) => s.length)).toEqual([1, 1, 1]);
  });
});

describe('types of one table', () => {
  const int = T.integer(32);
  const big = T.integer(64);
  const named = (name: string, type: DataType = int, more: Partial<Column> = {}): Column =>
    column(name, type, { nullable: true, ...more });
  const others = [named('a'), named('b'), named('c', T.varchar(10))];
  const computed = named('g', int, { generated: { expr: E.binary('+', E.column('a'), E.number(1)), stored: true } });
  const tall = (...more: ReadonlyArray<Column>): Schema => ({
    tables: [table(qname('t'), [column('id', int), ...others, ...more])],
    enums: [],
    opaque: [],
  });
  const retype = (column: string, from: DataType, to: DataType, using: Expr | null = null): Intent => ({
    kind: 'ChangeType',
    table: qname('t'),
    column,
    from: { type: from, collation: null, charset: null },
    to: { type: to, collation: null, charset: null },
    using,
  });
  const [a, b] = [retype('a', int, big), retype('b', int, big)];

  test('change together, so that its rows are written once', () => {
    expect(stepsOn('postgres', tall(), [a, b])).toEqual([
      ['ALTER TABLE "t" ALTER COLUMN "a" TYPE bigint, ALTER COLUMN "b" TYPE bigint'],
    ]);
    for (const id of ['mysql', 'mariadb'] as const)
      expect(stepsOn(id, tall(), [a, b])).toEqual([
        ['ALTER TABLE `t` MODIFY COLUMN `a` bigint NULL, MODIFY COLUMN `b` bigint NULL'],
      ]);
  });
  test('change apart where one of them writes nothing', () => {
    const longer = retype('c', T.varchar(10), T.varchar(20));
    expect(stepsOn('postgres', tall(), [a, longer]).length).toBe(2);
    expect(stepsOn('mysql', tall(), [a, longer]).length).toBe(2);
  });
  test('change apart where a value is worked out from one of them', () => {
    expect(stepsOn('mysql', tall(computed), [a, b]).length).toBe(2);
    expect(stepsOn('postgres', tall(), [a, retype('b', int, big, E.column('a'))]).length).toBe(2);
  });
});

describe('columns of one table', () => {
  const t = qname('t');
  const nullable = (name: string, more: Partial<Column> = {}): Column =>
    column(name, T.integer(32), { nullable: true, ...more });
  const adding = (c: Column, after?: string | null): Intent => ({ kind: 'AddColumn', table: t, column: c, after });
  const dropping = (name: string): Intent => ({
    kind: 'DropColumn',
    table: t,
    column: nullable(name),
    after: undefined,
  });
  const there: Schema = {
    tables: [
      table(
        t,
        ['id', 'x', 'y'].map((n) => nullable(n)),
      ),
    ],
    enums: [],
    opaque: [],
  };
  const two = [adding(nullable('a')), adding(nullable('b'))];

  test('come together, and go together', () => {
    expect(stepsOn('postgres', there, [...two, dropping('x'), dropping('y')])).toEqual([
      ['ALTER TABLE "t" ADD COLUMN "a" integer, ADD COLUMN "b" integer'],
      ['ALTER TABLE "t" DROP COLUMN "x", DROP COLUMN "y"'],
    ]);
    for (const id of ['mysql', 'mariadb'] as const)
      expect(
        stepsOn(id, there, [adding(nullable('a'), 'id'), adding(nullable('b'), 'a'), ...['x', 'y'].map(dropping)]),
      ).toEqual([
        ['ALTER TABLE `t` ADD COLUMN `a` int NULL AFTER `id`, ADD COLUMN `b` int NULL AFTER `a`'],
        ['ALTER TABLE `t` DROP COLUMN `x`, DROP COLUMN `y`'],
      ]);
  });
  test('come one after the other where a statement takes one', () => {
    expect(stepsOn('sqlite', there, two).length).toBe(2);
  });
  test('come apart where one is worked out, or makes others wait for longer', () => {
    const sum = nullable('s', { generated: { expr: E.binary('+', E.column('a'), E.number(1)), stored: true } });
    const drawn = nullable('r', { default: { kind: 'Expression', expr: E.call('random') } });
    for (const id of ['postgres', 'mysql'] as const)
      expect(stepsOn(id, there, [adding(nullable('a')), adding(sum)]).length).toBe(2);
    expect(stepsOn('postgres', there, [adding(nullable('a')), adding(drawn)]).length).toBe(2);
  });
  test('stay apart from those of another table', () => {
    const both: Schema = { ...there, tables: [...there.tables, { ...people, name: users.name }] };
    expect(stepsOn('mysql', both, [adding(nullable('a')), between]).length).toBe(2);
  });
});

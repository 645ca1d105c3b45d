/** What is printed, refused, locked and framed. */
import { describe, expect, it } from 'vitest';
import { sqlite } from '../../../src/dialect/sqlite/index.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { check, column, foreignKey, index, indexPart, noOptions, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import type { Statement, StatementKind } from '../../../src/sql/ast.js';

const at = (minor: number, patch = 0) => sqlite({ major: 3, minor, patch, text: `3.${minor}.${patch}` });
const dialect = at(40);
const key = (name: string, order: 'asc' | 'desc' = 'asc') => ({ name: null, columns: [{ name, prefix: null, order }] });
const users: Table = table(qname('users'), [column('id', T.integer(32)), column('a', T.text(), { nullable: true })], {
  primaryKey: key('id'),
});
const enumType = { name: qname('e'), values: ['a'], comment: null };

const textOf = (s: Statement): string => {
  const text = dialect.print(s);
  return isLeft(text)
    ? `! ${text.left.map((p) => `${p.code} ${p.data['what'] ?? p.data['name']}`).join(', ')}`
    : text.right;
};

/** One of each kind: the record does not compile when a kind is missing. */
const each: { readonly [K in StatementKind]: readonly [Extract<Statement, { kind: K }>, string] } = {
  CreateTable: [
    { kind: 'CreateTable', table: users },
    'CREATE TABLE "users" (\n  "id" INTEGER PRIMARY KEY,\n  "a" TEXT\n)',
  ],
  DropTable: [{ kind: 'DropTable', table: users }, 'DROP TABLE "users"'],
  RenameTable: [
    { kind: 'RenameTable', from: qname('a"b'), to: qname('select') },
    'ALTER TABLE "a""b" RENAME TO "select"',
  ],
  AlterTable: [
    {
      kind: 'AlterTable',
      before: users,
      after: users,
      actions: [
        {
          kind: 'AddColumn',
          column: column('n', T.varchar(9), { default: { kind: 'Value', value: { kind: 'String', value: "it's" } } }),
          after: null,
        },
      ],
    },
    `ALTER TABLE "users" ADD COLUMN "n" VARCHAR(9) NOT NULL DEFAULT 'it''s'`,
  ],
  CreateIndex: [
    {
      kind: 'CreateIndex',
      table: qname('users'),
      concurrently: true,
      index: index(
        [indexPart('a', { order: 'desc', collation: 'NOCASE' }), indexPart(E.call('lower', E.column('a')))],
        { name: 'i', unique: true, where: E.isNull(E.column('a'), true) },
      ),
    },
    'CREATE UNIQUE INDEX "i" ON "users" ("a" COLLATE "NOCASE" DESC, (lower("a"))) WHERE "a" IS NOT NULL',
  ],
  DropIndex: [
    { kind: 'DropIndex', table: qname('users'), concurrently: false, index: index([indexPart('a')], { name: 'i' }) },
    'DROP INDEX "i"',
  ],
  Update: [
    {
      kind: 'Update',
      table: qname('users'),
      set: [{ column: 'a', value: E.binary('||', E.column('a'), E.string("'")) }],
      where: E.isNull(E.column('a')),
    },
    `UPDATE "users" SET "a" = "a" || '''' WHERE "a" IS NULL`,
  ],
  InsertSelect: [
    { kind: 'InsertSelect', into: qname('x'), columns: ['a'], values: [E.column('id')], from: qname('users') },
    'INSERT INTO "x" ("a") SELECT "id" FROM "users"',
  ],
  CreateObject: [
    {
      kind: 'CreateObject',
      object: {
        kind: 'view',
        name: qname('v'),
        on: null,
        dependsOn: [],
        definition: ['CREATE VIEW "v" AS SELECT 1'],
      },
    },
    'CREATE VIEW "v" AS SELECT 1',
  ],
  DropObject: [
    {
      kind: 'DropObject',
      object: { kind: 'view', name: qname('v'), on: null, dependsOn: [], definition: [] },
      drop: 'DROP VIEW "v"',
    },
    'DROP VIEW "v"',
  ],
  Rows: [
    {
      kind: 'Rows',
      rows: { step: 'delete', table: qname('users'), kept: qname('kept'), key: ['id'] },
    },
    'DELETE FROM "users" WHERE EXISTS (SELECT 1 FROM "kept" AS "k" WHERE "k"."id" = "users"."id")',
  ],
  Assert: [
    { kind: 'Assert', table: qname('users'), violating: E.isNull(E.column('a')), message: 'x' },
    '! dialect.unsupported a check of rows in one statement',
  ],
  Verbatim: [{ kind: 'Verbatim', sql: 'SELECT 1', touches: null }, 'SELECT 1'],
  CreateEnum: [{ kind: 'CreateEnum', type: enumType }, '! dialect.unsupported enum types'],
  DropEnum: [{ kind: 'DropEnum', type: enumType }, '! dialect.unsupported enum types'],
  ReplaceEnum: [{ kind: 'ReplaceEnum', from: enumType, to: enumType }, '! dialect.unsupported enum types'],
  RenameEnum: [{ kind: 'RenameEnum', from: qname('e'), to: qname('f') }, '! dialect.unsupported enum types'],
  AddEnumValue: [
    { kind: 'AddEnumValue', type: qname('e'), value: 'x', place: null },
    '! dialect.unsupported enum types',
  ],
  Comment: [
    { kind: 'Comment', on: { kind: 'Table', table: qname('users') }, text: 'x' },
    '! dialect.unsupported comments',
  ],
};

describe('print', () => {
  it.each(Object.values(each))('$kind', (statement, text) => {
    expect(textOf(statement)).toBe(text);
  });

  const created = (t: Partial<Table>) => textOf({ kind: 'CreateTable', table: { ...users, ...t } });
  it.each<readonly [string, Partial<Table>]>([
    ['column that numbers itself', { columns: [column('id', T.text(), { identity: { kind: 'AutoIncrement' } })] }],
    [
      'such type in a STRICT table',
      { options: { ...noOptions, strict: true }, columns: [column('id', T.native('POINT'))] },
    ],
    ['WITHOUT ROWID table', { options: { ...noOptions, withoutRowid: true }, primaryKey: null }],
    ['schemas', { name: qname('t', 'other') }],
    ['begin with sqlite_', { name: qname('SQLite_x') }],
    ['indexes inside', { indexes: [index([indexPart('a')], { name: 'i' })] }],
    [
      'without an ordinary column',
      { primaryKey: null, columns: [column('id', T.text(), { generated: { expr: E.number(1), stored: false } })] },
    ],
    ['U+0000', { name: qname('a\u0000b') }],
  ])('%s is refused', (what, t) => {
    expect(created(t)).toMatch(/^! dialect\./);
    expect(created(t)).toContain(what);
  });
  it('every problem of a table is told', () => {
    expect(created({ name: qname('sqlite_t', 'other'), indexes: [index([indexPart('a')])] }).split(', ')).toHaveLength(
      3,
    );
  });
  it('an index of a method SQLite has not is refused', () => {
    const gin = index([indexPart('a')], { name: 'i', method: 'gin' });
    expect(textOf({ kind: 'CreateIndex', table: qname('users'), index: gin, concurrently: false })).toContain(
      'method gin',
    );
  });
  it('STRICT needs 3.37', () => {
    const s: Statement = { kind: 'CreateTable', table: { ...users, options: { ...noOptions, strict: true } } };
    expect(isLeft(at(36).print(s))).toBe(true);
    expect(isLeft(at(37).print(s))).toBe(false);
  });
});

describe('versions', () => {
  const drop = { kind: 'DropColumn' as const, column: column('a', T.text(), { nullable: true }) };
  const schema = { tables: [users], enums: [], opaque: [] };
  it('DROP COLUMN is left alone where it could corrupt the file', () => {
    expect(at(35, 4).rebuilds(drop, users, schema)).toBe(true);
    expect(at(35, 5).rebuilds(drop, users, schema)).toBe(false);
  });
  it('RENAME COLUMN is refused where it would rewrite another table', () => {
    const other = table(qname('o'), [
      column('x', T.text()),
      column('g', T.text(), { generated: { expr: E.column('x'), stored: true } }),
    ]);
    const before = { ...schema, tables: [users, other] };
    const rename = { kind: 'RenameColumn' as const, from: drop.column, to: 'b' };
    const change = {
      before,
      after: before,
      statements: [{ kind: 'AlterTable' as const, before: users, after: users, actions: [rename] }],
    };
    expect(at(35, 5).legalise(change)).toMatchObject({ _tag: 'Left', left: [{ code: 'dialect.unsupported' }] });
    expect(at(36).legalise(change)).toMatchObject({ _tag: 'Right' });
  });
});

describe('legalise', () => {
  const schema = { tables: [users], enums: [], opaque: [] };
  const kinds = (statements: ReadonlyArray<Statement>): ReadonlyArray<string> => {
    const legal = dialect.legalise({ statements, before: schema, after: schema });
    return isLeft(legal) ? ['!'] : legal.right.map((s) => s.kind);
  };
  const alter = (...actions: Extract<Statement, { kind: 'AlterTable' }>['actions']): Statement => ({
    kind: 'AlterTable',
    before: users,
    after: users,
    actions,
  });
  const a = column('a', T.text(), { nullable: true });
  it('makes one rebuild of neighbours on one table', () => {
    const retype = alter({ kind: 'AlterColumn', before: a, after: { ...a, type: T.integer(32) }, using: null });
    const fk = alter({
      kind: 'AddForeignKey',
      foreignKey: foreignKey(['a'], { table: qname('users'), columns: ['id'] }),
    });
    const made: Statement = {
      kind: 'CreateIndex',
      table: qname('users'),
      index: index([indexPart('a')], { name: 'i' }),
      concurrently: false,
    };
    expect(kinds([retype, fk, retype, made])).toEqual([
      'CreateTable',
      'InsertSelect',
      'DropTable',
      'Verbatim',
      'RenameTable',
      'Verbatim',
      'CreateIndex',
    ]);
  });
  it('does nothing for what SQLite does not store', () => {
    expect(kinds([alter({ kind: 'AlterColumn', before: a, after: { ...a, comment: 'x' }, using: null })])).toEqual([]);
    expect(kinds([alter({ kind: 'SetOptions', from: noOptions, to: { ...noOptions, comment: 'x' } })])).toEqual([]);
  });
  it('gives a new column its own constraints', () => {
    const added = column('n', T.integer(32), { nullable: true });
    const rule = check(E.binary('>', E.column('n'), E.number(0)), { name: 'c' });
    const legal = dialect.legalise({
      statements: [alter({ kind: 'AddColumn', column: added, after: null }), alter({ kind: 'AddCheck', check: rule })],
      before: schema,
      after: schema,
    });
    expect(isLeft(legal) ? [] : legal.right.map(textOf)).toEqual([
      'ALTER TABLE "users" ADD COLUMN "n" INTEGER CONSTRAINT "c" CHECK ("n" > 0)',
    ]);
  });
});

describe('locks', () => {
  it.each(Object.values(each))('$kind', (statement) => {
    const creates = [
      'CreateTable',
      'CreateEnum',
      'DropEnum',
      'ReplaceEnum',
      'RenameEnum',
      'AddEnumValue',
      'Comment',
      'Verbatim',
      'CreateObject',
      'DropObject',
      'Assert',
    ];
    const locks = dialect.locks(statement);
    expect(locks.length).toBe(creates.includes(statement.kind) ? 0 : 1);
    for (const l of locks) expect(l).toMatchObject({ strength: 'file write lock', blocksWrites: true });
  });
});

describe('keepsValues', () => {
  it.each([
    ['a longer text', T.varchar(10), T.varchar(20), true],
    ['a shorter text, which nobody enforces', T.varchar(20), T.varchar(10), true],
    ['number to text', T.integer(32), T.text(), true],
    ['text to number', T.text(), T.integer(32), false],
    ['text to a date, which is kept as a number where it looks like one', T.text(), T.date, false],
    ['integer to decimal', T.integer(64), T.decimal(10, 2), true],
    ['small integer to floating point', T.integer(32), T.float(64), true],
    ['large integer to floating point', T.integer(64), T.float(64), false],
    ['decimal to text', T.decimal(10, 2), T.text(), false],
    ['text to bytes', T.text(), T.blob(), true],
    ['bytes to text', T.blob(), T.text(), false],
  ] as const)('%s', (_, from, to, keeps) => {
    expect(dialect.keepsValues(column('a', from), column('a', to))).toBe(keeps);
  });
});

describe('frame', () => {
  const drop = (name: string, parent: string | null): Statement => ({
    kind: 'DropTable',
    table: table(qname(name), [column('a', T.text())], {
      foreignKeys: parent === null ? [] : [foreignKey(['a'], { table: qname(parent), columns: ['a'] })],
    }),
  });
  it('stands around rebuilds and around tables that go before their children, around nothing else', () => {
    expect(
      dialect.frame([each.CreateTable[0], each.AlterTable[0], drop('c', 'p'), drop('p', null)]).outsideBefore,
    ).toEqual([]);
    expect(dialect.frame([drop('p', null), drop('c', 'P')]).outsideBefore).toHaveLength(1);
  });
  it('only the switch is outside the transaction', () => {
    const f = dialect.frame([drop('p', null), drop('c', 'p')]);
    expect([...f.outsideBefore, ...f.outsideAfter].map(dialect.transaction)).toEqual(['outside', 'outside']);
    expect([...f.insideBefore, ...f.insideAfter].map(dialect.transaction)).toEqual([
      'inside',
      'inside',
      'inside',
      'inside',
    ]);
  });
});

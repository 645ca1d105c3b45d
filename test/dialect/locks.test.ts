/** Whatever is printed about a table that is there says what it holds of it; what holds nothing stands here by name. */
import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/dialect/dialect.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { keyOf, qname } from '../../src/ir/name.js';
import {
  check,
  column,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Opaque,
  table,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isRight } from '../../src/prelude.js';
import type { AlterAction, AlterActionByKind, Statement, StatementByKind } from '../../src/sql/ast.js';

const ix = index([indexPart('a')], { name: 'ix' });
const fk = foreignKey(['a'], { table: qname('p'), columns: ['id'] }, { name: 'fk' });
const ck = check(E.binary('>', E.column('a'), E.number(0)), { name: 'ck' });
const a = column('a', T.integer(32), { nullable: true });
const t = table(qname('t'), [column('id', T.integer(32)), a, column('s', T.varchar(10), { nullable: true })]);
const key = { name: 'pk', columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
const mood = { name: qname('mood'), values: ['x', 'y'], comment: null };
const trigger: Opaque = {
  kind: 'trigger',
  name: qname('tr'),
  on: t.name,
  dependsOn: [],
  definition: ['CREATE TRIGGER tr'],
};

const actions: { readonly [K in keyof AlterActionByKind]: AlterActionByKind[K] } = {
  AddColumn: { kind: 'AddColumn', column: column('n', T.integer(32), { nullable: true }), after: undefined },
  DropColumn: { kind: 'DropColumn', column: a },
  RenameColumn: { kind: 'RenameColumn', from: a, to: 'b' },
  AlterColumn: { kind: 'AlterColumn', before: a, after: { ...a, type: T.integer(64) }, using: null },
  SetPrimaryKey: { kind: 'SetPrimaryKey', from: null, to: key },
  AddUnique: { kind: 'AddUnique', unique: unique(['a'], { name: 'u' }) },
  DropUnique: { kind: 'DropUnique', unique: unique(['a'], { name: 'u' }) },
  AddForeignKey: { kind: 'AddForeignKey', foreignKey: fk },
  DropForeignKey: { kind: 'DropForeignKey', foreignKey: fk },
  AddCheck: { kind: 'AddCheck', check: ck },
  DropCheck: { kind: 'DropCheck', check: ck },
  AddIndex: { kind: 'AddIndex', index: ix },
  DropIndex: { kind: 'DropIndex', index: ix },
  RenameIndex: { kind: 'RenameIndex', index: ix, to: 'iy' },
  RenameConstraint: { kind: 'RenameConstraint', constraint: { kind: 'Check', check: ck }, to: 'cl' },
  SetOptions: { kind: 'SetOptions', from: noOptions, to: { ...noOptions, comment: 'x', storage: ['fillfactor=70'] } },
};

const statements: { readonly [K in keyof StatementByKind]: Statement } = {
  CreateTable: { kind: 'CreateTable', table: { ...t, name: qname('made'), foreignKeys: [fk] } },
  DropTable: { kind: 'DropTable', table: t },
  RenameTable: { kind: 'RenameTable', from: t.name, to: qname('u') },
  AlterTable: { kind: 'AlterTable', before: t, after: t, actions: [actions.AddColumn] },
  CreateIndex: { kind: 'CreateIndex', table: t.name, index: ix, concurrently: false },
  DropIndex: { kind: 'DropIndex', table: t.name, index: ix, concurrently: false },
  CreateEnum: { kind: 'CreateEnum', type: mood },
  DropEnum: { kind: 'DropEnum', type: mood },
  ReplaceEnum: { kind: 'ReplaceEnum', from: mood, to: mood },
  RenameEnum: { kind: 'RenameEnum', from: mood.name, to: qname('humour') },
  AddEnumValue: { kind: 'AddEnumValue', type: mood.name, value: 'z', place: null },
  Update: { kind: 'Update', table: t.name, set: [{ column: 'a', value: E.number(1) }], where: null },
  InsertSelect: { kind: 'InsertSelect', into: qname('u'), columns: ['id'], values: [E.column('id')], from: t.name },
  Comment: { kind: 'Comment', on: { kind: 'Table', table: t.name }, text: 'x' },
  CreateObject: { kind: 'CreateObject', object: trigger },
  DropObject: { kind: 'DropObject', object: trigger, drop: 'DROP TRIGGER tr' },
  Rows: { kind: 'Rows', rows: { step: 'delete', table: t.name, kept: qname('kept'), key: ['id'] } },
  Assert: { kind: 'Assert', table: t.name, violating: E.isNull(E.column('a')), message: 'x' },
  Verbatim: { kind: 'Verbatim', sql: 'ALTER TABLE t …', touches: t.name },
};

/** Locks nothing that is there: a type of its own, or (SQLite) a look at rows, which nobody notices. */
const nothing: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: ['CreateEnum', 'DropEnum', 'ReplaceEnum', 'RenameEnum', 'AddEnumValue', 'RenameIndex'],
  mysql: [],
  mariadb: [],
  sqlite: ['CreateTable', 'Assert'],
};

describe.each<DialectId>(['postgres', 'mysql', 'mariadb', 'sqlite'])('%s', (id) => {
  const made = dialectOf(id);
  if (made._tag === 'Left') throw new Error(id);
  const d: Dialect = made.right;
  const alter = (action: AlterAction): Statement => ({ kind: 'AlterTable', before: t, after: t, actions: [action] });
  const all: ReadonlyArray<readonly [string, Statement]> = [
    ...Object.entries(statements),
    ...Object.values(actions).map((action) => [action.kind, alter(action)] as const),
  ];

  test.each(all)('%s', (kind, s) => {
    const locks = d.locks(s);
    if (isRight(d.print(s))) expect(locks.length === 0).toBe(nothing[id].includes(kind));
    for (const l of locks) expect(l.strength).not.toBe('');
    expect(new Set(locks.map((l) => keyOf(l.table))).size).toBe(locks.length);
  });
});

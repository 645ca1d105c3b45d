/** What is printed and what is refused, without a server: also for versions that no test server has. */
import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../../src/dialect/dialect.js';
import { mariadb } from '../../../src/dialect/mariadb/index.js';
import { mysql } from '../../../src/dialect/mysql/index.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Check,
  check,
  column,
  type ForeignKey,
  foreignKey,
  type Index,
  index,
  indexPart,
  noOptions,
  type Table,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction, Statement } from '../../../src/sql/ast.js';
import { parseExpression } from '../../../src/sql/parse-expression.js';
import { offline, version } from './support.js';

const t = table(qname('t'), [column('id', T.integer(32)), column('s', T.varchar(10), { nullable: true })]);
const alter = (...actions: ReadonlyArray<AlterAction>): Statement => ({
  kind: 'AlterTable',
  before: t,
  after: t,
  actions,
});
const said = (d: Dialect, s: Statement): string => {
  const r = d.print(s);
  return r._tag === 'Right'
    ? r.right
    : r.left.map((p) => `${p.code}: ${p.data['feature'] ?? p.data['bad'] ?? ''}`).join(', ');
};

describe.each(['mysql', 'mariadb'] as const)('%s refuses', (id) => {
  const d = offline[id];
  const part = indexPart('s');
  const indexes: ReadonlyArray<readonly [string, Partial<Index>]> = [
    ['partial indexes', { where: E.isNull(E.column('s')) }],
    ['INCLUDE columns', { include: ['id'] }],
    ['NULLS NOT DISTINCT', { nullsNotDistinct: true, unique: true }],
    ['gin indexes', { method: 'gin' }],
    ['operator classes', { parts: [indexPart('s', { opclass: 'text_ops' })] }],
    ['a collation of its own for an index column', { parts: [indexPart('s', { collation: 'x' })] }],
    ['these index options', { options: 'fillfactor=70' }],
  ];
  test.each(indexes)('%s', (feature, more) => {
    const i = index([part], { name: 'i', ...more });
    expect(said(d, alter({ kind: 'AddIndex', index: i }))).toBe(`dialect.unsupported: ${feature}`);
    // physical does not take away what the server cannot have.
    const kept = d.physical({ tables: [{ ...t, indexes: [i] }], enums: [], opaque: [] }).tables[0];
    expect(kept?.indexes).toHaveLength(1);
  });

  const keys: ReadonlyArray<readonly [string, Partial<ForeignKey>]> = [
    ['deferrable constraints', { deferrable: 'deferred' }],
    ['MATCH FULL', { match: 'full', columns: ['id', 's'] }],
  ];
  test.each(keys)('%s', (feature, more) => {
    const f = foreignKey(['id'], { table: qname('t'), columns: ['id'] }, { name: 'f', ...more });
    expect(said(d, alter({ kind: 'AddForeignKey', foreignKey: f }))).toBe(`dialect.unsupported: ${feature}`);
  });

  test('names it cannot have', () => {
    for (const name of ['', 'x'.repeat(65), 'a\u0000b', '😀', 'blank '])
      expect(said(d, { kind: 'RenameTable', from: qname('t'), to: qname(name) })).toMatch(/^dialect\.identifier: /);
    expect(said(d, { kind: 'RenameTable', from: qname('t'), to: qname('é'.repeat(64)) })).toMatch(/^RENAME/);
  });

  test('spellings and options that would leave their place', () => {
    for (const spelling of [
      "int) COMMENT 'x', ADD (y int",
      'int; DROP TABLE t',
      'int -- x',
      'int /* x */',
      'int, y int',
      "enum('a",
    ]) {
      const c = column('c', { kind: 'Native', spelling });
      expect(said(d, alter({ kind: 'AddColumn', column: c, after: undefined })), spelling).toMatch(/^dialect\.type/);
    }
    const options = (more: Partial<Table['options']>): Statement =>
      alter({ kind: 'SetOptions', from: noOptions, to: { ...noOptions, ...more } });
    expect(said(d, options({ engine: 'x; DROP' }))).toMatch(/^dialect\.unsupported/);
    expect(said(d, options({ charset: 'a b', collation: "x'" }))).toMatch(/^dialect\.identifier/);
    expect(said(d, options({ storage: ['a=b c'] }))).toMatch(/^dialect\.unsupported/);
    expect(said(d, options({}))).toMatch(/^dialect\.unsupported/);
  });

  test('enum types, which belong to columns here', () => {
    const type = { name: qname('e'), values: ['a'], comment: null };
    expect(said(d, { kind: 'CreateEnum', type })).toBe('dialect.unsupported: enum types');
    const empty = { tables: [], enums: [], opaque: [] };
    expect(d.legalise({ statements: [{ kind: 'CreateEnum', type }], before: empty, after: empty })).toMatchObject({
      right: [],
    });
  });

  test('whole texts in keys, with advice', () => {
    const text = table(qname('x'), [column('b', T.text())], {
      primaryKey: { name: null, columns: [{ name: 'b', prefix: null, order: 'asc' }] },
    });
    const empty = { tables: [], enums: [], opaque: [] };
    const after = { ...empty, tables: [text] };
    expect(d.legalise({ statements: [{ kind: 'CreateTable', table: text }], before: empty, after })).toMatchObject({
      left: [{ code: 'dialect.unsupported', hint: expect.stringContaining('length') }],
    });
  });
});

describe('versions', () => {
  const ck: Check = check(E.binary('>', E.column('id'), E.number(0)), { name: 'c' });
  const hidden = column('h', T.integer(32), { nullable: true, invisible: true });
  const fn = index([indexPart(E.call('lower', E.column('s')))], { name: 'f' });
  const dflt = column('d', T.integer(32), { default: { kind: 'Expression', expr: E.call('rand') } });
  const down = index([indexPart('s', { order: 'desc' })], { name: 'd', invisible: true });
  const add = (c: typeof hidden): Statement => alter({ kind: 'AddColumn', column: c, after: undefined });
  const rename = alter({ kind: 'RenameColumn', from: column('s', T.varchar(10), { comment: 'c' }), to: 'r' });
  const binary = alter({
    kind: 'AlterColumn',
    before: column('s', T.varchar(10)),
    after: column('s', T.varchar(10), { charset: 'utf8mb3', collation: 'utf8mb3_bin' }),
    using: null,
  });

  test('MySQL', () => {
    const [old, young] = [mysql(version(8, 0, 11)), mysql(version(8, 4, 0))];
    expect(said(old, alter({ kind: 'AddCheck', check: ck }))).toBe('dialect.unsupported: CHECK constraints');
    expect(said(old, add(hidden))).toBe('dialect.unsupported: invisible columns');
    expect(said(old, alter({ kind: 'AddIndex', index: fn }))).toBe('dialect.unsupported: indexes on expressions');
    expect(said(old, add(dflt))).toBe('dialect.unsupported: an expression as a default');
    expect(said(old, binary)).toContain('CHARACTER SET utf8 COLLATE utf8_bin');
    expect(said(young, binary)).toContain('CHARACTER SET utf8mb3 COLLATE utf8mb3_bin');
    expect(said(young, alter({ kind: 'AddCheck', check: { ...ck, enforced: false } }))).toBe(
      'ALTER TABLE `t` ADD CONSTRAINT `c` CHECK (`id` > 0) NOT ENFORCED',
    );
    expect(said(young, alter({ kind: 'AddIndex', index: down }))).toBe(
      'ALTER TABLE `t` ADD INDEX `d` (`s` DESC) INVISIBLE',
    );
    expect(
      old.catalog.queries.some((q) => q.sql.includes('CHECK_CONSTRAINTS') || q.sql.includes(', EXPRESSION AS')),
    ).toBe(false);
  });

  test('MariaDB', () => {
    const [old, young] = [mariadb(version(10, 5, 1)), mariadb(version(11, 8, 0))];
    expect(said(old, rename)).toBe("ALTER TABLE `t` CHANGE COLUMN `s` `r` varchar(10) NOT NULL COMMENT 'c'");
    expect(said(young, rename)).toBe('ALTER TABLE `t` RENAME COLUMN `s` TO `r`');
    expect(said(young, alter({ kind: 'AddIndex', index: fn }))).toBe('dialect.unsupported: indexes on expressions');
    expect(said(young, alter({ kind: 'AddCheck', check: { ...ck, enforced: false } }))).toBe(
      'dialect.unsupported: NOT ENFORCED',
    );
    expect(said(young, alter({ kind: 'AddIndex', index: down }))).toBe(
      'ALTER TABLE `t` ADD INDEX `d` (`s` DESC) IGNORED',
    );
    // Before 10.8 DESC is read and ignored: what is stored is ascending.
    const stored = old.physical({
      tables: [{ ...t, indexes: [{ ...down, invisible: false }] }],
      enums: [],
      opaque: [],
    });
    expect(stored.tables[0]?.indexes[0]?.parts[0]?.order).toBe('asc');
    expect(old.catalog.queries.some((q) => q.sql.includes('IGNORED'))).toBe(false);
  });
});

describe('names that nobody stated', () => {
  const many = (name: string): Table =>
    table(qname(name), [column('a', T.integer(32)), column('b', T.integer(32))], {
      uniques: [unique(['a']), unique(['a', 'b'])],
      indexes: [index([indexPart('b')]), index([indexPart('b', { order: 'desc' })])],
      foreignKeys: [
        foreignKey(['a'], { table: qname(name), columns: ['b'] }),
        foreignKey(['b'], { table: qname(name), columns: ['a'] }),
      ],
      checks: [check(E.binary('>', E.column('a'), E.number(1))), check(E.binary('>', E.column('a'), E.number(2)))],
    });
  test.each(['mysql', 'mariadb'] as const)('%s: readable, within 64 characters, all different', (id) => {
    const long = 'é'.repeat(63);
    const s = offline[id].physical({ tables: [many('t'), many(long), many(`${long}x`)], enums: [], opaque: [] });
    const first = s.tables[0];
    expect(first?.uniques.map((u) => u.name)).toEqual(['t_a_key', 't_a_b_key']);
    expect(first?.indexes.map((i) => i.name)).toEqual(['t_b_idx', 't_b_idx_1']);
    expect(first?.foreignKeys.map((f) => f.name)).toEqual(['t_a_fkey', 't_b_fkey']);
    expect(first?.checks.map((c) => c.name)).toEqual(['t_a_check', 't_a_check_1']);
    const names = s.tables.flatMap((x) => [
      ...x.foreignKeys.map((f) => f.name ?? ''),
      ...(id === 'mysql' ? x.checks.map((c) => c.name ?? '') : []),
    ]);
    expect(new Set(names).size).toBe(names.length);
    for (const n of names) expect([...n].length).toBeLessThanOrEqual(64);
    expect(offline[id].physical(s)).toEqual(s);
  });
});

describe('what goes around', () => {
  const d = offline.mysql;
  const plain = alter({ kind: 'DropColumn', column: column('s', T.varchar(10)) });
  const update: Statement = {
    kind: 'Update',
    table: qname('t'),
    set: [{ column: 's', value: E.string('a\\b') }],
    where: null,
  };

  test('nothing, unless a text has a backslash', () => {
    expect(d.frame([plain])).toEqual({ outsideBefore: [], insideBefore: [], insideAfter: [], outsideAfter: [] });
    const frame = d.frame([plain, update]);
    expect([...frame.outsideBefore, ...frame.outsideAfter].map((s) => said(d, s))).toEqual([
      'SET @altair_sql_mode = @@SESSION.sql_mode',
      "SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')",
      'SET SESSION sql_mode = @altair_sql_mode',
    ]);
  });

  test('a definition is alone, rows are inside a transaction', () => {
    expect([plain, update, ...d.frame([update]).outsideBefore].map((s) => d.transaction(s))).toEqual([
      'alone',
      'inside',
      'outside',
      'outside',
    ]);
  });

  test('locks name every table', () => {
    const f = foreignKey(['id'], { table: qname('p'), columns: ['id'] }, { name: 'f' });
    expect(d.locks(alter({ kind: 'AddForeignKey', foreignKey: f }))).toEqual([
      { table: qname('t'), strength: 'COPY', rewrites: true, blocksReads: false, blocksWrites: true, momentary: true },
      { table: qname('p'), strength: 'SHARED', rewrites: false, blocksReads: false, blocksWrites: true },
    ]);
    expect(d.locks({ kind: 'CreateTable', table: t })).toEqual([]);
    expect(d.locks({ kind: 'DropTable', table: t })).toMatchObject([{ blocksReads: true, blocksWrites: true }]);
  });

  test('a whole ALTER is as dear as its dearest clause', () => {
    const add: AlterAction = { kind: 'AddColumn', column: column('n', T.integer(32)), after: undefined };
    const wide: AlterAction = {
      kind: 'AlterColumn',
      before: column('id', T.integer(32)),
      after: column('id', T.integer(64)),
      using: null,
    };
    expect(d.locks(alter(add))).toMatchObject([{ strength: 'INSTANT' }]);
    expect(d.locks(alter(add, wide))).toMatchObject([{ strength: 'COPY', rewrites: true }]);
  });
});

describe('values that a type change keeps', () => {
  const keeps = (from: Parameters<typeof column>[1], to: Parameters<typeof column>[1]): boolean =>
    offline.mysql.keepsValues(column('c', from), column('c', to));
  test('widening', () => {
    expect(keeps(T.integer(32), T.integer(64))).toBe(true);
    expect(keeps(T.boolean, T.integer(32))).toBe(true);
    expect(keeps(T.integer(32, true), T.integer(32))).toBe(false);
    expect(keeps(T.integer(32), T.decimal(10, 0))).toBe(true);
    expect(keeps(T.integer(32), T.decimal(10, 2))).toBe(false);
    expect(keeps(T.varchar(10), T.varchar(20))).toBe(true);
    expect(keeps(T.varchar(20), T.varchar(10))).toBe(false);
    expect(keeps(T.varchar(100), T.text('tiny'))).toBe(false);
    expect(keeps(T.text(), T.varchar(10))).toBe(false);
    expect(keeps(T.enum(['a']), T.enum(['b', 'a']))).toBe(true);
    expect(keeps(T.enum(['a', 'b']), T.enum(['a']))).toBe(false);
    expect(keeps(T.decimal(10, 2), T.decimal(12, 4))).toBe(true);
    expect(keeps(T.decimal(10, 2), T.decimal(10, 4))).toBe(false);
    expect(keeps(T.dateTime('datetime', 6), T.dateTime('datetime'))).toBe(false);
  });
  test('character sets', () => {
    const text = (charset: string) => column('c', T.varchar(10), { charset, collation: `${charset}_bin` });
    expect(offline.mysql.keepsValues(text('latin1'), text('utf8mb4'))).toBe(true);
    expect(offline.mysql.keepsValues(text('utf8mb4'), text('latin1'))).toBe(false);
  });
});

test.each(['mysql', 'mariadb'] as const)('%s: float has 32 bits in its catalog, and stays so', (id) => {
  const read = parseExpression('cast(`a` as float) > 1', id);
  if (read._tag === 'Left') throw new Error(read.left.message);
  expect(offline[id].printExpr(read.right)).toEqual({ _tag: 'Right', right: 'cast(`a` AS float) > 1' });
  // In a spec it is the word of the standard for 64.
  const portable = parseExpression('cast(a as float) > 1', 'portable');
  if (portable._tag === 'Left') throw new Error(portable.left.message);
  expect(offline[id].printExpr(portable.right)).toEqual({ _tag: 'Right', right: 'cast(`a` AS double) > 1' });
});

/** Every change of columns and rows carried out on both servers, with rows in the table, and read back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { type Column, check, column, index, indexPart, type Table, unique } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction } from '../../../src/sql/ast.js';
import { base, col, only, put } from './bench.js';
import { type Lab, openLab, servers } from './support.js';

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  let t: Table;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());
  beforeEach(async () => {
    t = only(await lab.create({ tables: [base], enums: [], opaque: [] }), 't');
    await lab.db.exec(
      "INSERT INTO t (id, a, b, c, d) VALUES (1, 10, 'x', '2020-01-01', '5'), (2, NULL, 'y', '2020-01-02', ' 6 ')",
    );
  });

  const physical = (x: Table): Table => only(lab.dialect.physical({ tables: [x], enums: [], opaque: [] }), x.name.name);
  const alter = (after: Table, ...actions: ReadonlyArray<AlterAction>): Promise<ReadonlyArray<string>> =>
    lab.alter(t, physical(after), ...actions);
  const change = (before: Column, after: Column, using: AlterActionUsing = null): AlterAction => ({
    kind: 'AlterColumn',
    before,
    after: col(physical(put(t, after)), after.name),
    using,
  });
  type AlterActionUsing = Extract<AlterAction, { kind: 'AlterColumn' }>['using'];
  const rows = (what: string): Promise<unknown> => lab.db.query(`SELECT ${what} FROM t ORDER BY id`);

  test('columns are added first, between and last', async () => {
    const first = column('`f`', T.integer(8), { default: { kind: 'Value', value: { kind: 'Number', text: '3' } } });
    const between = column('m', T.text(), { nullable: true, comment: 'between' });
    const last = column('z'.repeat(64), T.uuid, { nullable: true });
    const p = physical({ ...t, columns: [first, ...t.columns.slice(0, 2), between, ...t.columns.slice(2), last] });
    const sql = await lab.alter(
      t,
      p,
      { kind: 'AddColumn', column: col(p, first.name), after: null },
      { kind: 'AddColumn', column: col(p, 'm'), after: 'a' },
      { kind: 'AddColumn', column: col(p, last.name), after: undefined },
    );
    expect(sql).toHaveLength(1);
    expect(await rows('```f```, a')).toEqual([
      { '`f`': 3, a: 10 },
      { '`f`': 3, a: null },
    ]);
  });

  test('columns are dropped, and the keys over them', async () => {
    const two = { ...t, uniques: [unique(['a', 'd'], { name: 'two' })] };
    await alter(two, { kind: 'AddUnique', unique: unique(['a', 'd'], { name: 'two' }) });
    const after: Table = { ...t, columns: t.columns.filter((c) => c.name !== 'a'), uniques: [], indexes: [] };
    const sql = await lab.alter(physical(two), after, { kind: 'DropColumn', column: col(t, 'a') });
    expect(sql).toHaveLength(1);
  });

  test('a change of one thing leaves the others of the column', async () => {
    const b = col(t, 'b');
    for (const next of [
      { ...b, type: T.varchar(30) },
      { ...b, nullable: false },
      { ...b, comment: 'other' },
      { ...b, comment: null },
      { ...b, invisible: true },
      { ...b, collation: 'latin1_swedish_ci' },
      { ...b, charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' },
      { ...b, charset: null, collation: null },
      { ...b, default: null },
      { ...b, default: { kind: 'Expression' as const, expr: E.call('uuid') } },
    ]) {
      await alter(put(t, next), change(b, next));
      await lab.alter(physical(put(t, next)), t, { kind: 'AlterColumn', before: next, after: b, using: null });
    }
    const c = col(t, 'c');
    const finer = { ...c, type: T.dateTime('datetime', 3) };
    await alter(put(t, finer), change(c, finer));
    expect(await rows('b')).toEqual([{ b: 'x' }, { b: 'y' }]);
  });

  test('a default is set and dropped without restating the column', async () => {
    const a = col(t, 'a');
    const five: Column = { ...a, default: { kind: 'Value', value: { kind: 'Number', text: '5' } } };
    expect(await alter(put(t, five), change(a, five))).toEqual(['ALTER TABLE `t` ALTER COLUMN `a` SET DEFAULT 5']);
    expect(await lab.alter(put(t, five), t, { kind: 'AlterColumn', before: five, after: a, using: null })).toEqual([
      'ALTER TABLE `t` ALTER COLUMN `a` SET DEFAULT NULL',
    ]);
    await lab.db.exec('INSERT INTO t (id) VALUES (9)');
  });

  test('a rename goes with what names the column', async () => {
    const plus = (n: string) => E.binary('+', E.column(n), E.number(1));
    const rich = (n: string): Table =>
      physical({
        ...t,
        columns: [
          ...t.columns.map((c) => (c.name === 'a' ? { ...c, name: n } : c)),
          column('v', T.integer(32), { nullable: true, generated: { expr: plus(n), stored: false } }),
          column('s', T.integer(32), { nullable: true, generated: { expr: plus(n), stored: true } }),
        ],
        indexes: [
          index([indexPart(n)], { name: 'ia' }),
          ...(id === 'mysql' ? [index([indexPart(E.call('abs', E.column(n))), indexPart('d')], { name: 'ie' })] : []),
          index([indexPart('v')], { name: 'iv' }),
        ],
        checks: [check(E.binary('>', E.column(n), E.number(0)), { name: 'positive' })],
      });
    const before = rich('a');
    await lab.create({ tables: [before], enums: [], opaque: [] });
    await lab.db.exec("INSERT INTO t (id, a, b) VALUES (1, 10, 'x')");
    await lab.alter(before, rich('a`b'), { kind: 'RenameColumn', from: col(before, 'a'), to: 'a`b' });
    expect(await rows('`a``b`, v, s')).toEqual([{ 'a`b': 10, v: 11, s: 11 }]);
    await lab.alter(rich('a`b'), before, { kind: 'RenameColumn', from: col(rich('a`b'), 'a`b'), to: 'a' });
  });

  test('a rename and a change of the same column', async () => {
    const renamed: Column = { ...col(t, 'd'), name: 'e', type: T.text() };
    const middle: Column = { ...col(t, 'd'), name: 'e' };
    const after = { ...t, columns: t.columns.map((c) => (c.name === 'd' ? renamed : c)) };
    await alter(
      after,
      { kind: 'RenameColumn', from: col(t, 'd'), to: 'e' },
      { kind: 'AlterColumn', before: middle, after: renamed, using: null },
    );
    expect(await rows('e')).toEqual([{ e: '5' }, { e: ' 6 ' }]);
  });

  test('a new column behind one that is renamed', async () => {
    const [new_, moved]: [Column, Column] = [
      column('f', T.integer(32), { nullable: true }),
      { ...col(t, 'd'), name: 'e' },
    ];
    const columns = t.columns.flatMap((c) => (c.name === 'd' ? [moved, new_] : [c]));
    await alter(
      { ...t, columns },
      { kind: 'AddColumn', column: new_, after: 'd' },
      { kind: 'RenameColumn', from: col(t, 'd'), to: 'e' },
    );
    expect(await rows('e, f')).toEqual([
      { e: expect.anything(), f: null },
      { e: expect.anything(), f: null },
    ]);
  });

  test('a type change with an expression fills the new column from the old one', async () => {
    const keyed: Table = {
      ...t,
      uniques: [unique(['d', 'a'], { name: 'da' })],
      checks: [check(E.isNull(E.column('d'), true), { name: 'there' })],
    };
    await alter(
      keyed,
      { kind: 'AddUnique', unique: unique(['d', 'a'], { name: 'da' }) },
      { kind: 'AddCheck', check: check(E.isNull(E.column('d'), true), { name: 'there' }) },
    );
    const number: Column = { ...col(t, 'd'), type: T.integer(32), nullable: false };
    const using = E.call('nullif', E.call('trim', E.column('d')), E.string(''));
    await lab.alter(physical(keyed), physical(put(keyed, number)), {
      kind: 'AlterColumn',
      before: col(t, 'd'),
      after: number,
      using,
    });
    expect(await rows("d, DATE_FORMAT(c, '%Y-%m-%d') AS c")).toEqual([
      { d: 5, c: '2020-01-01' },
      { d: 6, c: '2020-01-02' },
    ]);
  });

  test('generated columns become virtual, stored and plain', async () => {
    const plain = column('g', T.integer(32), { nullable: true });
    const expr = E.binary('*', E.column('a'), E.number(2));
    const forms: Readonly<Record<string, Column>> = {
      plain,
      virtual: { ...plain, generated: { expr, stored: false } },
      stored: { ...plain, generated: { expr, stored: true } },
      other: { ...plain, generated: { expr: E.binary('+', E.column('a'), E.number(10)), stored: true } },
    };
    const at = (g: Column): Table => {
      const columns = [...t.columns.slice(0, 3), g, ...t.columns.slice(3)];
      return physical({ ...t, columns, indexes: [...t.indexes, index([indexPart('g')], { name: 'ig' })] });
    };
    for (const from of ['virtual', 'stored', 'plain'])
      for (const to of ['plain', 'stored', 'other', 'virtual']) {
        const [x, y] = [forms[from], forms[to]];
        if (x === undefined || y === undefined || x === y) continue;
        await lab.create({ tables: [at(x)], enums: [], opaque: [] });
        await lab.db.exec("INSERT INTO t (id, a, b) VALUES (1, 10, 'x')");
        await lab.alter(at(x), at(y), {
          kind: 'AlterColumn',
          before: col(at(x), 'g'),
          after: col(at(y), 'g'),
          using: null,
        });
        const want = to === 'other' ? 20 : to === 'plain' && from === 'plain' ? null : 20;
        expect(await rows('g'), `${from} to ${to}`).toEqual([{ g: want }]);
      }
  });

  test('rows that are filled keep their ON UPDATE columns', async () => {
    const sql = lab.dialect.legalise({
      before: { tables: [t], enums: [], opaque: [] },
      after: { tables: [t], enums: [], opaque: [] },
      statements: [{ kind: 'Update', table: t.name, set: [{ column: 'd', value: E.string('"\\\'') }], where: null }],
    });
    if (sql._tag === 'Left') throw new Error('refused');
    for (const x of sql.right) {
      const text = lab.dialect.print(x);
      if (text._tag === 'Left') throw new Error('not printed');
      await lab.db.exec(text.right);
    }
    expect(await rows("d, DATE_FORMAT(c, '%Y-%m-%d') AS c")).toEqual([
      { d: '"\\\'', c: '2020-01-01' },
      { d: '"\\\'', c: '2020-01-02' },
    ]);
  });

  test('texts with a backslash mean the same under NO_BACKSLASH_ESCAPES', async () => {
    const text = "a'b\\c\n\\'";
    const c = column('n', T.varchar(20), {
      comment: text,
      default: { kind: 'Value', value: { kind: 'String', value: text } },
    });
    const after = physical({ ...t, columns: [...t.columns, c] });
    const statements = [
      {
        kind: 'AlterTable' as const,
        before: t,
        after,
        actions: [{ kind: 'AddColumn' as const, column: c, after: undefined }],
      },
      { kind: 'Update' as const, table: t.name, set: [{ column: 'd', value: E.string(text) }], where: null },
    ];
    const frame = lab.dialect.frame(statements);
    await lab.db.exec("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_BACKSLASH_ESCAPES')");
    const [{ mode } = { mode: '' }] = await lab.db.query('SELECT @@SESSION.sql_mode AS mode');
    for (const s of [...frame.outsideBefore, ...statements, ...frame.outsideAfter]) {
      const sql = lab.dialect.print(s);
      if (sql._tag === 'Left') throw new Error('not printed');
      await lab.db.exec(sql.right);
    }
    expect(await lab.db.query('SELECT @@SESSION.sql_mode AS mode')).toEqual([{ mode }]);
    await lab.db.exec("SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')");
    expect(only(await lab.catalog(), 't')).toEqual(after);
    expect(await rows('d, n')).toEqual([
      { d: text, n: text },
      { d: text, n: text },
    ]);
  });
});

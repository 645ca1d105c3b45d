/** Every change of keys, constraints and options carried out on both servers, with rows in the tables, and read back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Check,
  type Column,
  check,
  column,
  type ForeignKey,
  foreignKey,
  type Index,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  type Unique,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction } from '../../../src/sql/ast.js';
import { base, col, counts, key, only, put } from './bench.js';
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
  const rows = (what: string): Promise<unknown> => lab.db.query(`SELECT ${what} FROM t ORDER BY id`);

  test('AUTO_INCREMENT and its key change hands', async () => {
    const plainId: Column = { ...col(t, 'id'), identity: null };
    const off = { ...put(t, plainId), primaryKey: null };
    // The key alone: the counter goes with it and comes back with it.
    const noKey = { ...t, primaryKey: null };
    const read = put(noKey, plainId);
    const now = await lab.catalog();
    expect(now.tables).toHaveLength(1);
    await lab.step({ tables: [t], enums: [], opaque: [] }, { tables: [read], enums: [], opaque: [] }, [
      {
        kind: 'AlterTable',
        before: t,
        after: read,
        actions: [
          { kind: 'AlterColumn', before: col(t, 'id'), after: plainId, using: null },
          { kind: 'SetPrimaryKey', from: t.primaryKey, to: null },
        ],
      },
    ]);
    await lab.step({ tables: [off], enums: [], opaque: [] }, { tables: [t], enums: [], opaque: [] }, [
      {
        kind: 'AlterTable',
        before: off,
        after: { ...off, primaryKey: t.primaryKey },
        actions: [{ kind: 'SetPrimaryKey', from: null, to: t.primaryKey }],
      },
      {
        kind: 'AlterTable',
        before: { ...off, primaryKey: t.primaryKey },
        after: t,
        actions: [{ kind: 'AlterColumn', before: plainId, after: col(t, 'id'), using: null }],
      },
    ]);
    expect(await rows('id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('half-way without a key, the counter waits for the next one', async () => {
    const noKey: Table = { ...t, primaryKey: null };
    const first = lab.dialect.legalise({
      before: { tables: [t], enums: [], opaque: [] },
      after: { tables: [noKey], enums: [], opaque: [] },
      statements: [
        {
          kind: 'AlterTable',
          before: t,
          after: noKey,
          actions: [{ kind: 'SetPrimaryKey', from: t.primaryKey, to: null }],
        },
      ],
    });
    const keyed: Table = { ...noKey, uniques: [unique(['id'], { name: 'u' })] };
    const second = lab.dialect.legalise({
      before: { tables: [noKey], enums: [], opaque: [] },
      after: { tables: [keyed], enums: [], opaque: [] },
      statements: [
        {
          kind: 'AlterTable',
          before: noKey,
          after: keyed,
          actions: [{ kind: 'AddUnique', unique: unique(['id'], { name: 'u' }) }],
        },
      ],
    });
    for (const step of [first, second]) {
      if (step._tag === 'Left') throw new Error('refused');
      for (const s of step.right) {
        const sql = lab.dialect.print(s);
        if (sql._tag === 'Left') throw new Error('not printed');
        await lab.db.exec(sql.right);
      }
    }
    expect(only(await lab.catalog(), 't')).toEqual(keyed);
  });

  test('a counter gets its key in its own statement, whatever else changes', async () => {
    const bare = physical(table(qname('t'), [column('x', T.integer(32)), column('y', T.integer(32))]));
    await lab.create({ tables: [bare], enums: [], opaque: [] });
    const z = { ...col(bare, 'y'), name: 'z', type: T.integer(64) };
    const after = physical({ ...bare, columns: [column('x', T.integer(32), counts), z], primaryKey: key('x') });
    const sql = await lab.alter(
      bare,
      after,
      { kind: 'RenameColumn', from: col(bare, 'y'), to: 'z' },
      { kind: 'AlterColumn', before: col(bare, 'x'), after: col(after, 'x'), using: null },
      { kind: 'AlterColumn', before: { ...col(bare, 'y'), name: 'z' }, after: z, using: null },
      { kind: 'SetPrimaryKey', from: null, to: key('x') },
    );
    expect(sql).toHaveLength(2);
  });

  test('a counter is added to a table with rows', async () => {
    const bare = physical(table(qname('t'), [column('x', T.integer(32))]));
    await lab.create({ tables: [bare], enums: [], opaque: [] });
    await lab.db.exec('INSERT INTO t VALUES (7), (8)');
    const after = physical({
      ...bare,
      columns: [column('id', T.integer(64, true), counts), ...bare.columns],
      primaryKey: key('id'),
    });
    const sql = await lab.alter(
      bare,
      after,
      { kind: 'AddColumn', column: col(after, 'id'), after: null },
      { kind: 'SetPrimaryKey', from: null, to: key('id') },
    );
    expect(sql).toHaveLength(1);
    expect(await lab.db.query('SELECT id, x FROM t ORDER BY id')).toEqual([
      { id: '1', x: 7 },
      { id: '2', x: 8 },
    ]);
  });

  test('keys, checks and indexes come and go', async () => {
    const u: Unique = unique(['b', 'd'], { name: 'u`' });
    const i: Index = index([indexPart('d', { prefix: 5 }), indexPart('a', { order: 'desc' })], {
      name: 'i`',
      comment: 'why',
      invisible: true,
    });
    const f: Index = index([indexPart('d')], { name: 'ft', method: 'fulltext' });
    const c: Check = check(E.binary('<', E.column('a'), E.number(100)), { name: 'c`' });
    const full: Table = { ...t, uniques: [u], indexes: [...t.indexes, i, f], checks: [c], primaryKey: key('id', 'c') };
    await alter(
      full,
      { kind: 'AddUnique', unique: u },
      { kind: 'AddIndex', index: i },
      { kind: 'AddIndex', index: f },
      { kind: 'AddCheck', check: c },
      { kind: 'SetPrimaryKey', from: t.primaryKey, to: key('id', 'c') },
    );
    await lab.alter(
      physical(full),
      t,
      { kind: 'DropUnique', unique: u },
      { kind: 'DropIndex', index: i },
      { kind: 'DropIndex', index: f },
      { kind: 'DropCheck', check: c },
      { kind: 'SetPrimaryKey', from: key('id', 'c'), to: t.primaryKey },
    );
  });

  test('table options change, and text columns that state nothing with them', async () => {
    const after: Table = {
      ...t,
      options: {
        ...t.options,
        comment: "now's \\ one",
        charset: 'latin1',
        collation: 'latin1_swedish_ci',
        rowFormat: 'COMPRESSED',
        storage: ['key_block_size=4', 'stats_persistent=0'],
      },
    };
    await alter(after, { kind: 'SetOptions', from: t.options, to: after.options });
    expect(
      await lab.db.query(
        "SELECT CHARACTER_SET_NAME AS c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'd'",
      ),
    ).toEqual([{ c: 'latin1' }]);
    await lab.alter(after, t, { kind: 'SetOptions', from: after.options, to: t.options });
    const myisam: Table = { ...t, options: { ...t.options, engine: 'MyISAM' } };
    await alter(myisam, { kind: 'SetOptions', from: t.options, to: myisam.options });
    await lab.alter(myisam, t, { kind: 'SetOptions', from: myisam.options, to: t.options });
  });

  describe('foreign keys', () => {
    const parent = table(qname('p'), [column('id', T.integer(32)), column('k', T.varchar(10), {})], {
      primaryKey: key('id'),
      uniques: [unique(['k'], { name: 'pk' })],
    });
    const fk: ForeignKey = foreignKey(
      ['a'],
      { table: qname('p'), columns: ['id'] },
      { name: 'fk', onDelete: 'cascade' },
    );

    const withParent = async (): Promise<Schema> => {
      const s = await lab.create({ tables: [parent, { ...base, foreignKeys: [fk] }], enums: [], opaque: [] });
      await lab.db.exec("INSERT INTO p VALUES (10, 'x')");
      await lab.db.exec("INSERT INTO t (id, a, b) VALUES (1, 10, 'x')");
      return s;
    };
    const swap = (s: Schema, ...tables: ReadonlyArray<Table>): Schema => ({
      ...s,
      tables: s.tables.map((x) => tables.find((y) => y.name.name === x.name.name) ?? x),
    });
    const step = (before: Schema, after: Schema, name: string, ...actions: ReadonlyArray<AlterAction>) =>
      lab.dialect.legalise({
        before,
        after,
        statements: [{ kind: 'AlterTable', before: only(before, name), after: only(after, name), actions }],
      });

    test('both sides change their type in steps of their own', async () => {
      const s = await withParent();
      const p1 = put(only(s, 'p'), { ...col(only(s, 'p'), 'id'), type: T.integer(64) });
      const t1 = put(only(s, 't'), { ...col(only(s, 't'), 'a'), type: T.integer(64) });
      const half = swap(s, p1);
      const done = swap(s, p1, t1);
      for (const made of [
        step(s, half, 'p', { kind: 'AlterColumn', before: col(only(s, 'p'), 'id'), after: col(p1, 'id'), using: null }),
        step(half, done, 't', {
          kind: 'AlterColumn',
          before: col(only(s, 't'), 'a'),
          after: col(t1, 'a'),
          using: null,
        }),
      ]) {
        if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
        for (const x of made.right) {
          const sql = lab.dialect.print(x);
          if (sql._tag === 'Left') throw new Error(JSON.stringify(sql.left));
          await lab.db.exec(sql.right);
        }
      }
      expect(await lab.catalog()).toEqual(done);
      expect(await lab.db.query('SELECT a FROM t')).toEqual([{ a: '10' }]);
    });

    test('the index it needs is replaced', async () => {
      const s = await withParent();
      const before = only(s, 't');
      const other = index([indexPart('a'), indexPart('d')], { name: 'ad' });
      const after = { ...before, indexes: [other] };
      const dropped = before.indexes[0];
      if (dropped === undefined) throw new Error('no index');
      const sql = await lab.alter(
        before,
        after,
        { kind: 'DropIndex', index: dropped },
        { kind: 'AddIndex', index: other },
      );
      expect(sql).toHaveLength(1);
    });

    test('the index that the server made stays when another one begins with its columns', async () => {
      await lab.db.reset();
      await lab.db.exec(
        'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, d int, FOREIGN KEY (a) REFERENCES p (id))',
      );
      const s = await lab.catalog();
      const before = only(s, 't');
      const other = index([indexPart('a'), indexPart('d')], { name: 'ad' });
      const after = {
        ...before,
        indexes: [...before.indexes, other].sort((x, y) => ((x.name ?? '') < (y.name ?? '') ? -1 : 1)),
      };
      await lab.step(s, swap(s, after), [
        { kind: 'CreateIndex', table: before.name, index: other, concurrently: false },
      ]);
    });

    test('a dropped foreign key leaves no index behind, a changed one has the same name', async () => {
      const bare = { ...base, indexes: [] };
      const s = await lab.create({ tables: [parent, { ...bare, foreignKeys: [fk] }], enums: [], opaque: [] });
      const before = only(s, 't');
      const set: ForeignKey = { ...fk, onDelete: 'set null' };
      const after = { ...before, foreignKeys: [set] };
      await lab.alter(
        before,
        after,
        { kind: 'DropForeignKey', foreignKey: fk },
        { kind: 'AddForeignKey', foreignKey: set },
      );
      const made = before.indexes[0];
      if (made === undefined) throw new Error('no index');
      await lab.alter(
        after,
        { ...before, foreignKeys: [], indexes: [] },
        { kind: 'DropForeignKey', foreignKey: set },
        { kind: 'DropIndex', index: made },
      );
    });

    test.skipIf(id !== 'mariadb')('a column of one is renamed beside a key that is a hash', async () => {
      await lab.db.reset();
      await lab.db.exec(
        'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, x text, UNIQUE KEY (x), KEY ia (a), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, 1, 2)',
      );
      const s = await lab.catalog();
      const before = only(s, 't');
      const after: Table = {
        ...before,
        columns: before.columns.map((c) => (c.name === 'a' ? { ...c, name: 'b' } : c)),
        indexes: before.indexes.map((i) => ({ ...i, parts: [indexPart('b')] })),
        foreignKeys: before.foreignKeys.map((f) => ({ ...f, columns: ['b'] })),
      };
      await lab.alter(before, after, { kind: 'RenameColumn', from: col(before, 'a'), to: 'b' });
    });

    test('a column of one becomes NOT NULL where the table is copied', async () => {
      await lab.db.reset();
      await lab.db.exec(
        'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, x text, FULLTEXT KEY (x), KEY ia (a), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, 1, 2)',
      );
      const before = only(await lab.catalog(), 't');
      const set: Column = { ...col(before, 'a'), nullable: false };
      await lab.alter(before, put(before, set), {
        kind: 'AlterColumn',
        before: col(before, 'a'),
        after: set,
        using: null,
      });
    });

    test('a column that one points to becomes NOT NULL beside a counter that gets its key', async () => {
      await lab.db.reset();
      await lab.db.exec(
        'CREATE TABLE t (id int PRIMARY KEY, a int, n int NOT NULL, UNIQUE KEY (a)); CREATE TABLE k (id int PRIMARY KEY, a int, KEY (a), FOREIGN KEY (a) REFERENCES t (a)); INSERT INTO t VALUES (1, 1, 2)',
      );
      const s = await lab.catalog();
      const there = only(s, 't');
      const waiting = put(there, { ...col(there, 'n'), ...counts });
      const set: Column = { ...col(there, 'a'), nullable: false };
      const after: Table = { ...put(waiting, set), primaryKey: key('n') };
      const actions: ReadonlyArray<AlterAction> = [
        { kind: 'AlterColumn', before: col(there, 'a'), after: set, using: null },
        { kind: 'SetPrimaryKey', from: there.primaryKey, to: after.primaryKey },
      ];
      await lab.step(swap(s, waiting), swap(s, after), [{ kind: 'AlterTable', before: waiting, after, actions }]);
    });

    test('a renamed table keeps the names of its constraints', async () => {
      await lab.db.reset();
      await lab.db.exec(
        'CREATE TABLE t (id int PRIMARY KEY, a int, CHECK (a > 0), FOREIGN KEY (a) REFERENCES t (id)); INSERT INTO t VALUES (1, 1)',
      );
      const s = await lab.catalog();
      const before = only(s, 't');
      const to = qname('new `one`');
      const after: Table = {
        ...before,
        name: to,
        foreignKeys: before.foreignKeys.map((f) => ({ ...f, references: { ...f.references, table: to } })),
      };
      await lab.step(s, { ...s, tables: [after] }, [{ kind: 'RenameTable', from: before.name, to }]);
    });
  });
});

/** What a MySQL or MariaDB database may have beside the table, and what a session may have set. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ColumnSync } from '../../../src/dialect/phases.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, table } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import type { Statement } from '../../../src/sql/ast.js';
import { describeEngines } from '../../support/engines.js';
import { backfill, type Ground, ok, openGround, verification } from './ground.js';

describeEngines(
  'changes in two phases beside what else there is',
  (engine) => {
    let ground: Ground;
    beforeAll(async () => {
      ground = await openGround(engine);
    });
    afterAll(() => ground?.db.drop());
    beforeEach(() => ground.db.reset());

    const renaming = (type: DataType, more: Partial<ColumnSync> = {}): ColumnSync => ({
      name: 'altair_sync_0123456789abcdef',
      table: table(
        qname('t'),
        [column('id', T.integer(32)), column('a', type, { nullable: true }), column('b', type, { nullable: true })],
        { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } },
      ),
      old: [{ column: 'a', value: E.column('b') }],
      fresh: [{ column: 'b', value: E.column('a') }],
      ...more,
    });
    const install = async (sync: ColumnSync) => ground.install(ok(ground.dialect.phases.sync(sync)));
    const sides = async () =>
      (
        await ground.db.query(
          'SELECT a IS NULL AS none, a <=> b AS same, cast(hex(a) AS char) AS a, cast(hex(b) AS char) AS b FROM t ORDER BY id',
        )
      ).map((r) => r);

    test.each<readonly [string, string, string]>([
      ['varchar(20) CHARACTER SET latin1', "'é ß'", "'É'"],
      ['varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', "'😀'", "'a'"],
      ['text CHARACTER SET ucs2', "'日本'", "'x'"],
      ['char(5)', "'ab'", "'abcde'"],
      ['decimal(30,10)', '12345678901234567890.0123456789', '-0.0000000001'],
      ['bigint unsigned', '18446744073709551615', '0'],
      ['bigint', '-9223372036854775808', '9007199254740993'],
      ['float', '0.1', '-1e30'],
      ['double', '0.1', '1e300'],
      ['date', "'2024-02-29'", "'1000-01-01'"],
      ['datetime(6)', "'2024-02-29 23:59:59.999999'", "'1000-01-01'"],
      ['timestamp(3) NULL', "'2024-02-29 23:59:59.999'", "'1971-01-01'"],
      ['time(2)', "'-838:59:58.99'", "'12:00'"],
      ['year', '2024', '1999'],
      ['binary(4)', "x'00ff'", "x'aabbccdd'"],
      ['varbinary(4)', "x'00ff'", "x''"],
      ['blob', "x'00ff27'", "x'5c'"],
      ["enum('x','it''s')", "'it''s'", "'x'"],
      ["set('x','y','z')", "'x,z'", "''"],
      ['json', `'{"a": 1.0, "b": "\\\\n"}'`, "'null'"],
      ['bit(3)', "b'101'", "b'000'"],
      ['tinyint(1)', '1', '0'],
      ['point', "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(3 4)')"],
    ])('%s', async (type, one, two) => {
      await ground.db.exec(
        `CREATE TABLE t (id int PRIMARY KEY, a ${type}, b ${type}); INSERT INTO t (id, a) VALUES (7, ${one})`,
      );
      const [t] = (await ground.db.introspect()).tables;
      const sync = renaming(T.text(), t === undefined ? {} : { table: t });
      await install(sync);
      await ground.run(backfill(ground.dialect, sync, null));
      for (const sql of [
        `INSERT INTO t (id, a) VALUES (1, ${one})`,
        `INSERT INTO t (id, b) VALUES (2, ${two})`,
        'INSERT INTO t (id) VALUES (3)',
        `UPDATE t SET b = ${one} WHERE id = 2`,
        `UPDATE t SET a = ${two} WHERE id = 1`,
        'UPDATE t SET id = id + 10',
        'UPDATE t SET a = NULL WHERE id = 17',
      ])
        await ground.db.exec(sql);
      const seen = await sides();
      for (const r of seen) expect(r['a'], JSON.stringify(seen)).toBe(r['b']);
      expect(seen.map((r) => Number(r['none']))).toEqual([0, 0, 1, 1]);
      await ground.run(verification(ground.dialect, sync, 'x'));
    });

    test('what is not to change is not rounded on its way through the choice', async () => {
      const t = table(qname('t'), [
        column('id', T.integer(32)),
        column('a', T.integer(64), { nullable: true }),
        column('b', T.varchar(30), { nullable: true }),
        column('d', T.decimal(30, 10), { nullable: true }),
        column('e', T.varchar(40), { nullable: true }),
      ]);
      await ground.create(t);
      const pair = (name: string, old: string, fresh: string): ColumnSync => ({
        name,
        table: t,
        // Counted as a double.
        old: [{ column: old, value: E.binary('+', E.column(fresh), E.number(0)) }],
        fresh: [{ column: fresh, value: E.cast(E.column(old), 'char') }],
      });
      await install(pair('altair_sync_a', 'a', 'b'));
      await install(pair('altair_sync_d', 'd', 'e'));
      await ground.db.exec("INSERT INTO t (id, a, d) VALUES (1, 9007199254740993, '12345678901234567890.0123456789')");
      await ground.db.exec('UPDATE t SET id = 2');
      const rows = await ground.db.query('SELECT cast(a AS char) AS a, b, cast(d AS char) AS d, e FROM t');
      expect(rows.map((r) => Object.values(r))).toEqual([
        ['9007199254740993', '9007199254740993', '12345678901234567890.0123456789', '12345678901234567890.0123456789'],
      ]);
    });

    const modes = ['ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES', 'PIPES_AS_CONCAT', 'PAD_CHAR_TO_FULL_LENGTH'];
    test.each(modes)('made and used under %s', async (mode) => {
      const sync = renaming(T.varchar(60), {
        fresh: [{ column: 'b', value: E.binary('||', E.column('a'), E.string(`\\ '"`)) }],
        old: [{ column: 'a', value: E.call('replace', E.column('b'), E.string(`\\ '"`), E.string('')) }],
      });
      await ground.create(sync.table);
      const set = `SET sql_mode = 'STRICT_TRANS_TABLES,${mode}'`;
      await ground.db.exec(set).catch(() => undefined);
      const statements = ok(ground.dialect.phases.sync(sync)).map(
        ({ object }): Statement => ({ kind: 'CreateObject', object }),
      );
      const around = ground.dialect.frame(statements);
      await ground.run(...around.outsideBefore, ...statements, ...around.outsideAfter);
      await ground.db.exec("INSERT INTO t (id, a) VALUES (1, 'x'), (2, 'y')");
      await ground.db.exec(`UPDATE t SET b = concat('z', char(92), ' ', char(39), char(34)) WHERE id = 2`);
      const rows = await ground.db.query('SELECT a, b FROM t ORDER BY id');
      await ground.db.exec('SET sql_mode = DEFAULT');
      expect(rows).toEqual([
        { a: 'x', b: `x\\ '"` },
        { a: 'z', b: `z\\ '"` },
      ]);
    });

    test('names at the limit and with quotes, triggers beside, several syncs, engine text', async () => {
      const at = `${'ü'.repeat(62)}\`x`;
      const odd = [`${'a'.repeat(62)}\`"`, 'new', 'NEW.x', 'old'];
      const fresh = odd.map((_, i) => `fresh \`${i}`);
      const t = table(
        qname(at),
        [
          column('id', T.integer(32), { identity: { kind: 'AutoIncrement' } }),
          ...[...odd, ...fresh].map((n) => column(n, T.varchar(20), { nullable: true })),
          column('g', T.varchar(30), {
            nullable: true,
            generated: { expr: E.call('concat', E.column('new'), E.string('!')), stored: true },
          }),
        ],
        { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } },
      );
      await ground.create(t);
      const q = ground.dialect.quote;
      await ground.db.exec(
        `CREATE TRIGGER mine BEFORE INSERT ON ${q(at)} FOR EACH ROW SET NEW.${q('new')} = lower(NEW.${q('new')})`,
      );
      const syncs = odd.map((name, i): ColumnSync => {
        const other = fresh[i] ?? '';
        const value = i === 3 ? E.native(ground.dialect.id, `upper(${q('old')})`) : E.column(name);
        return {
          name: `altair_sync_${String(i).repeat(36)}`,
          table: t,
          old: [{ column: name, value: E.column(other, at) }],
          fresh: [{ column: other, value }],
        };
      });
      for (const s of syncs) await install(s);
      const list = odd.map(q).join(', ');
      await ground.db.exec(`INSERT INTO ${q(at)} (${list}) VALUES ('A', 'B', 'C', 'd')`);
      await ground.db.exec(`INSERT INTO ${q(at)} (${fresh.map(q).join(', ')}) VALUES ('A', 'B', 'C', 'D')`);
      const rows = await ground.db.query(`SELECT ${[...odd, ...fresh, 'g'].map(q).join(', ')} FROM ${q(at)}`);
      expect(rows.map((r) => Object.values(r))).toEqual([
        ['A', 'b', 'C', 'd', 'A', 'b', 'C', 'D', 'b!'],
        ['A', 'B', 'C', 'D', 'A', 'B', 'C', 'D', 'B!'],
      ]);
      const seen = await ground.db.introspect();
      for (const s of syncs) expect(ground.dialect.phases.madeBy(s.name, seen)).toHaveLength(2);
      const [first] = syncs;
      if (first !== undefined) await ground.uninstall(ground.dialect.phases.madeBy(first.name, seen));
      expect((await ground.db.introspect()).opaque).toHaveLength(7);
    });

    test('pieces along a key of another character set', async () => {
      await ground.db.exec(`CREATE TABLE t (k varchar(10) CHARACTER SET latin1 COLLATE latin1_general_cs, d datetime(6), n decimal(20,4), a varchar(20), b varchar(20), PRIMARY KEY (k, d, n));
        INSERT INTO t SELECT concat('é', s.n % 3), '2024-01-01 00:00:00.123456' + INTERVAL s.n % 2 DAY, s.n / 7, s.n, NULL FROM (WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 60) SELECT n FROM s) AS s`);
      const [t] = (await ground.db.introspect()).tables;
      const sync = renaming(T.text(), t === undefined ? {} : { table: t });
      const before = await ground.db.query('SELECT count(*) AS n FROM t WHERE b IS NULL');
      expect(Number(before[0]?.['n'])).toBe(60);
      await ground.run(backfill(ground.dialect, sync, { key: ['k', 'd', 'n'], size: 7, rows: 60 }));
      expect(Number((await ground.db.query('SELECT count(*) AS n FROM t WHERE a = b'))[0]?.['n'])).toBe(60);
    });
  },
  ['mysql', 'mariadb'],
);

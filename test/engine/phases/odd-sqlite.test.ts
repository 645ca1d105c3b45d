/** What an SQLite file may have beside the table, and rebuilds of a table whose sides are kept in step. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ColumnSync } from '../../../src/dialect/phases.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { type Column, column, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import { describeEngines, showProblem } from '../../support/engines.js';
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

    const renaming = (t: Table): ColumnSync => ({
      name: 'altair_sync_0123456789abcdef',
      table: t,
      old: [{ column: 'a', value: E.column('b') }],
      fresh: [{ column: 'b', value: E.column('a', t.name.name) }],
    });
    const install = async (sync: ColumnSync) => ground.install(ok(ground.dialect.phases.sync(sync)));
    const made = async (sql: string, name = 't'): Promise<Table> => {
      await ground.db.exec(sql);
      const t = (await ground.db.introspect()).tables.find((x) => x.name.name === name);
      if (t === undefined) throw new Error(`no table ${name}`);
      return t;
    };
    const sides = async (of = 't') =>
      (
        await ground.db.query(
          `SELECT typeof(a) || ' ' || quote(a) AS a, typeof(b) || ' ' || quote(b) AS b FROM "${of}"`,
        )
      ).map((r) => [r['a'], r['b']]);

    test.each([
      ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE, b TEXT COLLATE NOCASE)', 't'],
      ['CREATE TABLE t (id INTEGER, rowid TEXT, _rowid_ INT, oid INT, a TEXT, b TEXT, PRIMARY KEY (id))', 't'],
      ['CREATE TABLE t (id TEXT, n TEXT, a TEXT, b TEXT, PRIMARY KEY (id, n)) WITHOUT ROWID', 't'],
      ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT) STRICT', 't'],
      ['CREATE TABLE t (id, a TEXT, b TEXT)', 't'],
      ['CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT, g AS (upper(a)) STORED)', 't'],
    ])('%s', async (sql, name) => {
      const sync = renaming(await made(sql, name));
      const given = /\bn TEXT/.test(sql) ? 'n, id' : 'id';
      const first = given === 'id' ? '' : "'x', ";
      await ground.db.exec(`INSERT INTO "${name}" (${given}, a) VALUES (${first}1, 'before')`);
      await install(sync);
      await ground.run(backfill(ground.dialect, sync, null));
      await ground.db.exec(`INSERT INTO "${name}" (${given}, a) VALUES (${first}2, 'Ann'); INSERT INTO "${name}" (${given}, b) VALUES (${first}3, 'Bo');
        UPDATE "${name}" SET a = 'ANN' WHERE id = 2; UPDATE "${name}" SET id = 30, b = NULL WHERE id = 3`);
      expect(await sides(name)).toEqual([
        ["text 'before'", "text 'before'"],
        ["text 'ANN'", "text 'ANN'"],
        ['null NULL', 'null NULL'],
      ]);
      await ground.run(verification(ground.dialect, sync, 'x'));
    });

    test.each(['new', 'OLD'])('a table called %s is refused', async (name) => {
      const t = await made(`CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, a TEXT, b TEXT)`, name);
      expect(isLeft(ground.dialect.phases.sync(renaming(t)))).toBe(true);
      expect(isLeft(ground.dialect.phases.alias({ table: t, oldName: qname('x'), columns: [] }))).toBe(true);
    });

    test('values keep their kind, whatever the column says', async () => {
      for (const type of ['', 'INTEGER', 'REAL', 'NUMERIC', 'BLOB', 'TEXT']) {
        await ground.db.reset();
        const sync = renaming(await made(`CREATE TABLE t (id INTEGER PRIMARY KEY, a ${type}, b ${type})`));
        await install(sync);
        const values = ["'x'", "'5'", "'05'", '5', '5.0', '1e300', "x'00ff'", '9007199254740993', "''"];
        for (const v of values)
          await ground.db.exec(`INSERT INTO t (a) VALUES (${v}); INSERT INTO t (b) VALUES (${v});
            UPDATE t SET a = ${v} WHERE id = (SELECT min(id) FROM t); UPDATE t SET b = ${v} WHERE id = (SELECT max(id) - 1 FROM t)`);
        for (const [a, b] of await sides()) expect(a, type).toBe(b);
        await ground.run(verification(ground.dialect, sync, 'x'));
      }
    });

    test('a number and its text are not the same byte by byte', async () => {
      const t = await made('CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT)');
      await install({ ...renaming(t), old: [{ column: 'a', value: null }] });
      await ground.db.exec("INSERT INTO t (id, a) VALUES (1, 4); UPDATE t SET b = '05'; UPDATE t SET a = 5");
      expect(await sides()).toEqual([['integer 5', "text '5'"]]);
    });

    test("the file's own triggers, two syncs of one table, and a sync under an old name", async () => {
      const t =
        await made(`CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, log INTEGER DEFAULT 0);
        CREATE TRIGGER mine AFTER INSERT ON t BEGIN UPDATE t SET a = lower(a) WHERE id = NEW.id; END;
        CREATE TRIGGER yours AFTER UPDATE OF b ON t BEGIN UPDATE t SET log = log + 1 WHERE id = NEW.id; END`);
      const second: ColumnSync = {
        name: 'altair_sync_other',
        table: t,
        old: [{ column: 'c', value: E.column('d') }],
        fresh: [{ column: 'd', value: E.column('c') }],
      };
      for (const recursive of ['OFF', 'ON']) {
        await ground.db.exec(`PRAGMA recursive_triggers = ${recursive}; DELETE FROM t`);
        if (recursive === 'OFF') {
          await install(renaming(t));
          await install(second);
          await ground.install(
            ok(
              ground.dialect.phases.alias({
                table: t,
                oldName: qname('was'),
                columns: ['id', 'a', 'c'].map((name) => ({ name, of: name })),
              }),
            ),
          );
        }
        await ground.db.exec(`INSERT INTO was (id, a, c) VALUES (1, 'AA', 'CC'); INSERT INTO t (id, b, d) VALUES (2, 'BB', 'DD');
          UPDATE was SET a = 'x', c = 'y' WHERE id = 2; UPDATE t SET b = 'z' WHERE id = 1`);
        expect(await ground.db.query('SELECT a, b, c, d FROM t ORDER BY id')).toEqual([
          { a: 'z', b: 'z', c: 'CC', d: 'CC' },
          { a: 'x', b: 'x', c: 'y', d: 'y' },
        ]);
      }
    });

    test('a rebuild of the table makes the triggers again', async () => {
      const id = column('id', T.integer(64), { identity: { kind: 'AutoIncrement' } });
      const text = (name: string): Column => column(name, T.text(), { nullable: true });
      const [before] = ground.dialect.physical({
        tables: [
          table(qname('t'), [id, text('a'), text('b'), text('n')], {
            primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
          }),
        ],
        enums: [],
        opaque: [],
      }).tables;
      if (before === undefined) throw new Error('no table');
      const sync = renaming(before);
      const alias = {
        table: before,
        oldName: qname('was'),
        columns: ['id', 'a', 'n'].map((name) => ({ name, of: name })),
      };
      const objects = [...ok(ground.dialect.phases.sync(sync)), ...ok(ground.dialect.phases.alias(alias))];
      await ground.create(before);
      await ground.install(objects);
      const has = before.columns.find((c) => c.name === 'n');
      if (has === undefined) throw new Error('no column');
      const retyped = { ...has, type: T.integer(64) };
      const after = { ...before, columns: before.columns.map((c) => (c.name === 'n' ? retyped : c)) };
      // The schema between the phases is the plan's own: its objects have the texts that were made, not the file's.
      for (const opaque of [objects.map((o) => o.object), (await ground.db.introspect()).opaque]) {
        const legal = ok(
          ground.dialect.legalise({
            statements: [
              {
                kind: 'AlterTable',
                before,
                after,
                actions: [{ kind: 'AlterColumn', before: has, after: retyped, using: null }],
              },
            ],
            before: { tables: [before], enums: [], opaque },
            after: { tables: [after], enums: [], opaque },
          }),
        );
        const frame = ground.dialect.frame(legal);
        const all = [
          ...frame.outsideBefore,
          ...frame.insideBefore,
          ...legal,
          ...frame.insideAfter,
          ...frame.outsideAfter,
        ];
        for (const s of all) await ground.db.exec(ok(ground.dialect.print(s)));
        await ground.db.exec("INSERT INTO t (a) VALUES ('x'); INSERT INTO t (b) VALUES ('y')");
        await ground.db.exec("INSERT INTO was (a) VALUES ('z'); UPDATE was SET a = 'zz' WHERE a = 'y'");
        for (const [a, b] of await sides()) expect(a).toBe(b);
        expect((await ground.db.introspect()).opaque).toHaveLength(6);
      }
      // A trigger that would lose its column is in the way of the drop, until it is dropped itself.
      const drop = ground.dialect.legalise({
        statements: [
          { kind: 'AlterTable', before: after, after, actions: [{ kind: 'DropColumn', column: text('a') }] },
        ],
        before: { tables: [after], enums: [], opaque: objects.map((o) => o.object) },
        after: { tables: [after], enums: [], opaque: [] },
      });
      expect(isLeft(drop) ? drop.left.map(showProblem).join() : '').toContain('plan.opaque');
    });
  },
  ['sqlite'],
);

/** What a PostgreSQL database may have beside the table. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ColumnSync } from '../../../src/dialect/phases.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, table } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { describeEngines } from '../../support/engines.js';
import { backfill, type Ground, ok, openGround, verification } from './ground.js';

const long = 'c'.repeat(63);

describeEngines(
  'changes in two phases beside what else there is',
  (engine) => {
    let ground: Ground;
    beforeAll(async () => {
      ground = await openGround(engine);
    });
    afterAll(() => ground?.db.drop());
    beforeEach(() => ground.db.reset());

    const renaming = (type: DataType, more: Partial<ColumnSync> = {}, name = qname('t')): ColumnSync => ({
      name: 'altair_sync_0123456789abcdef',
      table: table(
        name,
        [column('id', T.integer(32)), column('a', type, { nullable: true }), column('b', type, { nullable: true })],
        {
          primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
        },
      ),
      old: [{ column: 'a', value: E.column('b') }],
      fresh: [{ column: 'b', value: E.column('a') }],
      ...more,
    });
    const install = async (sync: ColumnSync) => ground.install(ok(ground.dialect.phases.sync(sync)));
    const sides = async (of = 't') =>
      (await ground.db.query(`SELECT a::text AS a, b::text AS b FROM ${of} ORDER BY id`)).map((r) => [r['a'], r['b']]);

    test('a session that looks nowhere, and one that looks elsewhere first', async () => {
      const sync = renaming(T.varchar(20));
      await ground.create(sync.table);
      await install(sync);
      await ground.db.exec(`CREATE SCHEMA evil;
        CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
        SET search_path = evil, pg_catalog; INSERT INTO public.t (id, a) VALUES (1, 'X');
        SET search_path = ''; INSERT INTO public.t (id, b) VALUES (2, 'Y'); RESET search_path`);
      expect(await sides()).toEqual([
        ['X', 'X'],
        ['Y', 'Y'],
      ]);
    });

    test("functions, types and tables of the schema's own are found from any search_path", async () => {
      await ground.db.exec(`CREATE SCHEMA "my app"; SET search_path = "my app";
        CREATE TYPE mood AS ENUM ('ok', 'bad');
        CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql AS $$ SELECT upper($1) $$;
        CREATE TABLE t (id int PRIMARY KEY, a text, b mood, c text, d text)`);
      const t = table(qname('t'), [
        column('id', T.integer(32)),
        column('a', T.text(), { nullable: true }),
        column('b', T.enum([], qname('mood')), { nullable: true }),
        column('c', T.text(), { nullable: true }),
        column('d', T.text(), { nullable: true }),
      ]);
      await install({
        name: 'altair_sync_a',
        table: t,
        old: [{ column: 'a', value: E.cast(E.column('b'), 'text') }],
        fresh: [{ column: 'b', value: E.cast(E.column('a'), 'mood') }],
      });
      await install({
        name: 'altair_sync_b',
        table: t,
        old: [{ column: 'c', value: E.call('lower', E.column('d')) }],
        fresh: [{ column: 'd', value: E.call('shout', E.column('c')) }],
      });
      await ground.db.exec(`SET search_path = ''; INSERT INTO "my app".t (id, a, c) VALUES (1, 'ok', 'hey');
        UPDATE "my app".t SET b = 'bad', d = 'HO'; RESET search_path`);
      expect(await ground.db.query('SELECT a, b::text AS b, c, d FROM "my app".t')).toEqual([
        { a: 'bad', b: 'bad', c: 'ho', d: 'HO' },
      ]);
      await ground.db.exec('DROP SCHEMA "my app" CASCADE');
    });

    test('names at the limit, with quotes, and like the words of a trigger', async () => {
      const names = [`${long.slice(2)}"x`, 'new', 'old', 'tg_op', '%'];
      const at = qname('ta"ble', 'sch"ema');
      const t = table(at, [
        column('id', T.integer(32)),
        ...names.map((n) => column(n, T.varchar(20), { nullable: true })),
        column('fresh', T.varchar(60), { nullable: true }),
      ]);
      await ground.db.exec('CREATE SCHEMA "sch""ema"');
      await ground.create(t);
      const sync: ColumnSync = {
        name: `altair_sync_${'0'.repeat(36)}`,
        table: t,
        old: names.map((n, i) => ({
          column: n,
          value: E.call('split_part', E.column('fresh'), E.string('|'), E.number(i + 1)),
        })),
        fresh: [
          {
            column: 'fresh',
            value: names.map((n) => E.column(n)).reduce((a, b) => E.binary('||', E.binary('||', a, E.string('|')), b)),
          },
        ],
      };
      await install(sync);
      const table_ = `${ground.dialect.quote(at.namespace ?? '')}.${ground.dialect.quote(at.name)}`;
      await ground.db.exec(`INSERT INTO ${table_} (id, fresh) VALUES (1, 'a|b|c|d|e');
        INSERT INTO ${table_} VALUES (2, '1', '2', '3', '4', '5'); UPDATE ${table_} SET "new" = 'x' WHERE id = 1`);
      const [one, two] = await ground.db.query(`SELECT * FROM ${table_} ORDER BY id`);
      expect(Object.values(one ?? {})).toEqual([1, 'a', 'x', 'c', 'd', 'e', 'a|x|c|d|e']);
      expect(two?.['fresh']).toBe('1|2|3|4|5');
      await ground.run(verification(ground.dialect, sync, 'x'));
      const found = ground.dialect.phases.madeBy(sync.name, await ground.db.introspect());
      expect(found).toHaveLength(2);
      await ground.uninstall(found);
      await ground.db.exec('DROP SCHEMA "sch""ema" CASCADE');
    });

    test("the schema's own BEFORE triggers come first", async () => {
      const sync = renaming(T.varchar(20));
      await ground.create(sync.table);
      await ground.db.exec(`CREATE FUNCTION low() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a := lower(NEW.a); RETURN NEW; END $$;
        CREATE TRIGGER zzz BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION low()`);
      await install(sync);
      await ground.db.exec(
        `INSERT INTO t (id, a) VALUES (1, 'ABC'); INSERT INTO t (id, a) VALUES (2, 'x'); UPDATE t SET a = 'YY' WHERE id = 2`,
      );
      expect(await sides()).toEqual([
        ['abc', 'abc'],
        ['yy', 'yy'],
      ]);
    });

    test('what an equality takes for the same is carried over all the same', async () => {
      await ground.db.exec(`CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        CREATE TABLE t (id int PRIMARY KEY, a text COLLATE nocase, b text COLLATE nocase);
        CREATE TABLE n (id int PRIMARY KEY, a numeric, b numeric)`);
      const text = renaming(T.text());
      await install(text);
      const number = renaming(T.decimal(null, null), { name: 'altair_sync_n' }, qname('n'));
      await install(number);
      await ground.db.exec(
        `INSERT INTO t (id, a) VALUES (1, 'ann'); UPDATE t SET a = 'ANN'; INSERT INTO n (id, a) VALUES (1, 1.0); UPDATE n SET b = 1.00`,
      );
      expect(await sides()).toEqual([['ANN', 'ANN']]);
      expect(await sides('n')).toEqual([['1.00', '1.00']]);
      await ground.run(verification(ground.dialect, text, 'x'), verification(ground.dialect, number, 'x'));
    });

    test.each<readonly [string, string, string]>([
      ['timestamp with time zone', '2024-01-01 10:00:00+02', '2024-01-01 08:00:00.5+00'],
      ['jsonb', '{"a": 1, "b": [true]}', 'null'],
      ['json', '{"a":1,   "a":2}', '{}'],
      ['bytea', '\\x00ff', '\\x'],
      ['text[]', '{a,"b c",NULL}', '{}'],
      ['character(5)', 'ab', 'abcde'],
      ['double precision', '0.1', '-0'],
      ['real', '0.1', '1e30'],
      ['interval', '1 mon', '30 days'],
      ['numeric(10,2)', '1.5', '2.25'],
      ['inet', '10.0.0.1/8', '::1'],
      ['uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'],
      ['boolean', 'true', 'false'],
      ['int4range', '[1,5)', 'empty'],
      ['bit(3)', '101', '000'],
      ['xml', '<a/>', '<b></b>'],
    ])('%s', async (type, one, two) => {
      const sync = renaming(ground.dialect.types.parse(type));
      await ground.create(sync.table);
      await ground.db.exec(`INSERT INTO t (id, a) VALUES (7, '${one}')`);
      await install(sync);
      await ground.run(backfill(ground.dialect, sync, null));
      await ground.db.exec(`INSERT INTO t (id, a) VALUES (1, '${one}'); INSERT INTO t (id, b) VALUES (2, '${two}');
        INSERT INTO t (id) VALUES (3); UPDATE t SET b = '${one}' WHERE id = 2; UPDATE t SET a = '${two}' WHERE id = 1; UPDATE t SET a = NULL WHERE id = 7`);
      for (const [a, b] of await sides()) expect(a).toBe(b);
      expect((await sides()).map(([a]) => a === null)).toEqual([false, false, true, true]);
      await ground.run(verification(ground.dialect, sync, 'x'));
    });

    test('engine text in a value, partitions, identity and generated columns', async () => {
      await ground.db.exec(`CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a text, b text, g text GENERATED ALWAYS AS (a || '!') STORED, PRIMARY KEY (id)) PARTITION BY RANGE (id);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (2); CREATE TABLE t2 PARTITION OF t DEFAULT`);
      const sync = renaming(T.text(), {
        fresh: [
          {
            column: 'b',
            value: E.native('postgres', `(SELECT string_agg(x, '-') FROM regexp_split_to_table(t.a, '') AS x)`),
          },
        ],
        old: [{ column: 'a', value: E.call('replace', E.column('b', 't'), E.string('-'), E.string('')) }],
      });
      await install(sync);
      await ground.db.exec(
        `INSERT INTO t (a) VALUES ('abc'); INSERT INTO t (b) VALUES ('x-y'); UPDATE t SET a = 'pq' WHERE id = 2`,
      );
      expect(await ground.db.query('SELECT a, b, g FROM t ORDER BY id')).toEqual([
        { a: 'abc', b: 'a-b-c', g: 'abc!' },
        { a: 'pq', b: 'p-q', g: 'pq!' },
      ]);
      await ground.run(verification(ground.dialect, sync, 'x'));
    });

    test('rights on the table are rights on its old name, and no more', async () => {
      const who = `altair_r${process.pid}_${engine.id}`;
      const as = async (role: string, sql: string): Promise<string> => {
        await ground.db.exec(`SET ROLE ${role}`);
        const said = await ground.db.query(sql).then(
          (rows) => `${rows.length}`,
          (e: unknown) => (e instanceof Error ? e.message : ''),
        );
        await ground.db.exec('RESET ROLE');
        return said;
      };
      const roles = ['owner', 'app', 'part', 'none'].map((r) => `${who}_${r}`);
      const [owner = '', app = '', part = '', none = ''] = roles;
      await ground.db.exec(roles.map((r) => `CREATE ROLE ${r}`).join(';'));
      try {
        const t = renaming(T.text()).table;
        await ground.create(t);
        await ground.db.exec(`GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT CREATE ON SCHEMA public TO ${owner}; ALTER TABLE t OWNER TO ${owner};
          GRANT SELECT, INSERT, UPDATE ON t TO ${app}; GRANT SELECT (id, b) ON t TO ${part}; INSERT INTO t VALUES (1, 'x', 'y')`);
        const objects = ok(
          ground.dialect.phases.alias({
            table: t,
            oldName: qname('100%d'),
            columns: [
              { name: 'id', of: 'id' },
              { name: 'was', of: 'b' },
            ],
          }),
        );
        await ground.install(objects);
        expect(await as(app, 'SELECT * FROM "100%d"')).toBe('1');
        expect(await as(app, `UPDATE "100%d" SET was = 'z' RETURNING id`)).toBe('1');
        expect(await as(app, 'DELETE FROM "100%d"')).toContain('permission denied');
        expect(await as(part, 'SELECT was FROM "100%d"')).toBe('1');
        expect(await as(part, `UPDATE "100%d" SET was = 'q'`)).toContain('permission denied');
        expect(await as(none, 'SELECT * FROM "100%d"')).toContain('permission denied');
        await ground.uninstall(objects);
        await ground.db.exec(`ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t TO ${app} USING (id = 2)`);
        await ground.install(objects);
        expect(await as(app, 'SELECT * FROM "100%d"')).toBe('0');
      } finally {
        await ground.db.reset();
        await ground.db.exec(`DROP OWNED BY ${roles.join(', ')}`);
        await ground.db.exec(roles.map((r) => `DROP ROLE ${r}`).join(';'));
      }
    });
  },
  ['postgres15', 'postgres18'],
);

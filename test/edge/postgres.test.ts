/** One connection that cannot write, on real servers. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget, Database, Fault, Row } from '../../src/edge/database.js';
import { connect } from '../../src/edge/postgres.js';
import { qname } from '../../src/ir/name.js';
import { isLeft } from '../../src/prelude.js';
import { engines, type Scratch, scratch } from '../support/engines.js';

const names = engines().filter((e) => e.dialect === 'postgres');

const opened = async (target: ConnectionTarget): Promise<Database> => {
  const made = await connect(target);
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

const fault = async (target: ConnectionTarget): Promise<Fault> => {
  const made = await connect(target);
  if (!isLeft(made)) {
    await made.right.close();
    throw new Error('it did connect');
  }
  return made.left;
};

for (const engine of names)
  describe.skipIf(engine.url === null)(`PostgreSQL connection · ${engine.id}`, () => {
    let on: Scratch;
    let db: Database;
    beforeAll(async () => {
      on = await scratch(engine);
      await on.exec(`CREATE TABLE t (n bigint, at timestamptz, d numeric, j jsonb, b bytea);
        INSERT INTO t VALUES (9007199254740993, '2020-01-05 10:00:00.123456+00', 1.10, '{"big": 12345678901234567890}', '\\x00ff');
        CREATE FUNCTION sneak() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO t (n) VALUES (1) RETURNING 1'`);
      db = await opened(on.target);
    });
    afterAll(async () => {
      await db.close();
      await on.drop();
    });

    const rows = async (sql: string): Promise<ReadonlyArray<Row>> => {
      const answer = await db.query(sql);
      if (isLeft(answer)) throw new Error(JSON.stringify(answer.left));
      return answer.right;
    };
    const state = async (sql: string): Promise<string | null | 'answered'> => {
      const answer = await db.query(sql);
      return isLeft(answer) ? answer.left.sqlState : 'answered';
    };

    test('no digit of a value is lost', async () => {
      expect(
        await rows(
          'SELECT n, at, d, j, b, 1.5::float8 AS f, 7::int AS i, true AS y, now()::date AS today, count(*) OVER () AS c FROM t',
        ),
      ).toEqual([
        {
          n: '9007199254740993',
          at: '2020-01-05 10:00:00.123456+00',
          d: '1.10',
          j: '{"big": 12345678901234567890}',
          b: '\\x00ff',
          f: '1.5',
          i: 7,
          y: true,
          today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          c: '1',
        },
      ]);
    });

    test.each([
      ['INSERT INTO t (n) VALUES (1)', '25006'],
      ['CREATE TABLE x ()', '25006'],
      ['CREATE TEMP TABLE x ()', '25006'],
      ['SELECT sneak()', '25006'],
      ['SELECT * FROM t FOR UPDATE', '25006'],
      ['COMMIT; INSERT INTO t (n) VALUES (1)', '42601'],
      ['SELECT 1; SELECT 2', '42601'],
      ['SET TRANSACTION READ WRITE', '25001'],
      ["SELECT set_config('transaction_read_only', 'off', false)", '25001'],
      ['SELECT 1 / 0', '22012'],
      ["SELECT '123-45-6789'::int", '22P02'],
      ['SELECT * FROM missing', '42P01'],
    ])('%s is refused', async (sql, expected) => {
      expect(await state(sql)).toBe(expected);
      expect(await rows('SELECT count(*) AS n FROM t')).toEqual([{ n: '1' }]);
    });

    test('leaving the transaction or changing the session opens no door', async () => {
      for (const sql of [
        'COMMIT',
        'ROLLBACK',
        'SET default_transaction_read_only = off',
        "SELECT set_config('default_transaction_read_only', 'off', false)",
        "SELECT set_config('search_path', 'public', false)",
      ]) {
        await db.query(sql);
        expect(await state('INSERT INTO t (n) VALUES (1)')).toBe('25006');
        expect(
          await rows(
            `SELECT current_setting('default_transaction_read_only') AS r, current_setting('search_path') AS p`,
          ),
        ).toEqual([{ r: 'on', p: 'pg_catalog, "public", pg_temp' }]);
      }
    });

    test('what a fault says holds nothing of the rows', async () => {
      const answer = await db.query("SELECT '123-45-6789'::int");
      expect(isLeft(answer) && answer.left).toEqual({
        kind: 'Fault',
        code: 'query',
        detail: 'the server refused the statement',
        sqlState: '22P02',
      });
      expect(JSON.stringify(answer)).not.toContain('6789');
      const stopped = await db.query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)');
      expect(isLeft(stopped) && [stopped.left.code, stopped.left.sqlState]).toEqual(['timeout', '57014']);
    });

    test('questions asked at once are answered each by itself', async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          db.query(
            i % 4 === 3 ? 'SELECT nothing' : `SELECT ${i} AS i, pg_current_xact_id_if_assigned() IS NULL AS clean`,
          ),
        ),
      );
      expect(answers.map((a) => (isLeft(a) ? a.left.sqlState : a.right[0]?.['i']))).toEqual(
        Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? '42703' : i)),
      );
    });

    test('functions and operators of other people are not run', async () => {
      await on.exec(`CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'stolen' $$;
        CREATE FUNCTION public.yes(name, name) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = name, FUNCTION = public.yes)`);
      expect(await rows(`SELECT lower('A') AS l, 'a'::name = 'b'::name AS e`)).toEqual([{ l: 'a', e: false }]);
      await on.exec(
        'DROP FUNCTION public.lower(text); DROP OPERATOR public.= (name, name); DROP FUNCTION public.yes(name, name)',
      );
    });

    test('the namespace that the server or the user names is the one without a name', async () => {
      await on.exec(
        `CREATE SCHEMA "my ""app"; CREATE TABLE "my ""app".own (a int); ALTER DATABASE ${on.target.database} SET search_path = 'my "app', public`,
      );
      const read = async (target: ConnectionTarget): Promise<unknown> => {
        const other = await opened(target);
        const schema = await other.introspect();
        await other.close();
        if (isLeft(schema) || isLeft(schema.right)) throw new Error(JSON.stringify(schema));
        return schema.right.right.tables.map((t) => t.name).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      };
      expect(await read(on.target)).toEqual([qname('own'), qname('t', 'public')]);
      expect(await read({ ...on.target, namespace: 'public' })).toEqual([qname('own', 'my "app'), qname('t')]);
      expect(await fault({ ...on.target, namespace: 'missing' })).toMatchObject({ code: 'not-found' });
      await on.exec(`ALTER DATABASE ${on.target.database} RESET search_path; DROP SCHEMA "my ""app" CASCADE`);
    });

    test('settings of the role or the database do not win over ours', async () => {
      await on.exec(`ALTER DATABASE ${on.target.database} SET default_transaction_read_only = off;
        ALTER DATABASE ${on.target.database} SET "TimeZone" = 'Asia/Tokyo'; ALTER DATABASE ${on.target.database} SET DateStyle = 'German'`);
      const other = await opened(on.target);
      const answer = await other.query(
        `SELECT current_setting('TimeZone') AS z, current_setting('default_transaction_read_only') AS r`,
      );
      expect(isLeft(answer) ? answer.left : answer.right).toEqual([{ z: 'UTC', r: 'on' }]);
      await other.close();
      await on.exec(`ALTER DATABASE ${on.target.database} RESET ALL`);
    });

    test('what cannot be reached is told apart', async () => {
      const t = on.target;
      expect(await fault({ ...t, database: 'no such database' })).toMatchObject({
        code: 'not-found',
        sqlState: '3D000',
      });
      expect(await fault({ ...t, user: 'no such user' })).toMatchObject({ code: 'denied', sqlState: '28000' });
      expect(await fault({ ...t, host: 'no-such-host.invalid' })).toMatchObject({ code: 'unreachable' });
      expect(await fault({ ...t, port: 1 })).toMatchObject({
        code: 'unreachable',
        detail: 'nothing listens at the address',
      });
      expect(await fault({ ...t, tls: 'verify' })).toMatchObject({ code: 'unreachable' });
      const dumb = createServer((socket) => {
        socket.on('error', () => {}).resume();
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
      await new Promise<void>((done) => dumb.listen(0, '127.0.0.1', done));
      const address = dumb.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      expect(await fault({ ...t, host: '127.0.0.1', port })).toMatchObject({ kind: 'Fault', code: 'unreachable' });
      await new Promise((done) => dumb.close(done));
    });

    test('a connection that is lost stays lost, and closing leaves none behind', async () => {
      const other = await opened(on.target);
      const answer = await other.query('SELECT pg_backend_pid() AS pid');
      const pid = isLeft(answer) ? null : answer.right[0]?.['pid'];
      await on.query(`SELECT pg_terminate_backend(${String(pid)})`);
      const after = [await other.query('SELECT 1'), await other.query('SELECT 1'), await other.introspect()];
      expect(after.map((a) => isLeft(a) && a.left.code)).toEqual(['lost', 'lost', 'lost']);
      await other.close();
      const third = await opened(on.target);
      const mine = `SELECT count(*)::text AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'altair-plan'`;
      expect(await on.query(mine)).toEqual([{ n: '2' }]);
      await third.close();
      await new Promise((done) => setTimeout(done, 200));
      expect(await on.query(mine)).toEqual([{ n: '1' }]);
    });
  });

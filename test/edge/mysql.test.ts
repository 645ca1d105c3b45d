import { describe, expect, test } from 'vitest';
import type { ConnectionTarget, Database } from '../../src/edge/database.js';
import { connect } from '../../src/edge/mysql.js';
import { isLeft, isRight } from '../../src/prelude.js';
import { type Scratch, scratch } from '../support/engines.js';

const opened = async (target: ConnectionTarget): Promise<Database> => {
  const made = await connect(target);
  if (isLeft(made)) throw new Error(`${made.left.code}: ${made.left.detail}`);
  return made.right;
};

describe.each(['mysql', 'mariadb'] as const)('%s', (id) => {
  const using = async (run: (db: Scratch) => Promise<void>): Promise<void> => {
    const db = await scratch(id);
    try {
      await db.exec('CREATE TABLE t (id int PRIMARY KEY, big bigint, d decimal(20,10), at datetime(6), j json)');
      await db.exec(
        `INSERT INTO t VALUES (1, 9007199254740993, 1.1, '2020-01-02 03:04:05.000001', '{"a":1}'), (2, NULL, NULL, NULL, NULL)`,
      );
      await run(db);
    } finally {
      await db.drop();
    }
  };

  test('the server decides which product it is', () =>
    using(async (db) => {
      for (const driver of ['mysql', 'mariadb'] as const) {
        const found = await opened({ ...db.target, driver });
        expect(found.dialect.id).toBe(id);
        expect(found.dialect.version.text).toMatch(/^\d+\.\d+\.\d+$/);
        expect(found.dialect.version.settings?.['charset']).toBe('utf8mb4');
        await found.close();
      }
    }));

  test('values come as they are stored, numbers without rounding', () =>
    using(async (db) => {
      const found = await opened(db.target);
      const rows = await found.query('SELECT id, big, d, at, COUNT(*) OVER () AS n FROM t ORDER BY id');
      if (isLeft(rows)) throw new Error(rows.left.detail);
      expect(rows.right).toEqual([
        { id: 1, big: '9007199254740993', d: '1.1000000000', at: '2020-01-02 03:04:05.000001', n: '2' },
        { id: 2, big: null, d: null, at: null, n: '2' },
      ]);
      await found.close();
    }));

  test('nothing can be written, by whatever statement', () =>
    using(async (db) => {
      const before = await db.content();
      const found = await opened(db.target);
      for (const sql of [
        'INSERT INTO t (id) VALUES (3)',
        'UPDATE t SET id = 9',
        'DELETE FROM t',
        'CREATE TABLE u (id int)',
        'CREATE TEMPORARY TABLE u (id int)',
        'DROP TABLE t',
        'TRUNCATE t',
        'ALTER TABLE t ADD COLUMN x int',
        'SELECT * FROM t FOR UPDATE',
        'LOCK TABLES t WRITE',
        'SELECT 1; DELETE FROM t',
      ]) {
        const answer = await found.query(sql);
        expect(isLeft(answer), sql).toBe(true);
        if (isLeft(answer)) expect(answer.left.detail, sql).not.toMatch(/SQL syntax|near|DELETE|INSERT/);
      }
      // What ends a transaction does not end the session's being read-only.
      for (const sql of ['COMMIT', 'FLUSH TABLES', 'ANALYZE TABLE t']) {
        await found.query(sql);
        expect(isLeft(await found.query('DELETE FROM t')), `after ${sql}`).toBe(true);
      }
      expect(isRight(await found.query('SELECT 1 AS one'))).toBe(true);
      await found.close();
      expect(await db.content()).toEqual(before);
    }));

  test(
    'a question that takes too long is stopped by the server',
    () =>
      using(async (db) => {
        const found = await opened(db.target);
        const start = performance.now();
        const many = Array.from({ length: 9 }, (_, n) => `information_schema.COLUMNS c${n}`).join(', ');
        const answer = await found.query(
          `SELECT COUNT(*) AS n FROM ${many} WHERE c0.COLUMN_NAME < c1.COLUMN_NAME AND SLEEP(0.01) = 0`,
        );
        expect(performance.now() - start).toBeLessThan(20_000);
        expect(isLeft(answer) ? answer.left.code : 'answered').toBe('timeout');
        expect(isRight(await found.query('SELECT 1 AS one'))).toBe(true);
        await found.close();
      }),
    60_000,
  );

  test('what fails is named in our own words', () =>
    using(async (db) => {
      const fault = async (change: Partial<ConnectionTarget>) => {
        const made = await connect({ ...db.target, ...change });
        if (isRight(made)) {
          await made.right.close();
          return null;
        }
        return made.left;
      };
      expect(await fault({ user: 'nobody`here', password: 'hunter2' })).toMatchObject({ code: 'denied' });
      expect((await fault({ user: 'nobody', password: 'hunter2' }))?.detail).not.toContain('hunter2');
      expect(await fault({ database: 'altair_no_such' })).toMatchObject({ code: 'not-found' });
      expect(await fault({ port: 1 })).toMatchObject({ code: 'unreachable' });
      expect(await fault({ host: 'no-such-host.invalid' })).toMatchObject({ code: 'unreachable' });
      const found = await opened(db.target);
      const answer = await found.query("SELECT 'secret 123-45-6789' + no_such_column");
      expect(answer).toMatchObject({ left: { code: 'not-found', sqlState: 'ER_BAD_FIELD_ERROR' } });
      expect(JSON.stringify(answer)).not.toContain('secret');
      await found.close();
    }));

  test('TLS is taken where it is offered, and a certificate of nobody known is no proof', () =>
    using(async (db) => {
      const cipher = async (tls: ConnectionTarget['tls']): Promise<unknown> => {
        const found = await opened({ ...db.target, tls });
        const answer = await found.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        await found.close();
        return isLeft(answer) ? answer.left.detail : answer.right[0]?.['Value'];
      };
      expect(await cipher('off')).toBe('');
      const offered = await db.query("SHOW GLOBAL VARIABLES LIKE 'ssl_cert'");
      if (String(offered[0]?.['Value'] ?? '') === '') {
        expect(await cipher('prefer')).toBe('');
        expect(await connect({ ...db.target, tls: 'require' })).toMatchObject({
          left: { code: 'unreachable', detail: 'the server offers no TLS' },
        });
        return;
      }
      expect(await cipher('prefer')).toMatch(/^TLS_|-/);
      expect(await cipher('require')).toMatch(/^TLS_|-/);
      expect(await connect({ ...db.target, tls: 'verify' })).toMatchObject({
        left: { code: 'unreachable', detail: 'no TLS connection could be made; is the certificate trusted?' },
      });
    }));

  test('a closed connection answers with a fault, never an exception', () =>
    using(async (db) => {
      const found = await opened(db.target);
      await found.close();
      const answer = await found.query('SELECT 1 AS one');
      expect(isLeft(answer)).toBe(true);
      expect(isLeft(await found.introspect())).toBe(true);
      await found.close();
    }));

  test('the catalog is a handful of questions, whatever the number of tables', () =>
    using(async (db) => {
      const found = await opened(db.target);
      expect(found.dialect.catalog.queries.length).toBeLessThanOrEqual(8);
      for (const q of found.dialect.catalog.queries) expect(q.sql).not.toContain(';');
      await found.close();
    }));
});

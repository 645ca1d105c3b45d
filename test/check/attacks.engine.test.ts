/** Expressions of a spec that would do something: refused, or asked in a session in which nothing can be done. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { connect } from '../../src/edge/connect.js';
import { whole } from '../../src/ir/desired.js';
import { readSource } from '../../src/read/registry.js';
import { describeEngines, scratch } from '../support/engines.js';

/** `FILE` is a path where a file would show that it was written. */
const attacks: ReadonlyArray<string> = [
  '1; DROP TABLE canary',
  '1; INSERT INTO canary VALUES (99); --',
  '1) ; COMMIT; DROP TABLE canary; --',
  '1; COMMIT; INSERT INTO canary VALUES (99)',
  '1 -- x',
  '1 /* x */',
  '1 /*!50000 + 1 */',
  '1 /*M!100000 + 1 */',
  '1) UNION SELECT id FROM canary --',
  '(SELECT count(*) FROM canary)',
  "pg_read_file('/etc/passwd')",
  "pg_ls_dir('/')",
  '(SELECT pg_sleep(3))',
  'pg_sleep(3)',
  "nextval('canary_seq')",
  "setval('canary_seq', 50)",
  'evil()',
  'public.evil()',
  "lo_import('/etc/passwd')",
  "lo_export(1, 'FILE')",
  'pg_advisory_lock(1)',
  "set_config('transaction_read_only', 'off', false)",
  "set_config('default_transaction_read_only', 'off', false)",
  "dblink('host=127.0.0.1', 'select 1')",
  "query_to_xml('insert into canary values (99)', true, true, '')",
  "1 INTO OUTFILE 'FILE'",
  "(SELECT 1 INTO OUTFILE 'FILE')",
  "(SELECT 1 INTO DUMPFILE 'FILE')",
  "load_file('/etc/passwd')",
  'benchmark(100000000000, md5(1))',
  'sleep(3)',
  "get_lock('x', 10)",
  '@x := 1',
  'last_insert_id(99)',
  "load_extension('FILE')",
  "writefile('FILE', 'x')",
  "readfile('/etc/passwd')",
  'randomblob(1000000000)',
  'zeroblob(1000000000)',
  '(WITH x AS (INSERT INTO canary VALUES (99) RETURNING id) SELECT id FROM x)',
  '(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r)',
  "(COPY canary TO 'FILE')",
];

const places: ReadonlyArray<(e: string) => string> = [
  (e) => `        n: { type: int, backfill: ${e} }`,
  (e) => `        s: { type: int, nullable: true, using: ${e} }`,
  (e) => `        d: { type: int, default_sql: ${e} }`,
  (e) => `        g: { type: int, nullable: true, generated: { as: ${e}, stored: true } }`,
  (e) => `        n: { type: int, nullable: true }
      indexes:
        - { name: i, columns: [n], unique: true, where: ${e} }`,
  (e) => `        n: { type: int, nullable: true }
      checks:
        - { name: c, expr: ${e} }`,
];

const spec = (field: string): string => `persistence:
  entities:
    - table: rows
      fields:
        id: { type: int, primary: true }
${field}
`;

describeEngines('an expression that would do something', (engine) => {
  test('does nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'altair-attack-'));
    const db = await scratch(engine);
    try {
      await db.exec('CREATE TABLE canary (id int)');
      await db.exec('INSERT INTO canary VALUES (1)');
      const q = (await db.database()).dialect.quote;
      await db.exec(`CREATE TABLE ${q('rows')} (id int NOT NULL PRIMARY KEY, n int, s varchar(20))`);
      await db.exec(`INSERT INTO ${q('rows')} VALUES (1, NULL, '1'), (2, NULL, '2')`);
      if (engine.dialect === 'postgres') {
        await db.exec('CREATE SEQUENCE canary_seq');
        await db.exec(
          `CREATE FUNCTION evil() RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO canary VALUES (99); RETURN 1; END'`,
        );
      }
      const state = async (): Promise<string> =>
        JSON.stringify([
          await db.dump(),
          await db.content(),
          engine.dialect === 'postgres'
            ? await db.query('SELECT last_value::text AS v, is_called FROM canary_seq')
            : null,
        ]);
      const current = await db.introspect();
      const before = await state();
      const met = { refused: 0, asked: 0 };
      for (const attack of attacks) {
        const text = JSON.stringify(attack.replaceAll('FILE', join(folder, 'canary')));
        // As portable SQL, and as the engine's own text.
        for (const e of [text, `{ postgres: ${text}, mysql: ${text}, mariadb: ${text}, sqlite: ${text} }`])
          for (const [i, place] of places.entries()) {
            const read = readSource('a.yaml', 'a.yaml', spec(place(e)));
            if (read._tag === 'Left') {
              met.refused += 1;
              continue;
            }
            // What was stopped at its deadline has lost its connection.
            const opened = await connect(db.target);
            if (opened._tag === 'Left') throw new Error(opened.left.detail);
            const { dialect } = opened.right;
            const made = plan(whole(current), read.right.desired, {
              dialect: dialect.id,
              serverVersion: dialect.version,
              strategy: 'single',
            });
            if (made._tag === 'Left') {
              await opened.right.close();
              met.refused += 1;
              continue;
            }
            const start = performance.now();
            await assess(made.right, opened.right, { budget: 300 });
            await opened.right.close();
            expect(performance.now() - start, `${attack} at place ${i}`).toBeLessThan(8_000);
            met.asked += 1;
          }
        expect(await state(), attack).toBe(before);
        expect(readdirSync(folder), attack).toEqual([]);
      }
      expect(existsSync(join(folder, 'canary'))).toBe(false);
      expect(met.refused).toBeGreaterThan(20);
      expect(met.asked).toBeGreaterThan(20);
    } finally {
      await db.drop();
      rmSync(folder, { recursive: true });
    }
  }, 600_000);
});

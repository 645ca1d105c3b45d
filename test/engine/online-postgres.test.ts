/**
 * Online recipes on a table that others use: what pg_locks shows after every statement, and while indexes are built and
 * rows written in pieces; how long who writes has to wait behind one of ours; and that an interrupted build is built anew.
 */
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { SqlStatement } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';

const fields = {
  id: 'id: { type: bigint, primary: true }',
  email: 'email: { type: string, nullable: true }',
  org: 'org_id: { type: bigint, nullable: true }',
  age: 'age: { type: int, nullable: true }',
};

const spec = (columns: ReadonlyArray<string>, more: ReadonlyArray<string> = []): Desired => {
  const text = [
    'persistence:',
    '  entities:',
    '    - { table: orgs, fields: { id: { type: bigint, primary: true } } }',
    '    - table: users',
    '      fields:',
    ...columns.map((c) => `        ${c}`),
    ...more.map((m) => `      ${m}`),
  ].join('\n');
  const read = readSpec('users.yaml', text);
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

const { id, email, org, age } = fields;
const recipes: ReadonlyArray<readonly [string, Desired]> = [
  ['an index', spec([id, email, org, age], ['indexes: [ { columns: [org_id] } ]'])],
  ['a partial index', spec([id, email, org, age], ['indexes: [ { columns: [email], where: "age > 5" } ]'])],
  ['a unique constraint', spec([id, email, org, age], ['uniques: [ { columns: [email] } ]'])],
  ['NOT NULL', spec([id, 'email: { type: string }', org, age])],
  ['a check', spec([id, email, org, age], ['checks: [ { name: age_positive, expr: "age >= 0" } ]'])],
  ['a foreign key', spec([id, email, 'org_id: { type: bigint, nullable: true, references: orgs.id }', age])],
  [
    'a column with a value of its own in every row',
    spec([id, email, org, age, 'token: { type: uuid, default_sql: gen_random_uuid() }']),
  ],
  [
    'a new column that is filled',
    spec([id, email, org, age, 'label: { type: string, backfill: "coalesce(email, \'none\')" }']),
  ],
];

const rows = 60_000;
const strong = new Set(['AccessExclusiveLock', 'ExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock']);

describeEngines(
  'online recipes',
  (engine) => {
    let db: Scratch;
    let ours: postgres.Sql;
    let other: postgres.Sql;
    beforeAll(async () => {
      db = await scratch(engine);
      const { host, port, user, database } = db.target;
      const open = () =>
        postgres({
          host: host ?? '',
          port: port ?? 5432,
          user: user ?? '',
          database,
          max: 1,
          onnotice: () => {},
          fetch_types: false,
        });
      ours = open();
      other = open();
    });
    afterAll(async () => {
      await ours.end({ timeout: 5 });
      await other.end({ timeout: 5 });
      await db.drop();
    });

    const fresh = async (): Promise<void> => {
      await db.reset();
      await db.exec(`CREATE TABLE orgs (id bigint PRIMARY KEY);
INSERT INTO orgs SELECT generate_series(1, 100);
CREATE TABLE users (id bigint PRIMARY KEY, email varchar(255), org_id bigint, age int);
INSERT INTO users SELECT n, 'u' || n || '@example.org', 1 + n % 100, n % 90 FROM generate_series(1, ${rows}) n`);
    };

    const planned = async (to: Desired): Promise<ReadonlyArray<SqlStatement>> => {
      const { dialect } = await db.database();
      const made = plan(whole(await db.introspect()), to, {
        dialect: dialect.id,
        serverVersion: dialect.version,
        online: 'always',
      });
      if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
      return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));
    };

    const held = async (by: postgres.Sql, pid: number): Promise<ReadonlyArray<string>> =>
      (
        await by.unsafe(
          `SELECT DISTINCT mode FROM pg_locks WHERE pid = ${pid} AND granted AND locktype = 'relation' AND relation = 'users'::regclass::oid`,
        )
      ).map((r) => String(r['mode']));

    const read = async (): Promise<number> =>
      Number(
        (await ours.unsafe(`SELECT seq_tup_read AS n FROM pg_stat_xact_user_tables WHERE relname = 'users'`))[0]?.[
          'n'
        ] ?? 0,
      );

    /** Each statement's strong locks on the table, and how many of its rows the statement read. */
    const run = async (statements: ReadonlyArray<SqlStatement>) => {
      const pid = Number((await ours.unsafe('SELECT pg_backend_pid() AS pid'))[0]?.['pid']);
      const seen: Array<{ sql: string; read: number; locks: ReadonlyArray<string> }> = [];
      let open: number | null = null;
      for (const s of statements) {
        if (s.transaction !== open) {
          if (open !== null) await ours.unsafe('COMMIT');
          if (s.transaction !== null) await ours.unsafe('BEGIN');
          open = s.transaction;
        }
        if (s.transaction === null) {
          const locks = new Set<string>();
          let done = false;
          const work = ours.unsafe(s.sql).finally(() => {
            done = true;
          });
          work.catch(() => undefined);
          while (!done) {
            for (const mode of await held(other, pid)) locks.add(mode);
          }
          await work;
          seen.push({ sql: s.sql, read: rows, locks: [...locks] });
          continue;
        }
        const before = await read();
        await ours.unsafe(s.sql);
        seen.push({ sql: s.sql, read: (await read()) - before, locks: await held(ours, pid) });
      }
      if (open !== null) await ours.unsafe('COMMIT');
      return seen;
    };

    test.each(recipes)('%s: no strong lock is held while rows are read', async (_, to) => {
      await fresh();
      const seen = await run(await planned(to));
      for (const s of seen)
        if (s.read >= rows)
          expect(
            s.locks.filter((l) => strong.has(l)),
            s.sql,
          ).toEqual([]);
      // Somebody did read them: else this saw nothing.
      expect(seen.some((s) => s.read >= rows)).toBe(true);
      expect((await planned(to)).map((s) => s.sql)).toEqual([]);
    });

    test('the name that the server gave to the NOT NULL of a column that was renamed is not asked for', async () => {
      await fresh();
      await db.exec(`ALTER TABLE users ALTER COLUMN org_id SET NOT NULL;
ALTER TABLE users RENAME COLUMN email TO mail;
ALTER TABLE users RENAME COLUMN org_id TO email;
ALTER TABLE users RENAME COLUMN mail TO org_id`);
      const columns = [id, 'email: { type: bigint }', 'org_id: { type: string }', age];
      await run(await planned(spec(columns)));
      expect((await planned(spec(columns))).map((s) => s.sql)).toEqual([]);
    });

    test('without the recipes, it is seen', async () => {
      await fresh();
      const seen = await run([
        { sql: 'ALTER TABLE users ADD CONSTRAINT c CHECK (age >= 0)', transaction: 1, locks: [] },
        { sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL', transaction: 2, locks: [] },
      ]);
      expect(seen.map((s) => [s.read >= rows, s.locks.some((l) => strong.has(l))])).toEqual([
        [true, true],
        [true, true],
      ]);
    });

    test('who waits for our lock waits no longer than the timeout, and the plan goes on afterwards', async () => {
      await fresh();
      const to = spec([id, email, org, age], ['checks: [ { name: age_positive, expr: "age >= 0" } ]']);
      const statements = await planned(to);
      await other.unsafe('BEGIN');
      await other.unsafe('SELECT 1 FROM users LIMIT 1');
      const failed = run(statements).catch((e: unknown) => (e instanceof Error ? e.message : String(e)));
      // Behind the lock that is waited for, a reader waits too.
      await new Promise((done) => setTimeout(done, 300));
      const began = Date.now();
      await db.query('SELECT count(*) AS n FROM users');
      const waited = Date.now() - began;
      expect(await failed).toMatch(/lock timeout/);
      await ours.unsafe('ROLLBACK');
      await other.unsafe('ROLLBACK');
      expect(waited).toBeLessThan(20_000);
      await run(statements);
      expect((await planned(to)).map((s) => s.sql)).toEqual([]);
    }, 60_000);

    test('an index that changes is replaced without a moment without it', async () => {
      await fresh();
      await db.exec('CREATE INDEX by_org ON users (org_id)');
      const to = spec([id, email, org, age], ['indexes: [ { columns: [org_id, age], name: by_org } ]']);
      const statements = await planned(to);
      for (const s of statements) {
        await run([{ ...s, transaction: null }]);
        const there = await db.query(
          `SELECT count(*) AS n FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid AND indkey[0] = 3`,
        );
        expect(Number(there[0]?.['n']), s.sql).toBeGreaterThan(0);
      }
      expect((await planned(to)).map((s) => s.sql)).toEqual([]);
    });

    test('an index that an interrupted build left behind is built anew', async () => {
      await fresh();
      await db.exec(`INSERT INTO users VALUES (${rows + 1}, 'u1@example.org', 1, 1)`);
      const to = spec([id, email, org, age], ['uniques: [ { columns: [email] } ]']);
      const statements = await planned(to);
      await expect(run(statements)).rejects.toThrow(/could not create unique index/);
      await ours.unsafe('ROLLBACK').catch(() => undefined);
      const invalid = await db.query('SELECT count(*) AS n FROM pg_index WHERE NOT indisvalid');
      expect(Number(invalid[0]?.['n'])).toBe(1);
      await db.exec(`DELETE FROM users WHERE id = ${rows + 1}`);
      await run(statements);
      expect((await planned(to)).map((s) => s.sql)).toEqual([]);
      expect(Number((await db.query('SELECT count(*) AS n FROM pg_index WHERE NOT indisvalid'))[0]?.['n'])).toBe(0);
    });
  },
  ['postgres15', 'postgres18'],
);

describe('which recipe', () => {
  test('by size: large and unknown tables, when nobody says otherwise', () => {
    const build = (rowsOf: Readonly<Record<string, number>>, online?: 'always' | 'never'): string => {
      const made = plan(spec([id, email]), spec([id, email], ['indexes: [ { columns: [email] } ]']), {
        dialect: 'postgres',
        rows: rowsOf,
        ...(online === undefined ? {} : { online }),
      });
      if (isLeft(made)) throw new Error('no plan');
      return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql))).join('\n');
    };
    expect(build({})).toContain('CONCURRENTLY');
    expect(build({ users: 2_000_000 })).toContain('CONCURRENTLY');
    expect(build({ users: 10 })).not.toContain('CONCURRENTLY');
    expect(build({ users: 10 }, 'always')).toContain('CONCURRENTLY');
    expect(build({ users: 2_000_000 }, 'never')).not.toContain('CONCURRENTLY');
  });
});

/**
 * Texts in a spec that would use our questions for something else: close their brackets, end their transaction, call what
 * acts. Planning and asking run nothing of it, and nothing of it is taken for proved.
 */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { calledBy } from '../../src/edge/calls.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, index, indexPart, type Schema, type Table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';

const file = '/tmp/altair_attack';

/** In place of an expression; `a` is a text column, `n` a whole number. */
const escapes: ReadonlyArray<string> = [
  '1; INSERT INTO canary VALUES (1)',
  '1; COMMIT; INSERT INTO canary VALUES (1); --',
  '1) IS NULL THEN 1 END) AS n FROM t; COMMIT; INSERT INTO canary VALUES (1) --',
  '1) IS NULL THEN 1 END) AS n FROM t -- ',
  '1) IS NULL THEN 1 END) AS n FROM t /*',
  '1 /* a comment',
  '1 -- a comment',
  "n = 1 OR 'a' = 'a' -- '",
  'n > 0) OR (1 = 1',
  '(n > 0',
  'n > 0)',
  "a = 'open",
  'a = "open',
  "a = 'x\\' OR 1 = 1 -- '",
  '1) FROM canary UNION SELECT (1',
];

/** Read to their end by our own parser and printed anew, without the comment: what is left of them is asked. */
const understood: ReadonlySet<string> = new Set([
  '1 -- a comment',
  '1 # a comment',
  "n = 1 OR 'a' = 'a' -- '",
  "a = 'x\\' OR 1 = 1 -- '",
  "E'\\' OR 1 = 1 --' = a",
]);

const attacks: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: [
    ...escapes,
    'writes() > 0',
    'public.writes() > 0',
    '"public"."writes"() > 0',
    'writes  () > 0',
    'looks_harmless(n) > 0',
    "nextval('s') > 0",
    "setval('s', 99) > 0",
    'pg_advisory_lock(4711) IS NOT NULL',
    'pg_try_advisory_lock(4711)',
    "pg_notify('altair', 'x') IS NOT NULL",
    "pg_logical_emit_message(false, 'x', 'y') IS NOT NULL",
    'lo_create(0) > 0',
    'pg_switch_wal() IS NOT NULL',
    'pg_reload_conf()',
    'pg_rotate_logfile()',
    'pg_terminate_backend(pg_backend_pid())',
    "set_config('default_transaction_read_only', 'off', false) = 'off'",
    "set_config('transaction_read_only', 'off', true) = 'off'",
    "set_config('row_security', 'on', false) = 'on'",
    "query_to_xml('INSERT INTO canary VALUES (1)', true, false, '') IS NOT NULL",
    "pg_read_file('/etc/passwd') IS NOT NULL",
    "length(pg_ls_dir('/')) > 0",
    'pg_sleep(60) IS NULL',
    `$$x$$ = $x$y$x$`,
    `E'\\' OR 1 = 1 --' = a`,
    `U&"wr\\0069tes"() > 0`,
    'OPERATOR(public.=)(n, 1)',
  ],
  mysql: [],
  mariadb: [],
  sqlite: [
    ...escapes,
    "load_extension('/tmp/evil') IS NULL",
    `writefile('${file}', 'x') IS NULL`,
    `1) IS NULL THEN 1 END) AS n FROM t; ATTACH '${file}' AS x`,
    `1) IS NULL THEN 1 END) AS n FROM t; VACUUM INTO '${file}'`,
    '1) IS NULL THEN 1 END) AS n FROM t; PRAGMA query_only = OFF',
    "fts3_tokenizer('x', x'00') IS NULL",
  ],
};

const mysqlAttacks = [
  ...escapes,
  'writes() > 0',
  '`writes`() > 0',
  'writes () > 0',
  "GET_LOCK('altair', 60) = 1",
  "get_lock('altair', 60) = 1",
  "`get_lock`('altair', 60) = 1",
  "RELEASE_LOCK('altair') IS NULL",
  'SLEEP(60) = 0',
  "BENCHMARK(1000000000, MD5('x')) = 0",
  "LOAD_FILE('/etc/passwd') IS NOT NULL",
  `1) IS NULL THEN 1 END) AS n FROM t INTO OUTFILE '${file}' -- `,
  `1) IS NULL THEN 1 END) AS n FROM t INTO DUMPFILE '${file}' # `,
  '1) IS NULL THEN 1 END) AS n FROM t FOR UPDATE -- ',
  '1) IS NULL THEN 1 END) AS n FROM t INTO @x -- ',
  '1 /*! ) IS NULL THEN 1 END) AS n FROM t INTO OUTFILE "/tmp/altair_attack" -- */',
  '1 # a comment',
  '/*!50000 SLEEP(60) = 0 */',
  '/*M!100000 SLEEP(60) = 0 */',
];

const textsFor = (dialect: DialectId): ReadonlyArray<string> =>
  dialect === 'mysql' || dialect === 'mariadb' ? mysqlAttacks : attacks[dialect];

const prepare: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: [
    'CREATE SEQUENCE s',
    `CREATE FUNCTION writes() RETURNS integer LANGUAGE sql VOLATILE AS 'INSERT INTO canary VALUES (1) RETURNING 1'`,
    `CREATE FUNCTION looks_harmless(integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS 'BEGIN PERFORM pg_advisory_lock(4711); RETURN 1; END'`,
  ],
  mysql: [
    'CREATE FUNCTION writes() RETURNS integer DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO canary VALUES (1); RETURN 1; END',
  ],
  mariadb: [
    'CREATE FUNCTION writes() RETURNS integer DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO canary VALUES (1); RETURN 1; END',
  ],
  sqlite: [],
};

const state = async (db: Scratch): Promise<string> => {
  const [rows] = await db.query('SELECT count(*) AS n FROM canary');
  const more =
    db.engine.dialect === 'postgres'
      ? [
          await db.query('SELECT last_value::text, is_called::text FROM s'),
          await db.query(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711`),
          await db.query('SELECT count(*)::int AS n FROM pg_largeobject_metadata'),
        ]
      : db.engine.dialect === 'sqlite'
        ? []
        : [await db.query(`SELECT IS_FREE_LOCK('altair') AS n`)];
  return JSON.stringify([rows, more, existsSync(file), await db.dump()], (_, v) =>
    typeof v === 'bigint' ? String(v) : v,
  );
};

/** The ways a text of the user's comes into a question. */
const ways: Readonly<
  Record<string, (t: Table, dialect: DialectId, text: string) => { table: Table; backfill?: string }>
> = {
  'a check': (t, d, text) => ({ table: { ...t, checks: [check(E.native(d, text), { name: 'evil' })] } }),
  'a backfill': (t, _, text) => ({
    table: { ...t, columns: [...t.columns, column('filled', T.integer(32))] },
    backfill: text,
  }),
  'a key': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart(E.native(d, text))], { unique: true, name: 'evil' })] },
  }),
  'the rows of a key': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart('n')], { unique: true, name: 'evil', where: E.native(d, text) })] },
  }),
};

describeEngines('a hostile expression', (engine) => {
  const { dialect } = engine;
  let db: Scratch;
  let start: Schema;
  beforeAll(async () => {
    db = await scratch(engine);
    await db.exec('CREATE TABLE canary (n integer)');
    await db.exec('CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a varchar(20), n integer)');
    await db.exec(`INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 2)`);
    for (const sql of prepare[dialect]) await db.exec(sql);
    start = await db.introspect();
  });
  afterAll(() => db.drop());

  const planned = (way: string, text: string) => {
    const tables: Table[] = [];
    let backfill: string | undefined;
    for (const t of start.tables) {
      const made = t.name.name === 't' ? ways[way]?.(t, dialect, text) : undefined;
      backfill = made?.backfill ?? backfill;
      tables.push(made?.table ?? t);
    }
    const desired: Desired = whole({ ...start, tables });
    const data =
      backfill === undefined
        ? []
        : [
            {
              kind: 'Backfill' as const,
              table: qname('t'),
              column: 'filled',
              value: E.native(dialect, backfill),
              at: null,
            },
          ];
    return plan(whole(start), { ...desired, data }, { dialect });
  };

  test('there are enough of them', () =>
    expect(textsFor(dialect).length * Object.keys(ways).length).toBeGreaterThan(80));

  test.each(Object.keys(ways))('as %s changes nothing and proves nothing', { timeout: 300_000 }, async (way) => {
    const before = await state(db);
    const proved: string[] = [];
    for (const text of textsFor(dialect)) {
      const made = planned(way, text);
      // What cannot be compiled is not asked.
      if (made._tag === 'Left') continue;
      const database = await db.database();
      const started = performance.now();
      const judged = await assess(made.right, database);
      if (judged.verdict === 'safe' && !understood.has(text)) proved.push(text);
      // Nothing of it was run until a time limit ended it.
      expect(performance.now() - started, text).toBeLessThan(4000);
    }
    expect(await state(db)).toBe(before);
    expect(proved).toEqual([]);
  });
});

test('functions are found whatever is written around them', () => {
  expect(
    calledBy(`SELECT count(*) FROM t WHERE lower(a) = 'f(x)' AND "g" (1) AND public.h(2) AND k\n(3) IN (4)`),
  ).toEqual(['g', 'h', 'k']);
});

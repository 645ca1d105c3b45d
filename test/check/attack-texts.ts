/** What a spec could hold in place of an expression, and what a database could hold for it to call. */
import type { DialectId } from '../../src/ir/expression.js';

/** Nobody makes it. */
export const file = '/tmp/altair_attack';

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
export const understood: ReadonlySet<string> = new Set([
  '1 -- a comment',
  '1 # a comment',
  "n = 1 OR 'a' = 'a' -- '",
  "a = 'x\\' OR 1 = 1 -- '",
  "E'\\' OR 1 = 1 --' = a",
]);

/** What is sent of them is nothing that an engine could take for an expression. */
export const nonsense: ReadonlySet<string> = new Set([
  'OPERATOR(public.=)(n, 1)',
  '"and"(n) > 0',
  // Printed without quotes and blank: then it is the server's own.
  '`count`(a) = 1',
  '`mid`(a) = 1',
  'mid (a) = 1',
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
    // Names of functions of ours, of another kind or of another schema.
    'lower(n) > 0',
    'public.lower(n) > 0',
    'public.and(n) > 0',
    'public . "and" (n) > 0',
    '"and"(n) > 0',
    // Written like a column of the row.
    'o.sly > 0',
    '(o).sly > 0',
    'o . "sly" > 0',
    'sly(o) > 0',
    // By a cast, and by the check of what is cast to.
    'CAST(n AS evil_domain) > 0',
    'n::evil_domain > 0',
    'n :: public . "evil_domain" > 0',
    'ARRAY[n]::evil_domain[] IS NOT NULL',
    '(ROW(n)::boxed).d > 0',
    'evil_domain(n) > 0',
    "evil_domain '1' > 0",
    "deeper_domain '1' > 0",
    'n::pair IS NOT NULL',
    'pair(n) IS NOT NULL',
    // By an operator.
    'n === 1',
    'n===-1',
    'n OPERATOR(public.===) 1',
    // Names that are veiled, and texts that seem to hold them.
    `U&"looks\\005fharmless"(n) > 0`,
    `u&"looks!005fharmless" UESCAPE '!' (n) > 0`,
    `'\\' || looks_harmless(n)::text || '\\' = a`,
    `'\\' || looks_harmless(n)::text || "o"."a" || '''' = a`,
    `E'\\'' || looks_harmless(n)::text = a`,
    'looks_harmless/**/(n) > 0',
    'looks_harmless\n(n) > 0',
    'LOOKS_HARMLESS(n) > 0',
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
  // A function of the same name as one of the server's, and loadable ones, which no list of routines has.
  'DATABASE_NAME.lower(a) = 1',
  '`DATABASE_NAME` . `lower` (a) = 1',
  // What only looks like one of the server's: quotes, or a blank before the bracket, make it another.
  '`count`(a) = 1',
  '`mid`(a) = 1',
  'mid (a) = 1',
  'innodb_set_open_files_limit(4711) IS NULL',
  "asynchronous_connection_failover_add_source('', '', 0, '') IS NULL",
  "sys_exec('touch /tmp/altair_attack') = 0",
  "sys_eval('id') IS NULL",
  'NEXT VALUE FOR s > 0',
  'PREVIOUS VALUE FOR s > 0',
  'nextval(s) > 0',
  'setval(s, 99) > 0',
  "'\\' = ' || GET_LOCK(' || 'altair', 60) = 1",
  `"'" = GET_LOCK('altair', 60)`,
  `"x" = GET_LOCK("altair", 60)`,
  'last_insert_id(99) = 99',
  'uuid_short() > 0',
  'DEFAULT(n) > 0',
];

export const textsFor = (dialect: DialectId): ReadonlyArray<string> =>
  dialect === 'mysql' || dialect === 'mariadb' ? mysqlAttacks : attacks[dialect];

const mysqlFunctions = [
  'CREATE FUNCTION writes() RETURNS integer DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO canary VALUES (1); RETURN 1; END',
  ...['`count`', '`mid`'].map(
    (name) => `CREATE FUNCTION ${name} (x varchar(20)) RETURNS integer DETERMINISTIC RETURN GET_LOCK('altair', 0)`,
  ),
  `CREATE FUNCTION lower(x varchar(20)) RETURNS integer DETERMINISTIC RETURN GET_LOCK('altair', 0)`,
];

export const prepare: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: [
    'CREATE SEQUENCE s',
    `CREATE FUNCTION writes() RETURNS integer LANGUAGE sql VOLATILE AS 'INSERT INTO canary VALUES (1) RETURNING 1'`,
    `CREATE FUNCTION looks_harmless(integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS 'BEGIN PERFORM pg_advisory_lock(4711); RETURN 1; END'`,
    ...['lower(integer)', '"and"(integer)', 'sly(t)', 'pairs(integer, integer)'].map(
      (f) =>
        `CREATE FUNCTION ${f} RETURNS integer LANGUAGE plpgsql VOLATILE AS 'BEGIN PERFORM pg_advisory_lock(4711); RETURN 1; END'`,
    ),
    'CREATE OPERATOR === (FUNCTION = pairs, LEFTARG = integer, RIGHTARG = integer)',
    'CREATE DOMAIN evil_domain AS integer CHECK (pg_advisory_lock(4711) IS NOT NULL)',
    'CREATE DOMAIN deeper_domain AS evil_domain CHECK (VALUE > 0)',
    'CREATE TYPE boxed AS (d evil_domain)',
    'CREATE TYPE pair AS (x integer)',
    `CREATE FUNCTION to_pair(integer) RETURNS pair LANGUAGE plpgsql VOLATILE AS 'BEGIN PERFORM pg_advisory_lock(4711); RETURN ROW($1); END'`,
    'CREATE CAST (integer AS pair) WITH FUNCTION to_pair(integer)',
  ],
  mysql: mysqlFunctions,
  mariadb: [...mysqlFunctions, 'CREATE SEQUENCE s'],
  sqlite: [],
};

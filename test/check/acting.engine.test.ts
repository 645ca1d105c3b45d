/** What a question calls: by its text, and by what the server knows. What acts is not asked; what only reads is. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { mysqlReading, namedIn, postgresReading } from '../../src/edge/calls.js';
import type { Fault } from '../../src/edge/database.js';
import { acts } from '../../src/edge/mysql-acting.js';
import { whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { check, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { left } from '../../src/prelude.js';
import { describeEngines, scratch } from '../support/engines.js';

/** What only reads is asked, whoever made it. */
const readers: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: [
    'fine(n) < 100',
    'public.fine(n) < 100',
    'n::small_domain < 100',
    "lower(a) <> 'q' AND char_length(a) < 100",
    'random() < 2 AND now() IS NOT NULL AND gen_random_uuid() IS NOT NULL',
    "a ~ '^.$' AND position('x' in a) < 100 AND substring(a from 1 for 1) <> 'q'",
    "coalesce(a, 'x') <> 'q' AND n IN (1, 2) AND extract(year from current_date) > 2000",
    "to_char(n, '999') <> 'q' AND jsonb_build_object('a', a) ->> 'a' <> 'q'",
  ],
  mysql: [
    "lower(a) <> 'q' AND CHAR_LENGTH(a) < 100",
    "json_valid(a) = 0 AND JSON_EXTRACT(JSON_OBJECT('a', a), '$.a') <> 'q'",
    "IF(n > 5, 0, 1) = 1 AND a REGEXP '^.$' AND n IN (1, 2) AND n NOT IN (3)",
    'CAST(n AS DECIMAL(10, 2)) < 100 AND CONVERT(a, CHAR(5)) IS NOT NULL',
    "DATE_ADD('2020-01-01', INTERVAL (n) DAY) IS NOT NULL AND YEAR('2020-01-01') = 2020",
    "SUBSTRING_INDEX(a, 'x', 1) IS NOT NULL AND TRIM(BOTH 'x' FROM a) IS NOT NULL",
    "LEFT(a, 1) <> 'q' AND REGEXP_REPLACE(a, 'x', 'y') <> 'q' AND MD5(a) <> 'q' AND SHA1(a) <> 'q'",
  ],
  mariadb: [
    "lower(a) <> 'q' AND CHAR_LENGTH(a) < 100",
    "json_valid(a) = 0 AND JSON_EXTRACT(JSON_OBJECT('a', a), '$.a') <> 'q'",
    "IF(n > 5, 0, 1) = 1 AND a REGEXP '^.$' AND n IN (1, 2) AND n NOT IN (3)",
  ],
  sqlite: [
    "lower(a) <> 'q' AND length(a) < 100 AND n IN (1, 2)",
    "iif(n > 5, 0, 1) = 1 AND a GLOB '*' AND substr(a, 1, 1) <> 'q'",
    "json_valid(a) = 0 AND strftime('%Y', '2020-01-01') = '2020' AND CAST(n AS decimal(5,2)) < 100",
  ],
};

describeEngines('an expression that only reads', (engine) => {
  test('is asked and answered', async () => {
    const db = await scratch(engine);
    try {
      await db.exec('CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a varchar(20), n integer)');
      await db.exec(`INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 2)`);
      if (engine.dialect === 'postgres') {
        await db.exec(`CREATE FUNCTION fine(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1'`);
        await db.exec('CREATE DOMAIN small_domain AS integer CHECK (fine(VALUE) < 100)');
      }
      const start = await db.introspect();
      for (const text of readers[engine.dialect]) {
        const tables = start.tables.map((t) => ({
          ...t,
          checks: [check(E.native(engine.dialect, text), { name: 'fine' })],
        }));
        const made = plan(whole(start), whole({ ...start, tables }), { dialect: engine.dialect, strategy: 'single' });
        if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
        const judged = await assess(made.right, await db.database());
        expect([text, judged.findings.filter((f) => /more than read/.test(JSON.stringify(f.evidence)))]).toEqual([
          text,
          [],
        ]);
      }
    } finally {
      await db.drop();
    }
  });
});

describeEngines(
  'a column that is worked out when it is read',
  (engine) => {
    // Loadable functions may stand there (MariaDB); one that nobody knows is as good as that.
    test.each([
      ['ST_NumPoints(shape)', true],
      ['abs(n)', false],
    ])('by %s', async (expr, acts) => {
      const db = await scratch(engine);
      try {
        await db.exec(
          `CREATE TABLE t (id integer NOT NULL PRIMARY KEY, shape geometry, n integer, worked integer AS (${expr}) VIRTUAL)`,
        );
        await db.exec('INSERT INTO t (id, n) VALUES (1, 1), (2, 2)');
        const start = await db.introspect();
        const refusals = async (column: string): Promise<number> => {
          const tables = start.tables.map((t) => ({ ...t, uniques: [unique([column], { name: 'u' })] }));
          const made = plan(whole(start), whole({ ...start, tables }), { dialect: engine.dialect, strategy: 'single' });
          if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
          const { findings } = await assess(made.right, await db.database());
          return findings.filter((f) => /more than read/.test(JSON.stringify(f.evidence))).length;
        };
        expect([await refusals('worked'), await refusals('n')]).toEqual([acts ? 1 : 0, 0]);
      } finally {
        await db.drop();
      }
    });
  },
  ['mysql', 'mariadb'],
);

describeEngines(
  'a database whose own operators and sums act',
  (engine) => {
    test('is not asked with them', async () => {
      const db = await scratch(engine);
      try {
        await db.exec('CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a varchar(20))');
        await db.exec(`INSERT INTO t VALUES (1, 'x'), (2, 'x')`);
        const acts = (name: string, result: string): string =>
          `CREATE FUNCTION ${name} RETURNS ${result} LANGUAGE plpgsql VOLATILE AS 'BEGIN PERFORM pg_advisory_lock(4711); RETURN NULL; END'`;
        await db.exec(acts('alike(varchar, varchar)', 'boolean'));
        await db.exec('CREATE OPERATOR = (FUNCTION = alike, LEFTARG = varchar, RIGHTARG = varchar)');
        await db.exec(acts('counts(bigint, integer)', 'bigint'));
        await db.exec('CREATE AGGREGATE count(integer) (SFUNC = counts, STYPE = bigint)');
        const start = await db.introspect();
        const tables = start.tables.map((t) => ({
          ...t,
          columns: t.columns.map((c) => ({ ...c, nullable: false })),
          uniques: [unique(['a'], { name: 'u' })],
          checks: [check(E.binary('=', E.column('a'), E.column('a')), { name: 'same' })],
        }));
        const made = plan(whole(start), whole({ ...start, tables }), { dialect: 'postgres', strategy: 'single' });
        if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
        const judged = await assess(made.right, await db.database());
        expect(judged.verdict).not.toBe('safe');
        expect(await db.query(`SELECT 1 AS held FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711`)).toEqual(
          [],
        );
      } finally {
        await db.drop();
      }
    });
  },
  ['postgres15', 'postgres18'],
);

describe('a function of MySQL', () => {
  test.each([
    ['mid(a, 1)', false, false],
    ['mid (a, 1)', true, true],
    ['`mid`(a, 1)', true, true],
    ['shop.mid(a, 1)', true, true],
    ['a IN (1) AND (b)', false, false],
    ['nvl(a, b)', true, false],
    ['uuid_to_bin(a)', false, true],
    ['NEXT VALUE FOR s', true, true],
  ])('%s', (sql, onMysql, onMariadb) =>
    expect([acts(sql, 'mysql'), acts(sql, 'mariadb')]).toEqual([onMysql, onMariadb]),
  );
});

describe('what a question names', () => {
  const functionsIn = (sql: string, reading = postgresReading): ReadonlyArray<string> =>
    namedIn(sql, reading).functions.map((f) => f.name);

  test('is found whatever is written around it', () => {
    expect(
      functionsIn(`SELECT count(*) FROM t WHERE lower(a) = 'f(x)' AND "g" (1) AND public.H(2) AND k\n(3) IN (4)`),
    ).toEqual(['count', 'lower', 'g', 'h', 'k', 'in']);
  });

  test.each([
    [`'\\' || f(1) || ''''`, ['f']],
    [`E'\\' || f(1) || '''' || '`, []],
    [`'it''s f(1)'`, []],
    ['"f(1)"', []],
    ['"a""f"(1)', ['a"f']],
  ])('%j read by PostgreSQL', (sql, found) => expect(functionsIn(sql)).toEqual(found));

  test.each([
    [`'\\' || f(1) || '`, []],
    [`'\\\\' || f(1)`, ['f']],
    ['"f(1)"', []],
    ['`f`(1)', ['f']],
    ['`a``f`(1)', ['a`f']],
    ['"`" || f(1) || "`"', ['f']],
  ])('%j read by MySQL', (sql, found) => expect(functionsIn(sql, mysqlReading)).toEqual(found));
});

describeEngines(
  'a table that takes too long to count',
  (engine) => {
    test('is as large as the statistics say', async () => {
      const db = await scratch(engine);
      try {
        await db.exec('CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text)');
        await db.exec(`INSERT INTO t SELECT i, 'x' FROM generate_series(1, 5000) AS s(i)`);
        await db.exec('ANALYZE t');
        const start = await db.introspect();
        const tables = start.tables.map((t) => ({
          ...t,
          columns: t.columns.map((c) => (c.name === 'id' ? { ...c, type: T.integer(64) } : c)),
        }));
        const made = plan(whole(start), whole({ ...start, tables }), { dialect: 'postgres', strategy: 'single' });
        if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
        const database = await db.database();
        const slow: Fault = { kind: 'Fault', code: 'timeout', detail: 'too slow', sqlState: null };
        const judged = await assess(
          made.right,
          { ...database, query: async (sql) => (/pg_class/.test(sql) ? database.query(sql) : left(slow)) },
          { largeTable: 1000 },
        );
        const found = judged.findings.filter((f) => f.code === 'large-table').map((f) => f.evidence);
        expect(found).toEqual([{ kind: 'estimated', count: 5000 }]);
      } finally {
        await db.drop();
      }
    });
  },
  ['postgres15', 'postgres18'],
);

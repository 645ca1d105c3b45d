/** Tables as people write them by hand: read, dropped, made again from what was read, read again: the same to the letter. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { showName } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import { emptySchema, type Schema } from '../../../src/ir/schema.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { dialectOf, majors, making, printed, servers } from './support.js';

/** What stays while the tables are made anew. */
const ground = `
CREATE SCHEMA "My App";
CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE EXTENSION ltree SCHEMA "My App"; CREATE EXTENSION btree_gin;
CREATE COLLATION "My App"."de-x" (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN "Email" AS citext CHECK (VALUE LIKE '%@%');
CREATE DOMAIN positive AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b text);
CREATE TYPE "My App"."Level" AS ENUM ('low', 'High', '');
CREATE SEQUENCE shared START 100;
CREATE FUNCTION is_odd(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 2 = 1';
CREATE FUNCTION "My App"."Make It"() RETURNS int LANGUAGE sql AS 'SELECT 1';
`;

const tables: ReadonlyArray<readonly [name: string, sql: string, since?: number]> = [
  [
    'defaults',
    `CREATE TABLE defaults (
      a timestamptz DEFAULT now() - interval '1 day', b text DEFAULT 'it''s' || current_user, c text[] DEFAULT ARRAY['a', 'b']::text[],
      d int[] DEFAULT '{1,2}', e int DEFAULT nextval('shared'), f numeric DEFAULT random() * 10, g date DEFAULT CURRENT_DATE + 7,
      h jsonb DEFAULT jsonb_build_object('a', 1, 'b', ARRAY[1, 2]), i text DEFAULT E'tab\\tnew\\nline\\\\', j pair DEFAULT ROW(1, 'x')::pair,
      k "My App"."Level" DEFAULT 'High', l "My App"."Level"[] DEFAULT '{low}', m interval DEFAULT '1 year 2 mons 03:04:05', n int4range DEFAULT '[1,5)',
      o bit(3) DEFAULT B'101', p inet DEFAULT '10.0.0.1/8', q int DEFAULT "My App"."Make It"(), r positive, s "Email" DEFAULT 'a@b', t citext DEFAULT 'X',
      u text DEFAULT CASE WHEN now() > '2020-01-01' THEN 'new' ELSE 'old' END, v float8 DEFAULT 'NaN', w float8 DEFAULT -1.5e-10, x timestamp DEFAULT LOCALTIMESTAMP,
      y uuid DEFAULT gen_random_uuid(), z money DEFAULT 1.5, aa timestamp DEFAULT timezone('utc', now()), ab char(5) DEFAULT 'ab', ac "char" DEFAULT 'z',
      ad bytea DEFAULT '\\xdead', ae time DEFAULT '10:00', af int DEFAULT (1 + 2) * 3, ag bool DEFAULT (NOT true), ah varchar(10) DEFAULT left('abcdefghijkl', 10),
      aj int DEFAULT extract(year FROM date '2020-01-01'), ak "My App".ltree DEFAULT 'a.b', al oid DEFAULT 5, am xml,
      ap text COLLATE "C" DEFAULT ('x' COLLATE "C"), aq text DEFAULT current_setting('x.y', true))`,
  ],
  // Read as what they mean: a dump spells these anew.
  [
    'respelled',
    `CREATE TABLE respelled (a text DEFAULT substring('abc' from 2 for 1), b text DEFAULT NULL::varchar, c smallint DEFAULT '5'::smallint)`,
  ],
  [
    'checks',
    `CREATE TABLE checks (a int, b text, c text[], d jsonb, e date, f "My App"."Level", g int4range,
      CHECK (a BETWEEN 1 AND 10), CHECK (b IN ('x', 'y')), CHECK (b NOT IN ('z')), CHECK (b ~ '^[a-z]+$' AND b !~* 'q'), CHECK (b LIKE 'a%' OR b ILIKE '_b'),
      CHECK (char_length(b) < 10), CHECK (a IS DISTINCT FROM 5), CHECK (c <@ ARRAY['a', 'b']), CHECK (d ? 'key' AND d ->> 'k' = 'v' AND (d -> 'n')::int > 1),
      CHECK (a = ANY (ARRAY[1, 2, 3])), CHECK (a <> ALL (ARRAY[7, 8])), CHECK (num_nonnulls(a, b) = 1), CHECK (e > '2020-01-01' AND e < 'infinity'),
      CHECK ((a > 0) = (b IS NOT NULL)), CHECK (NOT (a > 5 AND b IS NULL)), CHECK (f IN ('low', 'High')), CHECK (is_odd(a)), CHECK (a & 1 = 1 AND a << 2 < 99 AND a # 3 > 0),
      CHECK (g @> 5 AND NOT isempty(g)), CHECK (lower(b) = b COLLATE "C"), CHECK (CASE WHEN a > 1 THEN b IS NULL ELSE true END), CHECK (coalesce(a, 0) >= 0),
      CONSTRAINT "odd ""name""" CHECK (a::text || '-' || b <> 'x' AND -a < 5 AND a % 3 = 0 AND a ^ 2 < 100), CHECK (c[1] = 'a' AND cardinality(c) > 0),
      CHECK (b SIMILAR TO 'a(b|c)'), CHECK (e AT TIME ZONE 'UTC' > now() OR true), CHECK ((a, 1) > (2, 3)), CHECK (true) NO INHERIT, CHECK (b = 'it''s \\ fine'))`,
  ],
  [
    'comparisons',
    `CREATE TABLE comparisons (v varchar(20), c char(3), n numeric(5,2), b bigint, s smallint, d date, ts timestamp, tz timestamptz, r real, t text, u uuid, tm time,
      CHECK (v IN ('x', 'y')), CHECK (v NOT IN ('x', 'y')), CHECK (v IN ('one')), CHECK (v = 'z' OR v <> 'q'), CHECK (v LIKE 'a%' AND v ~ '^a'), CHECK (v BETWEEN 'a' AND 'b'),
      CHECK (lower(v) IN ('x', 'y')), CHECK (coalesce(v, '') IN ('x', '')), CHECK (v || t IN ('x', 'y')), CHECK (v = ANY (ARRAY['a', t])), CHECK (v IN ('x', t)), CHECK (v IN ('x', NULL)),
      CHECK (v = ANY ('{a,b}')), CHECK (v = ANY ('{a,b}'::text[])), CHECK (v <> ALL (string_to_array(t, ','))), CHECK (v = t AND v > c), CHECK (c IN ('a', 'bcd')), CHECK (c = 'x' AND c <> v),
      CHECK (n IN (1, 2.5)), CHECK (n > 0 AND n <= 9.99 AND n <> -1), CHECK (b IN (1, 2)), CHECK (b > 9007199254740993 AND b < s), CHECK (s IN (1, 2) AND s > -3), CHECK (r > 1.5 AND r IN (1, 2)),
      CHECK (d IN ('2020-01-01', '2020-02-02')), CHECK (d > '2020-01-01' AND d < ts), CHECK (ts > '2020-01-01' AND tz <= '2020-01-01 10:00+02'), CHECK (tz = ts), CHECK (tm < '10:00'),
      CHECK (u <> '00000000-0000-0000-0000-000000000000'), CHECK (t IN ('x', 'y') AND t <> 'it''s'), CHECK (length(v) > 1 AND char_length(c) < 3), CHECK (v IS NOT NULL AND (v = '') IS NOT TRUE),
      CHECK (nullif(v, '') IS NOT NULL), CHECK (v IN ('a', 'b') = (t IN ('c', 'd'))), CHECK (NOT (v IN ('a', 'b'))), CHECK (greatest(n, 1) > 0), CHECK (v::text IN ('p', 'q')), CHECK (b::int IN (1, 2)),
      CHECK (n::int = 1 AND v::int > 0), CHECK (v::varchar(3) = 'abc' AND v::varchar(3) IN ('a', 'b')), CHECK ((v COLLATE "C") IN ('a', 'b')))`,
  ],
  [
    'indexes',
    `CREATE TABLE indexes (a int, b text, c text[], d jsonb, e "My App".ltree, f text COLLATE "C", g timestamptz, h citext, i text COLLATE ci, p point);
    CREATE INDEX ON indexes (a DESC NULLS LAST, b COLLATE "POSIX" text_pattern_ops NULLS FIRST);
    CREATE INDEX ON indexes USING gin (b gin_trgm_ops, c);
    CREATE INDEX ON indexes USING gin (d jsonb_path_ops) WITH (fastupdate = off);
    CREATE INDEX ON indexes USING gist (e); CREATE INDEX ON indexes USING gist (p) WITH (buffering = auto, fillfactor = 50);
    CREATE INDEX ON indexes USING brin (g) WITH (pages_per_range = 16); CREATE INDEX ON indexes USING hash (b); CREATE INDEX ON indexes USING spgist (p);
    CREATE UNIQUE INDEX ON indexes (lower(b), (d ->> 'x')) INCLUDE (a, g) WHERE a > 0 AND b IS NOT NULL;
    CREATE INDEX ON indexes ((a + 1), (b || 'x') DESC, upper(f), (f || 'y') COLLATE "de_DE.utf8");
    CREATE INDEX ON indexes (f, f COLLATE "My App"."de-x", i, b COLLATE ci);
    CREATE INDEX ON indexes (date_trunc('day', g AT TIME ZONE 'UTC')) WHERE g >= '2020-01-01 00:00:00+00';
    CREATE INDEX ON indexes USING gin (to_tsvector('english', b)); CREATE INDEX ON indexes ((d #>> '{a,b}')) WHERE b IN ('x', 'y') OR a = ANY ('{1,2}');
    CREATE INDEX ON indexes (is_odd(a)) WHERE is_odd(a); CREATE INDEX ON indexes ((CASE WHEN a > 1 THEN b ELSE f END)); CREATE INDEX ON indexes (h, lower(h));
    COMMENT ON INDEX indexes_a_b_idx IS 'both'`,
  ],
  [
    'keys',
    `CREATE TABLE keys (a int, b int, c int, d int, PRIMARY KEY (b, a), UNIQUE (c) INCLUDE (d) DEFERRABLE INITIALLY DEFERRED, UNIQUE (d, c));
    ALTER TABLE keys DROP COLUMN c; ALTER TABLE keys ADD COLUMN c int UNIQUE, ADD COLUMN self_a int, ADD COLUMN self_b int;
    ALTER TABLE keys ADD FOREIGN KEY (self_b, self_a) REFERENCES keys MATCH FULL ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE;
    ALTER TABLE keys ADD CONSTRAINT later CHECK (a > 0) NOT VALID, ADD CONSTRAINT lazy FOREIGN KEY (c) REFERENCES keys (c) NOT VALID;
    CREATE TABLE "My App".keys (x int REFERENCES keys (c) ON DELETE CASCADE); COMMENT ON COLUMN keys.a IS ''; COMMENT ON TABLE keys IS 'it''s "k"'`,
  ],
  [
    'generated',
    `CREATE TABLE generated (a int, b text, c text GENERATED ALWAYS AS (coalesce(b, '') || ' ' || a::text) STORED, d tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(b, ''))) STORED,
      e numeric(10,2) GENERATED ALWAYS AS (a * 1.5) STORED NOT NULL, f int GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5), g bigserial, "H h" serial)`,
  ],
  [
    'unlogged',
    `CREATE UNLOGGED TABLE unlogged (a int) WITH (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 50, toast_tuple_target = 256)`,
  ],
  [
    'virtual',
    `CREATE TABLE virtual (a int, b int GENERATED ALWAYS AS (a * 2), c int NOT NULL, CONSTRAINT soft CHECK (a > 0) NOT ENFORCED)`,
    18,
  ],
  [
    'distinct',
    `CREATE TABLE "distinct" (a int, b int UNIQUE NULLS NOT DISTINCT); CREATE UNIQUE INDEX ON "distinct" (a) NULLS NOT DISTINCT`,
    15,
  ],
];

describe.each(servers)('tables by hand · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());
  beforeEach(async () => {
    await on.reset();
    await on.exec(ground);
  });

  for (const [name, sql, since] of tables.filter((t) => (t[2] ?? 0) <= majors[id]))
    test(name, async () => {
      await on.exec(sql.replaceAll('"de_DE.utf8"', '"C"'));
      const first = await on.introspect();
      const dump = await on.dump();
      expect(d.physical(structuredClone(first))).toEqual(first);
      for (const t of first.tables)
        await on.exec(
          `DROP TABLE ${t.name.namespace === null ? '' : `${d.quote(t.name.namespace)}.`}${d.quote(t.name.name)} CASCADE`,
        );
      const empty = await on.introspect();
      expect(empty.tables, `${since}`).toEqual([]);
      const wanted: Schema = { ...first, enums: [] };
      for (const text of printed(d, making(wanted), emptySchema, wanted)) await on.exec(text);
      const second = await on.introspect();
      expect(second.tables.map((t) => showName(t.name)).sort()).toEqual(
        first.tables.map((t) => showName(t.name)).sort(),
      );
      expect(normalise(second)).toEqual(normalise(first));
      if (name !== 'respelled') expect(await on.dump()).toBe(dump);
      const natives =
        JSON.stringify(first.tables).match(/\{"kind":"Native","text":\{"postgres":"(?:[^"\\]|\\.)*"\}\}/g) ?? [];
      expect(natives).toEqual([]);
    });

  test('what belongs to an extension is nobody’s', async () => {
    await on.exec('CREATE EXTENSION pg_stat_statements; CREATE TABLE t (a int); CREATE TEMP TABLE gone (a int)');
    const read = await on.introspect();
    expect(read.tables.map((t) => t.name.name)).toEqual(['t']);
    expect(read.opaque.map((o) => `${o.kind} ${o.name.name}`).sort()).toEqual([
      'domain Email',
      'domain positive',
      'sequence shared',
      'type pair',
    ]);
    expect(read.enums.map((e) => e.name.name)).toEqual(['Level']);
    await on.exec('DROP TABLE gone');
  });

  test('what the IR cannot say of a constraint is kept beside it', async () => {
    await on.exec(`CREATE TABLE t (a int, b int, c int, d int, PRIMARY KEY (a) INCLUDE (b));
      CREATE TABLE u (a int PRIMARY KEY DEFERRABLE, e int, CONSTRAINT part FOREIGN KEY (e) REFERENCES t ON DELETE SET NULL (e));
      ${
        majors[id] < 18
          ? ''
          : `ALTER TABLE t ADD CONSTRAINT unproven NOT NULL c NOT VALID; CREATE TABLE v (a int, CONSTRAINT soft FOREIGN KEY (a) REFERENCES t NOT ENFORCED);
      CREATE EXTENSION btree_gist; CREATE TABLE w (i int, r daterange, PRIMARY KEY (i, r WITHOUT OVERLAPS));`
      }`);
    const read = await on.introspect();
    const found = read.opaque.filter((o) => o.on !== null).map((o) => `${o.kind} ${o.name.name} on ${o.on?.name}`);
    expect(found.sort()).toEqual([
      'constraint part on u',
      ...(majors[id] < 18 ? [] : ['constraint soft on v']),
      'constraint t_pkey on t',
      'constraint u_pkey on u',
      ...(majors[id] < 18 ? [] : ['constraint unproven on t', 'constraint w_pkey on w']),
    ]);
    // A NOT NULL that nobody proved does not read as one.
    expect(read.tables.find((t) => t.name.name === 't')?.columns.map((c) => c.nullable)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

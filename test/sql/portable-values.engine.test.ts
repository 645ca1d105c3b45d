/** A portable expression has the same value on every engine: PostgreSQL says which. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DialectId, Expr } from '../../src/ir/expression.js';
import { isLeft } from '../../src/prelude.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { toMariaDb, toMySql, toPostgres, toSqlite } from '../../src/sql/portable.js';
import { printExpression } from '../../src/sql/print-expression.js';
import { describeEngines, engines, type Scratch, scratch } from '../support/engines.js';
import { styles } from './styles.js';

const rewrite: Readonly<Record<DialectId, (e: Expr) => Expr>> = {
  postgres: toPostgres,
  mysql: toMySql,
  mariadb: toMariaDb,
  sqlite: toSqlite,
};

const texts = [
  '',
  ' ',
  'a',
  'a b',
  'a b c',
  'a  b',
  ' a',
  'a ',
  'abc',
  'äö ü',
  '😀 b😀',
  'x--y--z',
  'x-y',
  '--',
  'aaa',
  "it's",
  'back\\slash b',
  '%_',
];
const rows: ReadonlyArray<
  readonly [s: string | null, i: number | null, j: number | null, n: string | null, ts: string | null]
> = [
  ...texts.map(
    (s, k) =>
      [
        s,
        k - 4,
        k % 3 === 0 ? null : 3 - k,
        `${k - 6}.25`,
        `20${10 + k}-0${(k % 9) + 1}-${11 + k} ${String(k + 3).padStart(2, '0')}:${10 + k}:${59 - k}`,
      ] as const,
  ),
  [null, null, 5, null, null],
  ['z', 7, null, '0.5', '2024-02-29 23:59:59'],
  ['y', 0, 0, '2.5', '2021-01-03 00:00:00'],
  ['y', 100, 7, '-2.5', '2020-12-31 12:00:00'],
  ['y', -7, 2, '3.5', '2024-12-30 12:30:00'],
];
const types: Readonly<Record<DialectId, string>> = {
  postgres: 'k int, s varchar(40), i int, j int, n numeric(10,2), ts timestamp, f boolean',
  mysql: 'k int, s varchar(40) collate utf8mb4_0900_bin, i int, j int, n numeric(10,2), ts datetime, f boolean',
  mariadb:
    'k int, s varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin, i int, j int, n numeric(10,2), ts datetime, f boolean',
  sqlite: 'k integer, s text, i integer, j integer, n numeric, ts text, f boolean',
};

const everywhere: ReadonlyArray<string> = [
  "s || '|' || s",
  'i || s',
  "coalesce(s || 'x', 'none')",
  "split_part(s, ' ', 1)",
  "split_part(s, ' ', 2)",
  "split_part(s, ' ', 3)",
  "split_part(s, ' ', 4)",
  "split_part(s, '--', 1)",
  "split_part(s, '--', 2)",
  "split_part(s, '--', 3)",
  "split_part(s, 'aa', 2)",
  "split_part(s, 'ö ', 2)",
  "position(' ' in s)",
  "position('b' in s)",
  "position('zz' in s)",
  "strpos(s, 'a')",
  'left(s, 2)',
  'left(s, 0)',
  'left(s, 100)',
  'left(s, -1)',
  'left(s, -100)',
  'right(s, 2)',
  'right(s, 0)',
  'right(s, 100)',
  'right(s, -1)',
  'right(s, -2)',
  'lpad(s, 5)',
  "lpad(s, 5, '*')",
  "lpad(s, 2, '*')",
  "lpad(s, 4, 'xy')",
  'rpad(s, 5)',
  "rpad(s, 4, 'xy')",
  "rpad(s, 0, 'x')",
  'length(s)',
  'char_length(s)',
  'character_length(s)',
  'octet_length(s)',
  'substring(s from 1 for 2)',
  'substring(s from 2)',
  'substring(s from 3 for 100)',
  'substr(s, 2, 1)',
  'trim(s)',
  'ltrim(s)',
  'rtrim(s)',
  "trim(both 'a' from s)",
  "trim(leading 'a' from s)",
  "trim(trailing '😀' from s)",
  "btrim(s, ' ')",
  "replace(s, 'a', 'bb')",
  "nullif(trim(s), '')",
  'coalesce(i, j, 0)',
  'nullif(i, 7)',
  'i is distinct from j',
  'i is not distinct from j',
  '(i > 0) is distinct from null',
  'i = j',
  'not i = j',
  'not (i = j)',
  'i > 0 and j > 0',
  'i between -1 and 2',
  'i not between -1 and 2',
  'i in (1, 7)',
  'i not in (1, 7)',
  'i is null',
  'i is not null',
  "case when i > 0 then 'p' when i < 0 then 'm' else '0' end",
  "case i when 7 then 'x' end",
  'abs(i)',
  'mod(i, 3)',
  'i % 3',
  '-i',
  'i - -1',
  'i + j * 2 - 1',
  '(i + j) * 2',
  'i - (j - 1)',
  'n * 2 + i',
  'round(n, 1)',
  'floor(n)',
  'ceil(n)',
  'n > i',
  'extract(year from ts)',
  'extract(month from ts)',
  'extract(day from ts)',
  'extract(hour from ts)',
  'extract(minute from ts)',
  'extract(second from ts)',
  'extract(dow from ts)',
  'extract(isodow from ts)',
  'extract(doy from ts)',
  'extract(quarter from ts)',
  "date_part('year', ts)",
  "date_trunc('year', ts)",
  "date_trunc('month', ts)",
  "date_trunc('day', ts)",
  "date_trunc('hour', ts)",
  "date_trunc('minute', ts)",
  "date_trunc('second', ts)",
  "date_trunc('week', ts)",
  "date_trunc('quarter', ts)",
  'cast(ts as date)',
  "ts + interval '1 day'",
  "ts - interval '2 hours'",
  "ts + interval '90 minutes'",
  "ts + interval '1 week'",
  "ts - interval '30 seconds'",
  "cast(ts as date) < date '2020-06-01'",
  "ts > timestamp '2020-06-01 00:00:00'",
  'cast(i as text)',
  "cast(i as varchar(10)) || 'x'",
  'cast(s as varchar(2))',
  "cast('12' as int) + i",
  'cast(i as bigint)',
  'cast(i as numeric(10,2))',
  'cast(i as double precision) / 4',
  'cast(coalesce(j, 0) as boolean)',
  "upper('abc') || lower('ABC')",
  "s like 'a%'",
  "s not like '%b%'",
  "s like '%!%%' escape '!'",
  "s = 'a'",
  "s <> 'a'",
  "s < 'b'",
  'f',
  'not f',
  'f is true',
  'f is not true',
  'f is false',
  'f = true',
  'f or i > 3',
  'coalesce(f, false)',
  'f is distinct from true',
  'greatest(coalesce(i, 0), 3)',
  'least(coalesce(i, 0), 3, -1)',
  'case when f then i else j end',
  'repeat(s, 2)',
  'reverse(s)',
  "concat('a', coalesce(s, ''))",
  'extract(week from ts)',
  's || null',
  'true',
  "x'6162' = x'6162'",
];
/** What an engine cannot say, or says in its own way (see src/sql/portable.ts). */
const not: Readonly<Record<string, ReadonlyArray<DialectId>>> = {
  'reverse(s)': ['sqlite'],
  'extract(week from ts)': ['mysql', 'mariadb'],
  "x'6162' = x'6162'": ['postgres'],
};

const plain = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : String(value);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1e6) / 1e6;
  return text.replace(/(:\d\d)\.0+$/, '$1').replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1');
};
const sqlOf = (id: DialectId, sql: string): string => {
  const read = parseExpression(sql, 'portable');
  if (isLeft(read)) throw new Error(`${sql}: ${read.left.message}`);
  const text = printExpression(styles[id])(rewrite[id](read.right));
  if (isLeft(text)) throw new Error(JSON.stringify(text.left));
  return text.right;
};
const fill = async (db: Scratch): Promise<void> => {
  const id = db.engine.dialect;
  const string = (v: string | null): string => (v === null ? 'NULL' : styles[id].string(v));
  await db.exec(`CREATE TABLE z (${types[id]})`);
  for (const [k, [s, i, j, n, ts]] of rows.entries())
    await db.exec(
      `INSERT INTO z VALUES (${k}, ${string(s)}, ${i}, ${j}, ${n}, ${string(ts)}, ${k % 3 === 0 ? 'NULL' : k % 3 === 1 ? 'TRUE' : 'FALSE'})`,
    );
};
const values = async (db: Scratch, sql: string): Promise<ReadonlyArray<unknown>> => {
  const id = db.engine.dialect;
  // As text, so that drivers do not differ.
  const cast = id === 'postgres' ? '(x)::text' : id === 'sqlite' ? 'x' : 'cast(x as char)';
  const found = await db.query(`SELECT ${cast.replace('x', () => sqlOf(id, sql))} AS v FROM z ORDER BY k`);
  return found.map((row) => {
    const value = plain(row['v']);
    return value === 'true' ? 1 : value === 'false' ? 0 : value;
  });
};

const reference =
  engines().find((e) => e.id === 'postgres18' && e.url !== null) ??
  engines().find((e) => e.id === 'postgres15' && e.url !== null);

describeEngines('portable expressions have the values PostgreSQL gives', (engine) => {
  let db: Scratch;
  let pg: Scratch | null = null;
  beforeAll(async () => {
    db = await scratch(engine);
    await fill(db);
    if (reference !== undefined) {
      pg = await scratch(reference);
      await fill(pg);
    }
  });
  afterAll(async () => {
    await db.drop();
    await pg?.drop();
  });
  it.each(everywhere.filter((sql) => !(not[sql] ?? []).includes(engine.dialect)))('%s', async (sql) => {
    if (pg === null) throw new Error('no PostgreSQL to compare with');
    const want = sql.startsWith("x'") ? rows.map(() => 1) : await values(pg, sql);
    expect({ as: sqlOf(engine.dialect, sql), values: await values(db, sql) }).toEqual({
      as: sqlOf(engine.dialect, sql),
      values: want,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Expr } from '../../src/ir/expression.js';
import { sameDefaultExpr, sameExpr, type TypeOf } from '../../src/ir/same-expression.js';
import { type DataType, T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { type Flavour, parseExpression } from '../../src/sql/parse-expression.js';

const read = (text: string, flavour: Flavour): Expr => {
  const result = parseExpression(text, flavour);
  if (isLeft(result)) throw new Error(`${text}: ${result.left.message}`);
  return result.right;
};
const types: Readonly<Record<string, DataType>> = {
  i: T.integer(32),
  j: T.integer(32),
  b: T.integer(64),
  n: T.decimal(10, 2),
  r: T.float(64),
  s: T.varchar(50),
  t: T.text(),
  d: T.date,
  ts: T.dateTime(),
  f: T.boolean,
};
const known: TypeOf = (column) => types[column] ?? null;

describe('sameExpr keeps apart what is not the same', () => {
  it.each([
    ['i / 2', 'i / 2.0'],
    ['i / 2', 'i / cast(2 as numeric)'],
    ['i / 2', 'cast(i as numeric) / 2'],
    ['i / j', 'cast(i as numeric) / j'],
    ['i / j', 'i / cast(j as double precision)'],
    ['cast(i as numeric) / j', 'cast(i as double precision) / j'],
    ['coalesce(i, j)', 'coalesce(cast(i as numeric), j)'],
    ['cast(s as int) > 0', 's > 0'],
    ['cast(n as int) > 0', 'n > 0'],
    ['cast(n as bigint) = i', 'n = i'],
    ['cast(r as numeric) = n', 'r = n'],
    ['cast(n as numeric(5,1)) > 0', 'n > 0'],
    ['cast(n as numeric(5,1)) > 0', 'cast(n as numeric(5,2)) > 0'],
    ['cast(ts as date) = d', 'ts = d'],
    ['cast(s as varchar(3))', 's'],
    ['cast(s as char(3))', 'cast(s as varchar(3))'],
    ['cast(i as text) < cast(j as text)', 'i < j'],
    ['cast(i as text) = s', 'cast(j as text) = s'],
    ["cast('1.5' as int)", '1.5'],
    ["cast('1.55' as numeric(5,1)) < n", '1.55 < n'],
    ["s = 'a'", "s = 'A'"],
    ["s = 'a'", "s = 'a '"],
    ["s = '1'", 's = 1'],
    ["s = '2020-01-01'", "s = '2020-01-01 00:00:00'"],
    ["ts > '2020-01-01'", "ts > '2020-01-02'"],
    ["ts > timestamp '2020-01-01 10:00'", "ts > timestamp '2020-01-01 10:00:01'"],
    ["ts + interval '1 day'", "ts + interval '24 hours'"],
    ["ts + interval '1 month'", "ts + interval '30 days'"],
    ["ts + interval '1 day'", "ts - interval '1 day'"],
    ['0.10', '0.1'],
    ['9007199254740993', '9007199254740992'],
    ['i > 1', 'i >= 1'],
    ['i > j', 'j > i'],
    ['i - j', 'j - i'],
    ['i - (j - b)', '(i - j) - b'],
    ['i = 1 and (j = 2 or b = 3)', '(i = 1 and j = 2) or b = 3'],
    ['i = 1 or j = 2', 'j = 2 and i = 1'],
    ['not (i = 1 and j = 2)', 'not (i = 1) and not (j = 2)'],
    ['i between 1 and 2', 'i between 2 and 1'],
    ['i not between 1 and 2', 'i between 1 and 2'],
    ["s in ('a', 'b')", "s in ('a')"],
    ["s in ('a', 'b')", "s not in ('a', 'b')"],
    ["s like 'a%'", "s ilike 'a%'"],
    ["s like 'a%'", "s like 'a%' escape 'a'"],
    ["s ~ 'a'", "s ~* 'a'"],
    ['f is true', 'f'],
    ['f is true', 'f = true'],
    ['f is not true', 'f is false'],
    ['i is distinct from j', 'i <> j'],
    ['i is null', 'i is not null'],
    ['length(s) > 1', 'octet_length(s) > 1'],
    ['now()', 'clock_timestamp()'],
    ['current_timestamp(3)', 'current_timestamp'],
    ['current_date', 'current_timestamp'],
    ["position('a' in s)", "position(s in 'a')"],
    ['substring(s from 1)', 'substring(s from 1 for 2)'],
    ['round(n, 1)', 'round(n)'],
    ["case when i > 0 then 'a' end", "case when i > 0 then 'a' else '' end"],
    ["case i when 1 then 'a' end", "case j when 1 then 'a' end"],
    ['lower(s)', 'lower(t)'],
    ['s || t', 't || s'],
    ['s collate "C" < t', 's < t'],
    ['i', '"I"'],
    ['t.i', 'i'],
    ["x'00'", "x'0000'"],
    ["'t'", 'true'],
    ['null', "''"],
    ['f(i, j)', 'f(i)'],
    ["js -> 'a'", "js ->> 'a'"],
    ['array[1, 2]', 'array[2, 1]'],
    ['cast(s as date)', 's'],
  ])('%s ≠ %s', (a, b) => {
    expect(sameExpr(read(a, 'portable'), read(b, 'portable'), known)).toBe(false);
  });

  it('native texts are the same only when they are', () => {
    const native = (text: string): Expr => ({ kind: 'Native', text: { postgres: text } });
    expect(sameExpr(native('a && b'), native('a && b'))).toBe(true);
    expect(sameExpr(native('a && b'), native('a  && b'))).toBe(false);
  });
});

describe('sameExpr knows what engines rewrite', () => {
  it.each<[string, string, Flavour]>([
    [
      "status in ('a', 'b')",
      "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
      'postgres',
    ],
    ["status in ('a', 'b')", "(status = ANY ('{a,b}'::text[]))", 'postgres'],
    ["status in ('a', 'b')", "(status = ANY (ARRAY['a'::app.status, 'b'::app.status]))", 'postgres'],
    ['price * quantity > 10', '((price * (quantity)::numeric) > (10)::numeric)', 'postgres'],
    ['age between 18 and 99', '((age >= 18) AND (age <= 99))', 'postgres'],
    ["name <> ''", "((name)::text <> ''::text)", 'postgres'],
    ['not (a > 1 and b)', '((`a` <= 1) or (0 = `b`))', 'mysql'],
    ['not (a > 1 and b)', '`a` <= 1 or `b` = 0', 'mariadb'],
    ["a ~ '^x'", "regexp_like(`a`,_utf8mb4\\'^x\\')", 'mysql'],
    ['upper(a) = a', 'ucase(`a`) = `a`', 'mariadb'],
    ["'1 day'::interval", "'1 day'::interval", 'postgres'],
    ["ts + interval '1 hour 30 min'", "(ts + '01:30:00'::interval)", 'postgres'],
    ["ts + interval '1 year 2 mons'", "(ts + '1 year 2 mons'::interval)", 'postgres'],
    [`js @> '{"b":1,"a":[1]}'`, `(js @> '{"a": [1], "b": 1}'::jsonb)`, 'postgres'],
    ["ts >= '2020-01-01'", "(ts >= '2020-01-01 00:00:00'::timestamp without time zone)", 'postgres'],
    ["i = '5'", '(i = 5)', 'postgres'],
  ])('%s = %s', (a, b, flavour) => {
    expect(sameExpr(read(a, 'portable'), read(b, flavour), known)).toBe(true);
  });
  it('an explicit cast on either side of a division comes back on both', () => {
    for (const written of [
      'i / cast(j as numeric)',
      'cast(i as numeric) / j',
      'cast(i as numeric) / cast(j as numeric)',
    ])
      expect(sameExpr(read(written, 'portable'), read('((i)::numeric / (j)::numeric)', 'postgres'), known)).toBe(true);
  });
});

describe('sameDefaultExpr reads texts as the column does', () => {
  it.each<[string, string, DataType, boolean]>([
    ["'5'", '5', T.integer(32), true],
    ["'5'", '6', T.integer(32), false],
    ["'5'", '5', T.varchar(10), false],
    ['1.50', "'1.5'", T.decimal(10, 2), true],
    ['1.51', '1.5', T.decimal(10, 2), false],
    ['true', "'t'", T.boolean, true],
    ['true', '1', T.boolean, true],
    ['true', '0', T.boolean, false],
    ['true', '1', T.integer(8), true],
    ["'2020-01-01'", "'2020-01-01 00:00:00'", T.dateTime(), true],
    ["'2020-01-01'", "'2020-01-01 00:00:00'", T.varchar(30), false],
    ["'10:00'", "'10:00:00'", T.time(), true],
    ["'2020-01-01 10:00:00.000'", "'2020-01-01 10:00:00'", T.dateTime(), true],
    [`'{"a":1}'`, `'{"a": 1}'::jsonb`, T.json(), true],
    [`'{"a":1}'`, `'{"a": 2}'::jsonb`, T.json(), false],
    [`'{"a":1.10}'`, `'{"a": 1.1}'::jsonb`, T.json(), false],
    ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", T.uuid, true],
    ['now()', 'current_timestamp', T.dateTime(), true],
    ["'now()'", 'now()', T.dateTime(), false],
    ['null', "'null'", T.text(), false],
  ])('%s and %s of %o: %s', (a, b, type, same) => {
    expect(sameDefaultExpr(read(a, 'portable'), read(b, 'postgres'), type)).toBe(same);
  });
});

/** Portable expressions in every place that takes one: what the server gives back is the same expression. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { sameExpr } from '../../../src/ir/same-expression.js';
import { check, column, index, indexPart, type Schema, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import { parseExpression } from '../../../src/sql/parse-expression.js';
import { type Lab, openLab, servers } from './support.js';

const portable = (text: string): Expr => {
  const e = parseExpression(text, 'portable');
  if (isLeft(e)) throw new Error(`${text}: ${e.left.message}`);
  return e.right;
};

const conditions = [
  'a > 0',
  'a >= -5 AND a <= 10 OR b IS NULL',
  'NOT (a = 1 AND b = 2)',
  'NOT (a = 1)',
  'a IN (1, 2, 3)',
  'a NOT IN (1, 2)',
  "s IN ('x', 'it''s', 'back\\slash')",
  'a BETWEEN 1 AND 10',
  'a NOT BETWEEN 1 AND 10',
  "s LIKE 'a%'",
  "s NOT LIKE '%\\_x'",
  "s <> ''",
  'a IS NOT NULL AND b IS NULL',
  'a IS DISTINCT FROM b',
  'a IS NOT DISTINCT FROM b',
  'length(s) > 3',
  "lower(s) = 'x'",
  "coalesce(s, 'none') <> 'none'",
  'a + b * 2 > (a - b) / 3',
  '-a > -b',
  '- (a + b) > 0',
  'a % 2 = 0',
  'trim(s) = s',
  "s || t = 'ab'",
  'CASE WHEN a > 0 THEN b > 0 ELSE TRUE END',
  "CASE a WHEN 1 THEN 'x' ELSE s END = 'y'",
  'cast(a AS text) <> s',
  "cast(a AS binary(3)) <> 'x'",
  'flag',
  'NOT flag',
  'flag = TRUE',
  'flag IS TRUE',
  'flag IS NOT FALSE',
  "d > DATE '2020-01-01'",
  "ts >= '2020-01-01 00:00:00'",
  'nullif(a, 0) IS NOT NULL',
  'abs(a) < 1.5',
  'greatest(a, b) > 0',
  "substring(s from 2 for 3) = 'abc'",
  "position('a' in s) > 0",
  'extract(year from d) > 2000',
  "replace(s, '''', '\"') = t",
  "upper(s || '-' || t) = 'A-B'",
  'round(n, 2) = n',
  'a = 1 OR b = 2 AND NOT (s IS NULL)',
  "s = 'é日' OR s = 'line\nbreak'",
  "s IS NULL OR (s = 'a' AND t = 'b') OR (a = 1)",
];

const values = [
  'a + 1',
  'a * -2',
  's || t',
  "coalesce(s, t, 'x')",
  "CASE WHEN a > 0 THEN 'pos' WHEN a < 0 THEN 'neg' END",
  "split_part(s, ' ', 1)",
  "split_part(s, ' ', 2)",
  'lower(trim(s))',
  'cast(a AS decimal(10,2))',
  'length(s) + length(t)',
  'round(n)',
  "concat(s, '-', a)",
  'extract(month from d)',
  'left(s, 2) || right(s, 2)',
];

const columns = [
  column('a', T.integer(32), { nullable: true }),
  column('b', T.integer(32), { nullable: true }),
  column('n', T.decimal(12, 4), { nullable: true }),
  column('s', T.varchar(50), { nullable: true }),
  column('t', T.varchar(50), { nullable: true }),
  column('flag', T.boolean, { nullable: true }),
  column('d', T.date, { nullable: true }),
  column('ts', T.dateTime(), { nullable: true }),
];

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());

  const both = async (s: Schema): Promise<readonly [Schema, Schema]> => [await lab.create(s), await lab.catalog()];

  test('checks', async () => {
    const checks = conditions.map((c, n) => check(portable(c), { name: `c${String(n).padStart(3, '0')}` }));
    const [made, read] = await both({ tables: [table(qname('t'), columns, { checks })], enums: [], opaque: [] });
    const different = conditions.filter((_, n) => {
      const [x, y] = [made.tables[0]?.checks[n]?.expr, read.tables[0]?.checks[n]?.expr];
      return x === undefined || y === undefined || !sameExpr(x, y);
    });
    expect(different).toEqual([]);
    // What was read is printed and read again without any change at all.
    const [, twice] = await both(read);
    expect(twice.tables[0]?.checks).toEqual(read.tables[0]?.checks);
  });

  test('generated columns', async () => {
    const generated = values.map((v, n) =>
      column(`g${n}`, T.varchar(120), { nullable: true, generated: { expr: portable(v), stored: n % 2 === 0 } }),
    );
    const [made, read] = await both({
      tables: [table(qname('t'), [...columns, ...generated])],
      enums: [],
      opaque: [],
    });
    const different = values.filter((_, n) => {
      const [x, y] = [made, read].map((s) => s.tables[0]?.columns[columns.length + n]?.generated?.expr);
      return x === undefined || y === undefined || !sameExpr(x, y);
    });
    expect(different).toEqual([]);
  });

  test('defaults', async () => {
    const texts = ["concat('a', 'b')", 'gen_random_uuid()', "'x' || 'y'", "upper('x')", 'cast(5 AS text)'];
    const defaults = texts.map((v, n) =>
      column(`d${n}`, T.varchar(120), { default: { kind: 'Expression', expr: portable(v) } }),
    );
    const [made, read] = await both({ tables: [table(qname('t'), defaults)], enums: [], opaque: [] });
    const different = texts.filter((_, n) => {
      const [x, y] = [made, read].map((s) => s.tables[0]?.columns[n]?.default);
      return x?.kind !== 'Expression' || y?.kind !== 'Expression' || !sameExpr(x.expr, y.expr);
    });
    expect(different).toEqual([]);
  });

  test.skipIf(id !== 'mysql')('indexes', async () => {
    const texts = ['lower(s)', 'a + b', "coalesce(s, 'é')", 'abs(a)', 'cast(a AS char(10))'];
    const indexes = texts.map((v, n) => index([indexPart(portable(v)), indexPart('a')], { name: `i${n}` }));
    const [made, read] = await both({ tables: [table(qname('t'), columns, { indexes })], enums: [], opaque: [] });
    const different = texts.filter((_, n) => {
      const [x, y] = [made, read].map((s) => s.tables[0]?.indexes[n]?.parts[0]?.of);
      return x?.kind !== 'Expression' || y?.kind !== 'Expression' || !sameExpr(x.expr, y.expr);
    });
    expect(different).toEqual([]);
  });
});

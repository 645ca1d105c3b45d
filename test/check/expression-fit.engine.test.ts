/** What is said of the expressions of a table that is not there, beside what the server makes of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import type { Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, emptySchema, index, indexPart, type Table, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';

const texts = [
  'lower(a)',
  'lower(a, a)',
  'length(n)',
  'length(a) > 3',
  'abs(a)',
  'abs(n) > 1',
  "n <> 'zz'",
  "n <> '7'",
  "d > '2020-01-01'",
  "d > 'nonsense'",
  "e = 'x'",
  "e = 'nonsense'",
  "e IN ('x', 'y')",
  'e IS NOT NULL',
  'lower(e)',
  'n + a',
  'n / 2',
  'a || n',
  'a || a',
  'b AND n > 1',
  'b',
  'b = 1',
  'coalesce(n, 0)',
  "coalesce(n, 'zz')",
  'cast(a AS integer)',
  'cast(n AS nonsense)',
  'no_such_function(n)',
  'n = d',
  "CASE WHEN n > 1 THEN 'x' ELSE 'y' END = a",
  "a LIKE '%x%'",
  "n LIKE '%x%'",
  'current_timestamp',
] as const;

const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
const may = { nullable: true } as const;
const columns = [
  column('id', T.integer(32)),
  column('a', T.varchar(20), may),
  column('n', T.integer(32), may),
  column('d', T.date, may),
  column('b', T.boolean, may),
  column('e', T.enum(['x', 'y']), may),
];

const places: Readonly<Record<string, (e: Expr) => Table>> = {
  check: (e) => table(qname('t'), columns, { primaryKey: key, checks: [check(e, { name: 'k' })] }),
  'computed text': (e) =>
    table(qname('t'), [...columns, column('g', T.varchar(40), { ...may, generated: { expr: e, stored: true } })], {
      primaryKey: key,
    }),
  'computed number': (e) =>
    table(qname('t'), [...columns, column('g', T.integer(32), { ...may, generated: { expr: e, stored: true } })], {
      primaryKey: key,
    }),
  index: (e) =>
    table(qname('t'), columns, {
      primaryKey: key,
      indexes: [index([indexPart(e)], { name: 'i' })],
    }),
};

describeEngines('expressions of a new table', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  test.each(Object.keys(places))('as %s', async (place) => {
    const wrong: string[] = [];
    const { dialect } = await db.database();
    for (const text of texts) {
      // A part of an index that is a column is said as one.
      if (place === 'index' && text === 'b') continue;
      await db.reset();
      const parsed = parseExpression(text, engine.dialect);
      if (parsed._tag === 'Left') throw new Error(text);
      const to = { ...emptySchema, tables: [places[place]?.(parsed.right) as Table] };
      const made = plan(whole(await db.introspect()), whole(to), {
        dialect: dialect.id,
        serverVersion: dialect.version,
        strategy: 'single',
      });
      if (made._tag === 'Left') continue;
      const judged = await assess(made.right, await db.database());
      const refused = await db.apply(made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements))).then(
        () => false,
        () => true,
      );
      if (judged.verdict !== 'unproven' && (judged.verdict === 'unsafe') !== refused)
        wrong.push(`${text}: ${judged.verdict}, ${refused ? 'refused' : 'taken'}`);
    }
    expect(wrong).toEqual([]);
  });
});

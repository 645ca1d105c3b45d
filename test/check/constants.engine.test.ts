/** Which constants the servers take beside a column: what is said of each is held against the server itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import type { Expr } from '../../src/ir/expression.js';
import { type Column, check, emptySchema, index, indexPart, type Table } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { nullable, schema, t } from './case.js';

const expr = (text: string): Expr => {
  const parsed = parseExpression(text, 'mysql');
  if (isLeft(parsed)) throw new Error(`${text}: ${parsed.left.message}`);
  return parsed.right;
};

/** A type, a value of it as a literal, and conditions over a column `i` of it. */
const tables: ReadonlyArray<readonly [string, DataType, string, ReadonlyArray<string>]> = [
  [
    'bigint',
    T.integer(64),
    '5',
    [
      "i <> 'zz'",
      "i <> '7'",
      "i <> '1.5'",
      "i <> '7x'",
      "i <> ''",
      "'7' <> i",
      'i > -5',
      "i between 'a' and 'b'",
      "i between '1' and '9'",
      "i in ('1', '5')",
      "i in ('a', 'b')",
      "nullif(i, 'zz') is null",
      "i + 1 > '2'",
      "i is null or i <> 'zz'",
      "coalesce(i, 'x') <> 'zz'",
      "i like 'z%' or i > 2",
      "case i when 7 then 0 when 'zz' then 1 else 2 end > 0",
      "case i when 5 then 1 when 'zz' then 2 end = 1",
      "i + 'x' > 0",
    ],
  ],
  [
    'int',
    T.integer(32),
    '5',
    [
      "i <> 'zz'",
      "i <> '7'",
      "i <> ''",
      "i in ('1', '5')",
      "i in ('5', 'b')",
      "i between '1' and '9'",
      "i + '7' > 0",
      "i = 5 or i = 'zz'",
      "i = 7 or i = 'zz'",
      "case when i = 5 then 1 when i = 'zz' then 2 end = 1",
      "concat(i, 'x') <> 'zz'",
      "i <> 'true'",
    ],
  ],
  ['decimal', T.decimal(8, 2), '5', ["i <> 'zz'", "i <> '7.5'", "i <> ''", "i in ('5', 'b')"]],
  ['float', T.float(64), '5', ["i <> 'zz'", "i <> '7.5'", "i in (5, 'b')", 'i in (5, 7)']],
  ['boolean', T.boolean, '1', ["i = 'true'", "i = '1'", "i in ('a', '1')"]],
  ['year', T.year, '2024', ["i <> 'zz'", "i <> '2020'", 'i > 2000', "i between '2000' and '2030'"]],
  [
    'date',
    T.date,
    "'2020-02-02'",
    [
      "i > 'x'",
      "i > ''",
      "i > '2019-13-01'",
      "i > '2019-01-01'",
      "i > '20190101'",
      "i > '2019-01-01 10:00:00'",
      'i > 5',
      "i > cast('2019-01-01' as date)",
      "i between '2019-01-01' and '2021-01-01'",
      "i between '2019-01-01' and 'x'",
      "i in ('2020-02-02', '2020-02-03')",
      "i in ('x', 'y')",
      "i is null or i > 'x'",
      "year(i) > '2000'",
      "year(i) > 'x'",
      "date(i) > 'y'",
      "date(i) > '2019-01-01'",
      "coalesce(i, 'x') <> 'y'",
    ],
  ],
  [
    'datetime',
    T.dateTime('datetime', 0),
    "'2020-02-02 10:00:00'",
    ["i > 'x'", "i > '2019-01-01'", "i > '2019-01-01 10:00:00'", "i > '2019-01-01T10:00:00'"],
  ],
  [
    'time',
    T.time(0),
    "'11:00:00'",
    ["i > 'x'", "i > '10:00:00'", "i > '10:00'", "i between '10:00:00' and '12:00:00'"],
  ],
  ['enum', T.enum(['a', 'b']), "'a'", ["i <> 'zz'", 'i < 2', "i in ('a', 'zz')", "i > '0'"]],
  [
    'varchar',
    T.varchar(20),
    "'abc'",
    [
      'i > 5',
      "i <> 'zz'",
      'i in (1, 5)',
      "i in ('abc', '5')",
      'i + 1 > 0',
      'abs(i) >= 0',
      'char_length(i) > 2',
      "i = 'abc' or i > 5",
      "i <> 'abc' or i > 5",
      "if(i = 'abc', 1, i + 1) = 1",
      'i between 1 and 9',
      'nullif(i, 5) is not null',
    ],
  ],
];

describeEngines(
  'constants beside a column',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    const planned = async (
      ...[from, to]: [Parameters<typeof whole>[0], Parameters<typeof whole>[0]]
    ): Promise<Plan> => {
      const { dialect } = await db.database();
      const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(whole(from), whole(to), options);
      if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
      return made.right;
    };
    const statements = (p: Plan) => p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));

    /** The condition as a check, as a computed column and in an index (which only MySQL has). */
    const forms: Readonly<Record<string, (i: Column, e: Expr) => Table>> = {
      check: (i, e) => t([i], { checks: [check(e, { name: 'k' })] }),
      column: (i, e) => t([i, nullable('g', T.integer(32), { generated: { expr: e, stored: true } })]),
      ...(engine.id === 'mysql'
        ? { index: (i, e) => t([i], { indexes: [index([indexPart(e)], { name: 'x' })] }) }
        : {}),
    };
    const all = tables.flatMap(([name, type, value, list]) =>
      list.flatMap((text) =>
        Object.keys(forms).flatMap((form) =>
          [true, false].map(
            (row) => [`${name}, ${form}: ${text}${row ? ', a row' : ''}`, type, value, text, form, row] as const,
          ),
        ),
      ),
    );

    test.each(all)('%s', async (_, type, value, text, form, row) => {
      const i = nullable('i', type);
      await db.reset();
      const before = schema(t([i]));
      const after = schema(forms[form]?.(i, expr(text)) ?? t([i]));
      await db.apply(statements(await planned(emptySchema, before)));
      if (row) await db.exec(`INSERT INTO t (id, i) VALUES (1, ${value}), (2, NULL)`);
      const judged = await assess(await planned(await db.introspect(), after), await db.database());
      const failed = await db.apply(statements(judged)).then(
        () => null,
        (e: unknown) => String(e),
      );
      const again = failed === null ? (await planned(await db.introspect(), after)).migrations.length : 0;
      expect({ verdict: judged.verdict, failed, again }).toEqual(
        judged.verdict === 'safe'
          ? { verdict: 'safe', failed: null, again: 0 }
          : judged.verdict === 'unsafe'
            ? { verdict: 'unsafe', failed: expect.any(String), again: 0 }
            : { verdict: 'unproven', failed, again },
      );
    });
  },
  ['mysql', 'mariadb'],
);

/** Engines print what they were given in their own words; both must be the same expression, and rewriting it again nothing new. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMysqlExpression } from '../../src/dialect/mysql/read-mysql.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { sameDefaultExpr, sameExpr, type TypeOf } from '../../src/ir/same-expression.js';
import { type DataType, T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { toMariaDb, toMySql, toPostgres, toSqlite } from '../../src/sql/portable.js';
import { printExpression } from '../../src/sql/print-expression.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { checks, columns, defaults, indexed, stored } from './portable-cases.js';
import { styles } from './styles.js';

const rewrite: Readonly<Record<DialectId, (e: Expr) => Expr>> = {
  postgres: toPostgres,
  mysql: toMySql,
  mariadb: toMariaDb,
  sqlite: toSqlite,
};
const tables: Readonly<Record<DialectId, string>> = { ...columns, mariadb: columns.mysql };
const text = T.varchar(50);
const types: Readonly<Record<string, ReturnType<TypeOf>>> = {
  i: T.integer(32),
  j: T.integer(32),
  b: T.integer(64),
  n: T.decimal(10, 2),
  r: T.float(64),
  s: text,
  v: text,
  t: T.text(),
  c: T.char(5),
  d: T.date,
  ts: T.dateTime(),
  tz: T.dateTime('instant'),
  f: T.boolean,
  js: T.json(),
};
const known: TypeOf = (column) => types[column] ?? null;

/** A CHECK of MySQL wants a condition. */
const isValue = (e: Expr): boolean => e.kind === 'Column' || e.kind === 'Case';

const right = <A>(value: { readonly _tag: string; readonly left?: unknown; readonly right?: A }, what: string): A => {
  if (value.right === undefined) throw new Error(`${what}: ${JSON.stringify(value.left)}`);
  return value.right;
};

describeEngines('an expression comes back as the same one', (engine) => {
  const id = engine.dialect;
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const one = async (sql: string): Promise<string> => String(Object.values((await db.query(sql))[0] ?? {})[0]);
  const my = id === 'mysql' || id === 'mariadb';

  const verify = async (sql: string, made: Expr, engineText: string, type: DataType | null = null, plain = true) => {
    // information_schema of MySQL escapes once more; the dialect takes that off. The reader manages without, for plain text.
    const read = parseExpression(id === 'mysql' && !plain ? readMysqlExpression(engineText) : engineText, id);
    if (isLeft(read)) throw new Error(`${engineText}: ${read.left.message} at ${read.left.offset}`);
    const asDefault = type !== null && sameDefaultExpr(made, read.right, type);
    expect({
      sql,
      engineText,
      same: asDefault || sameExpr(made, read.right, known),
      withoutTypes: asDefault || sameExpr(made, read.right),
    }).toEqual({
      sql,
      engineText,
      same: true,
      withoutTypes: true,
    });
    expect(sameExpr(rewrite[id](read.right), read.right, known), `rewritten again: ${engineText}`).toBe(true);
    // What was read can be printed and given to the engine again.
    const again = right(printExpression(styles[id])(read.right), engineText);
    const reread = right(parseExpression(again, id), again);
    expect(reread, again).toEqual(read.right);
  };
  const checkText = async (): Promise<string> => {
    if (id === 'postgres') return one(`SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'k'`);
    if (my)
      return one(
        `SELECT check_clause FROM information_schema.check_constraints WHERE constraint_schema = database() AND constraint_name = 'k'`,
      );
    const source = await one(`SELECT sql FROM sqlite_master WHERE name = 'z'`);
    return source.slice(source.indexOf('CHECK (') + 'CHECK ('.length, -2);
  };
  const printed = (sql: string, condition: boolean): readonly [Expr, string] => {
    const portable = rewrite[id](right(parseExpression(sql, 'portable'), sql));
    const made = condition && my && isValue(portable) ? E.binary('<>', portable, E.number(0)) : portable;
    return [made, right(printExpression(styles[id])(made), sql)];
  };

  it.each(checks.filter((c) => !c.without.includes(id)))('check: $sql', async ({ sql }) => {
    const [made, body] = printed(sql, true);
    await db.exec('DROP TABLE IF EXISTS z');
    await db.exec(`CREATE TABLE z (${tables[id]}, CONSTRAINT k CHECK (${body}))`);
    await verify(sql, made, await checkText());
  });

  it.each(checks.filter((c) => id === 'postgres' && !/now\(\)|current_date|tz/.test(c.sql)))(
    'index predicate: $sql',
    async ({ sql }) => {
      const [made, body] = printed(sql, true);
      await db.exec('DROP TABLE IF EXISTS z');
      await db.exec(`CREATE TABLE z (${tables[id]}); CREATE INDEX x ON z (i) WHERE ${body}`);
      await verify(
        sql,
        made,
        await one(`SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'x'::regclass`),
      );
    },
  );

  it.each(stored.filter(([, c]) => !c.without.includes(id)))('generated %s: $sql', async (type, { sql }) => {
    const [made, body] = printed(sql, false);
    const own = my ? type.replace('text', 'varchar(500)').replace('timestamp', 'datetime') : type;
    await db.exec('DROP TABLE IF EXISTS z');
    await db.exec(`CREATE TABLE z (${tables[id]}, g ${own} GENERATED ALWAYS AS (${body}) STORED)`);
    if (id === 'postgres') await verify(sql, made, await one(`SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef`));
    else if (my)
      await verify(
        sql,
        made,
        await one(
          `SELECT generation_expression FROM information_schema.columns WHERE table_schema = database() AND table_name = 'z' AND column_name = 'g'`,
        ),
      );
    else {
      const source = await one(`SELECT sql FROM sqlite_master WHERE name = 'z'`);
      await verify(sql, made, source.slice(source.indexOf(' AS (') + ' AS ('.length, -') STORED)'.length));
    }
  });

  it.each(indexed.filter((c) => !c.without.includes(id) && id !== 'mariadb'))('index on: $sql', async ({ sql }) => {
    const [made, body] = printed(sql, false);
    await db.exec('DROP TABLE IF EXISTS z');
    await db.exec(`CREATE TABLE z (${tables[id]})`);
    await db.exec(`CREATE INDEX x ON z ((${body}))`);
    if (id === 'postgres') await verify(sql, made, await one(`SELECT pg_get_indexdef('x'::regclass, 1, false)`));
    else if (my)
      await verify(
        sql,
        made,
        await one(
          `SELECT expression FROM information_schema.statistics WHERE table_schema = database() AND index_name = 'x'`,
        ),
      );
    else {
      const source = await one(`SELECT sql FROM sqlite_master WHERE name = 'x'`);
      await verify(sql, made, source.slice(source.indexOf(' ((') + ' (('.length, -2));
    }
  });

  it.each(defaults.filter(([, , c]) => !c.without.includes(id)))(
    'default of %s (%s): $sql',
    async (own, elsewhere, { sql }) => {
      const [made, body] = printed(sql, false);
      await db.exec('DROP TABLE IF EXISTS z');
      await db.exec(`CREATE TABLE z (a ${my ? own : elsewhere} DEFAULT (${body}))`);
      if (id === 'postgres') {
        const found = await one(`SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef`);
        // PostgreSQL drops DEFAULT NULL.
        if (found !== 'undefined') await verify(sql, made, found);
      } else if (my) {
        const found = await one(
          `SELECT column_default FROM information_schema.columns WHERE table_schema = database() AND table_name = 'z'`,
        );
        if (sql !== 'null')
          await verify(sql, made, found, own === 'datetime' ? T.dateTime() : own === 'time' ? T.time() : null);
      } else {
        const source = await one(`SELECT sql FROM sqlite_master WHERE name = 'z'`);
        await verify(sql, made, source.slice(source.indexOf('DEFAULT (') + 'DEFAULT ('.length, -2));
      }
    },
  );

  const hostile = [
    "'",
    "''",
    '\\',
    "\\'",
    'it\'s \\ "q"',
    'a\nb',
    '\r\n',
    '\t',
    '\x1a',
    '`',
    '"',
    '%_\\%\\_',
    '--',
    '/* */',
    '\\u0041',
    'é\u2028',
    '😀',
    "_utf8mb4'x'",
    "\\\\'",
    ' ',
    '',
    "'::text",
    ';',
  ];
  // MariaDB keeps expressions in three-byte UTF-8: what is beyond comes back as question marks.
  it.each(hostile.filter((v) => id !== 'mariadb' || !/[\u{10000}-\u{10ffff}]/u.test(v)))(
    'a text comes back as it was: %j',
    async (value) => {
      const made: Expr = {
        kind: 'Binary',
        op: '<>',
        left: { kind: 'Column', table: null, name: 's' },
        right: { kind: 'Literal', value: { kind: 'String', value } },
      };
      const body = right(printExpression(styles[id])(made), value);
      await db.exec('DROP TABLE IF EXISTS z');
      await db.exec(`CREATE TABLE z (${tables[id]}, CONSTRAINT k CHECK (${body}))`);
      await verify(value, made, await checkText(), null, false);
    },
  );
  it.each([
    'a b',
    "a'b",
    'a"b',
    'a`b',
    'a\\b',
    'select',
    'Mixed',
    'ünï',
    '1st',
    'a.b',
    "\\'",
    'null',
    'current_timestamp',
  ])('a name comes back as it was: %j', async (name) => {
    const made: Expr = {
      kind: 'Binary',
      op: '>',
      left: { kind: 'Column', table: null, name },
      right: { kind: 'Literal', value: { kind: 'Number', text: '1' } },
    };
    const body = right(printExpression(styles[id])(made), name);
    await db.exec('DROP TABLE IF EXISTS z');
    await db.exec(`CREATE TABLE z (${styles[id].quote(name)} int, CONSTRAINT k CHECK (${body}))`);
    await verify(name, made, await checkText(), null, false);
  });
});

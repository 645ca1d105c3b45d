/**
 * Texts in a spec that would use our questions for something else: close their brackets, end their transaction, call what
 * acts. Planning and asking run nothing of it, and nothing of it is taken for proved.
 */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import type { Database } from '../../src/edge/database.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { type Column, check, column, index, indexPart, type Schema, type Table, unique } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { file, nonsense, prepare, textsFor, understood } from './attack-texts.js';

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

const withColumn = (t: Table, more: Partial<Column>): Table => ({
  ...t,
  columns: [...t.columns, column('more', T.integer(32), { nullable: true, ...more })],
});

const typed = (t: Table, name: string, type: DataType): Table => ({
  ...t,
  columns: t.columns.map((c) => (c.name === name ? { ...c, type } : c)),
});

interface Way {
  readonly table: Table;
  /** What fills a new column. */
  readonly backfill?: Expr;
  /** What the values of `n` become. */
  readonly using?: Expr;
}

/** The ways a text of the user's comes into a question. Null: it is no expression there. */
const ways: Readonly<Record<string, (t: Table, dialect: DialectId, text: string) => Way | null>> = {
  'a check': (t, d, text) => ({ table: { ...t, checks: [check(E.native(d, text), { name: 'evil' })] } }),
  'a backfill': (t, _, text) => ({
    table: { ...t, columns: [...t.columns, column('filled', T.integer(32))] },
    backfill: E.native(_, text),
  }),
  'a key': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart(E.native(d, text))], { unique: true, name: 'evil' })] },
  }),
  'the rows of a key': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart('n')], { unique: true, name: 'evil', where: E.native(d, text) })] },
  }),
  'an index': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart(E.native(d, text))], { name: 'evil' })] },
  }),
  'the rows of an index': (t, d, text) => ({
    table: { ...t, indexes: [index([indexPart('a')], { name: 'evil', where: E.native(d, text) })] },
  }),
  'a new type': (t, d, text) => ({ table: typed(t, 'n', T.varchar(40)), using: E.native(d, text) }),
  'the name of a type': (t, _, text) => ({ table: typed(t, 'a', T.native(text)) }),
  'a default': (t, d, text) => ({
    table: withColumn(t, { nullable: false, default: { kind: 'Expression', expr: E.native(d, text) } }),
  }),
  'a generated column': (t, d, text) => ({
    table: {
      ...withColumn(t, { generated: { expr: E.native(d, text), stored: true } }),
      uniques: [unique(['more'], { name: 'evil' })],
    },
  }),
  'portable SQL': (t, d, text) => {
    const parsed = parseExpression(text, d);
    return parsed._tag === 'Left' ? null : { table: { ...t, checks: [check(parsed.right, { name: 'evil' })] } };
  },
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

  const planned = (way: string, attack: string) => {
    const text = attack.replace('DATABASE_NAME', db.target.database);
    const found = start.tables.find((t) => t.name.name === 't');
    const made = found === undefined ? null : ways[way]?.(found, dialect, text);
    if (made === undefined || made === null) return null;
    const desired: Desired = whole({ ...start, tables: start.tables.map((t) => (t === found ? made.table : t)) });
    const rule = { table: qname('t'), at: null } as const;
    const data = [
      ...(made.backfill === undefined
        ? []
        : [{ ...rule, kind: 'Backfill' as const, column: 'filled', value: made.backfill }]),
      ...(made.using === undefined ? [] : [{ ...rule, kind: 'Using' as const, column: 'n', value: made.using }]),
    ];
    return plan(whole(start), { ...desired, data }, { dialect, strategy: 'single' });
  };

  test('there are enough of them', () =>
    expect(textsFor(dialect).length * Object.keys(ways).length).toBeGreaterThan(200));

  let asked = 0;

  test.each(Object.keys(ways))(
    'as %s changes nothing, proves nothing and is not sent',
    { timeout: 300_000 },
    async (way) => {
      const before = await state(db);
      const proved: string[] = [];
      const sent: string[] = [];
      for (const text of textsFor(dialect)) {
        const made = planned(way, text);
        // What cannot be compiled is not asked.
        if (made === null || made._tag === 'Left') continue;
        asked += 1;
        const database = await db.database();
        const heard = recorded(database);
        const started = performance.now();
        const judged = await assess(made.right, heard.database);
        if (understood.has(text) || nonsense.has(text)) continue;
        if (judged.verdict === 'safe') proved.push(text);
        if (heard.statements.some((sql) => squeezed(sql).includes(squeezed(text)))) sent.push(text);
        // Nothing of it was run until a time limit ended it.
        expect(performance.now() - started, text).toBeLessThan(4000);
      }
      expect(await state(db)).toBe(before);
      expect(sent).toEqual([]);
      expect(proved).toEqual([]);
    },
  );

  test('most of them reach the asking', () => expect(asked).toBeGreaterThan(100));
});

/** The same database, and what it was asked about rows. */
const recorded = (database: Database): { readonly database: Database; readonly statements: ReadonlyArray<string> } => {
  const statements: string[] = [];
  return {
    statements,
    database: {
      ...database,
      query: (sql) => {
        statements.push(sql);
        return database.query(sql);
      },
    },
  };
};

/** Whatever a printer does to blanks and quotes; a text that is only told to the server as a text is none of its own. */
const squeezed = (text: string): string =>
  text
    .toLowerCase()
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/[\s"`]/g, '');

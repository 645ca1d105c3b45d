/**
 * What no table of the engine can be: columns it has no room for, keys it cannot hold, options that its types do not take.
 * What the plan refuses could not be had, and a plan that is called safe is taken, whether the table is made or is there.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { answer, tryRashly } from '../support/rash.js';
import { a, type Case, type Parts } from './limits/case.js';
import { ofExpressions } from './limits/expressions.js';

const many = <A>(count: number, f: (n: number) => A): ReadonlyArray<A> => Array.from({ length: count }, (_, n) => f(n));
const value = (value: string): Partial<Column> => ({ default: { kind: 'Value', value: { kind: 'String', value } } });
const number = (text: string): Partial<Column> => ({ default: { kind: 'Value', value: { kind: 'Number', text } } });
const auto: Partial<Column> = { nullable: false, identity: { kind: 'AutoIncrement' } };

const id = column('id', T.integer(32));
const keyed: Parts = { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } };

const on = (what: string, type: DataType, parts: Parts = {}): Case => ({ what, columns: [a(type)], parts });
const onA = (name: string, more = {}) => index([indexPart('a')], { name, ...more });

const small = (count: number): ReadonlyArray<Column> => many(count, (n) => a(T.integer(8), { name: `c${n}` }));
/** Most of them are there before: to add a thousand, one by one, takes MySQL minutes. */
const crowded = (count: number): Case => ({
  what: `${count + 1} columns`,
  columns: small(count),
  before: { columns: small(1010) },
});

const cases: ReadonlyArray<Case> = [
  crowded(1017),
  crowded(1016),
  { what: 'a row of 65535 bytes of varchar', columns: many(5, (n) => a(T.varchar(4000), { name: `c${n}` })) },
  { what: '200 varchars of 100', columns: many(200, (n) => a(T.varchar(100), { name: `c${n}` })) },
  { what: '40 chars of 255', columns: many(40, (n) => a(T.char(255), { name: `c${n}`, nullable: false })) },
  on('varchar(16382)', T.varchar(16_382)),
  on('varchar(16383)', T.varchar(16_383)),
  on('varchar(16384)', T.varchar(16_384)),
  on('varchar(65535)', T.varchar(65_535)),
  on('varchar(70000)', T.varchar(70_000)),
  on('varchar(10485761)', T.varchar(10_485_761)),
  on('varchar(0)', T.varchar(0)),
  on('char(256)', T.char(256)),
  on('char(0)', T.char(0)),
  on('binary(256)', T.binary(256, true)),
  on('varbinary(65535)', T.binary(65_535)),
  on('decimal(66,2)', T.decimal(66, 2)),
  on('decimal(65,31)', T.decimal(65, 31)),
  on('decimal(65,39)', T.decimal(65, 39)),
  on('decimal(5,6)', T.decimal(5, 6)),
  on('decimal(1001,2)', T.decimal(1001, 2)),
  on('decimal(0,0)', T.decimal(0, 0)),
  on('datetime(7)', T.dateTime('datetime', 7)),
  on('time(7)', T.time(7)),
  on('bit(65)', T.bit(65)),
  on('bit(0)', T.bit(0)),
  on('an enum with no label', T.enum([])),
  on('an enum with one label twice', T.enum(['x', 'x'])),
  on('an enum with labels that differ in case', T.enum(['x', 'X'])),
  on('an enum with labels that differ in a blank at the end', T.enum(['x', 'x '])),
  on('an enum with an empty label', T.enum(['', 'x'])),
  on('an enum with a label of 64 bytes', T.enum(['x'.repeat(64)])),
  on('an enum with a label of 256 letters', T.enum(['x'.repeat(256)])),
  on('a set of 65', T.set(many(65, (n) => `v${n}`))),
  on('a set with a comma', T.set(['a,b'])),
  on('an index on a text', T.text(), { indexes: [onA('i')] }),
  on('a unique constraint on a text', T.text(), { uniques: [unique(['a'], { name: 'i' })] }),
  on('an index on a blob', T.blob(), { indexes: [onA('i')] }),
  on('an index on json', T.json(), { indexes: [onA('i')] }),
  on('an index on plain json', T.json(false), { indexes: [onA('i')] }),
  on('an index on varchar(769)', T.varchar(769), { indexes: [onA('i')] }),
  on('a unique constraint on varchar(769)', T.varchar(769), { uniques: [unique(['a'], { name: 'i' })] }),
  on('an index on varchar(800) in part', T.varchar(800), {
    indexes: [index([indexPart('a', { prefix: 769 })], { name: 'i' })],
  }),
  on('an index on varchar(10) beyond its end', T.varchar(10), {
    indexes: [index([indexPart('a', { prefix: 20 })], { name: 'i' })],
  }),
  on('an index on a number in part', T.integer(32), {
    indexes: [index([indexPart('a', { prefix: 2 })], { name: 'i' })],
  }),
  on('a full-text index on a number', T.integer(32), { indexes: [onA('i', { method: 'fulltext' })] }),
  on('a full-text index on a text', T.text(), { indexes: [onA('i', { method: 'fulltext' })] }),
  on('a spatial index on a number', T.integer(32), { indexes: [onA('i', { method: 'spatial' })] }),
  on('an index on an expression that is only a column', T.integer(32), {
    indexes: [index([{ ...indexPart('a'), of: { kind: 'Expression', expr: E.column('a') } }], { name: 'i' })],
  }),
  on('a hash index', T.integer(32), { indexes: [onA('i', { method: 'hash' })] }),
  on('a unique hash index', T.integer(32), { indexes: [onA('i', { method: 'hash', unique: true })] }),
  on('a gin index on a number', T.integer(32), { indexes: [onA('i', { method: 'gin' })] }),
  on('an index by a method that is none', T.integer(32), { indexes: [onA('i', { method: 'nonsense' })] }),
  {
    what: 'an index on 17 columns',
    columns: many(17, (n) => a(T.integer(8), { name: `c${n}` })),
    parts: {
      indexes: [
        index(
          many(17, (n) => indexPart(`c${n}`)),
          { name: 'i' },
        ),
      ],
    },
  },
  {
    what: 'an index on 33 columns',
    columns: many(33, (n) => a(T.integer(16), { name: `c${n}` })),
    parts: {
      indexes: [
        index(
          many(33, (n) => indexPart(`c${n}`)),
          { name: 'i' },
        ),
      ],
    },
  },
  { what: '64 indexes', columns: [a(T.integer(32))], parts: { indexes: many(64, (n) => onA(`i${n}`)) } },
  { what: '65 indexes', columns: [a(T.integer(32))], parts: { indexes: many(65, (n) => onA(`i${n}`)) } },
  {
    what: 'an index on one column twice',
    columns: [a(T.integer(32))],
    parts: { indexes: [index([indexPart('a'), indexPart('a')], { name: 'i' })] },
  },
  {
    what: 'a primary key on one column twice',
    columns: [],
    parts: {
      primaryKey: {
        name: null,
        columns: [
          { name: 'id', prefix: null, order: 'asc' },
          { name: 'id', prefix: null, order: 'asc' },
        ],
      },
    },
  },
  {
    what: 'a unique constraint on one column twice',
    columns: [a(T.integer(32))],
    parts: { uniques: [unique(['a', 'a'], { name: 'u' })] },
  },
  {
    what: 'a foreign key on one column twice',
    columns: [a(T.integer(32))],
    parts: { foreignKeys: [foreignKey(['a', 'a'], { table: qname('t'), columns: ['id', 'id'] }, { name: 'f' })] },
  },
  { what: 'a second counter', columns: [a(T.integer(32), auto)] },
  { what: 'a counter of text', columns: [a(T.varchar(10), auto)] },
  { what: 'a counter of decimal', columns: [a(T.decimal(10, 0), auto)] },
  {
    what: 'a counter with a default',
    columns: [a(T.integer(32), { ...auto, ...number('1') })],
    parts: { indexes: [onA('i')] },
  },
  { what: 'a default of the wrong kind', columns: [a(T.integer(32), value('abc'))] },
  { what: 'a default that is too long', columns: [a(T.varchar(2), value('abc'))] },
  { what: 'a default that is too large', columns: [a(T.integer(8), number('300'))] },
  { what: 'a default that is too precise', columns: [a(T.decimal(4, 1), number('1.25'))] },
  { what: 'a default that is no date', columns: [a(T.date, value('2024-02-30'))] },
  { what: 'a default of zeros', columns: [a(T.date, value('0000-00-00'))] },
  { what: 'a default beyond timestamp', columns: [a(T.dateTime('timestamp'), value('2040-01-01 00:00:00'))] },
  { what: 'a default that is no label', columns: [a(T.enum(['x', 'y']), value('z'))] },
  { what: 'a default of json that is none', columns: [a(T.json(), value('{'))] },
  { what: 'a default of text', columns: [a(T.text(), value('x'))] },
  { what: 'a default of a uuid that is none', columns: [a(T.uuid, value('x'))] },
  { what: 'a default that is negative for an unsigned one', columns: [a(T.integer(32, true), number('-1'))] },
  {
    what: 'a default NULL for NOT NULL',
    columns: [a(T.integer(32), { nullable: false, default: { kind: 'Value', value: { kind: 'Null' } } })],
  },
  {
    // SQLite makes such a table, and finds out when a row is read.
    not: ['sqlite'],
    what: 'a computed column of itself',
    columns: [a(T.integer(32), { generated: { expr: E.column('a'), stored: true } })],
  },
  {
    what: 'a computed column with a clock',
    columns: [a(T.dateTime(), { generated: { expr: E.call('now'), stored: true } })],
  },
  {
    what: 'a computed key',
    columns: [a(T.integer(32), { generated: { expr: E.column('id'), stored: false } })],
    parts: { indexes: [onA('i')] },
  },
  {
    what: 'a computed column that is a unique virtual one',
    columns: [a(T.integer(32), { generated: { expr: E.column('id'), stored: false } })],
    parts: { uniques: [unique(['a'], { name: 'u' })] },
  },
  {
    what: 'a computed column with a default',
    columns: [a(T.integer(32), { ...number('1'), generated: { expr: E.column('id'), stored: true } })],
  },
  {
    what: 'a check with a clock',
    columns: [a(T.date)],
    parts: { checks: [check(E.binary('<', E.column('a'), E.call('now')), { name: 'k' })] },
  },
  {
    what: 'a check of a counter',
    columns: [],
    parts: { checks: [check(E.binary('>', E.column('id'), E.number(0)), { name: 'k' })] },
  },
  {
    what: 'a key of a wider column',
    columns: [a(T.integer(64))],
    parts: { foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['id'] }, { name: 'f' })] },
  },
  {
    what: 'a key of an unsigned column',
    columns: [a(T.integer(32, true))],
    parts: { foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['id'] }, { name: 'f' })] },
  },
  {
    what: 'a key of another kind',
    columns: [a(T.varchar(10))],
    parts: { foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['id'] }, { name: 'f' })] },
  },
  {
    what: 'a key of a column that is not unique',
    columns: [a(T.integer(32)), a(T.integer(32), { name: 'b' })],
    parts: { foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['b'] }, { name: 'f' })] },
  },
  {
    what: 'a key with SET NULL that is NOT NULL',
    columns: [a(T.integer(32), { nullable: false, ...number('1') })],
    parts: {
      foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['id'] }, { name: 'f', onDelete: 'set null' })],
    },
  },
  {
    what: 'a primary key that may be NULL',
    columns: [a(T.integer(32))],
    parts: { primaryKey: { name: null, columns: [{ name: 'a', prefix: null, order: 'asc' }] } },
  },
  {
    what: 'a primary key of text',
    columns: [a(T.text(), { nullable: false })],
    parts: { primaryKey: { name: null, columns: [{ name: 'a', prefix: null, order: 'asc' }] } },
  },
];

const toItself = { foreignKeys: [foreignKey(['a'], { table: qname('t'), columns: ['b'] }, { name: 'f' })] };

/** What a column may not become for what is on it. */
const becoming: ReadonlyArray<Case> = [
  { type: T.text(), uniques: [unique(['b'], { name: 'u' })], name: 'text' },
  { type: T.blob(), uniques: [unique(['b'], { name: 'u' })], name: 'blob' },
  { type: T.varchar(40), uniques: [unique(['b'], { name: 'u' })], name: 'longer' },
].flatMap(({ type, uniques, name }) => {
  const both = (one: DataType): ReadonlyArray<Column> => [a(one), a(one, { name: 'b' })];
  const from = T.varchar(20);
  const linked = { ...toItself, uniques };
  return [
    {
      what: `a unique one that becomes ${name}`,
      columns: both(type),
      parts: { uniques },
      before: { columns: both(from), parts: { uniques } },
    },
    {
      what: `a foreign key that becomes ${name}`,
      columns: both(type),
      parts: linked,
      before: { columns: both(from), parts: linked },
    },
  ];
});

/** Computed columns that a source lists in another order than the table has. */
const computed = (name: string, of: string): Column =>
  a(T.integer(32), { name, generated: { expr: E.binary('+', E.column(of), E.number(1)), stored: true } });
const inOrder: ReadonlyArray<Column> = [computed('b', 'id'), computed('c', 'b')];
const calls: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: ['now', 'current_date', 'localtimestamp', 'current_user', 'version', 'random', 'gen_random_uuid'],
  mysql: ['now', 'current_user', 'rand', 'uuid', 'connection_id', 'last_insert_id', 'sysdate', 'unix_timestamp'],
  mariadb: ['now', 'current_user', 'rand', 'uuid', 'connection_id', 'last_insert_id', 'sysdate', 'unix_timestamp'],
  sqlite: ['random', 'current_timestamp'],
};

/** What is asked of the session: in a check, in a column that is stored and in one that is not. */
const asking = (dialect: DialectId): ReadonlyArray<Case> =>
  calls[dialect].flatMap((name) => {
    const computed = (stored: boolean): Case => ({
      what: `${name}() in a ${stored ? 'stored' : 'virtual'} column`,
      columns: [a(T.varchar(90), { generated: { expr: E.call('concat', E.call(name), E.string('x')), stored } })],
    });
    const checks = [check({ kind: 'Is', what: 'null', negated: true, arg: E.call(name) }, { name: 'k' })];
    const ix = index([{ ...indexPart('id'), of: { kind: 'Expression', expr: E.call('concat', E.call(name)) } }], {
      name: 'i',
    });
    return [
      { what: `${name}() in a check`, columns: [], parts: { checks } },
      ...(dialect === 'mariadb' ? [] : [{ what: `${name}() in an index`, columns: [], parts: { indexes: [ix] } }]),
      computed(true),
      computed(false),
    ];
  });

const schemaOf = (c: Pick<Case, 'columns' | 'parts'> | null): Schema => ({
  ...emptySchema,
  tables: [table(qname('t'), [id, ...(c?.columns ?? [])], { ...keyed, ...c?.parts }) as Table],
});

const planned = async (db: Scratch, to: Desired) => {
  const database = await db.database();
  const { dialect } = database;
  const from = whole(await db.introspect());
  const made = plan(from, to, { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' });
  return isLeft(made) ? null : assess(made.right, database);
};

describeEngines('limits', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  /** Empty, or with the table as it is before. */
  const begin = async (isThere: boolean, c: Case): Promise<void> => {
    await db.reset();
    const made = isThere ? await planned(db, whole(schemaOf(c.before ?? null))) : null;
    expect(await answer(db, made?.migrations ?? [])).toBeNull();
  };

  test.each(
    [
      ...cases.filter((c) => c.not?.includes(engine.dialect) !== true),
      ...becoming,
      ...asking(engine.dialect),
      ...(engine.dialect === 'mysql' || engine.dialect === 'mariadb' ? ofExpressions(engine.dialect) : []),
    ].flatMap((c) => [false, true].map((isThere) => ({ ...c, isThere, when: isThere ? 'later' : 'at once' }))),
  )('$what, $when', async (c) => {
    await begin(c.isThere, c);
    const to = schemaOf(c);
    const made = await planned(db, whole(to));
    if (made === null) {
      const raw = await tryRashly(db, (await db.database()).dialect, to);
      expect('refused' in raw || !raw.kept, 'it could be had').toBe(true);
    } else if (made.verdict === 'safe') {
      expect(await answer(db, made.migrations)).toBeNull();
      expect((await planned(db, whole(to)))?.migrations).toEqual([]);
    } else {
      // Doubted or called unsafe: somebody said why.
      expect(made.findings.filter((f) => f.level !== 'info')).not.toEqual([]);
    }
  });

  // One that is computed from another is none of PostgreSQL's.
  test.skipIf(engine.dialect === 'postgres')('columns computed from each other stay in their order', async () => {
    const before: Case = { what: '', columns: [], before: { columns: inOrder } };
    await begin(true, before);
    const columns = [...inOrder.toReversed(), a(T.integer(32))];
    const made = await planned(db, { ...whole(schemaOf({ columns })), owns: { tables: 'listed', byTable: {} } });
    expect(made?.migrations.length).toBe(1);
    expect(await answer(db, made?.migrations ?? [])).toBeNull();
  });
});

/** Every action of ALTER TABLE, printed, run on a table with rows, read back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differingTables } from '../../../src/ir/equal.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Schema,
  type Table,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction, Statement } from '../../../src/sql/ast.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { create, dialectOf, majors, printed, servers } from './support.js';

const value = (text: string) => ({ kind: 'Value' as const, value: { kind: 'String' as const, value: text } });
const digits = (text: string) => ({ kind: 'Value' as const, value: { kind: 'Number' as const, text } });
const identity = { kind: 'Identity', generation: 'by default', start: null, increment: null } as const;
const serial = { kind: 'Serial', sequence: null } as const;
const key = (...names: ReadonlyArray<string>) => ({
  name: 't_pkey',
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

const id = column('id', T.integer(32));
const base: Table = table(qname('t'), [
  id,
  column('a', T.varchar(20), { nullable: true }),
  column('b', T.integer(32), { nullable: true }),
]);
const rows = `INSERT INTO t (id, a, b) VALUES (1, '10', 1), (2, '20', 2), (3, NULL, NULL)`;

interface Case {
  readonly name: string;
  readonly from?: Partial<Table>;
  readonly to: (t: Table) => Table;
  readonly actions: (before: Table, after: Table) => ReadonlyArray<AlterAction>;
  readonly fill?: string;
  /** Asked after the change: the answer, in text. */
  readonly ask?: readonly [sql: string, answer: string];
  readonly since?: number;
}

const set =
  (name: string, more: Partial<Column>) =>
  (t: Table): Table => ({ ...t, columns: t.columns.map((c) => (c.name === name ? { ...c, ...more } : c)) });

const alterColumn =
  (name: string, using: Extract<AlterAction, { kind: 'AlterColumn' }>['using'] = null) =>
  (before: Table, after: Table): ReadonlyArray<AlterAction> => {
    const [from, to] = [before, after].map((t) => t.columns.find((c) => c.name === name));
    return from === undefined || to === undefined ? [] : [{ kind: 'AlterColumn', before: from, after: to, using }];
  };

const withColumns = (...columns: ReadonlyArray<Column>): Partial<Table> => ({ columns });

const retype = (
  name: string,
  from: Column['type'],
  to: Column['type'],
  literal: string,
  answer: string,
  more: { readonly before?: Partial<Column>; readonly after?: Partial<Column> } = {},
): Case => ({
  name: `type: ${name}`,
  from: withColumns(id, column('v', from, { nullable: true, ...more.before })),
  to: set('v', { type: to, ...more.after }),
  actions: alterColumn('v'),
  fill: `SET TimeZone = 'America/New_York'; INSERT INTO t (id, v) VALUES (1, ${literal}), (2, NULL)`,
  ask: [`SET TimeZone = 'UTC'; SELECT v::text AS answer FROM t WHERE id = 1`, answer],
});

const retypes: ReadonlyArray<Case> = [
  retype('varchar grows', T.varchar(20), T.varchar(200), `'x'`, 'x', {
    before: { default: value('d') },
    after: { default: value('d') },
  }),
  retype('varchar shrinks', T.varchar(20), T.varchar(5), `'x'`, 'x'),
  retype('varchar to text', T.varchar(20), T.text(), `'x'`, 'x', {
    before: { default: value('d') },
    after: { default: value('d') },
  }),
  retype('text to integer', T.text(), T.integer(32), `'42'`, '42', {
    before: { default: value('7') },
    after: { default: digits('7') },
  }),
  retype('text to boolean', T.text(), T.boolean, `'yes'`, 'true'),
  retype('text to decimal', T.text(), T.decimal(10, 2), `'1.5'`, '1.50'),
  retype(
    'text to uuid',
    T.text(),
    T.uuid,
    `'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`,
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  ),
  retype('text to date', T.text(), T.date, `'2020-01-05'`, '2020-01-05'),
  retype('text to jsonb', T.text(), T.json(), `'{"a":1}'`, '{"a": 1}'),
  retype('text to bytea', T.text(), T.blob(), `'a\\b'`, '\\x615c62'),
  retype('bytea to text', T.blob(), T.text(), `'ab'`, 'ab'),
  retype(
    'uuid to bytea',
    T.uuid,
    T.blob(),
    `'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`,
    '\\xa0eebc999c0b4ef8bb6d6bb9bd380a11',
  ),
  retype(
    'bytea to uuid',
    T.blob(),
    T.uuid,
    `'\\xa0eebc999c0b4ef8bb6d6bb9bd380a11'`,
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  ),
  retype('integer to bigint', T.integer(32), T.integer(64), '5', '5', {
    before: { default: digits('1') },
    after: { default: digits('1') },
  }),
  retype('bigint to smallint', T.integer(64), T.integer(16), '5', '5'),
  retype('integer to text', T.integer(32), T.text(), '5', '5', {
    before: { default: digits('1') },
    after: { default: value('1') },
  }),
  retype('integer to boolean', T.integer(32), T.boolean, '2', 'true', {
    before: { default: digits('1') },
    after: { default: { kind: 'Value', value: { kind: 'Boolean', value: true } } },
  }),
  retype('bigint to boolean', T.integer(64), T.boolean, '0', 'false'),
  retype('decimal to boolean', T.decimal(5, 2), T.boolean, '0.1', 'true'),
  retype('boolean to integer', T.boolean, T.integer(32), 'true', '1'),
  retype('boolean to bigint', T.boolean, T.integer(64), 'true', '1'),
  retype('boolean to decimal', T.boolean, T.decimal(5, 2), 'true', '1.00'),
  retype('decimal to integer', T.decimal(5, 2), T.integer(32), '1.4', '1'),
  retype('double to decimal', T.float(64), T.decimal(5, 2), '1.25', '1.25'),
  retype('integer to jsonb', T.integer(32), T.json(), '5', '5'),
  retype('jsonb to integer', T.json(), T.integer(32), `'5'`, '5'),
  retype('json to jsonb', T.json(false), T.json(), `'{"a":1}'`, '{"a": 1}'),
  retype(
    'timestamp to instant',
    T.dateTime('datetime'),
    T.dateTime('instant'),
    `'2020-01-05 10:00'`,
    '2020-01-05 10:00:00+00',
  ),
  retype(
    'instant to timestamp',
    T.dateTime('instant'),
    T.dateTime('datetime'),
    `'2020-01-05 10:00+00'`,
    '2020-01-05 10:00:00',
  ),
  retype('date to instant', T.date, T.dateTime('instant'), `'2020-01-05'`, '2020-01-05 00:00:00+00'),
  retype('instant to date', T.dateTime('instant'), T.date, `'2020-01-05 01:00+00'`, '2020-01-05'),
  retype('date to timestamp', T.date, T.dateTime('datetime'), `'2020-01-05'`, '2020-01-05 00:00:00'),
  retype('timestamp to date', T.dateTime('datetime'), T.date, `'2020-01-05 10:00'`, '2020-01-05'),
  retype('instant to time', T.dateTime('instant'), T.time(), `'2020-01-05 01:00+00'`, '01:00:00'),
  retype('time to time with zone', T.time(), T.time(null, true), `'10:00'`, '10:00:00+00'),
  retype('time with zone to time', T.time(null, true), T.time(), `'10:00+00'`, '10:00:00'),
  retype(
    'timestamp precision',
    T.dateTime('datetime', 3),
    T.dateTime('datetime', 6),
    `'2020-01-05 10:00'`,
    '2020-01-05 10:00:00',
  ),
  retype('char to varchar', T.char(5), T.varchar(5), `'ab'`, 'ab'),
  retype('bit grows', T.bit(3, true), T.bit(9, true), `'101'`, '101'),
  retype('native to native', T.native('cidr'), T.native('inet'), `'10.0.0.0/8'`, '10.0.0.0/8'),
  retype('native typmod', T.native('interval(3)'), T.native('interval(6)'), `'1 day'`, '1 day'),
  retype('text to array', T.text(), T.native('text[]'), `'{a,b}'`, '{a,b}'),
  retype('collation', T.text(), T.text(), `'x'`, 'x', { after: { collation: 'C' } }),
];

const cases: ReadonlyArray<Case> = [
  ...retypes,
  {
    name: 'using that gives a text for an integer',
    to: set('a', { type: T.integer(32) }),
    actions: alterColumn('a', E.call('nullif', E.call('trim', E.column('a')), E.string(''))),
    ask: ['SELECT sum(a)::text AS answer FROM t', '30'],
  },
  {
    name: 'using for a shorter text does not cut',
    to: set('a', { type: T.varchar(4) }),
    actions: alterColumn('a', E.call('upper', E.column('a'))),
  },
  {
    name: 'add column, with a comment',
    to: (t) => ({
      ...t,
      columns: [...t.columns, column('c', T.integer(32), { default: digits('4'), comment: 'four' })],
    }),
    actions: (_, after) => after.columns.slice(-1).map((c) => ({ kind: 'AddColumn', column: c, after: undefined })),
    ask: ['SELECT sum(c)::text AS answer FROM t', '12'],
  },
  {
    name: 'add identity column to rows',
    to: (t) => ({ ...t, columns: [...t.columns, column('c', T.integer(64), { identity })] }),
    actions: (_, after) => after.columns.slice(-1).map((c) => ({ kind: 'AddColumn', column: c, after: undefined })),
    ask: ['INSERT INTO t (id) VALUES (9) RETURNING c::text AS answer', '4'],
  },
  {
    name: 'add serial column with a sequence of its own name',
    to: (t) => ({
      ...t,
      columns: [
        ...t.columns,
        column('c', T.integer(16), { identity: { kind: 'Serial', sequence: qname('my "seq"') } }),
      ],
    }),
    actions: (_, after) => after.columns.slice(-1).map((c) => ({ kind: 'AddColumn', column: c, after: undefined })),
    ask: ['INSERT INTO t (id) VALUES (9) RETURNING c::text AS answer', '4'],
  },
  {
    name: 'drop column',
    to: (t) => ({ ...t, columns: t.columns.slice(0, 2) }),
    actions: (before) => before.columns.slice(2).map((c) => ({ kind: 'DropColumn', column: c })),
  },
  {
    name: 'rename column, and its sequence',
    from: withColumns(id, column('a', T.integer(32), { identity: serial }), column('b', T.integer(32))),
    to: (t) => ({ ...t, columns: t.columns.map((c) => (c.name === 'a' ? { ...c, name: 'z"z' } : c)) }),
    actions: (before) => before.columns.slice(1, 2).map((from) => ({ kind: 'RenameColumn', from, to: 'z"z' })),
    fill: 'INSERT INTO t (id, b) VALUES (1, 1)',
    ask: [`SELECT pg_get_serial_sequence('t', 'z"z') AS answer`, 'public."t_z""z_seq"'],
  },
  {
    name: 'set not null',
    to: set('id', { nullable: false }),
    from: withColumns({ ...id, nullable: true }, ...base.columns.slice(1)),
    actions: alterColumn('id'),
  },
  { name: 'drop not null', to: set('id', { nullable: true }), actions: alterColumn('id') },
  { name: 'set default', to: set('b', { default: digits('-5') }), actions: alterColumn('b') },
  {
    name: 'drop default',
    from: withColumns(
      ...base.columns.slice(0, 2),
      column('b', T.integer(32), { nullable: true, default: digits('1') }),
    ),
    to: set('b', { default: null }),
    actions: alterColumn('b'),
  },
  { name: 'comment on and off', to: set('b', { comment: "it's" }), actions: alterColumn('b') },
  {
    name: 'add identity to a filled column',
    to: set('id', { identity }),
    actions: alterColumn('id'),
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '4'],
  },
  {
    name: 'add identity to a nullable column with a default, and make it wider',
    from: withColumns(column('id', T.integer(32), { nullable: true, default: digits('0') }), ...base.columns.slice(1)),
    to: set('id', { nullable: false, default: null, type: T.integer(64), identity: { ...identity, start: '100' } }),
    actions: alterColumn('id'),
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '100'],
  },
  {
    name: 'add descending identity',
    to: set('id', { identity: { ...identity, increment: '-2' } }),
    actions: alterColumn('id'),
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '-1'],
  },
  {
    name: 'drop identity',
    from: withColumns({ ...id, identity }, ...base.columns.slice(1)),
    to: set('id', { identity: null }),
    actions: alterColumn('id'),
  },
  {
    name: 'change identity',
    from: withColumns({ ...id, identity }, ...base.columns.slice(1)),
    to: set('id', {
      identity: { kind: 'Identity', generation: 'always', start: '7', increment: '3' },
      type: T.integer(64),
    }),
    actions: alterColumn('id'),
  },
  {
    name: 'identity follows a type change',
    from: withColumns({ ...id, identity }, ...base.columns.slice(1)),
    to: set('id', { type: T.integer(64) }),
    actions: alterColumn('id'),
    ask: [`SELECT format_type(seqtypid, null) AS answer FROM pg_sequence`, 'bigint'],
  },
  {
    name: 'serial follows a type change',
    from: withColumns({ ...id, identity: serial }, ...base.columns.slice(1)),
    to: set('id', { type: T.integer(64) }),
    actions: alterColumn('id'),
    ask: [`SELECT format_type(seqtypid, null) AS answer FROM pg_sequence`, 'bigint'],
  },
  {
    name: 'serial to identity keeps the count',
    from: withColumns({ ...id, identity: serial }, ...base.columns.slice(1)),
    to: set('id', { identity }),
    actions: alterColumn('id'),
    fill: `INSERT INTO t (a) SELECT 'x' FROM generate_series(1, 9); DELETE FROM t WHERE id > 3`,
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '10'],
  },
  {
    name: 'identity to serial keeps the count',
    from: withColumns({ ...id, identity }, ...base.columns.slice(1)),
    to: set('id', { identity: serial, type: T.integer(64) }),
    actions: alterColumn('id'),
    fill: `INSERT INTO t (a) SELECT 'x' FROM generate_series(1, 9); DELETE FROM t WHERE id > 3`,
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '10'],
  },
  {
    name: 'unused serial to identity starts at one',
    from: withColumns({ ...id, identity: serial }, ...base.columns.slice(1)),
    to: set('id', { identity }),
    actions: alterColumn('id'),
    fill: '',
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '1'],
  },
  {
    name: 'drop serial',
    from: withColumns({ ...id, identity: serial }, ...base.columns.slice(1)),
    to: set('id', { identity: null }),
    actions: alterColumn('id'),
    ask: [`SELECT count(*)::text AS answer FROM pg_sequence`, '0'],
  },
  {
    name: 'make serial',
    to: set('id', { identity: serial }),
    actions: alterColumn('id'),
    ask: ['INSERT INTO t (a) VALUES (NULL) RETURNING id::text AS answer', '4'],
  },
  {
    name: 'stored column to plain one',
    from: withColumns(
      id,
      column('a', T.integer(32), { nullable: true }),
      column('b', T.integer(32), {
        nullable: true,
        generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: true },
      }),
    ),
    to: set('b', { generated: null }),
    actions: alterColumn('b'),
    fill: 'INSERT INTO t (id, a) VALUES (1, 4)',
    ask: ['SELECT b::text AS answer FROM t', '8'],
  },
  {
    name: 'expression of a stored column',
    from: {
      ...withColumns(
        id,
        column('a', T.integer(32), { nullable: true }),
        column('b', T.integer(32), {
          nullable: true,
          generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: true },
        }),
      ),
      uniques: [unique(['b'], { name: 'b_once' }), unique(['a'], { name: 'a_once' })],
      indexes: [index([indexPart('a')], { name: 'with_b', include: ['b'], comment: 'kept' })],
      checks: [check(E.binary('>', E.column('b'), E.number(0)), { name: 'b_positive' })],
    },
    to: set('b', { generated: { expr: E.binary('+', E.column('a'), E.number(1)), stored: true }, comment: 'one more' }),
    actions: alterColumn('b'),
    fill: 'INSERT INTO t (id, a) VALUES (1, 4)',
    ask: ['SELECT b::text AS answer FROM t', '5'],
  },
  {
    name: 'plain column to stored one',
    to: set('b', { generated: { expr: E.binary('+', E.column('id'), E.number(1)), stored: true } }),
    actions: alterColumn('b'),
    ask: ['SELECT sum(b)::text AS answer FROM t', '9'],
  },
  {
    name: 'virtual column to plain one',
    since: 18,
    from: withColumns(
      id,
      column('a', T.integer(32), { nullable: true }),
      column('b', T.integer(32), { generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: false } }),
    ),
    to: set('b', { generated: null }),
    actions: alterColumn('b'),
    fill: 'INSERT INTO t (id, a) VALUES (1, 4)',
    ask: ['SELECT b::text AS answer FROM t', '8'],
  },
  {
    name: 'stored to virtual',
    since: 18,
    from: withColumns(
      id,
      column('a', T.integer(32), { nullable: true }),
      column('b', T.integer(32), {
        nullable: true,
        generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: true },
      }),
    ),
    to: set('b', { generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: false } }),
    actions: alterColumn('b'),
    fill: 'INSERT INTO t (id, a) VALUES (1, 4)',
  },
  {
    name: 'type of a column that others are computed from',
    from: {
      ...withColumns(
        id,
        column('a', T.integer(32), { nullable: true }),
        column('b', T.integer(64), {
          nullable: true,
          comment: 'twice',
          generated: { expr: E.binary('*', E.column('a'), E.number(2)), stored: true },
        }),
      ),
      indexes: [index([indexPart('b')], { name: 'on_b' })],
    },
    to: set('a', { type: T.integer(64) }),
    actions: alterColumn('a'),
    fill: 'INSERT INTO t (id, a) VALUES (1, 4)',
    ask: ['SELECT b::text AS answer FROM t', '8'],
  },
  {
    name: 'set, change and drop the primary key',
    to: (t) => ({ ...t, primaryKey: key('id') }),
    actions: (_, after) => [{ kind: 'SetPrimaryKey', from: null, to: after.primaryKey }],
  },
  {
    name: 'change the primary key',
    from: { primaryKey: key('id') },
    to: (t) => ({ ...set('a', { nullable: false })(t), primaryKey: key('a', 'id') }),
    actions: (before, after) => [
      ...alterColumn('a')(before, after),
      { kind: 'SetPrimaryKey', from: before.primaryKey, to: after.primaryKey },
    ],
    fill: `INSERT INTO t VALUES (1, 'x', 1)`,
  },
  {
    name: 'drop the primary key',
    from: { primaryKey: key('id') },
    to: (t) => ({ ...t, primaryKey: null }),
    actions: (before) => [{ kind: 'SetPrimaryKey', from: before.primaryKey, to: null }],
  },
  {
    name: 'add and drop unique, check, foreign key and index',
    from: {
      primaryKey: key('id'),
      uniques: [unique(['a'], { name: 'old_u' })],
      checks: [check(E.binary('>', E.column('id'), E.number(0)), { name: 'old_c' })],
      foreignKeys: [foreignKey(['b'], { table: qname('t'), columns: ['id'] }, { name: 'old_f' })],
      indexes: [index([indexPart('b')], { name: 'old_i' })],
    },
    to: (t) => ({
      ...t,
      uniques: [unique(['b'], { name: 'new_u', deferrable: 'immediate' })],
      checks: [check(E.binary('<', E.column('id'), E.number(99)), { name: 'new_c', notValid: true })],
      foreignKeys: [
        foreignKey(
          ['b'],
          { table: qname('t'), columns: ['id'] },
          { name: 'new_f', onDelete: 'cascade', notValid: true },
        ),
      ],
      indexes: [index([indexPart('a', { order: 'desc', nulls: 'last' })], { name: 'new_i', comment: 'new' })],
    }),
    actions: (before, after) => [
      ...before.uniques.map((u) => ({ kind: 'DropUnique' as const, unique: u })),
      ...before.checks.map((c) => ({ kind: 'DropCheck' as const, check: c })),
      ...before.foreignKeys.map((f) => ({ kind: 'DropForeignKey' as const, foreignKey: f })),
      ...before.indexes.map((i) => ({ kind: 'DropIndex' as const, index: i })),
      ...after.uniques.map((u) => ({ kind: 'AddUnique' as const, unique: u })),
      ...after.checks.map((c) => ({ kind: 'AddCheck' as const, check: c })),
      ...after.foreignKeys.map((f) => ({ kind: 'AddForeignKey' as const, foreignKey: f })),
      ...after.indexes.map((i) => ({ kind: 'AddIndex' as const, index: i })),
    ],
  },
  {
    name: 'options',
    from: { options: { ...noOptions, comment: 'old', storage: ['autovacuum_enabled=false', 'fillfactor=70'] } },
    to: (t) => ({ ...t, options: { ...noOptions, comment: null, unlogged: true, storage: ['fillfactor=90'] } }),
    actions: (before, after) => [{ kind: 'SetOptions', from: before.options, to: after.options }],
  },
];

describe.each(servers)('ALTER TABLE · %s', (server) => {
  const d = dialectOf(majors[server]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(server);
  });
  afterAll(() => on.drop());
  beforeEach(() => on.reset());

  for (const c of cases.filter((x) => (x.since ?? 0) <= majors[server]))
    test(c.name, async () => {
      const before = await create(on, d, { ...emptySchema, tables: [{ ...base, ...c.from }] });
      const from = before.tables[0] ?? base;
      const to = c.to(from);
      const after = d.physical({ ...before, tables: [to] });
      const fill = c.fill ?? rows;
      if (fill !== '') await on.exec(fill);
      const statement: Statement = { kind: 'AlterTable', before: from, after: to, actions: c.actions(from, to) };
      const sql = printed(d, [statement], before, after);
      await on.exec('BEGIN');
      for (const text of sql) await on.exec(text);
      await on.exec('COMMIT');
      const read = await on.introspect();
      expect(differingTables(after, read), sql.join('\n')).toEqual([]);
      expect(differingTables(before, read)).toEqual(['t']);
      expect(read.opaque).toEqual([]);
      if (c.ask !== undefined) {
        const parts = c.ask[0].split('; ');
        for (const text of parts.slice(0, -1)) await on.exec(text);
        const answer = await on.query(parts.at(-1) ?? '');
        expect(answer[0]?.['answer']).toBe(c.ask[1]);
      }
    });

  test('rename of a table takes the usual names of its sequences along, over namespaces too', async () => {
    await on.exec('CREATE SCHEMA app');
    const before = await create(on, d, {
      ...emptySchema,
      tables: [table(qname('t'), [column('id', T.integer(32), { identity: serial })])],
    });
    for (const to of [qname('u'), qname('w "x"', 'app')]) {
      const current: Schema =
        to.namespace === null ? before : { ...before, tables: before.tables.map((t) => ({ ...t, name: qname('u') })) };
      const after: Schema = { ...before, tables: before.tables.map((t) => ({ ...t, name: to })) };
      const from = current.tables[0]?.name ?? qname('t');
      for (const sql of printed(d, [{ kind: 'RenameTable', from, to }], current, after)) await on.exec(sql);
      expect(await on.introspect()).toEqual(after);
    }
  });

  test('rows go back into a table whose numbers are always its own', async () => {
    const always = { kind: 'Identity', generation: 'always', start: null, increment: null } as const;
    const before = await create(on, d, {
      ...emptySchema,
      tables: [
        table(qname('t'), [column('id', T.integer(32), { identity: always })]),
        table(qname('kept'), [column('id', T.integer(32))]),
      ],
    });
    await on.exec('INSERT INTO kept VALUES (7)');
    const insert: Statement = {
      kind: 'InsertSelect',
      into: qname('t'),
      columns: ['id'],
      values: [E.column('id')],
      from: qname('kept'),
    };
    for (const sql of printed(d, [insert], before, before)) await on.exec(sql);
    expect(await on.query('SELECT id FROM t')).toEqual([{ id: 7 }]);
  });
});

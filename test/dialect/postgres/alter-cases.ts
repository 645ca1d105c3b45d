import { qname } from '../../../src/ir/name.js';
import { type Column, column, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction } from '../../../src/sql/ast.js';

export const value = (text: string) => ({ kind: 'Value' as const, value: { kind: 'String' as const, value: text } });
export const digits = (text: string) => ({ kind: 'Value' as const, value: { kind: 'Number' as const, text } });
export const identity = { kind: 'Identity', generation: 'by default', start: null, increment: null } as const;
export const serial = { kind: 'Serial', sequence: null } as const;
export const key = (...names: ReadonlyArray<string>) => ({
  name: 't_pkey',
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

export const id = column('id', T.integer(32));
export const base: Table = table(qname('t'), [
  id,
  column('a', T.varchar(20), { nullable: true }),
  column('b', T.integer(32), { nullable: true }),
]);
export const rows = `INSERT INTO t (id, a, b) VALUES (1, '10', 1), (2, '20', 2), (3, NULL, NULL)`;

export interface Case {
  readonly name: string;
  readonly from?: Partial<Table>;
  readonly to: (t: Table) => Table;
  readonly actions: (before: Table, after: Table) => ReadonlyArray<AlterAction>;
  readonly fill?: string;
  /** Asked after the change: the answer, in text. */
  readonly ask?: readonly [sql: string, answer: string];
  readonly since?: number;
}

export const set =
  (name: string, more: Partial<Column>) =>
  (t: Table): Table => ({ ...t, columns: t.columns.map((c) => (c.name === name ? { ...c, ...more } : c)) });

export const alterColumn =
  (name: string, using: Extract<AlterAction, { kind: 'AlterColumn' }>['using'] = null) =>
  (before: Table, after: Table): ReadonlyArray<AlterAction> => {
    const [from, to] = [before, after].map((t) => t.columns.find((c) => c.name === name));
    return from === undefined || to === undefined ? [] : [{ kind: 'AlterColumn', before: from, after: to, using }];
  };

export const withColumns = (...columns: ReadonlyArray<Column>): Partial<Table> => ({ columns });

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

export const retypes: ReadonlyArray<Case> = [
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

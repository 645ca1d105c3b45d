/** Every type with every default that a spec can state: made, read back, the same as physical said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameDefault } from '../../../src/ir/equal.js';
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, type Default, emptySchema, table } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { create, dialectOf, majors, servers } from './support.js';

const s = (value: string): Default => ({ kind: 'Value', value: { kind: 'String', value } });
const n = (text: string): Default => ({ kind: 'Value', value: { kind: 'Number', text } });
const b = (value: boolean): Default => ({ kind: 'Value', value: { kind: 'Boolean', value } });
const x = (hex: string): Default => ({ kind: 'Value', value: { kind: 'Bytes', hex } });
const e = (expr: Expr): Default => ({ kind: 'Expression', expr });
const nothing: Default = { kind: 'Value', value: { kind: 'Null' } };
const now = e(E.call('current_timestamp'));

const texts = ['', 'plain', "it's", 'a\\b', 'new\nline', 'ünï', '5', 'true', 'null', '::text', '%_', '日本', '"q"'].map(
  s,
);
const integers = [n('0'), n('5'), n('-5'), s('7'), s('-007'), n('1e2'), n('+3'), b(true)];
const decimals = [n('0.00'), n('1.10'), n('-1.5'), s('2.50'), n('12345678.99'), n('.5'), n('5.'), n('1e-3'), n('-0')];

const cases: ReadonlyArray<readonly [DataType, ReadonlyArray<Default>]> = [
  [T.boolean, [b(true), b(false), n('1'), n('0'), s('t'), s('off')]],
  ...([8, 16, 24, 32, 64] as const).flatMap((bits) => [
    [T.integer(bits), integers] as const,
    [T.integer(bits, true), integers.slice(0, 2)] as const,
  ]),
  [T.integer(64), [n('9007199254740993'), n('-9223372036854775807'), n('9223372036854775807')]],
  [T.decimal(null, null), decimals],
  [T.decimal(12, 4), decimals],
  [T.decimal(10, null), [n('5')]],
  [T.decimal(10, 0, true), [n('5')]],
  [T.decimal(38, 10), [n('12345678901234567890.1234567890')]],
  [T.float(32), [n('1.5'), n('-1.5'), s('1.5'), n('0')]],
  [T.float(64, true), [n('1.5'), n('1e10'), n('3.141592653589793')]],
  [T.varchar(null), texts],
  [T.varchar(20), texts],
  [T.varchar(255), [nothing]],
  [T.char(3), [s('abc'), s('a'), s('')]],
  [T.text(), [...texts, n('5'), b(true), nothing]],
  [T.text('tiny'), [s('x')]],
  [T.text('medium'), []],
  [T.text('long'), []],
  [T.binary(16, true), [x('00FF')]],
  [T.binary(16), [s('abc')]],
  [T.blob(), [x(''), x('DEADBEEF'), s('ä'), s('\\x00ff'), s("a\\\\b'c")]],
  [T.blob('long'), []],
  [T.bit(null), [n('1'), b(false), s('0')]],
  [T.bit(8), [s('10101010'), n('5')]],
  [T.bit(8, true), [s('101')]],
  [T.bit(null, true), [s('')]],
  [T.date, [s('2020-01-05'), s('2020-1-5'), s('infinity'), e(E.call('current_date'))]],
  ...[null, 0, 3, 6, 9].flatMap((p) => [
    [T.time(p), [s('12:30'), s('1:02:03'), s('23:59:59')]] as const,
    [T.time(p, true), [s('12:30:00+02')]] as const,
    [T.dateTime('datetime', p), [s('2020-01-05'), s('2020-01-05T10:00'), s('2020-01-05 10:00:00'), now]] as const,
    [T.dateTime('timestamp', p), [s('2020-01-05 10:00:01'), now]] as const,
    [
      T.dateTime('instant', p),
      [s('2020-01-05'), s('2020-01-05T10:00:00Z'), s('2020-01-05 10:00:00+02'), s('2020-03-01T00:30:00-23:30'), now],
    ] as const,
  ]),
  [T.time(3), [s('12:30:01.120')]],
  [T.dateTime('datetime', 6), [s('2020-01-05 10:00:00.123400')]],
  [T.dateTime('instant'), [s('2020-01-05T10:00:00.5+05:30'), e(E.call('now'))]],
  [T.dateTime('datetime', 3), [e(E.call('current_timestamp', E.number(3)))]],
  [T.year, [n('2020'), s('1999')]],
  [
    T.uuid,
    [s('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), s('{a0eebc999c0b4ef8bb6d6bb9bd380a11}'), e(E.call('gen_random_uuid'))],
  ],
  [T.json(false), [s('{"b": 1,  "a": 2}'), s('[]')]],
  [
    T.json(true),
    [
      s('{}'),
      s('[]'),
      s('{"b":1,"aa":{"x":[1,2.50,1e3,-0.0,"é\\u00e9\\n\\/\\"",null,true]},"a":"","b":2}'),
      s(' "x" '),
      s('12345678901234567890.10'),
    ],
  ],
  [T.enum(['a', "b'c", 'D d']), [s('a'), s("b'c"), s('D d')]],
  [T.set(['a', 'b']), [s('a,b')]],
  [T.native('text[]'), [s('{}'), s('{a,b}')]],
  [T.native('int4[][]'), []],
  [T.native('varchar(20)[]'), []],
  [T.native('timestamptz(3) array'), []],
  [T.native('interval'), []],
  [T.native('interval(3)'), []],
  [T.native('interval day to second(3)'), []],
  [T.native('inet'), [s('127.0.0.1')]],
  [T.native('cidr'), []],
  [T.native('macaddr'), []],
  [T.native('tsvector'), []],
  [T.native('xml'), []],
  [T.native('money'), []],
  [T.native('point'), []],
  [T.native('int4range'), [s('[1,5)')]],
  [T.native('"char"'), [s('x')]],
  [T.native('name'), []],
  [T.native('oid'), []],
  [T.native('jsonpath'), []],
  [T.native('TIMESTAMP WITH TIME ZONE'), [now]],
  [T.native('DOUBLE   PRECISION'), [n('1')]],
];

describe.each(servers)('types and defaults · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());

  test('every type and default comes back as physical says', async () => {
    const columns = cases.flatMap(([type, defaults], i) => [
      column(`c${i}`, type, { nullable: true }),
      ...defaults.map((value, j) => column(`c${i}_${j}`, type, { nullable: true, default: value })),
    ]);
    const made = await create(on, d, { ...emptySchema, tables: [table(qname('t'), columns)] });
    const read = await on.introspect();
    const differing = (made.tables[0]?.columns ?? []).flatMap((c, i) => {
      const other = read.tables[0]?.columns[i];
      const same =
        other !== undefined &&
        JSON.stringify({ ...c, default: null }) === JSON.stringify({ ...other, default: null }) &&
        (c.default?.kind === 'Value'
          ? JSON.stringify(c.default) === JSON.stringify(other.default)
          : sameDefault(c.default, other.default));
      return same ? [] : [{ said: c, read: other }];
    });
    expect(differing).toEqual([]);
    expect(read.enums).toEqual(made.enums);
    expect(d.physical(structuredClone(read))).toEqual(read);
    expect(d.physical(made)).toEqual(made);
    // Every value is one the server can use.
    await on.exec('INSERT INTO t DEFAULT VALUES');
  });
});

/** Definitions and values that meet seldom: bytes, bits, sets, natives, wide keys, defaults that do not fit, counters. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { type Column, column, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, type Kept, key, type Pool } from './bench.js';
import { withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';
const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

const pass = (b: Bench, from: DataType, to: DataType, values: Pool, same?: Kept['same']): void => {
  const name = b.name('c');
  addColumn(b, nullable(name, from), nullable(name, to), withNull(values), { same });
};

/** A text's bytes, as PostgreSQL shows them. */
const asBytes = (before: string, after: string): boolean => isBytesOf(before, after) || isBytesOf(after, before);
const isBytesOf = (text: string, bytes: string): boolean =>
  bytes === `\\x${[...new TextEncoder().encode(text)].map((n) => n.toString(16).padStart(2, '0')).join('')}`;
/** Members of a set stand in the order of its definition. */
const sameSet = (before: string, after: string): boolean =>
  before.split(',').sort().join() === after.split(',').sort().join();
const sameNumber = (before: string, after: string): boolean =>
  before.trim() !== '' &&
  !/^\s*(\+|-?0\d)/.test(before) &&
  Number(before) === Number(after) &&
  Math.abs(Number(before)) < 2 ** 53;

/** Bits are shown as hexadecimal digits. */
const sameBits = (before: string, after: string): boolean =>
  Number.parseInt(before, 16) === Number(after) || before === after;

const bytesOf = (b: Bench, hex: string): string => (b.dialect === 'postgres' ? `'\\x${hex}'` : `X'${hex}'`);

/** Bytes, bits, years, sets. */
const bytes: Family = (b) => {
  const hex: Pool = {
    good: nine((i) => bytesOf(b, `610${i}`)),
    edge: ['', '00', '6100', '616263646566', 'ff00ff00', '20'].map((h) => bytesOf(b, h)),
  };
  if (b.dialect === 'postgres') {
    const bit = (s: string): string => `B'${s}'`;
    const values: Pool = { good: ['1010', '0101', '1111'].map(bit), edge: ['0000', '1000'].map(bit) };
    const varying: Pool = { good: ['1', '10', '101'].map(bit), edge: ['10101010', '0', '1010'].map(bit) };
    const style = b.rng.int(4);
    if (style === 0) pass(b, T.bit(4), b.rng.pick([T.bit(8), T.bit(3), T.bit(8, true), T.integer(32)]), values);
    if (style === 1)
      pass(b, T.bit(8, true), b.rng.pick([T.bit(4, true), T.bit(4), T.bit(12, true), T.text()]), varying);
    if (style === 2) pass(b, T.blob(), b.rng.pick([T.text(), T.varchar(5)]), hex, asBytes);
    if (style === 3)
      pass(b, T.varchar(20), T.blob(), { good: ["'a'", "'b'"], edge: [`'\\x61'`, `'\\'`, `'a\\b'`, "'é'"] }, asBytes);
    return;
  }
  const kinds: ReadonlyArray<DataType> = [
    T.binary(4),
    T.binary(4, true),
    T.binary(2),
    T.binary(8, true),
    T.blob(),
    T.blob('tiny'),
  ];
  const from = b.rng.pick(kinds);
  if (isMy(b)) b.lax.on = true;
  pass(b, from, b.rng.pick([...kinds, ...(b.rng.once(2) ? [T.varchar(4), T.text()] : [])]), hex);
};

const oddMy: Family = (b) => {
  if (!isMy(b)) return;
  const style = b.rng.int(6);
  b.lax.on = true;
  const set = (s: string): string => `'${s}'`;
  if (style === 0)
    pass(
      b,
      T.set(['a', 'b', 'c']),
      b.rng.pick<DataType>([
        T.set(['a', 'b']),
        T.set(['c', 'b', 'a']),
        T.set(['a', 'b', 'c', 'd']),
        T.enum(['a', 'b', 'c']),
        T.varchar(3),
        T.text(),
      ]),
      { good: ['a', 'b', 'a,b'].map(set), edge: ['', 'c', 'a,c', 'a,b,c'].map(set) },
      sameSet,
    );
  if (style === 1)
    pass(
      b,
      T.enum(['a', 'b', 'c']),
      b.rng.pick<DataType>([
        T.set(['a', 'b', 'c']),
        T.enum(['A', 'b', 'c']),
        T.enum(['b', 'a', 'c', 'd']),
        T.varchar(1),
        T.integer(32),
        T.enum(['a', 'b', 'c', '']),
      ]),
      { good: ["'a'", "'b'"], edge: ["'c'", "'x'", "''"] },
    );
  if (style === 2)
    pass(b, T.year, b.rng.pick<DataType>([T.integer(16), T.integer(8), T.varchar(4), T.varchar(2), T.date]), {
      good: nine((i) => String(2001 + i)),
      edge: ['0', '1901', '2155', "'70'"],
    });
  if (style === 3)
    pass(b, b.rng.pick<DataType>([T.integer(16), T.varchar(10)]), T.year, {
      good: nine((i) => String(2001 + i)),
      edge: ['0', '1', '99', '1900', '2156', '-1'],
    });
  if (style === 4) {
    const from = b.rng.pick<DataType>([T.bit(8), T.bit(1)]);
    const to = b.rng.pick<DataType>([T.bit(4), T.bit(16), T.integer(8), T.boolean, T.integer(32), T.binary(1)]);
    const values: Pool = { good: ["b'1'", "b'0'"], edge: ["b'11111111'", "b'1010'"] };
    pass(b, from, to, values, to.kind === 'Binary' ? undefined : sameBits);
  }
  // Dates that are none.
  if (style === 5) {
    const from = b.rng.pick<DataType>([T.date, T.dateTime('datetime', 0)]);
    const values: Pool = {
      good: nine((i) => `'2024-0${i + 1}-15'`),
      edge: ["'0000-00-00'", "'2024-00-15'", "'2024-05-00'", "'1000-01-01'"],
    };
    const to = b.rng.pick<DataType>([
      T.date,
      T.dateTime('datetime', 0),
      T.dateTime('datetime', 3),
      T.dateTime('timestamp', 0),
      T.varchar(10),
      T.integer(32),
    ]);
    pass(b, from, b.rng.once(3) ? from : to, values);
    if (b.rng.once(2))
      b.after.columns.push(nullable(b.name('more'), T.integer(32), { generated: { expr: E.number(1), stored: true } }));
  }
};

/** Unsigned numbers and wide decimals. */
const wideNumbers: Family = (b) => {
  const kinds: ReadonlyArray<DataType> = [
    T.decimal(30, 10),
    T.decimal(38, 0),
    T.decimal(5, 5),
    ...(b.dialect === 'postgres' ? [T.decimal(null, null), T.float(64)] : []),
    ...(isMy(b)
      ? [T.integer(64, true), T.integer(8, true), T.integer(24), T.decimal(20, 2, true), T.float(64, true)]
      : [T.integer(64)]),
  ];
  const from = b.rng.pick(kinds);
  const big = [
    '12345678901234567890',
    '18446744073709551615',
    '9223372036854775808',
    '0.12345',
    '0.5',
    '255',
    '256',
    '1e20',
    '16777216',
    '8388607',
  ];
  const odd =
    b.dialect === 'postgres' && (from.kind === 'Float' || (from.kind === 'Decimal' && from.precision === null))
      ? ["'NaN'", ...(from.kind === 'Float' || b.lane === 'postgres18' ? ["'Infinity'"] : [])]
      : [];
  const to = b.rng.pick<DataType>([
    ...kinds,
    T.integer(32),
    T.integer(64),
    T.decimal(10, 2),
    ...(b.rng.once(3) ? [T.varchar(12), T.text()] : []),
  ]);
  const small = from.kind === 'Decimal' && from.precision === 5;
  pass(b, from, to, { good: nine((i) => (small ? `0.${i + 1}` : String(i + 2))), edge: [...big, ...odd] });
};

/** Types that only PostgreSQL has. */
const natives: Family = (b) => {
  if (b.dialect !== 'postgres') return;
  const n = T.native;
  const same = (a: string, b: string): boolean => a === b || (a !== '' && Number(a) === Number(b));
  const bare = (before: string, after: string): boolean =>
    same(before.replace(/[$,]/g, '').replace(/\/32$/, ''), after.replace(/\/32$/, ''));
  const q = (v: string): string => `'${v}'`;
  const cases: ReadonlyArray<() => void> = [
    () =>
      pass(
        b,
        n('money'),
        b.rng.pick<DataType>([T.decimal(10, 2), T.text(), T.decimal(5, 1)]),
        { good: nine((i) => q(String(i + 1))), edge: ['1234.56', '-1.05', '99999999'].map(q) },
        bare,
      ),
    () =>
      pass(
        b,
        n('interval'),
        b.rng.pick<DataType>([n('interval(0)'), T.time(), T.text(), n('interval day to second(3)')]),
        { good: nine((i) => q(`0${i}:00:00`)), edge: ['1 day', '25:00:00.5', '1 mon', '-01:00'].map(q) },
      ),
    () =>
      pass(b, n('integer[]'), b.rng.pick<DataType>([n('bigint[]'), n('smallint[]'), n('text[]')]), {
        good: nine((i) => q(`{${i}}`)),
        edge: ['{}', '{NULL}', '{40000}', '{{1,2},{3,4}}'].map(q),
      }),
    () =>
      pass(b, n('numeric[]'), n('integer[]'), {
        good: nine((i) => q(`{${i}}`)),
        edge: ['{1.5}', '{2.4,3}', '{99999999999}'].map(q),
      }),
    () =>
      pass(
        b,
        n('inet'),
        b.rng.pick<DataType>([n('cidr'), T.text(), T.varchar(10)]),
        { good: nine((i) => q(`10.0.0.${i}`)), edge: ['10.0.0.1/24', '::1', '10.0.0.0/8'].map(q) },
        bare,
      ),
    () => pass(b, n('cidr'), n('inet'), { good: nine((i) => q(`10.0.${i}.0/24`)), edge: ['::/0'].map(q) }, bare),
    () =>
      pass(
        b,
        T.dateTime('instant'),
        b.rng.pick<DataType>([
          T.date,
          T.dateTime('datetime'),
          T.time(null),
          T.time(null, true),
          T.dateTime('instant', 0),
        ]),
        {
          good: nine((i) => q(`2024-0${i + 1}-15 00:00:00+00`)),
          edge: [
            'infinity',
            '-infinity',
            '2024-05-05 23:30:00-05',
            '0044-03-15 BC',
            '2024-03-31 02:30:00.123456+01',
          ].map(q),
        },
      ),
    () =>
      pass(b, T.date, b.rng.pick<DataType>([T.dateTime('datetime'), T.dateTime('instant'), T.varchar(10), T.text()]), {
        good: nine((i) => q(`2024-0${i + 1}-15`)),
        edge: ['infinity', '-infinity', '0044-03-15 BC', '5874897-12-31', '294277-01-01'].map(q),
      }),
    () =>
      pass(b, T.time(null, true), b.rng.pick<DataType>([T.time(null), T.time(0, true)]), {
        good: nine((i) => q(`0${i}:00:00+00`)),
        edge: ['10:00:00+02', '24:00:00+00', '10:00:00.5+00'].map(q),
      }),
    () =>
      pass(
        b,
        T.varchar(30),
        b.rng.pick<DataType>([
          n('inet'),
          n('interval'),
          n('integer[]'),

          n('money'),
          T.boolean,
          T.time(),
          T.dateTime('instant'),
        ]),
        {
          good: ["'1'", "'2'"],
          edge: [
            q('1:00'),
            q('10.0.0.1'),
            q('{1}'),
            q('x'),
            q(''),
            q('true'),
            q(' yes '),
            q('2024-01-01 10:00+02'),
            q('now'),
          ],
        },
      ),
    () => pass(b, T.text(), n('xml'), { good: ["'<a/>'", "'b'"], edge: ["'<a>'", "''", "'<'"] }),
    () => {
      const type = qname(b.name('kind'));
      for (const side of [b.enums.before, b.enums.after])
        side.push({ name: type, values: ['sad', 'ok'], comment: null });
      const en = T.enum([], type);
      const back = b.rng.once(2);
      pass(
        b,
        back ? en : b.rng.pick([T.varchar(20), T.text()]),
        back ? b.rng.pick([T.varchar(20), T.varchar(2), T.text(), T.integer(32)]) : en,
        { good: ["'sad'", "'ok'"], edge: back ? ["'ok'"] : ["'Sad'", "'x'", "''", "'ok '"] },
      );
    },
  ];
  b.rng.pick(cases)();
};

/** SQLite: affinities by odd names, WITHOUT ROWID, keys that compare without case. */
const oddLite: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  const n = T.native;
  const kinds = [
    n('NUMERIC'),
    n('FLOATING POINT'),
    n('CLOB'),
    n('ANY'),
    n(''),
    T.integer(64),
    T.text(),
    T.float(64),
    T.blob(),
    T.decimal(10, 2),
    T.boolean,
    T.date,
  ];
  const values = [
    "'abc'",
    "'12'",
    '12',
    '1.5',
    "'1.50'",
    "x'31'",
    "'1e3'",
    '9223372036854775807',
    "' 7'",
    "'007'",
    '1e30',
    "''",
  ];
  const style = b.rng.int(3);
  const from = b.rng.pick<DataType>(kinds);
  pass(b, from, b.rng.pick<DataType>(kinds), { good: values, edge: values }, sameNumber);
  const c = b.before.columns.at(-1)?.name ?? '';
  if (style === 0) b.after.parts.uniques.push(unique([c]));
  if (style === 1 && b.after.parts.primaryKey === null) b.after.parts.primaryKey = key([c]);
  if (style === 2) for (const s of [b.before, b.after]) s.parts.uniques.push(unique([c]));
};

export const rareFamilies: Readonly<Record<string, Family>> = { bytes, oddMy, wideNumbers, natives, oddLite };

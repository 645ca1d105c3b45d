import { describe, expect, it } from 'vitest';
import { E, type Expr } from '../../src/ir/expression.js';
import { isLeft } from '../../src/prelude.js';
import { type Flavour, parseExpression } from '../../src/sql/parse-expression.js';

const read = (text: string, flavour: Flavour): Expr => {
  const result = parseExpression(text, flavour);
  if (isLeft(result)) throw new Error(`${text}: ${result.left.message} at ${result.left.offset}`);
  return result.right;
};
const col = E.column;
const str = E.string;
const num = E.number;
const op = (name: string, left: Expr, right: Expr): Expr => ({ kind: 'Operator', op: name, left, right });

describe('portable SQL', () => {
  it.each<[string, Expr]>([
    [
      "COALESCE(first_name || ' ' || last_name, email)",
      E.call('coalesce', E.binary('||', E.binary('||', col('first_name'), str(' ')), col('last_name')), col('email')),
    ],
    ['firstName', col('firstName')],
    ['"Mixed Case"."end"', col('end', 'Mixed Case')],
    ['NOW()', E.call('now')],
    ['current_timestamp', E.call('current_timestamp')],
    ['"current_timestamp"', col('current_timestamp')],
    ['user', col('user')],
    ['-5', num('-5')],
    ['-(5)', { kind: 'Unary', op: '-', arg: num(5) }],
    ['-a', { kind: 'Unary', op: '-', arg: col('a') }],
    ['-5::int', { kind: 'Unary', op: '-', arg: E.cast(num(5), 'int') }],
    ['9007199254740993', num('9007199254740993')],
    ['1.10', num('1.10')],
    ["'it''s'", str("it's")],
    ["e'a\\n'", str('a\n')],
    ["x'fF'", E.literal({ kind: 'Bytes', hex: 'FF' })],
    ['true', E.boolean(true)],
    ['a -- rest\n + 1', E.binary('+', col('a'), num(1))],
    ['a /* x */ + 1', E.binary('+', col('a'), num(1))],
    [
      'a between 1 and 2 and b',
      E.binary('and', { kind: 'Between', arg: col('a'), low: num(1), high: num(2), negated: false }, col('b')),
    ],
    ['not a = b', E.not(E.binary('=', col('a'), col('b')))],
    ['a or b and c', E.binary('or', col('a'), E.binary('and', col('b'), col('c')))],
    ['a - b - c', E.binary('-', E.binary('-', col('a'), col('b')), col('c'))],
    ['a + b * c', E.binary('+', col('a'), E.binary('*', col('b'), col('c')))],
    ['a || b = c', E.binary('=', E.binary('||', col('a'), col('b')), col('c'))],
    ['a is distinct from b', E.binary('is distinct from', col('a'), col('b'))],
    ["a like 'x!%' escape '!'", E.binary('like', col('a'), E.call('like_escape', str('x!%'), str('!')))],
    ["a ~ '^x'", E.binary('regexp', col('a'), str('^x'))],
    ["data ->> 'k' = 'v'", E.binary('=', op('->>', col('data'), str('k')), str('v'))],
    ['extract(Year from d)', E.call('extract', str('year'), col('d'))],
    ["position('a' in b)", E.call('position', str('a'), col('b'))],
    ["position('a' in (b))", E.call('position', str('a'), col('b'))],
    ['substring(a from 2 for 3)', E.call('substring', col('a'), num(2), num(3))],
    ['substring(a for 3)', E.call('substring', col('a'), num(1), num(3))],
    ["trim(leading 'x' from a)", E.call('ltrim', col('a'), str('x'))],
    ["trim('x' from a)", E.call('trim', col('a'), str('x'))],
    ['trim(both from a)', E.call('trim', col('a'))],
    ["interval '1 day'", E.cast(str('1 day'), 'interval')],
    ["date '2020-01-01'", E.cast(str('2020-01-01'), 'date')],
    ['a::numeric(10, 2)', E.cast(col('a'), 'numeric(10,2)')],
    ['cast(a as Double  Precision)', E.cast(col('a'), 'double precision')],
    ['(a, b)', E.call('row', col('a'), col('b'))],
    ['array[1, 2]', { kind: 'Array', items: [num(1), num(2)] }],
    ["ts at time zone 'utc'", op('at time zone', col('ts'), str('utc'))],
    ['a == b'.replace('==', '='), E.binary('=', col('a'), col('b'))],
  ])('%s', (text, tree) => {
    expect(read(text, 'portable')).toEqual(tree);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a +',
    '+',
    '(a',
    'a)',
    "'x",
    '"x',
    '""',
    'select 1',
    '(select 1)',
    'exists (select 1)',
    'a in (select 1)',
    'a in ()',
    'count(*)',
    'count(distinct a)',
    'sum(a) over ()',
    'f(a => 1)',
    'a; drop table b',
    'case end',
    'case when a end',
    'a between 1',
    'a like',
    "a escape 'x'",
    'a.b.c',
    'a[1:2]',
    "'a' 'b'",
    '5a',
    '0x',
    'a === b',
    'a ==> b',
    "x'f'",
    'cast(a)',
    'cast(a as)',
    'extract(a)',
    'position(a, b)',
    'order by a',
    'a asc',
    'null null',
    'a /* open',
    "U&'x'",
    'a @@@@ b',
    '{a}',
    ':a',
    '?',
    '$1',
    'a ? b ?',
  ])('refuses %j', (text) => {
    expect(parseExpression(text, 'portable')._tag).toBe('Left');
  });

  it('says where and what', () => {
    expect(parseExpression('age >= 0 oder x', 'portable')).toEqual({
      _tag: 'Left',
      left: { message: 'unexpected oder', offset: 9 },
    });
    expect(parseExpression('lower(', 'portable')).toEqual({
      _tag: 'Left',
      left: { message: 'unexpected end', offset: 6 },
    });
  });
});

describe('what PostgreSQL prints', () => {
  it.each<[string, Expr]>([
    ['((age >= 0))', E.binary('>=', col('age'), num(0))],
    ["'x'::character varying", E.cast(str('x'), 'character varying')],
    ["'{}'::text[]", E.cast(str('{}'), 'text[]')],
    ['\'a\'::"char"', E.cast(str('a'), '"char"')],
    ['\'01\'::"bit"', E.cast(str('01'), '"bit"')],
    ['\'a\'::app."Mood"', E.cast(str('a'), 'app."Mood"')],
    ["nextval('s'::regclass)", E.call('nextval', E.cast(str('s'), 'regclass'))],
    ["E'a\\\\b\\n'::text", E.cast(str('a\\b\n'), 'text')],
    ["'\\xdeadBEEF'::bytea", E.literal({ kind: 'Bytes', hex: 'DEADBEEF' })],
    ['"Quoted"', col('Quoted')],
    ['Unquoted', col('unquoted')],
    ["(t !~~ '%x%'::text)", E.binary('not like', col('t'), E.cast(str('%x%'), 'text'))],
    ["(t ~~* 'x'::text)", E.binary('ilike', col('t'), E.cast(str('x'), 'text'))],
    ["(t !~* 'x'::text)", op('!~*', col('t'), E.cast(str('x'), 'text'))],
    ['("left"(t, 3))', E.call('left', col('t'), num(3))],
    ['"position"(t, s)', E.call('position', col('s'), col('t'))],
    ["TRIM(BOTH 'x'::text FROM s)", E.call('trim', col('s'), E.cast(str('x'), 'text'))],
    [
      "('2020-01-01'::timestamp without time zone + '01:00:00'::interval)",
      E.binary('+', E.cast(str('2020-01-01'), 'timestamp without time zone'), E.cast(str('01:00:00'), 'interval')),
    ],
    ["(ts AT TIME ZONE 'UTC'::text)", op('at time zone', col('ts'), E.cast(str('UTC'), 'text'))],
    ['(s COLLATE "C")', { kind: 'Collate', arg: col('s'), collation: 'C' }],
    ['(s COLLATE pg_catalog."C")', { kind: 'Collate', arg: col('s'), collation: 'C' }],
    ['(a[1] + 1)', E.binary('+', op('[]', col('a'), num(1)), num(1))],
    ['(x OPERATOR(public.=) y)', op('operator(public.=)', col('x'), col('y'))],
    ['pg_catalog.now()', E.call('now')],
    ['public.f(x)', E.call('public.f', col('x'))],
    ['(x)::timestamp(3) with time zone', E.cast(col('x'), 'timestamp(3) with time zone')],
    ["(tags @> ARRAY['a'::text])", op('@>', col('tags'), { kind: 'Array', items: [E.cast(str('a'), 'text')] })],
  ])('%s', (text, tree) => {
    expect(read(text, 'postgres')).toEqual(tree);
  });
  it.each([
    "B'01' ~",
    "X'1F'",
    'ROW(a).x',
    'concat(VARIADIC a)',
    '(a).b',
    'a IS DOCUMENT',
    '`a`',
    '[a]',
    '"x" "y"',
    'a COLLATE app."c"',
  ])('refuses %j', (text) => {
    expect(parseExpression(text, 'postgres')._tag).toBe('Left');
  });
});

describe('what MySQL and MariaDB print', () => {
  it.each<[string, Expr]>([
    ['(`age` >= 0)', E.binary('>=', col('age'), num(0))],
    ["_utf8mb4'abc'", str('abc')],
    ["(`a` = _utf8mb4\\'abc\\')", E.binary('=', col('a'), str('abc'))],
    ["(`a` = _utf8mb4\\'it\\\\\\'s \\\\\\\\ \"q\"\\')", E.binary('=', col('a'), str('it\'s \\ "q"'))],
    ["'it\\'s \\\\ \\n \\% \\_ \\q'", str("it's \\ \n \\% \\_ q")],
    ['"text"', str('text')],
    ['current_timestamp(6)', E.call('current_timestamp', num(6))],
    ['current_timestamp()', E.call('current_timestamp')],
    ['cast(`x` as char charset utf8mb4)', E.cast(col('x'), 'char charset utf8mb4')],
    ['convert(`x` using utf8mb4)', E.cast(col('x'), 'char charset utf8mb4')],
    ["json_extract(`x`,_utf8mb4'$.a')", E.call('json_extract', col('x'), str('$.a'))],
    ["(`x` regexp 'y')", E.binary('regexp', col('x'), str('y'))],
    ['(`a` <=> `b`)', E.binary('is not distinct from', col('a'), col('b'))],
    ['0xff', E.literal({ kind: 'Bytes', hex: 'FF' })],
    ["_binary'ab'", E.literal({ kind: 'Bytes', hex: '6162' })],
    ["b'01'", E.cast(str('01'), '"bit"')],
    ['(now() + interval 1 day)', E.binary('+', E.call('now'), E.call('interval day', num(1)))],
    ['interval(1,2,3)', E.call('interval', num(1), num(2), num(3))],
    ['(`a` div `b`)', op('div', col('a'), col('b'))],
    ['`a` MOD 2', E.binary('%', col('a'), num(2))],
    ['a && b || c', E.binary('or', E.binary('and', col('a'), col('b')), col('c'))],
    ['!(`a` <=> 1)', E.not(E.binary('is not distinct from', col('a'), num(1)))],
    ['`t`.`a`', col('a', 't')],
    ['length(`a`)', E.call('octet_length', col('a'))],
    ['5--3', E.binary('-', num(5), num('-3'))],
    ["`a`  not like 'x'", E.binary('not like', col('a'), str('x'))],
    ["trim(both 'x' from `s`)", E.call('trim', col('s'), str('x'))],
    ["DATE'2020-01-01'", E.cast(str('2020-01-01'), 'date')],
    ["TIMESTAMP'2020-01-01 00:00:00'", E.cast(str('2020-01-01 00:00:00'), 'datetime')],
    ['`a``b`', col('a`b')],
    ['a # rest', col('a')],
  ])('%s', (text, tree) => {
    expect(read(text, 'mysql')).toEqual(tree);
  });
  it.each([
    'a::int',
    'array[1]',
    '/*! now() */ 1',
    'a sounds like b',
    "match(a) against ('x')",
    "_latin2'x'",
    "'a' 'b'",
    'interval 1',
    '`db`.`t`.`a`',
    "json_value(a, '$.x' returning char)",
    'char(65 using utf8mb4)',
  ])('refuses %j', (text) => {
    expect(parseExpression(text, 'mysql')._tag).toBe('Left');
  });
});

describe('what people write in SQLite', () => {
  it.each<[string, Expr]>([
    ['"x" = [y z] and `z` == 1', E.binary('and', E.binary('=', col('x'), col('y z')), E.binary('=', col('z'), num(1)))],
    ["a GLOB 'b*'", op('glob', col('a'), str('b*'))],
    ['a is not b', E.binary('is distinct from', col('a'), col('b'))],
    ['a is b', E.binary('is not distinct from', col('a'), col('b'))],
    ['a is not null', E.isNull(col('a'), true)],
    ['a not null', E.isNull(col('a'), true)],
    ['a notnull', E.isNull(col('a'), true)],
    ['a isnull', E.isNull(col('a'))],
    ["strftime('%Y', a) != '2'", E.binary('<>', E.call('strftime', str('%Y'), col('a')), str('2'))],
    ['a || b * c', E.binary('*', E.binary('||', col('a'), col('b')), col('c'))],
    ['localtime', col('localtime')],
    ["datetime('now')", E.call('datetime', str('now'))],
    ['cast(a as unsigned big int)', E.cast(col('a'), 'integer')],
    ['cast(a as varchar(3))', E.cast(col('a'), 'text')],
    ['cast(a as date)', E.cast(col('a'), 'numeric')],
    ['substring(a, 2)', E.call('substr', col('a'), num(2))],
    ['a < b = c', E.binary('=', E.binary('<', col('a'), col('b')), col('c'))],
    ["a collate nocase = 'x'", E.binary('=', { kind: 'Collate', arg: col('a'), collation: 'nocase' }, str('x'))],
  ])('%s', (text, tree) => {
    expect(read(text, 'sqlite')).toEqual(tree);
  });
  it.each(['a::int', "raise(abort, 'x'), 1", 'a in (select b from c)', "e'x'", 'a in t'])('refuses %j', (text) => {
    expect(parseExpression(text, 'sqlite')._tag).toBe('Left');
  });
});

describe('large and deep input', () => {
  const flavours: ReadonlyArray<Flavour> = ['portable', 'postgres', 'mysql', 'mariadb', 'sqlite'];
  const large: ReadonlyArray<readonly [string, string]> = [
    ['parentheses', `${'('.repeat(50_000)}a${')'.repeat(50_000)}`],
    ['open parentheses', '('.repeat(100_000)],
    ['open calls', 'f('.repeat(50_000)],
    ['open IN', 'a in ('.repeat(16_000)],
    ['open position', 'position(a in ('.repeat(7_000)],
    ['open substring', 'substring(a from '.repeat(6_000)],
    ['open CASE', 'case when '.repeat(10_000)],
    ['open CASE operand', 'case case '.repeat(10_000)],
    ['open casts', 'cast('.repeat(20_000)],
    ['open trims', 'trim(both '.repeat(10_000)],
    ['open brackets', 'a['.repeat(50_000)],
    ['NOT', 'not '.repeat(25_000)],
    ['signs', '- '.repeat(50_000)],
    ['a chain', `a${' + a'.repeat(25_000)}`],
    ['a chain without an end', 'a or '.repeat(20_000)],
    ['BETWEEN', 'a between '.repeat(10_000)],
    ['quotes', "'".repeat(99_999)],
    ['comments', '/*'.repeat(50_000)],
    ['casts behind', `a${'::int'.repeat(20_000)}`],
    ['names', `a${'.a'.repeat(50_000)}`],
    ['intervals', 'interval '.repeat(11_000)],
  ];
  it.each(large)('%s: refused quickly', (_, text) => {
    const start = process.hrtime.bigint();
    for (const flavour of flavours) expect(parseExpression(text, flavour)._tag).toBe('Left');
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(20);
  });
  it('reads 100 kB', () => {
    const list = Array.from({ length: 20_000 }, (_, i) => String(10_000 + i));
    expect(read(`a in (${list.join(',')})`, 'portable')).toMatchObject({ kind: 'In', list: { length: 20_000 } });
    expect(read(`'${'x'.repeat(100_000)}'`, 'mysql')).toEqual(str('x'.repeat(100_000)));
    const conditions = Array.from(
      { length: 900 },
      (_, i) => `coalesce(column_${i}, 'some default text') <> 'other text in quotes'`,
    );
    expect(read(conditions.join(' and '), 'postgres').kind).toBe('Binary');
  });
  it('reads 199 parentheses and refuses 200', () => {
    expect(read(`${'('.repeat(199)}a${')'.repeat(199)}`, 'portable')).toEqual(col('a'));
    expect(parseExpression(`${'('.repeat(200)}a${')'.repeat(200)}`, 'portable')._tag).toBe('Left');
  });
});

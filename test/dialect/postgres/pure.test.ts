/** What needs no server: spelling and reading types, refusals, transactions, quoting. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/dialect/postgres/canonical-json.js';
import { canonicalNumber } from '../../../src/dialect/postgres/canonical-number.js';
import { postgres } from '../../../src/dialect/postgres/index.js';
import { quote, quoteText } from '../../../src/dialect/postgres/quote.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Table,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { isLeft, isRight } from '../../../src/prelude.js';
import type { Statement } from '../../../src/sql/ast.js';
import { parseExpression } from '../../../src/sql/parse-expression.js';
import { dialectOf } from './support.js';

const d = dialectOf(18);
const size = (max: number) => fc.integer({ min: 1, max });
const maybe = <A>(a: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(a, { nil: null });
const name = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }).filter((s) => !s.includes('\u0000'));

/** Any type, physical or not. */
const anyType: fc.Arbitrary<DataType> = fc.oneof(
  fc.constant<DataType>(T.boolean),
  fc.tuple(fc.constantFrom(8, 16, 24, 32, 64), fc.boolean()).map(([b, u]) => T.integer(b, u)),
  fc
    .tuple(maybe(size(1000)), maybe(fc.integer({ min: 0, max: 99 })), fc.boolean())
    .map(([p, s, u]) => T.decimal(p, s, u)),
  fc.tuple(fc.constantFrom(32, 64), fc.boolean()).map(([b, u]) => T.float(b, u)),
  maybe(size(10485760)).map(T.varchar),
  size(10485760).map(T.char),
  fc.constantFrom('tiny', 'regular', 'medium', 'long').chain((s) => fc.constantFrom<DataType>(T.text(s), T.blob(s))),
  fc.tuple(size(999), fc.boolean()).map(([n, f]) => T.binary(n, f)),
  fc.tuple(maybe(size(999)), fc.boolean()).map(([n, v]) => T.bit(n, v)),
  fc.constantFrom<DataType>(T.date, T.year, T.uuid, T.json(true), T.json(false)),
  fc.tuple(maybe(fc.integer({ min: 0, max: 9 })), fc.boolean()).map(([p, z]) => T.time(p, z)),
  fc
    .tuple(fc.constantFrom('datetime', 'timestamp', 'instant'), maybe(fc.integer({ min: 0, max: 9 })))
    .map(([v, p]) => T.dateTime(v, p)),
  fc.tuple(name, maybe(name)).map(([n, ns]) => T.enum([], qname(n, ns))),
  fc.array(name, { maxLength: 3 }).map((v) => T.enum(v)),
  fc.array(name, { maxLength: 3 }).map(T.set),
  fc
    .constantFrom(
      'tsvector',
      'inet',
      'text[]',
      'interval(3)',
      'int4',
      'VARCHAR(3)',
      'numeric(3)[][]',
      'app.thing',
      '"char"',
    )
    .map(T.native),
);

const physicalOf = (t: DataType): DataType => {
  const made = d.physical({ ...emptySchema, tables: [table(qname('t'), [column('c', t)])] });
  return made.tables[0]?.columns[0]?.type ?? T.date;
};

describe('types', () => {
  test('every physical type is read back from its spelling', () => {
    fc.assert(
      fc.property(anyType, (t) => {
        const p = physicalOf(t);
        const spelled = d.types.spell(p);
        expect(isRight(spelled) && d.types.parse(spelled.right)).toEqual(p);
        expect(physicalOf(p)).toEqual(p);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    T.varchar(0),
    T.varchar(10485761),
    T.decimal(1001, 0),
    T.year,
    T.set(['a']),
    T.text('long'),
    T.integer(8),
    T.enum(['a']),
    T.time(7),
  ])('refuses %j', (t) => {
    const spelled = d.types.spell(t);
    expect(isLeft(spelled) && spelled.left.map((p) => p.code)).toEqual(['dialect.type']);
  });
});

describe('text', () => {
  test('no name and no text leaves its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        const parsed = parseExpression(quoteText(s.replaceAll('\u0000', '')), 'postgres');
        expect(isRight(parsed) && parsed.right).toEqual(E.string(s.replaceAll('\u0000', '')));
        expect(quote(s).slice(1, -1).replaceAll('""', '')).not.toContain('"');
      }),
    );
  });

  test('numbers keep their digits', () => {
    const numbers: ReadonlyArray<readonly [string, string | null]> = [
      ['007', '7'],
      ['+1', '1'],
      ['-0', '0'],
      ['1e3', '1000'],
      ['1.50e1', '15.0'],
      ['1.5e-3', '0.0015'],
      ['.5', '0.5'],
      ['5.', '5'],
      ['12345678901234567890.10', '12345678901234567890.10'],
      ['-1.0', '-1.0'],
      ['x', null],
      ['', null],
      ['1e99999', null],
      ['0x10', null],
    ];
    for (const [from, to] of numbers) expect(canonicalNumber(from), from).toBe(to);
  });

  test('json is spaced and sorted as jsonb does it, and never loops', () => {
    expect(canonicalJson('{"b":1,"aa":2,"a":[ ],"b":{ }}')).toBe('{"a": [], "b": {}, "aa": 2}');
    for (const bad of ['', '{', '[1,]', '{"a"}', '{"a":1,}', 'nul', '01', '"\n"', '[1] 2', '['.repeat(5000)])
      expect(canonicalJson(bad), bad).toBeNull();
  });
});

const t: Table = table(qname('t'), [column('a', T.integer(32))]);
const alter = (...actions: Extract<Statement, { kind: 'AlterTable' }>['actions']): Statement => ({
  kind: 'AlterTable',
  before: t,
  after: t,
  actions,
});
const create = (more: Partial<Table>): Statement => ({ kind: 'CreateTable', table: { ...t, ...more } });
const createIndex = (i: Parameters<typeof index>[1], part = indexPart('a')): Statement => ({
  kind: 'CreateIndex',
  table: t.name,
  index: index([part], i),
  concurrently: false,
});

const refused: ReadonlyArray<readonly [string, Statement, number?]> = [
  ['an index inside', create({ indexes: [index([indexPart('a')])] })],
  ['a table comment inside', create({ options: { ...noOptions, comment: 'x' } })],
  ['a column comment inside', create({ columns: [column('a', T.text(), { comment: 'x' })] })],
  ['not valid inside', create({ checks: [check(E.column('a'), { notValid: true })] })],
  ['a name too long', create({ name: qname('é'.repeat(32)) })],
  ['an empty name', create({ name: qname('') })],
  ['U+0000 in a name', create({ columns: [column('a\u0000', T.text())] })],
  ['a type it has not', create({ columns: [column('a', T.year)] })],
  [
    'a virtual column before 18',
    create({ columns: [column('a', T.text(), { generated: { expr: E.column('a'), stored: false } })] }),
    17,
  ],
  [
    'an identity that steps oddly',
    create({
      columns: [
        column('a', T.integer(32), {
          identity: { kind: 'Identity', generation: 'always', start: '1; DROP', increment: null },
        }),
      ],
    }),
  ],
  ['auto-increment', create({ columns: [column('a', T.integer(32), { identity: { kind: 'AutoIncrement' } })] })],
  [
    'match partial',
    create({ foreignKeys: [foreignKey(['a'], { table: t.name, columns: ['a'] }, { match: 'partial' })] }),
  ],
  ['nulls not distinct before 15', create({ uniques: [unique(['a'], { nullsNotDistinct: true })] }), 14],
  ['not enforced before 18', create({ checks: [check(E.column('a'), { enforced: false })] }), 17],
  ['odd index parameters', createIndex({ options: 'x y' })],
  ['a prefix', createIndex({}, indexPart('a', { prefix: 3 }))],
  ['fulltext', createIndex({ method: 'fulltext' })],
  ['nothing to do', alter()],
  ['an index among other actions', alter({ kind: 'AddIndex', index: index([indexPart('a')]) })],
  [
    'a rename among other actions',
    alter(
      { kind: 'RenameColumn', from: column('a', T.text()), to: 'b' },
      { kind: 'DropColumn', column: column('a', T.text()) },
    ),
  ],
  [
    'no conversion',
    alter({ kind: 'AlterColumn', before: column('a', T.uuid), after: column('a', T.integer(32)), using: null }),
  ],
  [
    'an enum replaced at once',
    {
      kind: 'ReplaceEnum',
      from: { name: t.name, values: [], comment: null },
      to: { name: t.name, values: [], comment: null },
    },
  ],
  [
    'an index without a name dropped',
    { kind: 'DropIndex', table: t.name, index: index([indexPart('a')]), concurrently: false },
  ],
  ['text of another engine', create({ checks: [check(E.native('mysql', 'x'))] })],
  ['nothing at all', { kind: 'Verbatim', sql: '', touches: null }],
];

describe('print', () => {
  for (const [what, statement, major] of refused)
    test(`refuses ${what}`, () => {
      const printed = dialectOf(major ?? 18).print(statement);
      expect(isLeft(printed) ? null : printed.right).toBeNull();
    });

  test('a hostile storage parameter stays inside its quotes', () => {
    const printed = d.print(create({ options: { ...noOptions, storage: ["fillfactor=70); DROP TABLE t; --'"] } }));
    expect(isRight(printed) && printed.right).toContain(`fillfactor='70); DROP TABLE t; --''')`);
  });

  test('all problems of a statement are told, not only the first', () => {
    const printed = d.print(
      create({ columns: [column('', T.year), column('b', T.set([]))], name: qname('x'.repeat(64)) }),
    );
    expect(isLeft(printed) && printed.left.map((p) => p.code).sort()).toEqual([
      'dialect.identifier',
      'dialect.identifier',
      'dialect.type',
      'dialect.type',
    ]);
  });

  test('concurrently stands outside, a new label alone', () => {
    const i = { table: t.name, index: index([indexPart('a')], { name: 'i' }), concurrently: true };
    expect(
      [
        { kind: 'CreateIndex' as const, ...i },
        { kind: 'DropIndex' as const, ...i },
      ].map(d.transaction),
    ).toEqual(['outside', 'outside']);
    expect(d.print({ kind: 'DropIndex', ...i })).toMatchObject({ right: 'DROP INDEX CONCURRENTLY "i"' });
    expect(d.print({ kind: 'CreateIndex', ...i })).toMatchObject({
      right: 'CREATE INDEX CONCURRENTLY "i" ON "t" ("a")',
    });
    expect(d.transaction(alter())).toBe('inside');
  });
});

describe('physical', () => {
  test('what only other engines have goes, what can be said otherwise is', () => {
    const made = postgres({ major: 17, minor: 0, patch: 0, text: '17' }).physical({
      ...emptySchema,
      tables: [
        table(
          qname('t'),
          [
            column('a', T.varchar(9), {
              charset: 'utf8mb4',
              collation: 'utf8mb4_0900_ai_ci',
              onUpdate: E.call('now'),
              invisible: true,
              comment: '',
              nullable: true,
            }),
            column('g', T.text(), { generated: { expr: E.column('a'), stored: false } }),
          ],
          {
            primaryKey: { name: null, columns: [{ name: 'a', prefix: 4, order: 'desc' }] },
            options: {
              ...noOptions,
              engine: 'InnoDB',
              charset: 'utf8',
              collation: 'x',
              strict: true,
              storage: ['b=1', 'a=1'],
            },
            indexes: [
              index([indexPart('a', { prefix: 3, nulls: 'last' })], { unique: true, invisible: true, method: 'BTREE' }),
            ],
          },
        ),
      ],
    }).tables[0];
    expect(made?.columns[0]).toEqual(column('a', T.varchar(9)));
    expect(made?.columns[1]?.generated?.stored).toBe(true);
    expect(made?.primaryKey).toEqual({ name: 't_pkey', columns: [{ name: 'a', prefix: null, order: 'asc' }] });
    expect(made?.options).toEqual({ ...noOptions, storage: ['a=1', 'b=1'] });
    expect(made?.indexes).toEqual([
      index([indexPart(E.call('left', E.column('a'), E.number(3)))], { name: 't_left_idx', unique: true }),
    ]);
  });

  test('labels of a column adopt the type that has them, or get one of their own', () => {
    const of = (values: ReadonlyArray<string>) => ({
      ...emptySchema,
      enums: [{ name: qname('t_c'), values, comment: null }],
      tables: [table(qname('t'), [column('c', T.enum(['a', 'b']))])],
    });
    expect(d.physical(of(['a', 'b'])).enums).toHaveLength(1);
    const other = d.physical(of(['b', 'a']));
    expect(other.enums.map((e) => e.name.name)).toEqual(['t_c', 't_c_1']);
    expect(other.tables[0]?.columns[0]?.type).toEqual(T.enum([], qname('t_c_1')));
    expect(d.physical(other)).toEqual(other);
  });
});

describe('keepsValues', () => {
  const keeps = (from: DataType, to: DataType): boolean => d.keepsValues(column('a', from), column('a', to));
  test('is true for widening only', () => {
    expect(keeps(T.integer(16), T.integer(64))).toBe(true);
    expect(keeps(T.integer(64), T.integer(32))).toBe(false);
    expect(keeps(T.integer(32), T.decimal(10, 0))).toBe(true);
    expect(keeps(T.integer(32), T.decimal(10, 2))).toBe(false);
    expect(keeps(T.integer(64), T.float(64))).toBe(false);
    expect(keeps(T.integer(32), T.float(64))).toBe(true);
    expect(keeps(T.varchar(9), T.text())).toBe(true);
    expect(keeps(T.text(), T.varchar(9))).toBe(false);
    expect(keeps(T.varchar(null), T.varchar(9))).toBe(false);
    expect(keeps(T.decimal(10, 2), T.decimal(12, 4))).toBe(true);
    expect(keeps(T.decimal(10, 2), T.decimal(10, 4))).toBe(false);
    expect(keeps(T.decimal(null, null), T.decimal(99, 9))).toBe(false);
    expect(keeps(T.dateTime('datetime', 3), T.dateTime('datetime'))).toBe(true);
    expect(keeps(T.dateTime('datetime'), T.dateTime('datetime', 3))).toBe(false);
    expect(keeps(T.dateTime('datetime'), T.dateTime('instant'))).toBe(false);
    expect(keeps(T.json(false), T.json(true))).toBe(false);
  });
});

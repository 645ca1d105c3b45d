import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinityOf } from '../../../src/dialect/sqlite/affinity.js';
import { sqlite } from '../../../src/dialect/sqlite/index.js';
import { qname } from '../../../src/ir/name.js';
import { column, emptySchema, noOptions, table } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { isLeft, isRight } from '../../../src/prelude.js';
import { libraries } from './support/library.js';

const dialect = sqlite({ major: 3, minor: 40, patch: 1, text: '3.40.1' });
const { spell, parse } = dialect.types;

const size = fc.integer({ min: 1, max: 1000 });
const bits = fc.constantFrom(8, 16, 24, 32, 64) as fc.Arbitrary<8 | 16 | 24 | 32 | 64>;
const precision = fc.option(fc.integer({ min: 0, max: 6 }));
const words = fc.array(fc.constantFrom('POINT', 'JSON', 'UUID', 'INT', 'CHAR', 'x', 'big', 'blob', '"odd ""x"'), {
  minLength: 1,
  maxLength: 3,
});

/** Every type a source may ask for. */
const types: fc.Arbitrary<DataType> = fc.oneof(
  fc.constantFrom<DataType>(T.boolean, T.date, T.year, T.uuid, T.json(), T.json(false)),
  fc.tuple(bits, fc.boolean()).map(([b, u]) => T.integer(b, u)),
  fc.tuple(fc.option(size), fc.option(size), fc.boolean()).map(([p, s, u]) => T.decimal(p, s, u)),
  fc.tuple(fc.constantFrom(32 as const, 64 as const), fc.boolean()).map(([b, u]) => T.float(b, u)),
  fc.option(size).map(T.varchar),
  size.map(T.char),
  fc.constantFrom('tiny' as const, 'regular' as const, 'medium' as const, 'long' as const).map((s) => T.text(s)),
  fc.constantFrom('tiny' as const, 'regular' as const, 'medium' as const, 'long' as const).map((s) => T.blob(s)),
  fc.tuple(size, fc.boolean()).map(([n, f]) => T.binary(n, f)),
  fc.tuple(fc.option(size), fc.boolean()).map(([n, v]) => T.bit(n, v)),
  fc.tuple(precision, fc.boolean()).map(([p, z]) => T.time(p, z)),
  fc
    .tuple(fc.constantFrom('datetime' as const, 'timestamp' as const, 'instant' as const), precision)
    .map(([v, p]) => T.dateTime(v, p)),
  fc.array(fc.string({ minLength: 1 }), { minLength: 1 }).map((v) => T.enum(v)),
  fc.array(fc.string({ minLength: 1 }), { minLength: 1 }).map((v) => T.set(v)),
  fc.tuple(words, fc.option(size)).map(([w, n]) => T.native(w.join(' ') + (n === null ? '' : `(${n})`))),
);

const physicalOf = (type: DataType, strict: boolean): DataType => {
  const t = table(qname('t'), [column('c', type)], { options: { ...noOptions, strict } });
  const c = dialect.physical({ ...emptySchema, tables: [t] }).tables[0]?.columns[0];
  if (c === undefined) throw new Error('no column');
  return c.type;
};

describe('types', () => {
  it.each([false, true])('what is spelled reads back, and physical twice is physical once (STRICT: %s)', (strict) => {
    fc.assert(
      fc.property(types, (t) => {
        const p = physicalOf(t, strict);
        expect(physicalOf(p, strict)).toEqual(p);
        const text = spell(p);
        if (isLeft(text)) throw new Error(JSON.stringify(text.left));
        expect(parse(text.right)).toEqual(p);
      }),
      { numRuns: 2000 },
    );
  });

  it('reading any text never fails, and what is legal keeps its affinity', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((w) => w.join(' ')),
        ),
        (text) => {
          const back = spell(parse(text));
          if (isRight(back)) expect(affinityOf(back.right)).toBe(affinityOf(text));
        },
      ),
    );
  });

  it.each([
    ['INT', 'INTEGER'],
    ['int(11)', 'INTEGER'],
    ['UNSIGNED BIG INT', 'BIGINT UNSIGNED'],
    ['tinyint(1)', 'BOOLEAN'],
    ['tinyint(4)', 'TINYINT'],
    ['double precision', 'REAL'],
    ['Numeric( 10 , 2 )', 'DECIMAL(10,2)'],
    ['CHARACTER VARYING(20)', 'VARCHAR(20)'],
    ['clob', 'TEXT'],
    ['JSON', 'JSON'],
    ['uuid', 'uuid'],
    ['point  (3)', 'point(3)'],
    ['', ''],
  ])('%s is %s', (given, spelled) => {
    expect(spell(parse(given))).toEqual({ _tag: 'Right', right: spelled });
  });

  it.each([
    'text[]',
    'int); DROP TABLE x',
    'a CHECK (1)',
    'x PRIMARY KEY',
    'a(b)',
    'a(1,2,3)',
    "enum('a')",
    'a -- b\n)',
    "x'00'",
  ])('a native type that is more than words and sizes is refused: %s', (text) => {
    const spelled = spell(T.native(text));
    if (isRight(spelled)) {
      // Comments are no part of a type and fall away; nothing else may.
      expect(spelled.right).not.toMatch(/[;)]|--|CHECK|KEY/);
    } else expect(spelled.left).toMatchObject([{ code: 'dialect.type', data: { type: text } }]);
  });

  it.each(libraries().map((l) => [l.version.text, l] as const))(
    'the affinity is the one SQLite %s gives a value',
    (_, library) => {
      const spellings = [
        'INTEGER',
        'BIGINT',
        'CHAR(36)',
        'TEXT',
        'BLOB',
        'REAL',
        'FLOAT',
        'DECIMAL(8,2)',
        'BOOLEAN',
        'DATETIME',
        'POINT',
        'JSON',
        '',
        'CHARINT',
      ];
      const h = library.open();
      try {
        h.run([
          `CREATE TABLE t (${spellings.map((s, i) => `c${i} ${s}`).join(', ')})`,
          `INSERT INTO t VALUES (${spellings.map(() => `'1'`).join(', ')})`,
        ]);
        const seen = h.rows(`SELECT ${spellings.map((_s, i) => `typeof(c${i}) AS c${i}`).join(', ')} FROM t`)[0];
        const gives = { integer: 'integer', numeric: 'integer', real: 'real', text: 'text', blob: 'text' };
        expect(Object.values(seen ?? {})).toEqual(spellings.map((s) => gives[affinityOf(s)]));
      } finally {
        h.close();
      }
    },
  );
});

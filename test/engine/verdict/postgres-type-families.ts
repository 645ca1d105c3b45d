/** Types that only PostgreSQL has, and kinds of indexes that not every type has. */
import { qname } from '../../../src/ir/name.js';
import { type Column, column, index, indexPart, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Family, type Pool } from './bench.js';
import { numberTexts, pool, withNull } from './pools.js';

export const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));
export const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });
export const n = T.native;

/** A family of one engine alone. */
export const only =
  (family: Family): Family =>
  (b) => {
    if (b.dialect === 'postgres') family(b);
  };

const ops = (column: string, method: string, opclass: string | null = null) =>
  index([indexPart(column, { opclass })], { method });

/** An index of a kind that not every type has, on a column whose type changes. */
export const indexKinds = only((b) => {
  const c = b.name('c');
  const array = (v: string): string => `'${v}'`;
  const kinds: ReadonlyArray<readonly [DataType, string, string | null, ReadonlyArray<DataType>, Pool]> = [
    [
      T.json(true),
      'gin',
      null,
      [T.json(false), T.text()],
      { good: nine((i) => `'{"k": ${i}}'`), edge: ["'[]'", "'1'"] },
    ],
    [
      T.json(true),
      'gin',
      'jsonb_path_ops',
      [T.json(false), T.json(true)],
      { good: nine((i) => `'{"k": ${i}}'`), edge: [] },
    ],
    [
      n('text[]'),
      'gin',
      null,
      [n('varchar(3)[]'), T.text(), n('integer[]')],
      { good: nine((i) => `'{${i}}'`), edge: ['{}', '{abcd}', '{NULL}'].map(array) },
    ],
    [
      n('int4range'),
      'gist',
      null,
      [T.text(), n('int8range')],
      { good: nine((i) => `'[${i},${i + 1})'`), edge: ["'empty'"] },
    ],
    [T.varchar(20), 'btree', 'varchar_pattern_ops', [T.text(), T.varchar(5), T.integer(32)], numberTexts(b.dialect)],
    [T.text(), 'hash', null, [T.integer(32), T.json(true), T.varchar(3)], numberTexts(b.dialect)],
    [T.text(), 'btree', 'text_pattern_ops', [T.varchar(30), T.char(30), T.integer(64)], numberTexts(b.dialect)],
    [T.integer(32), 'brin', null, [T.integer(64), T.boolean, T.text()], pool(T.integer(32), b.dialect)],
    [T.integer(32), 'btree', 'int4_ops', [T.integer(64), T.integer(16)], pool(T.integer(32), b.dialect)],
    [T.json(false), 'none', null, [T.json(true)], { good: nine((i) => `'{"k": ${i}}'`), edge: [`'{"b":1,"a":2}'`] }],
  ];
  const [from, method, opclass, tos, values] = b.rng.pick(kinds);
  const to = b.rng.pick(tos);
  addColumn(b, nullable(c, from), nullable(c, to), withNull(values), {
    same: (x, y) => x.replace(/\s/g, '') === y.replace(/\s/g, ''),
  });
  // The index stays, or comes with the new type, or something no type of the kind has.
  const style = b.rng.int(4);
  if (style === 3) {
    if (b.rng.once(2)) b.after.parts.uniques.push(unique([c]));
    else b.after.parts.indexes.push(ops(c, 'btree'));
    return;
  }
  if (method === 'none') return;
  if (style !== 2) b.before.parts.indexes.push({ ...ops(c, method, opclass), name: b.name('ix') });
  if (style !== 1) b.after.parts.indexes.push({ ...ops(c, method, opclass), name: b.name('ix') });
});

/** Types of many kinds, those of extensions and of users among them. */
export const manyTypes = only((b) => {
  const q = (v: string): string => `'${v}'`;
  const cases: ReadonlyArray<() => readonly [DataType, ReadonlyArray<DataType>, Pool]> = [
    () => {
      b.early.push('CREATE EXTENSION IF NOT EXISTS citext SCHEMA public');
      return [
        b.rng.pick([T.text(), n('citext')]),
        [n('citext'), T.text(), T.varchar(3)],
        { good: nine((i) => q(`w${i}`)), edge: ['W1', 'w1', 'w1 ', 'wide'].map(q) },
      ];
    },
    () => [
      b.rng.pick([T.integer(32), n('numeric(5,-2)'), T.decimal(10, 2)]),
      [n('numeric(5,-2)'), n('numeric(3,5)'), T.decimal(5, 0), T.integer(16)],
      { good: nine((i) => String((i + 1) * 100)), edge: ['150', '49', '0', '1234500'] },
    ],
    () => [
      n('int4range'),
      [n('int8range'), T.text(), n('int4multirange'), n('numrange')],
      { good: nine((i) => q(`[${i},${i + 2})`)), edge: ['empty', '(,5]', '[1,1]', '(,)'].map(q) },
    ],
    () => [
      n('tsrange'),
      [n('tstzrange'), T.text()],
      { good: nine((i) => q(`[2024-0${i + 1}-01,2024-0${i + 1}-15)`)), edge: ['empty', '(,)'].map(q) },
    ],
    () => [
      n('interval'),
      [n('interval year to month'), n('interval second(0)'), n('interval day'), n('interval hour to minute')],
      { good: nine((i) => q(`${i} days`)), edge: ['1 year 2 mons', '00:00:01.5', '1 day 01:02:03'].map(q) },
    ],
    () => [
      T.dateTime('instant'),
      [T.varchar(22), T.varchar(30), T.text(), T.dateTime('datetime')],
      {
        good: nine((i) => q(`2024-0${i + 1}-15 00:00:00+00`)),
        edge: ['2024-05-05 10:20:30.123456+00', 'infinity'].map(q),
      },
    ],
    () => [
      n('varchar(5)[]'),
      [n('text[]'), n('varchar(3)[]'), n('char(4)[]')],
      { good: nine((i) => q(`{a${i}}`)), edge: ['{abcde}', '{}', '{"abc  "}'].map(q) },
    ],
    () => [
      T.bit(8, true),
      [T.bit(8), T.bit(null, true), T.integer(32), T.bit(4, true)],
      { good: ["B'10101010'", "B'11110000'"], edge: ["B''", "B'1'"] },
    ],
    () => [
      T.text(),
      [n('uuid[]'), n('point'), n('oid'), n('"char"'), n('name')],
      { good: nine((i) => q(String(i))), edge: ['x y', '{}', '(1,2)', '-1', ''].map(q) },
    ],
    () => {
      const [one, two] = [b.name('one'), b.name('two')];
      b.early.push(
        `CREATE DOMAIN ${one} AS varchar(8) CHECK (VALUE <> 'bad')`,
        `CREATE DOMAIN ${two} AS ${one} CHECK (length(VALUE) < 6)`,
      );
      return [
        b.rng.pick([T.varchar(20), n(one), n(two)]),
        [n(one), n(two), T.varchar(4), T.text()],
        { good: nine((i) => q(`d${i}`)), edge: ['bad', 'longer', 'longer than eight', ''].map(q) },
      ];
    },
    () => {
      const type = qname(b.name('kind'));
      b.enums.before.push({ name: type, values: ['a', 'b', 'c'], comment: null });
      b.enums.after.push({
        name: type,
        values: b.rng.pick([
          ['c', 'a', 'b'],
          ['a', 'b'],
          ['a', 'x', 'b', 'c'],
        ]),
        comment: null,
      });
      const own = n(`${type.name}[]`);
      return b.rng.once(2)
        ? [own, [own, n('text[]')], { good: ["'{a}'", "'{b}'"], edge: ["'{c,a}'", "'{}'"] }]
        : [T.enum([], type), [T.enum([], type), T.text()], { good: ["'a'", "'b'"], edge: ["'c'"] }];
    },
    () => [
      T.json(true),
      [n('jsonpath'), T.varchar(10), T.integer(32), T.boolean, n('text[]')],
      { good: nine((i) => q(String(i))), edge: ['"x"', 'true', 'null', '{}', '1.5', '99999999999'].map(q) },
    ],
    () => [n('hstore'), [T.json(true), T.text()], { good: nine((i) => q(`a=>${i}`)), edge: [q('')] }],
  ];
  const picked = b.rng.pick(cases);
  if (picked === cases.at(-1)) b.early.push('CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public');
  const [from, tos, values] = picked();
  const c = b.name('c');
  const to = b.rng.pick(tos);
  const renamed = b.rng.once(4) ? b.name('renamed') : c;
  addColumn(b, nullable(c, from), nullable(renamed, to), withNull(values), {
    rewritten: from.kind === 'Native' && from.spelling === 'hstore',
    // One range is a set of ranges, too; blanks fill up a char.
    same: (x, y) =>
      y === `{${x === 'empty' ? '' : x}}` ||
      (to.kind === 'Native' && to.spelling === 'char(4)[]' && y.replace(/[" ]/g, '') === x.replace(/[" ]/g, '')),
  });
  if (b.rng.once(4)) b.after.parts.uniques.push(unique([renamed]));
  if (b.rng.once(6))
    for (const [s, name] of [
      [b.before, c],
      [b.after, renamed],
    ] as const)
      s.parts.indexes.push(index([indexPart(name)], { name: b.name('ix') }));
});

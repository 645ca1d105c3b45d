/** Names that physical makes are the ones that the server makes for the same definition. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clip, makeObjectName } from '../../../src/dialect/postgres/object-name.js';
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { dialectOf, majors, making, printed, servers } from './support.js';

const long = 'a_rather_long_table_name_that_nobody_would_choose_but_tools_do_';
const wide = 'ü'.repeat(31);
const key = (...names: ReadonlyArray<string>) => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});
const c = (name: string) => column(name, T.integer(32));

const expressions: ReadonlyArray<Expr> = [
  E.call('abs', E.column('a')),
  E.binary('+', E.column('a'), E.column('b')),
  E.cast(E.column('a'), 'bigint'),
  E.cast(E.binary('+', E.column('a'), E.number(1)), 'bigint'),
  E.call('coalesce', E.column('a'), E.number(0)),
  {
    kind: 'Case',
    operand: null,
    whens: [{ when: E.isNull(E.column('a')), result: E.number(1) }],
    otherwise: E.column('b'),
  },
  { kind: 'Case', operand: null, whens: [{ when: E.isNull(E.column('a')), result: E.number(1) }], otherwise: null },
];

const schema: Schema = {
  ...emptySchema,
  tables: [
    table(qname('t'), [c('a'), c('b'), c('c')], {
      primaryKey: key('a'),
      uniques: [unique(['b']), unique(['b', 'c']), unique(['a'], { include: ['c'] })],
      checks: [
        check(E.binary('>', E.column('a'), E.number(0))),
        check(E.binary('<', E.column('a'), E.number(9))),
        check(E.binary('>', E.column('a'), E.column('b'))),
        check(E.binary('>', E.number(2), E.number(1))),
      ],
      foreignKeys: [
        foreignKey(['b'], { table: qname('t'), columns: ['a'] }),
        foreignKey(['b'], { table: qname('t'), columns: ['b'] }),
        foreignKey(['b', 'c'], { table: qname('t'), columns: ['b', 'c'] }),
      ],
      indexes: [
        index([indexPart('a')]),
        index([indexPart('a', { order: 'desc' })]),
        index([indexPart('a'), indexPart('b')], { include: ['c'] }),
        ...expressions.map((x) => index([indexPart(x)])),
        index([indexPart(expressions[1] ?? E.null), indexPart(expressions[1] ?? E.null)]),
      ],
    }),
    // Both would have a_b_c_key and a_b_c_fkey.
    table(qname('a'), [c('b_c')], {
      uniques: [unique(['b_c'])],
      foreignKeys: [foreignKey(['b_c'], { table: qname('t'), columns: ['a'] })],
    }),
    table(qname('a_b'), [c('c')], {
      uniques: [unique(['c'])],
      foreignKeys: [foreignKey(['c'], { table: qname('t'), columns: ['a'] })],
    }),
    table(qname(long), [c(long), c(wide), c('s')], {
      primaryKey: key('s'),
      uniques: [unique([long]), unique([wide]), unique([long, wide])],
      checks: [check(E.binary('>', E.column(wide), E.number(0))), check(E.binary('>', E.column(long), E.number(0)))],
      indexes: [
        index([indexPart(long), indexPart(wide)]),
        index([indexPart(wide)]),
        index([indexPart(wide), indexPart(long)]),
      ],
      foreignKeys: [foreignKey([wide], { table: qname('t'), columns: ['a'] })],
    }),
    table(qname(wide), [column('ü'.repeat(20), T.integer(32), { identity: { kind: 'Serial', sequence: null } })], {
      primaryKey: key('ü'.repeat(20)),
    }),
  ],
};

/** The same, with every name left to the server. */
const unnamed = (sql: string): string =>
  sql.replaceAll(/CONSTRAINT "(?:[^"]|"")+" /g, '').replace(/^(CREATE (?:UNIQUE )?INDEX) "(?:[^"]|"")+" ON/, '$1 ON');

describe.each(servers)('names · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());
  beforeEach(() => on.reset());

  test('made by physical and by the server are the same', async () => {
    const made = d.physical(schema);
    const statements = printed(d, making(made), emptySchema, made);
    const left = statements.map(unnamed);
    expect(left.join()).not.toContain('CONSTRAINT');
    for (const sql of left) await on.exec(sql);
    const names = (s: Schema): ReadonlyArray<unknown> =>
      normalise(s).tables.map((t) => ({
        table: t.name.name,
        primaryKey: t.primaryKey?.name,
        uniques: t.uniques.map((u) => [u.name, u.columns]),
        checks: t.checks.map((x) => x.name),
        foreignKeys: t.foreignKeys.map((f) => [f.name, f.columns, f.references.columns]),
        indexes: t.indexes.map((i) => i.name),
        identity: t.columns.map((x) => x.identity),
      }));
    expect(names(await on.introspect())).toEqual(names(made));
  });

  test('names are cut by whole characters, the longer part first', () => {
    expect(makeObjectName('t', 'c', 'key')).toBe('t_c_key');
    expect(makeObjectName('x'.repeat(63), null, 'pkey')).toBe(`${'x'.repeat(58)}_pkey`);
    expect(makeObjectName('x'.repeat(63), 'c', 'fkey')).toBe(`${'x'.repeat(56)}_c_fkey`);
    expect(clip('日本語', 5)).toBe('日');
    expect(clip('日本語', 6)).toBe('日本');
  });
});

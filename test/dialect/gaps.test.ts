/**
 * Nothing that a source asks for goes in silence: where one more wish leaves what the engine stores as it was, or makes
 * something else of it, the plan says so or refuses; and what is stored has no gaps.
 */
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../src/check/registry.js';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  type Index,
  type IndexPart,
  index,
  indexPart,
  noOptions,
  type Schema,
  type Table,
  type TableOptions,
  table,
  type Unique,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';

const base: Table = table(
  qname('t'),
  [column('id', T.integer(32)), column('a', T.varchar(40)), column('n', T.integer(32))],
  {
    primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
  },
);
const p = { name: qname('p'), key: ['id'] };
const parent: Table = table(p.name, [column('id', T.integer(32))], {
  primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
});

const schemaOf = (t: Table): Schema => ({ ...emptySchema, tables: [t, parent] });
const withA = (more: Partial<Column>): Table => ({
  ...base,
  columns: base.columns.map((c) => (c.name === 'a' ? { ...c, ...more } : c)),
});
const withId = (more: Partial<Column>): Table => ({
  ...base,
  columns: base.columns.map((c) => (c.name === 'id' ? { ...c, ...more } : c)),
});
const withIndex = (more: Partial<Index>, part: Partial<IndexPart> = {}): Table => ({
  ...base,
  indexes: [index([indexPart('a', part)], { name: 'i', ...more })],
});
const withUnique = (more: Partial<Unique>): Table => ({ ...base, uniques: [unique(['a'], { name: 'u', ...more })] });
const withOption = (more: Partial<TableOptions>): Table => ({ ...base, options: { ...noOptions, ...more } });
const few = E.binary('>', E.column('n'), E.number(0));
const key = foreignKey(['n'], { table: p.name, columns: ['id'] }, { name: 'f' });

/** A wish, and the same table without it. */
const wishes: Readonly<Record<string, readonly [asks: Table, without: Table]>> = {
  'a comment of the table': [withOption({ comment: 'x' }), base],
  'a comment of a column': [withA({ comment: 'x' }), base],
  'on_update: now': [
    withA({ onUpdate: E.call('current_timestamp'), type: T.dateTime('datetime', null) }),
    withA({ type: T.dateTime('datetime', null) }),
  ],
  'an invisible column': [withA({ invisible: true, nullable: true }), withA({ nullable: true })],
  'an unsigned number': [withA({ type: T.integer(32, true) }), withA({ type: T.integer(32) })],
  'a set': [withA({ type: T.set(['a', 'b']) }), withA({ type: T.text() })],
  'a collation of MySQL': [withA({ collation: 'utf8mb4_bin' }), base],
  'nine digits': [withA({ type: T.dateTime('datetime', 9) }), withA({ type: T.dateTime('datetime', 6) })],
  'a time with a zone': [withA({ type: T.time(null, true) }), withA({ type: T.time(null, false) })],
  'always as identity': [
    withId({ identity: { kind: 'Identity', generation: 'always', start: null, increment: null } }),
    withId({ identity: { kind: 'AutoIncrement' } }),
  ],
  'an identity from 100': [
    withId({ identity: { kind: 'Identity', generation: 'by default', start: '100', increment: null } }),
    withId({ identity: { kind: 'AutoIncrement' } }),
  ],
  'a primary key over a prefix': [
    { ...base, primaryKey: { name: null, columns: [{ name: 'a', prefix: 5, order: 'asc' }] } },
    { ...base, primaryKey: { name: null, columns: [{ name: 'a', prefix: null, order: 'asc' }] } },
  ],
  'a deferrable unique': [withUnique({ deferrable: 'deferred' }), withUnique({})],
  'a unique of like NULLs': [withUnique({ nullsNotDistinct: true }), withUnique({})],
  'a unique that includes': [withUnique({ include: ['n'] }), withUnique({})],
  'a unique on conflict': [withUnique({ onConflict: 'REPLACE' }), withUnique({})],
  'a partial index': [withIndex({ where: few }), withIndex({})],
  'a partial unique index': [withIndex({ where: few, unique: true }), withIndex({ unique: true })],
  'a unique index of like NULLs': [withIndex({ nullsNotDistinct: true, unique: true }), withIndex({ unique: true })],
  'an index that includes': [withIndex({ include: ['n'] }), withIndex({})],
  'a hidden index': [withIndex({ invisible: true }), withIndex({})],
  'a comment of an index': [withIndex({ comment: 'x' }), withIndex({})],
  'a hash index': [withIndex({ method: 'hash' }), withIndex({})],
  'a gin index': [withIndex({ method: 'gin' }), withIndex({})],
  'a fulltext index': [withIndex({ method: 'fulltext' }), withIndex({})],
  'NULLs first': [withIndex({}, { nulls: 'first' }), withIndex({})],
  'an operator class': [withIndex({}, { opclass: 'text_pattern_ops' }), withIndex({})],
  'a prefix of an index': [withIndex({}, { prefix: 5 }), withIndex({})],
  'a deferrable foreign key': [
    { ...base, foreignKeys: [{ ...key, deferrable: 'deferred' }] },
    { ...base, foreignKeys: [key] },
  ],
  'a foreign key not yet valid': [
    { ...base, foreignKeys: [{ ...key, notValid: true }] },
    { ...base, foreignKeys: [key] },
  ],
  'a check that is not enforced': [{ ...base, checks: [check(few, { name: 'c', enforced: false })] }, base],
  'a check not yet valid': [
    { ...base, checks: [check(few, { name: 'c', notValid: true })] },
    { ...base, checks: [check(few, { name: 'c' })] },
  ],
  'an engine': [withOption({ engine: 'MyISAM' }), base],
  'a character set': [withOption({ charset: 'latin1' }), base],
  'a row format': [withOption({ rowFormat: 'COMPRESSED' }), base],
  'numbers from 100': [withOption({ autoIncrement: '100' }), base],
  'a STRICT table': [withOption({ strict: true }), base],
  'a WITHOUT ROWID table': [withOption({ withoutRowid: true }), base],
  'an unlogged table': [withOption({ unlogged: true }), base],
  'a storage parameter': [withOption({ storage: ['fillfactor=70'] }), base],
  'a schema': [{ ...base, name: qname('t', 'app') }, base],
};

const versions: ReadonlyArray<readonly [DialectId, string]> = [
  ['postgres', '18.0'],
  ['postgres', '14.0'],
  ['mysql', '9.7.0'],
  ['mariadb', '10.11.0'],
  ['sqlite', '3.52.0'],
];

describe.each(versions)('%s %s', (id, serverVersion) => {
  const made = dialectOf(id, serverVersion);
  const d = made._tag === 'Right' ? made.right : null;

  test.each(Object.entries(wishes))('%s', (_, [asks, without]) => {
    const [wished, bare] = [
      plan(whole(emptySchema), whole(schemaOf(asks)), { dialect: id, serverVersion }),
      plan(whole(emptySchema), whole(schemaOf(without)), { dialect: id, serverVersion }),
    ];
    // Refused is said.
    if (wished._tag === 'Left') return;
    if (bare._tag === 'Left') throw new Error(bare.left.map((x) => x.code).join());
    const sql = (x: typeof wished): string =>
      x.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((one) => one.sql))).join('\n');
    const said = wished.right.findings.filter((f) => f.code === 'capability-gap');
    expect(sql(wished) !== sql(bare) || said.length > 0, sql(wished)).toBe(true);
    expect(said.every((f) => pageOf(f.code) !== null)).toBe(true);
    expect(d?.gaps(d.physical(schemaOf(asks)))).toEqual([]);
  });

  test('a table that every engine can have has no gaps', () => {
    expect(d?.gaps(schemaOf(base))).toEqual([]);
  });
});

const refused = (id: DialectId, serverVersion: string, asks: Table): ReadonlyArray<string> => {
  const made = plan(whole(emptySchema), whole(schemaOf(asks)), { dialect: id, serverVersion });
  return made._tag === 'Left' ? made.left.map((x) => x.code) : [];
};

test('what rows could break is refused, not weakened', () => {
  const partial = withIndex({ where: few, unique: true });
  expect(refused('mysql', '9.7.0', partial)).toEqual(['dialect.unsupported']);
  expect(refused('mariadb', '10.11.0', partial)).toEqual(['dialect.unsupported']);
  expect(refused('sqlite', '3.52.0', withUnique({ nullsNotDistinct: true }))).toEqual(['dialect.unsupported']);
  expect(refused('sqlite', '3.52.0', withIndex({ unique: true, nullsNotDistinct: true }))).toEqual([
    'dialect.unsupported',
  ]);
  expect(refused('postgres', '14.0', withUnique({ nullsNotDistinct: true }))).toEqual(['dialect.unsupported']);
});

test('each gap in words', () => {
  const asks: Table = {
    ...withA({ comment: 'x', invisible: true, nullable: true }),
    indexes: [index([indexPart('a')], { name: 'i', include: ['n'] })],
  };
  const made = plan(whole(emptySchema), whole(schemaOf(asks)), { dialect: 'sqlite', serverVersion: '3.52.0' });
  const words = made._tag === 'Right' ? made.right.findings.filter((f) => f.code === 'capability-gap') : [];
  expect(words.map((f) => `${f.level} ${f.message}`)).toEqual([
    'warn SQLite has no invisible columns: SELECT * of t gives a, too.',
    'info SQLite has no comments: that of t.a is left out.',
    'info SQLite has no INCLUDE columns: the index i of t does without (n).',
  ]);
});

/** introspect(execute(print(x))) ≡ physical(x), on real servers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differingTables, sameSchema } from '../../../src/ir/equal.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Schema,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { create, dialectOf, majors, servers } from './support.js';

const key = (...names: ReadonlyArray<string>) => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

const hostile = [
  'a"b',
  'two words',
  'select',
  'ünïcødé',
  'new\nline',
  "it's",
  'UPPER',
  '日本',
  'x'.repeat(63),
  '$1',
  'é'.repeat(31),
];

const rich = (major: number): Schema => ({
  ...emptySchema,
  enums: [{ name: qname('mood'), values: ['sad', 'ok', "it's", 'Ünicode'], comment: 'How one feels' }],
  tables: [
    table(
      qname('users'),
      [
        column('id', T.integer(64), { identity: { kind: 'AutoIncrement' } }),
        column('email', T.varchar(255), { comment: "the user's address" }),
        column('name', T.text(), { nullable: true, collation: 'C' }),
        column('mood', T.enum([], qname('mood')), {
          default: { kind: 'Value', value: { kind: 'String', value: 'ok' } },
        }),
        column('role', T.enum(['admin', 'user']), {
          default: { kind: 'Value', value: { kind: 'String', value: 'user' } },
        }),
        column('flags', T.set(['a', 'b'])),
        column('balance', T.decimal(12, 2), { default: { kind: 'Value', value: { kind: 'Number', text: '0.00' } } }),
        column('active', T.boolean, { default: { kind: 'Value', value: { kind: 'Boolean', value: true } } }),
        column('created_at', T.dateTime('instant', 3), {
          default: { kind: 'Expression', expr: E.call('current_timestamp') },
        }),
        column('updated_at', T.dateTime('timestamp'), { default: { kind: 'Expression', expr: E.call('now') } }),
        column('slug', T.text(), {
          nullable: true,
          generated: { expr: E.call('lower', E.column('email')), stored: true },
        }),
        column('doubled', T.decimal(14, 2), {
          nullable: true,
          generated: {
            expr: E.binary('*', E.column('balance'), E.number(2)),
            stored: major < 18,
          },
        }),
        column('tags', T.native('text[]'), { default: { kind: 'Expression', expr: E.cast(E.string('{}'), 'text[]') } }),
        column('search', T.native('tsvector'), { nullable: true }),
        column('meta', T.json(), {
          default: { kind: 'Value', value: { kind: 'String', value: '{"b":1,"aa":[1.0,2]}' } },
        }),
      ],
      {
        primaryKey: key('id'),
        uniques: [
          unique(['email']),
          unique(['name', 'role'], { deferrable: 'deferred', include: ['active'] }),
          ...(major >= 15 ? [unique(['slug'], { name: 'slug_once', nullsNotDistinct: true })] : []),
        ],
        checks: [
          check(E.binary('>=', E.column('balance'), E.number(0))),
          check(
            { kind: 'In', arg: E.column('name'), list: [E.string('a'), E.string('b')], negated: true },
            { notValid: true },
          ),
          check(
            { kind: 'Between', arg: E.column('balance'), low: E.number(0), high: E.number(100), negated: false },
            { name: 'range', noInherit: true },
          ),
        ],
        indexes: [
          index([indexPart('created_at', { order: 'desc' }), indexPart('name', { nulls: 'first' })]),
          index([indexPart(E.call('lower', E.column('email')))], {
            unique: true,
            name: 'users_lower_email',
            comment: 'no doubles',
          }),
          index([indexPart('email', { opclass: 'text_pattern_ops' })], {
            where: E.binary('and', E.column('active'), E.isNull(E.column('name'))),
            include: ['role'],
          }),
          index([indexPart('search')], { method: 'gin', options: 'fastupdate=off' }),
          index([indexPart('name', { collation: 'POSIX' })], { options: 'fillfactor=70' }),
          index([indexPart('id')], { method: 'hash' }),
        ],
        options: { ...noOptions, comment: 'People', storage: ['fillfactor=80'] },
      },
    ),
    table(
      qname('posts'),
      [
        column('tenant', T.integer(32)),
        column('id', T.integer(32), { identity: { kind: 'Serial', sequence: null } }),
        column('counter', T.integer(64), { identity: { kind: 'Serial', sequence: qname('my counter') } }),
        column('author', T.integer(64), { nullable: true }),
        column('parent_tenant', T.integer(32), { nullable: true }),
        column('parent', T.integer(32), { nullable: true }),
      ],
      {
        primaryKey: key('tenant', 'id'),
        foreignKeys: [
          foreignKey(
            ['author'],
            { table: qname('users'), columns: ['id'] },
            { onDelete: 'set null', onUpdate: 'cascade' },
          ),
          foreignKey(
            ['parent_tenant', 'parent'],
            { table: qname('posts'), columns: ['tenant', 'id'] },
            { match: 'full', deferrable: 'immediate', onDelete: 'restrict' },
          ),
          foreignKey(
            ['author'],
            { table: qname('posts', 'app'), columns: ['id'] },
            { name: 'unchecked', notValid: true },
          ),
        ],
        options: { ...noOptions, unlogged: false },
      },
    ),
    table(
      qname('posts', 'app'),
      [
        column('id', T.integer(16), {
          identity: { kind: 'Identity', generation: 'always', start: '-100', increment: '-5' },
        }),
        column('n', T.integer(64, true)),
      ],
      { primaryKey: key('id'), options: { ...noOptions, unlogged: false } },
    ),
    table(qname('scratch'), [column('a', T.integer(8))], { options: { ...noOptions, unlogged: true } }),
    table(qname('nothing'), []),
    table(
      qname('Hostile "names"'),
      hostile.map((n) => column(n, T.text(), { comment: `a ${n} 'quoted' \\ text` })),
      {
        primaryKey: key(hostile[0] ?? '', hostile[1] ?? ''),
        uniques: hostile.map((n) => unique([n])),
        checks: hostile.map((n) => check(E.binary('<>', E.column(n), E.string("'\\")))),
        indexes: hostile.map((n) => index([indexPart(n)])),
      },
    ),
  ],
});

describe.each(servers)('round trip · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());
  beforeEach(() => on.reset());

  test('everything a schema can say comes back as physical says', async () => {
    const made = await create(on, d, rich(majors[id]));
    const read = await on.introspect();
    const [a, b] = [normalise(made), normalise(read)];
    expect(b.tables.map((t) => t.name)).toEqual(a.tables.map((t) => t.name));
    for (const [i, t] of a.tables.entries()) {
      const other = b.tables[i];
      expect(other?.columns).toEqual(
        t.columns.map((c, j) => ({
          ...c,
          default: other?.columns[j]?.default,
          generated: other?.columns[j]?.generated,
        })),
      );
      expect(other?.options).toEqual(t.options);
      expect(other?.uniques).toEqual(t.uniques);
      expect(other?.foreignKeys).toEqual(t.foreignKeys);
    }
    expect(differingTables(made, read)).toEqual([]);
    expect(b.enums).toEqual(a.enums);
    expect(read.opaque).toEqual([]);
    expect(sameSchema(made, read)).toBe(true);
    expect(d.physical(made)).toEqual(made);
    expect(d.physical(structuredClone(read))).toEqual(read);
  });
});

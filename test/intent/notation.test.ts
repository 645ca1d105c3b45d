import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/intent/algebra.js';
import { parseIntent, printIntent } from '../../src/intent/notation.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, foreignKey, index, indexPart, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';

const users = qname('users');
const examples: ReadonlyArray<readonly [string, Intent]> = [
  [
    "add column users.display_name varchar(255) null default 'x'",
    {
      kind: 'AddColumn',
      table: users,
      after: undefined,
      column: column('display_name', T.varchar(255), {
        nullable: true,
        default: { kind: 'Value', value: { kind: 'String', value: 'x' } },
      }),
    },
  ],
  [
    'add column app."Odd name".at datetime(6) not null default {now()} comment \'a\\nb\' first',
    {
      kind: 'AddColumn',
      table: qname('Odd name', 'app'),
      after: null,
      column: column('at', T.dateTime('datetime', 6), {
        default: { kind: 'Expression', expr: E.call('now') },
        comment: 'a\nb',
      }),
    },
  ],
  [
    'create table users (id bigint not null auto increment, email varchar(255) not null; primary key named users_pkey (id); unique (email); foreign key (org_id) references orgs (id) on delete cascade; check named age_ok {age >= 0}; index named i (email, {lower(email)} desc) where {deleted_at IS NULL})',
    {
      kind: 'CreateTable',
      table: table(
        users,
        [column('id', T.integer(64), { identity: { kind: 'AutoIncrement' } }), column('email', T.varchar(255))],
        {
          primaryKey: { name: 'users_pkey', columns: [{ name: 'id', prefix: null, order: 'asc' }] },
          uniques: [unique(['email'])],
          foreignKeys: [foreignKey(['org_id'], { table: qname('orgs'), columns: ['id'] }, { onDelete: 'cascade' })],
          checks: [check(E.binary('>=', E.column('age'), E.number(0)), { name: 'age_ok' })],
          indexes: [
            index([indexPart('email'), indexPart(E.call('lower', E.column('email')), { order: 'desc' })], {
              name: 'i',
              where: E.isNull(E.column('deleted_at')),
            }),
          ],
        },
      ),
    },
  ],
  [
    "change type users.age from text to int using [native postgres 'age::int']",
    {
      kind: 'ChangeType',
      table: users,
      column: 'age',
      from: { type: T.text(), charset: null, collation: null },
      to: { type: T.integer(32), charset: null, collation: null },
      using: E.native('postgres', 'age::int'),
    },
  ],
  [
    "backfill fresh column users.name with {coalesce(a || ' ' || b, 'x\\}')} where {name IS NULL}",
    {
      kind: 'Backfill',
      table: users,
      column: 'name',
      value: E.call(
        'coalesce',
        E.binary('||', E.binary('||', E.column('a'), E.string(' ')), E.column('b')),
        E.string('x}'),
      ),
      where: E.isNull(E.column('name')),
      fresh: true,
    },
  ],
  [
    "add value mood 'it\\'s' after 'ok'",
    { kind: 'AddEnumValue', type: qname('mood'), value: "it's", place: { where: 'after', value: 'ok' } },
  ],
];

describe('the notation of intents', () => {
  it.each(examples)('%s', (line, intent) => {
    expect(printIntent(intent)).toBe(line);
    expect(parseIntent(line)).toEqual({ _tag: 'Right', right: intent });
  });
  it.each([
    '',
    'add',
    'add column users.x',
    'add column users.x int null extra',
    'drop table users',
    'add column x int null',
    'add check users {a >}',
    'add check users {a} {b}',
    "add check users [binary '@' [true] [true]]",
    "add check users [native oracle 'x']",
    'rename table a to b\nrename table c to d',
    "add value mood 'a",
  ])('refuses %j', (line) => {
    expect(parseIntent(line)._tag).toBe('Left');
  });
});

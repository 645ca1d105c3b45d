/** Every change of a table, carried out on both libraries with foreign keys on: what was not meant to change has not. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differingTables } from '../../../src/ir/equal.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  check,
  column,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction } from '../../../src/sql/ast.js';
import { alterations, tableOf } from './support/alter.js';
import { type Handle, type Library, libraries, migration, read } from './support/library.js';
import { children, shop } from './support/shop.js';

type Actions = (t: Table) => ReadonlyArray<AlterAction>;

const col = (t: Table, name: string) => {
  const found = t.columns.find((c) => c.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const alter = (
  t: Table,
  name: string,
  more: Partial<Table['columns'][number]>,
  using: AlterAction | null = null,
): AlterAction => {
  const before = col(t, name);
  return { kind: 'AlterColumn', before, after: { ...before, ...more }, using: using === null ? null : E.null };
};
const first = <A>(list: ReadonlyArray<A>): A => {
  const [a] = list;
  if (a === undefined) throw new Error('empty');
  return a;
};

/** Name → table, change, and whether the newest library needs a rebuild for it. */
const cases: ReadonlyArray<readonly [string, string, Actions, 'native' | 'rebuild' | 'since 3.53']> = [
  [
    'add a column',
    'customer',
    () => [{ kind: 'AddColumn', column: column('x', T.varchar(20), { nullable: true }), after: undefined }],
    'native',
  ],
  [
    'add a NOT NULL column with a default',
    'customer',
    () => [
      {
        kind: 'AddColumn',
        column: column('x', T.boolean, { default: { kind: 'Value', value: { kind: 'Boolean', value: true } } }),
        after: undefined,
      },
    ],
    'native',
  ],
  [
    'add a column with a clock default',
    'customer',
    () => [
      {
        kind: 'AddColumn',
        column: column('x', T.dateTime(), { default: { kind: 'Expression', expr: E.call('current_timestamp') } }),
        after: undefined,
      },
    ],
    'rebuild',
  ],
  [
    'add a virtual column',
    'customer',
    () => [
      {
        kind: 'AddColumn',
        column: column('x', T.text(), {
          nullable: true,
          generated: { expr: E.call('lower', E.column('name')), stored: false },
        }),
        after: undefined,
      },
    ],
    'native',
  ],
  [
    'add a stored column',
    'customer',
    () => [
      {
        kind: 'AddColumn',
        column: column('x', T.text(), {
          nullable: true,
          generated: { expr: E.call('lower', E.column('name')), stored: true },
        }),
        after: undefined,
      },
    ],
    'rebuild',
  ],
  [
    'add a column with its foreign key and check',
    'customer',
    () => [
      { kind: 'AddColumn', column: column('boss', T.integer(32), { nullable: true }), after: undefined },
      {
        kind: 'AddForeignKey',
        foreignKey: foreignKey(
          ['boss'],
          { table: qname('customer'), columns: ['id'] },
          { name: 'fk_boss', onDelete: 'cascade', deferrable: 'deferred' },
        ),
      },
      { kind: 'AddCheck', check: check(E.binary('<>', E.column('boss'), E.number(0)), { name: 'boss_not_zero' }) },
    ],
    'native',
  ],
  ['drop a column', 'customer', (t) => [{ kind: 'DropColumn', column: col(t, 'joined') }], 'native'],
  [
    'drop the column of a key',
    'pair',
    (t) => [
      {
        kind: 'SetPrimaryKey',
        from: t.primaryKey,
        to: { name: null, columns: [{ name: 'a', prefix: null, order: 'asc' }] },
      },
      { kind: 'DropColumn', column: col(t, 'b') },
    ],
    'rebuild',
  ],
  ['rename a column', 'customer', (t) => [{ kind: 'RenameColumn', from: col(t, 'name'), to: 'full "name"' }], 'native'],
  [
    'rename only the case of a column',
    'customer',
    (t) => [{ kind: 'RenameColumn', from: col(t, 'name'), to: 'Name' }],
    'native',
  ],
  [
    'rename a column and change its type',
    'customer',
    (t) => [
      { kind: 'RenameColumn', from: col(t, 'email'), to: 'mail' },
      {
        kind: 'AlterColumn',
        before: { ...col(t, 'email'), name: 'mail' },
        after: { ...col(t, 'email'), name: 'mail', type: T.varchar(100) },
        using: null,
      },
    ],
    'rebuild',
  ],
  [
    'rename a column and add another under its old name',
    'customer',
    (t) => [
      { kind: 'RenameColumn', from: col(t, 'age'), to: 'years' },
      {
        kind: 'AddColumn',
        column: column('age', T.dateTime(), {
          nullable: true,
          default: { kind: 'Expression', expr: E.call('current_timestamp') },
        }),
        after: undefined,
      },
    ],
    'rebuild',
  ],
  ['change a type', 'customer', (t) => [alter(t, 'age', { type: T.integer(64) })], 'rebuild'],
  ['set NOT NULL', 'customer', (t) => [alter(t, 'code', { nullable: false })], 'since 3.53'],
  ['drop NOT NULL', 'customer', (t) => [alter(t, 'score', { nullable: true })], 'since 3.53'],
  [
    'set a default',
    'customer',
    (t) => [alter(t, 'age', { default: { kind: 'Value', value: { kind: 'Number', text: '18' } } })],
    'rebuild',
  ],
  ['drop a default', 'customer', (t) => [alter(t, 'joined', { default: null })], 'rebuild'],
  ['change a collation', 'customer', (t) => [alter(t, 'code', { collation: 'NOCASE' })], 'rebuild'],
  ['make a stored column plain', 'customer', (t) => [alter(t, 'both', { generated: null })], 'rebuild'],
  [
    'make a plain column generated',
    'customer',
    (t) => [alter(t, 'spare', { generated: { expr: E.binary('+', E.column('age'), E.number(1)), stored: true } })],
    'rebuild',
  ],
  ['stop numbering', 'customer', (t) => [alter(t, 'id', { identity: null })], 'rebuild'],
  ['start numbering', 'log', (t) => [alter(t, 'id', { identity: { kind: 'AutoIncrement' } })], 'rebuild'],
  [
    'set a primary key',
    'plain',
    (t) => [
      {
        kind: 'SetPrimaryKey',
        from: null,
        to: { name: 'pk_plain', columns: [{ name: 'a', prefix: null, order: 'desc' }] },
      },
      alter(t, 'a', { nullable: false }),
    ],
    'rebuild',
  ],
  [
    'add a unique constraint',
    'customer',
    () => [{ kind: 'AddUnique', unique: unique(['name', 'email'], { name: 'u' }) }],
    'rebuild',
  ],
  [
    'drop a unique constraint',
    'pair',
    () => [
      { kind: 'AddUnique', unique: unique(['v']) },
      { kind: 'DropUnique', unique: unique(['v']) },
    ],
    'rebuild',
  ],
  [
    'add a foreign key',
    'c_email',
    () => [
      {
        kind: 'AddForeignKey',
        foreignKey: foreignKey(
          ['email'],
          { table: qname('customer'), columns: ['email'] },
          { name: 'again', onUpdate: 'cascade', match: 'full' },
        ),
      },
    ],
    'rebuild',
  ],
  ['drop a foreign key', 'customer', (t) => [{ kind: 'DropForeignKey', foreignKey: first(t.foreignKeys) }], 'rebuild'],
  [
    'add a check over what is never NULL',
    'customer',
    () => [{ kind: 'AddCheck', check: check(E.binary('>', E.call('length', E.column('email')), E.number(1))) }],
    'since 3.53',
  ],
  // Its ADD CONSTRAINT would refuse the row without an age.
  [
    'add a check',
    'customer',
    () => [{ kind: 'AddCheck', check: check(E.binary('<', E.column('age'), E.number(200)), { name: 'alive' }) }],
    'rebuild',
  ],
  [
    'drop a named check',
    'customer',
    (t) => [{ kind: 'DropCheck', check: first(t.checks.filter((c) => c.name === 'positive')) }],
    'since 3.53',
  ],
  [
    'drop a check without a name',
    'customer',
    (t) => [{ kind: 'DropCheck', check: first(t.checks.filter((c) => c.name === null)) }],
    'rebuild',
  ],
  [
    'add an index',
    'customer',
    () => [
      {
        kind: 'AddIndex',
        index: index([indexPart('age', { order: 'desc' }), indexPart(E.call('length', E.column('name')))], {
          name: 'i',
          where: E.isNull(E.column('code'), true),
        }),
      },
    ],
    'native',
  ],
  ['drop an index', 'customer', (t) => [{ kind: 'DropIndex', index: first(t.indexes) }], 'native'],
  [
    'drop an index and change what it covered',
    'customer',
    (t) => [
      { kind: 'DropIndex', index: first(t.indexes.filter((i) => i.name === 'customer_name')) },
      alter(t, 'name', { type: T.text() }),
    ],
    'rebuild',
  ],
  [
    'make a table STRICT',
    'log',
    (t) => [
      alter(t, 'what', { type: T.text() }),
      { kind: 'SetOptions', from: t.options, to: { ...t.options, strict: true } },
    ],
    'rebuild',
  ],
  [
    'give a table its rowid',
    'pair',
    (t) => [{ kind: 'SetOptions', from: t.options, to: { ...t.options, withoutRowid: false } }],
    'rebuild',
  ],
];

const contents = (h: Handle, schema: Schema): Record<string, unknown> =>
  Object.fromEntries(schema.tables.map((t) => [t.name.name, h.rows(`SELECT * FROM "${t.name.name}" ORDER BY 1, 2`)]));

const isRebuild = (sql: ReadonlyArray<string>): boolean => sql.some((s) => s.startsWith('PRAGMA legacy'));

describe.each(libraries().map((l) => [l.version.text, l] as const))('ALTER on SQLite %s', (_, library: Library) => {
  let h: Handle;
  beforeEach(() => {
    h = library.open();
    h.run(shop);
  });
  afterEach(() => h.close());

  it.each(cases)('%s', (_name, table, actions, how) => {
    const { dialect } = library;
    const before = read(h, dialect);
    const rows = contents(h, before);
    const counter = h.rows('SELECT * FROM sqlite_sequence ORDER BY name');
    const rowids = h.rows('SELECT rowid AS r FROM plain ORDER BY r');
    const change = alterations(before, table, actions(tableOf(before, table)));
    const sql = migration(dialect, change.statements, change.before, change.after);
    h.run(sql);
    const after = read(h, dialect);

    expect(differingTables(after, dialect.physical(change.after))).toEqual([]);
    expect(isRebuild(sql)).toBe(how === 'rebuild' || (how === 'since 3.53' && library.version.minor < 53));
    expect(h.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const now = contents(h, after);
    for (const child of children) expect(now[child]).toEqual(rows[child]);
    expect((now[table] as ReadonlyArray<unknown>).length).toBe((rows[table] as ReadonlyArray<unknown>).length);
    if (table !== 'plain') expect(h.rows('SELECT rowid AS r FROM plain ORDER BY r')).toEqual(rowids);
    expect(after.opaque.map((o) => `${o.kind} ${o.name.name}`).sort()).toEqual(
      before.opaque.map((o) => `${o.kind} ${o.name.name}`).sort(),
    );
    for (const view of ['grown', 'everything', 'grown_names']) h.rows(`SELECT * FROM ${view}`);
    if (!_name.includes('numbering')) expect(h.rows('SELECT * FROM sqlite_sequence ORDER BY name')).toEqual(counter);
    // The triggers still fire.
    const mail = tableOf(after, 'customer').columns.find((c) => ['email', 'mail'].includes(c.name))?.name;
    h.run([`UPDATE customer SET ${mail} = 'new@x' WHERE id = 1`]);
    expect(h.rows('SELECT what FROM log')).toEqual([{ what: 'ann@x -> new@x' }]);
    expect(h.rows('SELECT email FROM c_email ORDER BY id')).toEqual([{ email: 'new@x' }, { email: 'bob@x' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { sqlite } from '../../../src/dialect/sqlite/index.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { creation, libraries, read } from './support/library.js';

const dialect = sqlite({ major: 3, minor: 40, patch: 1, text: '3.40.1' });
const one = (t: Table, more: Partial<Schema> = {}): Table => {
  const [made] = dialect.physical({ ...emptySchema, ...more, tables: [t] }).tables;
  if (made === undefined) throw new Error('no table');
  return made;
};
const key = (...names: ReadonlyArray<string>) => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

describe('physical', () => {
  it('a column that numbers itself is exactly INTEGER', () => {
    const t = one(
      table(
        qname('t', 'public'),
        [column('id', T.integer(64, true), { identity: { kind: 'Serial', sequence: null } })],
        {
          primaryKey: key('id'),
        },
      ),
    );
    expect(t.name).toEqual(qname('t'));
    expect(t.columns[0]).toMatchObject({ type: T.integer(32), identity: { kind: 'AutoIncrement' }, default: null });
  });
  it('a list of labels is text and a named check, once', () => {
    const spec = table(qname('t'), [
      column('role', T.enum(['a', "b'c"]), { default: { kind: 'Value', value: { kind: 'String', value: 'a' } } }),
    ]);
    const t = one(spec);
    expect(t.columns[0]?.type).toEqual(T.text());
    expect(t.checks).toEqual([
      check(
        { kind: 'In', arg: E.column('role'), list: [E.string('a'), E.string("b'c")], negated: false },
        { name: 't_role_check' },
      ),
    ]);
    expect(one(t)).toEqual(t);
  });
  it('the labels of a named type are looked up, and the type is gone', () => {
    const spec = table(qname('t'), [column('role', T.enum([], qname('mood')))]);
    const schema: Schema = {
      ...emptySchema,
      tables: [spec],
      enums: [{ name: qname('mood'), values: ['x'], comment: null }],
    };
    const made = dialect.physical(schema);
    expect(made.enums).toEqual([]);
    expect(made.tables[0]?.checks).toHaveLength(1);
  });
  it('drops what SQLite cannot keep', () => {
    const t = one(
      table(
        qname('t'),
        [
          column('a', T.varchar(20), {
            comment: 'x',
            charset: 'utf8mb4',
            collation: 'binary',
            invisible: true,
            onUpdate: E.call('current_timestamp'),
          }),
        ],
        {
          checks: [check(E.number(1), { enforced: false }), check(E.number(2), { notValid: true, noInherit: true })],
          uniques: [unique(['a'], { nullsNotDistinct: true, include: ['a'], deferrable: 'deferred' })],
          indexes: [
            index([indexPart('a', { nulls: 'last', opclass: 'x', prefix: 3 })], {
              method: 'hash',
              include: ['a'],
              comment: 'c',
            }),
          ],
        },
      ),
    );
    expect(t.columns[0]).toEqual(column('a', T.varchar(20)));
    expect(t.checks).toEqual([check(E.number(2))]);
    expect(t.uniques).toEqual([unique(['a'])]);
    expect(t.indexes).toEqual([index([indexPart('a')], { name: 't_a_idx' })]);
  });
  it('a unique prefix stays unique', () => {
    const [i] = one(
      table(qname('t'), [column('a', T.text())], {
        indexes: [index([indexPart('a', { prefix: 3 })], { unique: true })],
      }),
    ).indexes;
    expect(i?.parts[0]?.of).toMatchObject({ kind: 'Expression', expr: { kind: 'Call', name: 'substr' } });
  });
  it('names only what must have one, and never twice in the file', () => {
    const indexed = (name: string) =>
      table(qname(name), [column('b', T.text())], {
        indexes: [index([indexPart('b')]), index([indexPart('b')], { unique: true })],
      });
    const schema = dialect.physical({
      ...emptySchema,
      tables: [indexed('a'), indexed('A'), table(qname('a_b_KEY'), [column('x', T.text())])],
    });
    const names = schema.tables.flatMap((t) => t.indexes.map((i) => i.name));
    expect(names).toEqual(['a_b_idx', 'a_b_key_2', 'A_b_idx_2', 'A_b_key_3']);
    expect(dialect.physical(schema)).toEqual(schema);
  });
  it('the clock has no precision here', () => {
    const t = one(
      table(qname('t'), [
        column('a', T.dateTime('datetime', 6), { default: { kind: 'Expression', expr: E.call('now') } }),
      ]),
    );
    expect(t.columns[0]?.default).toEqual({ kind: 'Expression', expr: E.call('current_timestamp') });
  });
});

/** A logical schema with a bit of everything. */
const logical: Schema = {
  ...emptySchema,
  tables: [
    table(
      qname('user'),
      [
        column('id', T.uuid),
        column('nr', T.integer(64)),
        column('email', T.varchar(120), { collation: 'nocase' }),
        column('role', T.enum(['admin', "o'user"]), {
          default: { kind: 'Value', value: { kind: 'String', value: 'admin' } },
        }),
        column('flags', T.set(['a', 'b']), { nullable: true }),
        column('doc', T.json(), { nullable: true, default: { kind: 'Value', value: { kind: 'String', value: '{}' } } }),
        column('price', T.decimal(12, 2), { default: { kind: 'Value', value: { kind: 'String', value: '0.00' } } }),
        column('big', T.integer(64), {
          default: { kind: 'Value', value: { kind: 'Number', text: '9007199254740993' } },
        }),
        column('ok', T.boolean, { default: { kind: 'Value', value: { kind: 'Boolean', value: false } } }),
        column('at', T.dateTime('timestamp', 3), { default: { kind: 'Expression', expr: E.call('now') } }),
        column('day', T.date, {
          nullable: true,
          default: { kind: 'Value', value: { kind: 'String', value: '2024-01-01' } },
        }),
        column('raw', T.binary(16, true), {
          nullable: true,
          default: { kind: 'Value', value: { kind: 'Bytes', hex: '00FF' } },
        }),
        column('label', T.text('long'), {
          nullable: true,
          generated: { expr: E.binary('||', E.column('email'), E.string("it's")), stored: true },
        }),
        column('rate', T.float(32), {
          nullable: true,
          default: { kind: 'Value', value: { kind: 'Number', text: '1.50' } },
        }),
        column('note', T.text(), {
          default: { kind: 'Value', value: { kind: 'String', value: "it's -- \n /* x */" } },
        }),
        column('nul', T.text(), {
          nullable: true,
          default: { kind: 'Value', value: { kind: 'String', value: 'a\u0000b' } },
        }),
      ],
      {
        primaryKey: { ...key('id'), name: 'pk_user' },
        uniques: [unique(['email'], { name: 'once' }), unique(['nr', 'email'], { onConflict: 'REPLACE' })],
        checks: [
          check(E.binary('>', E.column('price'), E.number('-1')), { name: 'p' }),
          check(E.isNull(E.column('email'), true)),
        ],
        indexes: [
          index(
            [
              indexPart('nr', { order: 'desc' }),
              indexPart(E.call('lower', E.column('email')), { collation: 'NOCASE' }),
            ],
            { where: E.isNull(E.column('doc')) },
          ),
        ],
      },
    ),
    table(
      qname('order'),
      [
        column('id', T.integer(32), { identity: { kind: 'AutoIncrement' } }),
        column('user', T.uuid),
        column('self', T.integer(32), { nullable: true }),
      ],
      {
        primaryKey: key('id'),
        foreignKeys: [
          foreignKey(
            ['user'],
            { table: qname('user'), columns: ['id'] },
            { name: 'fk', onDelete: 'cascade', onUpdate: 'set default', deferrable: 'deferred' },
          ),
          foreignKey(
            ['self'],
            { table: qname('order'), columns: ['id'] },
            { onDelete: 'set null', match: 'full', deferrable: 'immediate' },
          ),
        ],
      },
    ),
    table(qname('pair'), [column('a', T.text()), column('b', T.integer(16))], {
      primaryKey: {
        name: null,
        columns: [
          { name: 'b', prefix: null, order: 'desc' },
          { name: 'a', prefix: null, order: 'asc' },
        ],
      },
      options: { ...table(qname('x'), []).options, withoutRowid: true },
    }),
  ],
};

describe.each(libraries().map((l) => [l.version.text, l] as const))('on SQLite %s', (_, library) => {
  it('what is made of a schema reads back as physical said', () => {
    const h = library.open();
    try {
      const physical = library.dialect.physical(logical);
      h.run(creation(library.dialect, physical));
      expect(read(h, library.dialect)).toEqual(physical);
      h.run([`INSERT INTO "user" (id, nr, email) VALUES ('x', 1, 'e')`]);
      expect(
        h.rows(
          `SELECT role, doc, price, CAST(big AS TEXT) AS big, ok, day, hex(raw) AS raw, label, rate, hex(nul) AS nul FROM "user"`,
        ),
      ).toEqual([
        {
          role: 'admin',
          doc: '{}',
          price: 0,
          big: '9007199254740993',
          ok: 0,
          day: '2024-01-01',
          raw: '00FF',
          label: "eit's",
          rate: 1.5,
          nul: '610062',
        },
      ]);
      expect(() => h.run([`INSERT INTO "user" (id, nr, email, role) VALUES ('y', 2, 'f', 'root')`])).toThrow(/CHECK/);
    } finally {
      h.close();
    }
  });
});

/** What a rebuild must keep, and what must stop it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, foreignKey, type Schema, type Table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import type { AlterAction, Statement } from '../../../src/sql/ast.js';
import { alterations, tableOf } from './support/alter.js';
import { type Handle, type Library, libraries, migration, read } from './support/library.js';

const col = (s: Schema, table: string, name: string): Table['columns'][number] => {
  const found = tableOf(s, table).columns.find((c) => c.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const retype = (
  s: Schema,
  table: string,
  name: string,
  type: DataType,
  using: ReturnType<typeof E.call> | null = null,
): AlterAction => {
  const before = col(s, table, name);
  return { kind: 'AlterColumn', before, after: { ...before, type }, using };
};

describe.each(libraries().map((l) => [l.version.text, l] as const))('a rebuild on SQLite %s', (_, library: Library) => {
  const { dialect } = library;
  let h: Handle;
  beforeEach(() => {
    h = library.open();
  });
  afterEach(() => h.close());

  const sqlFor = (table: string, make: (s: Schema) => ReadonlyArray<AlterAction>): ReadonlyArray<string> => {
    const before = read(h, dialect);
    const change = alterations(before, table, make(before));
    return migration(dialect, change.statements, change.before, change.after);
  };
  const carryOut = (table: string, make: (s: Schema) => ReadonlyArray<AlterAction>): void => h.run(sqlFor(table, make));
  const problemsOf = (table: string, make: (s: Schema) => ReadonlyArray<AlterAction>) => {
    const before = read(h, dialect);
    const legal = dialect.legalise(alterations(before, table, make(before)));
    return isLeft(legal) ? legal.left : [];
  };

  describe('values', () => {
    beforeEach(() =>
      h.run([
        `CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, n INTEGER)`,
        `INSERT INTO t VALUES (1, '007', 5), (2, 'abc', 1.5), (3, '1.50', 'x'), (4, NULL, 9007199254740993), (5, X'00', NULL)`,
      ]),
    );
    it('a text becomes a number where it is one, and stays where it is none', () => {
      carryOut('t', (s) => [retype(s, 't', 'v', T.integer(32))]);
      expect(h.rows('SELECT quote(v) AS v FROM t ORDER BY id').map((r) => r['v'])).toEqual([
        '7',
        `'abc'`,
        '1.5',
        'NULL',
        `X'00'`,
      ]);
    });
    it('a number becomes a text', () => {
      carryOut('t', (s) => [retype(s, 't', 'n', T.text())]);
      expect(h.rows('SELECT quote(n) AS n FROM t ORDER BY id').map((r) => r['n'])).toEqual([
        `'5'`,
        `'1.5'`,
        `'x'`,
        `'9007199254740993'`,
        'NULL',
      ]);
    });
    it('what does not fit a STRICT table fails, and nothing has changed', () => {
      if (library.version.minor < 37) return;
      const before = h.rows('SELECT * FROM sqlite_master');
      expect(() =>
        carryOut('t', (s) => [
          { kind: 'SetOptions', from: tableOf(s, 't').options, to: { ...tableOf(s, 't').options, strict: true } },
        ]),
      ).toThrow(/cannot store/);
      expect(h.rows('SELECT * FROM sqlite_master')).toEqual(before);
    });
    it('`using` is asked under the old names', () => {
      carryOut('t', (s) => {
        const renamed = { ...col(s, 't', 'v'), name: 'w' };
        return [
          { kind: 'RenameColumn', from: col(s, 't', 'v'), to: 'w' },
          {
            kind: 'AlterColumn',
            before: renamed,
            after: { ...renamed, type: T.integer(32) },
            using: E.call('coalesce', E.call('nullif', E.column('w'), E.string('abc')), E.column('id')),
          },
        ];
      });
      expect(h.rows('SELECT quote(w) AS w FROM t ORDER BY id').map((r) => r['w'])).toEqual([
        '7',
        '2',
        '1.5',
        '4',
        `X'00'`,
      ]);
    });
  });

  describe('rowids', () => {
    it('stay, under whatever name is free', () => {
      h.run([
        `CREATE TABLE t (rowid TEXT, a INTEGER)`,
        `INSERT INTO t (_rowid_, rowid, a) VALUES (7, 'x', 1), (3, 'y', 2)`,
      ]);
      carryOut('t', (s) => [retype(s, 't', 'a', T.text())]);
      expect(h.rows('SELECT _rowid_ AS r, rowid AS n, a FROM t ORDER BY r')).toEqual([
        { r: 3, n: 'y', a: '2' },
        { r: 7, n: 'x', a: '1' },
      ]);
    });
    it('become the numbers of a new key', () => {
      h.run([`CREATE TABLE t (a TEXT)`, `INSERT INTO t (rowid, a) VALUES (7, 'x'), (3, 'y')`]);
      carryOut('t', () => [
        {
          kind: 'AddColumn',
          column: column('id', T.integer(32), { identity: { kind: 'AutoIncrement' } }),
          after: null,
        },
        {
          kind: 'SetPrimaryKey',
          from: null,
          to: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
        },
      ]);
      expect(h.rows('SELECT * FROM t ORDER BY id')).toEqual([
        { id: 3, a: 'y' },
        { id: 7, a: 'x' },
      ]);
    });
  });

  it('the counter of an empty table stays', () => {
    h.run([
      `CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)`,
      `INSERT INTO t VALUES (41, 'x')`,
      `DELETE FROM t`,
    ]);
    carryOut('t', (s) => [retype(s, 't', 'a', T.varchar(9))]);
    h.run([`INSERT INTO t (a) VALUES ('next')`]);
    expect(h.rows('SELECT id FROM t')).toEqual([{ id: 42 }]);
  });

  it('clauses the IR has no place for stay word for word, under renamed columns as well', () => {
    h.run([
      `CREATE TABLE t (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'd', b TEXT, c INTEGER, PRIMARY KEY (b COLLATE NOCASE) ON CONFLICT REPLACE, UNIQUE (c COLLATE RTRIM))`,
      `INSERT INTO t VALUES ('x', 'k', 1)`,
    ]);
    carryOut('t', (s) => [{ kind: 'RenameColumn', from: col(s, 't', 'b'), to: 'key' }, retype(s, 't', 'c', T.text())]);
    h.run([`INSERT INTO t (a, "key", c) VALUES (NULL, 'K', 2)`]);
    expect(h.rows('SELECT * FROM t')).toEqual([{ a: 'd', key: 'K', c: '2' }]);
    const [{ name } = {}] = h.rows(`SELECT name FROM pragma_table_info('t') WHERE pk = 1`);
    expect(name).toBe('key');
    expect(read(h, dialect).opaque.map((o) => o.definition[0])).toEqual([
      'PRIMARY KEY ("key" COLLATE "NOCASE") ON CONFLICT REPLACE',
      'UNIQUE ("c" COLLATE "RTRIM")',
      '"a" NOT NULL ON CONFLICT REPLACE',
    ]);
  });

  it('a conflict clause does not make rows disappear', () => {
    h.run(['CREATE TABLE t (a TEXT, b TEXT)', `INSERT INTO t VALUES ('x', 1), ('x', 2)`]);
    const add: AlterAction = { kind: 'AddUnique', unique: unique(['a'], { onConflict: 'IGNORE' }) };
    expect(() => carryOut('t', () => [add])).toThrow(/UNIQUE/);
    expect(h.rows('SELECT count(*) AS n FROM t')).toEqual([{ n: 2 }]);
  });

  it('a column without a name, and a table of which no column stays', () => {
    h.run([
      'CREATE TABLE t ("" TEXT, b TEXT)',
      `INSERT INTO t VALUES ('x', 1), ('y', 2)`,
      'CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID',
      `INSERT INTO w VALUES ('k')`,
    ]);
    carryOut('t', (s) => [retype(s, 't', 'b', T.integer(32))]);
    expect(h.rows('SELECT * FROM t')).toEqual([
      { '': 'x', b: 1 },
      { '': 'y', b: 2 },
    ]);
    carryOut('w', (s) => [
      { kind: 'AddColumn', column: column('id', T.integer(32), { nullable: true }), after: undefined },
      {
        kind: 'SetPrimaryKey',
        from: tableOf(s, 'w').primaryKey,
        to: { name: null, columns: [{ name: 'n', prefix: null, order: 'asc' }] },
      },
      {
        kind: 'AddColumn',
        column: column('n', T.text(), { default: { kind: 'Value', value: { kind: 'String', value: 'd' } } }),
        after: undefined,
      },
      { kind: 'DropColumn', column: col(s, 'w', 'a') },
    ]);
    expect(h.rows('SELECT * FROM w')).toEqual([{ id: null, n: 'd' }]);
  });

  it('a view broken elsewhere in the file is not in the way', () => {
    h.run([
      `CREATE TABLE t (a TEXT)`,
      `CREATE TABLE gone (x)`,
      `CREATE VIEW broken AS SELECT x FROM gone`,
      `DROP TABLE gone`,
    ]);
    carryOut('t', (s) => [retype(s, 't', 'a', T.integer(32))]);
    expect(read(h, dialect).opaque.map((o) => o.name.name)).toEqual(['broken']);
  });

  describe('what must stop it', () => {
    beforeEach(() =>
      h.run([
        `CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT, b TEXT)`,
        `CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id) ON DELETE CASCADE, loose INTEGER)`,
        `INSERT INTO p VALUES (1, 'a', 'b')`,
        `INSERT INTO c VALUES (1, 1, 99), (2, 1, 1)`,
      ]),
    );
    const state = () => [h.rows('SELECT * FROM sqlite_master'), h.rows('SELECT * FROM p'), h.rows('SELECT * FROM c')];

    it('a runner that wraps everything in a transaction: the switch has no effect there, so nothing is done', () => {
      const before = state();
      const sql = sqlFor('p', (s) => [retype(s, 'p', 'a', T.integer(32))]);
      const wrapped = ['BEGIN', ...sql.filter((s) => s !== 'BEGIN' && s !== 'COMMIT'), 'COMMIT'];
      expect(() => h.run(wrapped)).toThrow(/foreign_keys_must_be_off/);
      expect(state()).toEqual(before);
    });
    it('rows that a new foreign key does not allow', () => {
      const before = state();
      const key = foreignKey(['loose'], { table: qname('p'), columns: ['id'] });
      expect(() => carryOut('c', () => [{ kind: 'AddForeignKey', foreignKey: key }])).toThrow(
        /no_new_foreign_key_violation/,
      );
      expect(state()).toEqual(before);
    });
    it('but not violations that were there before, nor a key elsewhere that points to nothing unique', () => {
      h.run([
        'PRAGMA foreign_keys = OFF',
        'INSERT INTO c VALUES (3, 77, NULL)',
        'CREATE TABLE q (x, y)',
        'CREATE TABLE r (y REFERENCES q (y))',
        'INSERT INTO r VALUES (1)',
      ]);
      carryOut('p', (s) => [retype(s, 'p', 'a', T.integer(32))]);
      expect(h.rows('SELECT id FROM c')).toHaveLength(3);
    });
    it('a view that reads a column which goes', () => {
      h.run([`CREATE VIEW v AS SELECT b FROM p`]);
      const before = state();
      expect(() =>
        carryOut('p', (s) => [retype(s, 'p', 'a', T.integer(32)), { kind: 'DropColumn', column: col(s, 'p', 'b') }]),
      ).toThrow(/no such column/);
      expect(state()).toEqual(before);
    });
    it('a trigger that uses a column which goes, native or not', () => {
      h.run([`CREATE TRIGGER tr AFTER UPDATE OF a ON p WHEN NEW.b <> 'x' BEGIN SELECT 1; END`]);
      const drop =
        (name: string) =>
        (s: Schema): ReadonlyArray<AlterAction> => [{ kind: 'DropColumn', column: col(s, 'p', name) }];
      expect(problemsOf('p', drop('b'))).toMatchObject([
        { code: 'plan.opaque', data: { kind: 'trigger', name: 'tr', why: 'it uses b' } },
      ]);
      expect(problemsOf('p', drop('a'))).toHaveLength(1);
    });
    it('a trigger whose text is not known', () => {
      h.run([`CREATE TRIGGER tr AFTER UPDATE ON p BEGIN SELECT 1; END`]);
      const before = read(h, dialect);
      const blind = { ...before, opaque: before.opaque.map((o) => ({ ...o, definition: [] })) };
      const change = alterations(blind, 'p', [retype(blind, 'p', 'a', T.integer(32))]);
      expect(dialect.legalise(change)).toMatchObject({
        _tag: 'Left',
        left: [{ code: 'plan.opaque', data: { name: 'tr' } }],
      });
    });
    it('a renamed name in a trigger that may mean two things', () => {
      h.run([
        `CREATE TRIGGER tr AFTER UPDATE ON p BEGIN UPDATE c SET loose = (SELECT max(p.id) FROM p WHERE a = id); END`,
      ]);
      const before = read(h, dialect);
      const renamed = { table: qname('p'), column: 'id', to: 'nr' };
      const stale = { ...before, opaque: before.opaque.map((o) => ({ ...o, renamed: [renamed] })) };
      const change = alterations(stale, 'p', [retype(stale, 'p', 'a', T.integer(32))]);
      expect(dialect.legalise(change)).toMatchObject({
        _tag: 'Left',
        left: [{ code: 'plan.opaque', hint: expect.stringContaining('of its own') }],
      });
    });
  });

  describe('tables', () => {
    const run = (statements: ReadonlyArray<Statement>): void => {
      const before = read(h, dialect);
      h.run(migration(dialect, statements, before, before));
    };
    it.each(['ON', 'OFF'])('a rename takes the children along, foreign keys %s', (keys) => {
      h.run([
        'CREATE TABLE p (id INTEGER PRIMARY KEY)',
        'CREATE TABLE c (p INTEGER REFERENCES p (id) ON DELETE CASCADE)',
        'INSERT INTO p VALUES (1)',
        'INSERT INTO c VALUES (1)',
        `PRAGMA foreign_keys = ${keys}`,
      ]);
      run([{ kind: 'RenameTable', from: qname('p'), to: qname('P') }]);
      run([{ kind: 'RenameTable', from: qname('P'), to: qname('the "parent"') }]);
      const after = read(h, dialect);
      expect(after.tables.map((t) => t.name.name).sort()).toEqual(['c', 'the "parent"']);
      expect(tableOf(after, 'c').foreignKeys[0]?.references).toEqual({ table: qname('the "parent"'), columns: ['id'] });
      expect(h.rows('SELECT * FROM c')).toEqual([{ p: 1 }]);
    });
    it('tables that point to each other are dropped without touching a third', () => {
      h.run([
        'CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id))',
        'CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id))',
        'INSERT INTO a VALUES (1, NULL)',
        'INSERT INTO b VALUES (1, 1)',
        'UPDATE a SET b = 1',
      ]);
      const s = read(h, dialect);
      run([
        { kind: 'DropTable', table: tableOf(s, 'a') },
        { kind: 'DropTable', table: tableOf(s, 'b') },
      ]);
      expect(read(h, dialect).tables).toEqual([]);
    });
  });

  it('hostile names and values go through unharmed', () => {
    const name = `a"b'c;--\n/*`;
    const q = (s: string): string => `"${s.split('"').join('""')}"`;
    h.run([
      `CREATE TABLE ${q(name)} (${q(`${name}1`)} TEXT DEFAULT '''; DROP TABLE x; --', ${q(`${name}2`)} INTEGER CHECK (${q(`${name}2`)} > 0))`,
      `CREATE INDEX ${q(`${name}i`)} ON ${q(name)} (${q(`${name}1`)})`,
      `CREATE TRIGGER ${q(`${name}t`)} AFTER INSERT ON ${q(name)} BEGIN SELECT ${q(`${name}1`)} FROM ${q(name)}; END`,
      `INSERT INTO ${q(name)} VALUES ('v', 1)`,
    ]);
    carryOut(name, (s) => [
      retype(s, name, `${name}2`, T.text()),
      { kind: 'RenameColumn', from: col(s, name, `${name}1`), to: `${name}3` },
    ]);
    h.run([`INSERT INTO ${q(name)} (${q(`${name}2`)}) VALUES (7)`]);
    expect(h.rows(`SELECT * FROM ${q(name)}`)).toEqual([
      { [`${name}3`]: 'v', [`${name}2`]: '1' },
      { [`${name}3`]: `'; DROP TABLE x; --`, [`${name}2`]: '7' },
    ]);
    expect(read(h, dialect).opaque.map((o) => o.name.name)).toEqual([`${name}t`]);
  });
});

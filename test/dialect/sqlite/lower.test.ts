/** What single definitions mean in the IR. */
import { describe, expect, it } from 'vitest';
import { sqlite } from '../../../src/dialect/sqlite/index.js';
import type { Default, Schema, Table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';

const dialect = sqlite({ major: 3, minor: 40, patch: 1, text: '3.40.1' });

interface Row {
  readonly type: string;
  readonly name: string;
  readonly table?: string;
  readonly rootless?: number;
  readonly sql: string;
}

const lowered = (...objects: ReadonlyArray<Row>) =>
  dialect.catalog.lower({ objects: objects.map((o) => ({ table: o.name, rootless: 0, ...o })) });

const schemaOf = (...objects: ReadonlyArray<Row>): Schema => {
  const schema = lowered(...objects);
  if (isLeft(schema)) throw new Error(JSON.stringify(schema.left));
  return schema.right;
};

const only = (sql: string): Table => {
  const [table] = schemaOf({ type: 'table', name: 't', sql }).tables;
  if (table === undefined) throw new Error('no table');
  return table;
};

describe('primary keys', () => {
  const key = (sql: string) => {
    const t = only(sql);
    const [c] = t.columns;
    return [c?.type, c?.nullable, c?.identity?.kind ?? null, t.primaryKey?.columns[0]?.order ?? null];
  };
  it.each([
    ['INTEGER PRIMARY KEY', T.integer(32), false, null, 'asc'],
    ['integer primary key autoincrement', T.integer(32), false, 'AutoIncrement', 'asc'],
    // No alias of the rowid, so never spelled INTEGER again.
    ['INT PRIMARY KEY', T.integer(64), true, null, 'asc'],
    ['INTEGER PRIMARY KEY DESC', T.integer(32), true, null, 'desc'],
    ['INTEGER, PRIMARY KEY (id DESC)', T.integer(32), false, null, 'asc'],
    ['TEXT PRIMARY KEY', T.text(), true, null, 'asc'],
    ['TEXT, PRIMARY KEY (id DESC)', T.text(), true, null, 'desc'],
  ] as const)('%s', (text, ...expected) => {
    expect(key(`CREATE TABLE t (id ${text})`)).toEqual(expected);
  });
  it('key columns of WITHOUT ROWID and STRICT tables are NOT NULL without saying so', () => {
    expect(key('CREATE TABLE t (id TEXT PRIMARY KEY) WITHOUT ROWID')[1]).toBe(false);
    expect(key('CREATE TABLE t (id TEXT PRIMARY KEY) STRICT')[1]).toBe(false);
  });
});

describe('defaults', () => {
  const value = (v: unknown): Default => ({ kind: 'Value', value: v }) as Default;
  const number = (text: string) => value({ kind: 'Number', text });
  const string = (text: string) => value({ kind: 'String', value: text });
  it.each([
    ['INTEGER DEFAULT 5', number('5')],
    ['INTEGER DEFAULT - 5', number('-5')],
    ['INTEGER DEFAULT (5)', number('5')],
    ['INTEGER DEFAULT (-5)', number('-5')],
    [`INTEGER DEFAULT '007'`, number('7')],
    [`INTEGER DEFAULT 'abc'`, string('abc')],
    [`DECIMAL(9,2) DEFAULT '1.50'`, number('1.5')],
    [`DECIMAL(9,2) DEFAULT 0.00`, number('0')],
    [`TEXT DEFAULT 5`, string('5')],
    [`TEXT DEFAULT 1.50`, number('1.50')],
    [`TEXT DEFAULT '1.50'`, string('1.50')],
    [`TEXT DEFAULT bare`, string('bare')],
    [`TEXT DEFAULT "it''s"`, string(`it''s`)],
    [`BOOLEAN DEFAULT 1`, value({ kind: 'Boolean', value: true })],
    [`BOOLEAN DEFAULT '0'`, value({ kind: 'Boolean', value: false })],
    [`BOOLEAN DEFAULT FALSE`, value({ kind: 'Boolean', value: false })],
    [`INTEGER DEFAULT TRUE`, number('1')],
    [`DATETIME DEFAULT '2024-01-01 00:00:00'`, string('2024-01-01 00:00:00')],
    [`BLOB DEFAULT x'00ff'`, value({ kind: 'Bytes', hex: '00FF' })],
    [`INTEGER DEFAULT NULL`, null],
    [`INTEGER DEFAULT (NULL)`, null],
    [
      `DATETIME DEFAULT current_TIMESTAMP`,
      { kind: 'Expression', expr: { kind: 'Call', name: 'current_timestamp', args: [] } },
    ],
  ] as const)('%s', (text, expected) => {
    expect(only(`CREATE TABLE t (c ${text})`).columns[0]?.default).toEqual(expected);
  });
});

describe('names in double quotes that no column has', () => {
  it('are the strings that old builds took them for', () => {
    const [check] = only(`CREATE TABLE t (s TEXT, CHECK ("s" IN ("a", 'b')))`).checks;
    expect(check?.expr).toMatchObject({
      kind: 'In',
      arg: { kind: 'Column', name: 's' },
      list: [{ value: { kind: 'String', value: 'a' } }, { value: { kind: 'String', value: 'b' } }],
    });
  });
});

describe('what the IR does not model', () => {
  const table = { type: 'table', name: 'Users', sql: 'CREATE TABLE Users (Id INTEGER PRIMARY KEY, "a b" TEXT, c INT)' };
  const opaque = (...more: ReadonlyArray<Row>) => schemaOf(table, ...more).opaque;

  it('a view depends on the columns its text names', () => {
    const sql = 'CREATE VIEW v AS SELECT id, count(*) AS n FROM users WHERE "a b" > 2 * 3';
    expect(opaque({ type: 'view', name: 'v', rootless: 1, sql })).toEqual([
      {
        kind: 'view',
        name: { namespace: null, name: 'v' },
        on: null,
        dependsOn: [{ table: { namespace: null, name: 'Users' }, columns: ['Id', 'a b'] }],
        definition: [sql],
      },
    ]);
  });
  it.each(['SELECT * FROM users', 'SELECT id, u.* FROM users u', 'SELECT DISTINCT * FROM users'])(
    '%s may read any column',
    (select) => {
      const [view] = opaque({ type: 'view', name: 'v', rootless: 1, sql: `CREATE VIEW v AS ${select}` });
      expect(view?.dependsOn[0]?.columns).toBeNull();
    },
  );
  it('a view of a view depends on it', () => {
    const views = opaque(
      { type: 'view', name: 'v', rootless: 1, sql: 'CREATE VIEW v AS SELECT c FROM users' },
      { type: 'view', name: 'w', rootless: 1, sql: 'CREATE VIEW w AS SELECT c FROM v' },
    );
    expect(views[1]?.dependsOn).toEqual([{ table: { namespace: null, name: 'v' }, columns: null }]);
  });
  it('a trigger is on its table, under the table’s own name', () => {
    const sql = 'CREATE TRIGGER tr AFTER UPDATE OF c ON users BEGIN SELECT 1; END';
    expect(opaque({ type: 'trigger', name: 'tr', table: 'users', sql })[0]).toMatchObject({
      kind: 'trigger',
      on: { name: 'Users' },
      dependsOn: [{ table: { name: 'Users' }, columns: ['c'] }],
      definition: [sql],
    });
  });
  it('the tables of a virtual table are its own, a neighbour of like name is not', () => {
    const found = schemaOf(
      { type: 'table', name: 'f', rootless: 1, sql: `CREATE VIRTUAL TABLE f USING fts5(x, content='Users')` },
      { type: 'table', name: 'f_docsize', sql: 'CREATE TABLE f_docsize (id INTEGER PRIMARY KEY, sz BLOB)' },
      { type: 'table', name: 'f_authors', sql: 'CREATE TABLE f_authors (id INTEGER PRIMARY KEY)' },
      table,
    );
    expect(found.tables.map((t) => t.name.name)).toEqual(['f_authors', 'Users']);
    expect(found.opaque.map((o) => [o.name.name, o.dependsOn[0]?.table.name])).toEqual([
      ['f', 'Users'],
      ['f_docsize', 'f'],
    ]);
  });
  it('clauses without a place are kept word for word', () => {
    const sql = `CREATE TABLE t (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT '', b TEXT, PRIMARY KEY (b COLLATE NOCASE) ON CONFLICT IGNORE, CONSTRAINT n UNIQUE (a COLLATE RTRIM, b))`;
    expect(schemaOf({ type: 'table', name: 't', sql }).opaque.map((o) => o.definition)).toEqual([
      ['PRIMARY KEY ("b" COLLATE "NOCASE") ON CONFLICT IGNORE'],
      ['CONSTRAINT "n" UNIQUE ("a" COLLATE "RTRIM", "b")'],
      ['"a" NOT NULL ON CONFLICT REPLACE'],
    ]);
  });
});

describe('doubt', () => {
  it('a text this grammar does not know is a Problem that names it, not a guess', () => {
    const result = lowered({ type: 'table', name: 'odd', sql: 'CREATE TABLE odd (a INT COLLATE NOCASE FROBNICATE)' });
    expect(result).toMatchObject({ _tag: 'Left', left: [{ code: 'source.unsupported', data: { name: 'odd' } }] });
  });
  it('every unreadable object is named', () => {
    const result = lowered(
      { type: 'table', name: 'x', sql: 'CREATE TABLE x (' },
      { type: 'table', name: 'y', sql: 'CREATE TABLE y (a INT) FASTER' },
    );
    expect(isLeft(result) ? result.left.map((p) => p.data['name']) : []).toEqual(['x', 'y']);
  });
  it('a table that the engine sees otherwise is refused', () => {
    const sql = 'CREATE TABLE t (a INT, b TEXT)';
    const objects = [{ type: 'table', name: 't', table: 't', rootless: 0, sql }];
    const columns = [{ table: 't', columns: '0 0 0 0 a\n1 0 0 0 b' }];
    expect(dialect.catalog.lower({ objects, columns })).toMatchObject({
      _tag: 'Left',
      left: [{ data: { why: 'columns' } }],
    });
  });
});

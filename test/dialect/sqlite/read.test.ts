/** Any legal CREATE text is read as the engine reads it, and what was read makes the same table again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { normalise } from '../../../src/ir/normalise.js';
import { creation, type Handle, type Library, libraries, read } from './support/library.js';

/** Statements that must run on both libraries; the tables they leave are compared. */
const texts: Readonly<Record<string, ReadonlyArray<string>>> = {
  'comments and quotes of four styles': [
    `CREATE TABLE /* a, ( */ "the ""table""" ( -- first, )
      [a b] INTEGER /* , */ NOT NULL, \`c\`\`d\` TEXT DEFAULT 'x,)', 'e f' REAL, "select" NUMERIC(10 , 2))`,
    `CREATE INDEX [my idx] ON "the ""table""" ([a b] DESC, \`c\`\`d\` COLLATE "nocase")`,
  ],
  'keywords as names': [
    `CREATE TABLE "order"("group" INT, action TEXT, "check" INT, key TEXT, conflict INT, generated INT, always TEXT,
      rowid TEXT, strict INT, without INT, "primary" TEXT, desc_ INT, temp TEXT, "constraint" INT, virtual TEXT)`,
  ],
  'odd types': [
    `CREATE TABLE t(a, b UNSIGNED BIG INT, c VARCHAR ( 255 ), d "odd type"(3), e DECIMAL(+10,-2), f FLOATING POINT(5,10),
      g JSON, h UUID, i CHAR, j POINT, k NATIVE CHARACTER(70), l DATETIME(6), m TINYINT(1), n [sp ace] )`,
  ],
  'defaults of every kind': [
    `CREATE TABLE t(a INT DEFAULT 5, b INT DEFAULT -5, c INT DEFAULT + 5, d TEXT DEFAULT 'it''s', e TEXT DEFAULT bare,
      f TEXT DEFAULT "double", g BLOB DEFAULT X'00fF', h INT DEFAULT (1 + 2), i DATETIME DEFAULT CURRENT_TIMESTAMP,
      j DATE DEFAULT current_date, k INT DEFAULT NULL, l BOOLEAN DEFAULT TRUE, m INT DEFAULT false, n REAL DEFAULT 1e3,
      o TEXT DEFAULT (lower('X') || ')'), p TEXT DEFAULT '', q INT DEFAULT 0x1F, r TEXT DEFAULT (NULL), s DEFAULT 1.0,
      t INTEGER DEFAULT '007', u DECIMAL(9,2) DEFAULT '1.50', v TEXT DEFAULT 5, w TEXT DEFAULT 1.50,
      x TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), y INT DEFAULT 9223372036854775807)`,
  ],
  'primary keys': [
    `CREATE TABLE k1(id INTEGER PRIMARY KEY)`,
    `CREATE TABLE k2(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL)`,
    `CREATE TABLE k3(id INT PRIMARY KEY)`,
    `CREATE TABLE k4(id INTEGER PRIMARY KEY DESC, v TEXT)`,
    `CREATE TABLE k5(id INTEGER, v TEXT, PRIMARY KEY(id DESC))`,
    `CREATE TABLE k6(id INTEGER, CONSTRAINT pk PRIMARY KEY("ID" AUTOINCREMENT))`,
    `CREATE TABLE k7(a TEXT, b INT, PRIMARY KEY(b DESC, a))`,
    `CREATE TABLE k8(a TEXT PRIMARY KEY, b INT)`,
    `CREATE TABLE k9(a INTEGER PRIMARY KEY, b INT) WITHOUT ROWID`,
    `CREATE TABLE k10(a INT CONSTRAINT pk_k10 PRIMARY KEY)`,
    `CREATE TABLE k11(a INTEGER UNSIGNED PRIMARY KEY)`,
    `CREATE TABLE k12(a TEXT UNIQUE PRIMARY KEY, b TEXT UNIQUE UNIQUE)`,
    `CREATE TABLE k13(a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x', b INTEGER PRIMARY KEY ON CONFLICT IGNORE AUTOINCREMENT)`,
    `CREATE TABLE k14(a TEXT, b TEXT, PRIMARY KEY (a COLLATE NOCASE, b) ON CONFLICT REPLACE, CONSTRAINT n UNIQUE (b COLLATE RTRIM))`,
  ],
  'constraints with and without commas and names': [
    `CREATE TABLE p(x INTEGER, y TEXT, UNIQUE(x, y), UNIQUE(y))`,
    `CREATE TABLE t(a INT CONSTRAINT nn NOT NULL CONSTRAINT u UNIQUE ON CONFLICT IGNORE CONSTRAINT ck CHECK (a > 0 AND (a < 10)),
      b INTEGER REFERENCES p(x) NOT NULL DEFERRABLE INITIALLY DEFERRED,
      c TEXT COLLATE NOCASE CHECK (c <> ',)') CHECK (c IN ('a', "b")) CONSTRAINT dangling,
      d INT NULL REFERENCES missing ON DELETE SET NULL ON UPDATE RESTRICT MATCH FULL NOT DEFERRABLE,
      CONSTRAINT named UNIQUE (a, b) ON CONFLICT FAIL CONSTRAINT "fk one" FOREIGN KEY (b, c) REFERENCES "p" ("x", "y") ON UPDATE SET DEFAULT ON DELETE NO ACTION
      CHECK (a BETWEEN 1 AND 9 OR b IS NOT NULL) FOREIGN KEY (A) REFERENCES T (a) DEFERRABLE, UNIQUE (c ASC, "A"))`,
  ],
  'generated columns': [
    `CREATE TABLE t(a INT, b TEXT GENERATED ALWAYS AS (a || ')') STORED, c INT AS (a * 2), d TEXT GENERATED ALWAYS AS (upper(b)) VIRTUAL NOT NULL,
      e INT AS (a + 1) STORED CHECK (e > 0) UNIQUE)`,
    `CREATE INDEX i ON t(c, (a + e) DESC, b COLLATE RTRIM) WHERE a > 0 AND "b" LIKE 'x%'`,
    `CREATE UNIQUE INDEX j ON t(lower(b), substr(b, 1, 3) COLLATE NOCASE DESC)`,
  ],
  'strict and without rowid': [
    `CREATE TABLE s(a INT, b INTEGER, c REAL, d TEXT NOT NULL, e BLOB, f ANY, g TEXT PRIMARY KEY, h INT DEFAULT TRUE) STRICT`,
    `CREATE TABLE w(a TEXT, b TEXT, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE x(a TEXT PRIMARY KEY COLLATE NOCASE, b) WITHOUT ROWID`,
    `CREATE TABLE n(id INTEGER PRIMARY KEY, b ANY) strict`,
  ],
  'texts that ALTER TABLE left behind': [
    `CREATE TABLE old(a INT, b TEXT)`,
    `ALTER TABLE old RENAME TO "new name"`,
    `ALTER TABLE "new name" ADD COLUMN c TEXT DEFAULT 'x' CHECK (c <> '' /* note */)`,
    `ALTER TABLE "new name" RENAME COLUMN b TO "b b"`,
    `ALTER TABLE "new name" ADD d INTEGER REFERENCES "new name"`,
    `ALTER TABLE "new name" DROP COLUMN c`,
    `CREATE TABLE made AS SELECT a, "b b" AS b, 1.5 AS n, a + 1 AS m FROM "new name"`,
  ],
  'case of names': [
    `CREATE TABLE Parent(Id INTEGER PRIMARY KEY, Code TEXT UNIQUE)`,
    `CREATE TABLE child(p INTEGER REFERENCES PARENT(ID), c TEXT, FOREIGN KEY (C) REFERENCES parent(CODE))`,
    `CREATE INDEX IX ON CHILD (P, C)`,
  ],
  'hostile names': [
    `CREATE TABLE "a'b""c;--" ("x""; DROP TABLE y;--" TEXT DEFAULT '''; DROP TABLE z;--', "日本 語" INT, "\n" INT, "a.b" INT CHECK ("a.b" > 0), "" INT)`,
    `CREATE INDEX "i""i; --" ON "a'b""c;--" ("x""; DROP TABLE y;--", "")`,
    `CREATE TABLE "[brackets]" ("\`tick\`" INT, "it's" INT, CONSTRAINT "c'c""c" UNIQUE ("it's"))`,
  ],
};

const facts = (h: Handle): unknown => {
  const tables = h.rows(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  );
  return tables.map(({ name }) => {
    const quoted = `'${String(name).split("'").join("''")}'`;
    const columns = h.rows(`SELECT name, "notnull", pk, hidden FROM pragma_table_xinfo(${quoted}) ORDER BY cid`);
    const indexes = h.rows(
      `SELECT group_concat(x.seqno || ':' || ifnull(x.name, '(' || x.cid || ')') || ':' || upper(x.coll) || ':' || x.desc, ',') AS parts,
        l."unique" AS u, l.origin AS o, l.partial AS p
        FROM pragma_index_list(${quoted}) AS l, pragma_index_xinfo(l.name) AS x WHERE x.key GROUP BY l.name ORDER BY o, parts`,
    );
    const keys = h.rows(
      `SELECT group_concat("from" || '>' || ifnull("to", '?')) AS c, lower("table") AS t, on_update, on_delete
        FROM pragma_foreign_key_list(${quoted}) GROUP BY id ORDER BY c, t`,
    );
    return { name, columns, indexes, keys: JSON.parse(JSON.stringify(keys).toLowerCase()) };
  });
};

describe.each(libraries().map((l) => [l.version.text, l] as const))('reading on SQLite %s', (_, library: Library) => {
  let first: Handle;
  let second: Handle;
  beforeEach(() => {
    first = library.open();
    second = library.open();
  });
  afterEach(() => {
    first.close();
    second.close();
  });

  it.each(Object.entries(texts))('%s', (_name, statements) => {
    const { dialect } = library;
    // Old builds take an unknown name in double quotes for a string; new ones refuse it in a definition.
    const legal = library.version.minor < 53 ? statements : statements.map((s) => s.replace(`"b")) CON`, `'b')) CON`));
    first.run(legal);
    const schema = read(first, dialect);
    expect(dialect.physical(structuredClone(schema))).toEqual(schema);
    second.run(creation(dialect, schema));
    const again = read(second, dialect);
    expect(normalise({ ...again, opaque: [] })).toEqual(normalise({ ...schema, opaque: [] }));
    if (schema.opaque.length === 0) expect(facts(second)).toEqual(facts(first));
  });
});

import type { DialectId } from '../../../src/ir/expression.js';

export interface Change {
  readonly name: string;
  /** What is there, with rows; statements end at the end of a line. By engine where they differ: the others are left out. */
  readonly sql: string | Readonly<Partial<Record<DialectId, string>>>;
  /** What follows `persistence:` in the spec. */
  readonly to: string;
  readonly renames?: ReadonlyArray<string>;
  /** The way back is allowed to bring other values. */
  readonly loses?: true;
}

const id = 'id: { type: int, primary: true, auto_increment: false }';
/** An integer key that is the same text everywhere. */
const key = 'id INTEGER NOT NULL, PRIMARY KEY (id)';
const perEngine = (sql: string, ...engines: ReadonlyArray<DialectId>): Change['sql'] =>
  Object.fromEntries(engines.map((e) => [e, sql]));

export const changes: ReadonlyArray<Change> = [
  {
    name: 'a column renamed in its case alone',
    sql: `CREATE TABLE t (a INTEGER, ${key});\nINSERT INTO t VALUES (1, 2)`,
    to: `entity: { table: t, fields: { ${id}, A: { type: int, nullable: true, renamed_from: a } } }`,
  },
  {
    name: 'another type of columns that checks and an index work with',
    sql: perEngine(
      `CREATE TABLE t (n BIGINT, m NUMERIC(8, 2), at TIMESTAMP, name VARCHAR(20), ${key}, CONSTRAINT n_fifth CHECK (abs(n) % 5 >= 0), CONSTRAINT n_small CHECK (n < 5), CONSTRAINT m_small CHECK (m < 5), CONSTRAINT at_late CHECK (at > '2020-01-01'));
CREATE INDEX t_n ON t ((abs(n) % 5)) WHERE m > 1;
INSERT INTO t VALUES (1, 2, '2021-01-01 10:00:00', 'a', 1), (NULL, NULL, NULL, NULL, 2)`,
      'postgres',
    ),
    to: `entity:
    table: t
    fields: { ${id}, n: { type: int, nullable: true }, m: { type: int, nullable: true }, at: { type: timestamptz, nullable: true }, name: { type: string(20), nullable: true } }
    checks:
      - { name: n_fifth, expr: "abs(n) % 5 >= 0" }
      - { name: n_small, expr: "n < 5" }
      - { name: m_small, expr: "m < 5" }
      - { name: at_late, expr: "at > '2020-01-01'" }
    indexes: [{ name: t_n, columns: ["(abs(n) % 5)"], where: "m > 1" }]`,
  },
  {
    name: 'two tables that exchange their names',
    sql: `CREATE TABLE t (a INTEGER, ${key});
CREATE TABLE u (b INTEGER, ${key});
INSERT INTO t VALUES (1, 2);
INSERT INTO u VALUES (3, 4)`,
    renames: ['t:u', 'u:t'],
    to: `entities:
  - { table: t, fields: { ${id}, b: { type: int, nullable: true } } }
  - { table: u, fields: { ${id}, a: { type: int, nullable: true } } }`,
  },
  {
    name: 'another primary key, while a foreign key points to the old one, which is unique from now on',
    sql: `CREATE TABLE t (code INTEGER NOT NULL, ${key});
CREATE TABLE c (t_id INTEGER, ${key}, CONSTRAINT c_t FOREIGN KEY (t_id) REFERENCES t (id));
INSERT INTO t VALUES (2, 1), (3, 2);
INSERT INTO c VALUES (1, 1)`,
    to: `entities:
  - { table: t, fields: { id: { type: int, unique: true }, code: int }, primary_key: [code] }
  - { table: c, fields: { ${id}, t_id: { type: int, nullable: true, references: t.id } } }`,
  },
  {
    name: 'a unique key made otherwise, while a foreign key points to it',
    sql: perEngine(
      `CREATE TABLE t (code INTEGER NOT NULL, ${key}, CONSTRAINT t_code UNIQUE (code));
CREATE TABLE c (t_code INTEGER, ${key}, CONSTRAINT c_t FOREIGN KEY (t_code) REFERENCES t (code));
INSERT INTO t VALUES (2, 1), (3, 2);
INSERT INTO c VALUES (2, 1)`,
      'postgres',
    ),
    to: `entities:
  - { table: t, fields: { ${id}, code: int }, uniques: [{ columns: [code], name: t_code, include: [id] }] }
  - { table: c, fields: { ${id}, t_code: { type: int, nullable: true, references: t.code } } }`,
  },
  {
    name: 'tables renamed whose foreign key changes its type on both sides',
    sql: `CREATE TABLE p (x INTEGER, id VARCHAR(20) NOT NULL, PRIMARY KEY (id));
CREATE TABLE c (p_id VARCHAR(20), ${key}, CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO p VALUES (7, '1');
INSERT INTO c VALUES ('1', 1)`,
    to: `entities:
  - { table: pp, renamed_from: p, fields: { id: { type: bigint, primary: true, auto_increment: false }, x: { type: int, nullable: true } } }
  - table: cc
    renamed_from: c
    fields:
      ${id}
      q_id: { type: bigint, renamed_from: p_id, using: "CAST(p_id AS bigint)", nullable: true, references: pp.id }`,
  },
  {
    name: 'values told in the old name of a renamed column, of itself and of another one',
    sql: `CREATE TABLE t (p VARCHAR(20), ${key});\nINSERT INTO t VALUES ('x', 1), (NULL, 2)`,
    to: `entity: { table: t, fields: { ${id}, q: { type: string(20), renamed_from: p, backfill: "COALESCE(p, 'zz')" }, r: { type: string(30), backfill: "COALESCE(p, 'yy')" } } }`,
    loses: true,
  },
  {
    name: 'a column renamed that others are computed from, one by another',
    sql: perEngine(
      `CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, c INTEGER GENERATED ALWAYS AS (b * 2) VIRTUAL, ${key});
INSERT INTO t (a, id) VALUES (5, 1)`,
      'mysql',
      'mariadb',
      'sqlite',
    ),
    to: `entity:
  table: t
  fields:
    ${id}
    a2: { type: int, nullable: true, renamed_from: a }
    b: { type: int, nullable: true, generated: { as: "a2 + 1", stored: false } }
    c: { type: int, nullable: true, generated: { as: "b * 2", stored: false } }`,
  },
  ...['é'.repeat(64), `a${'漢'.repeat(21)}`].flatMap(
    (long): ReadonlyArray<Change> => [
      {
        name: `a dropped column with a name of ${new TextEncoder().encode(long).length} bytes`,
        sql: perEngine(
          `CREATE TABLE t (\`${long}\` INTEGER, ${key});\nINSERT INTO t VALUES (1, 2)`,
          'mysql',
          'mariadb',
        ),
        to: `entity: { table: t, fields: { ${id} } }`,
        loses: true,
      },
      {
        name: `a dropped column with a name of ${new TextEncoder().encode(long).length} bytes, beside others`,
        sql: perEngine(
          `CREATE TABLE t (\`${long}\` INTEGER, a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, ${key});\nINSERT INTO t (id, a) VALUES (1, 2)`,
          'mysql',
          'mariadb',
        ),
        to: `entity: { table: t, fields: { ${id}, a2: { type: int, nullable: true, renamed_from: a }, n: { type: int, nullable: true } } }`,
        loses: true,
      },
    ],
  ),
  {
    name: 'a default that is a new label, where an old one goes',
    sql: perEngine(
      `CREATE TYPE t_e AS ENUM ('a', 'b');
CREATE TABLE t (e t_e NOT NULL DEFAULT 'b', ${key});
INSERT INTO t VALUES ('a', 1)`,
      'postgres',
    ),
    to: `entity: { table: t, fields: { ${id}, e: { type: enum, values: [c, a, d], default: d } } }`,
  },
  {
    name: 'new columns computed from one another',
    sql: `CREATE TABLE t (a INTEGER, ${key});\nINSERT INTO t VALUES (7, 1)`,
    to: `entity: { table: t, fields: { ${id}, a: { type: int, nullable: true }, x: { type: int, backfill: "y + 1" }, y: { type: int, backfill: "a" } } }`,
  },
];

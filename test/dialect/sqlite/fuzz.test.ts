/** Random CREATE TABLE texts: whatever the engine takes, we read as the engine does, and write again as the same table. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlite } from '../../../src/dialect/sqlite/index.js';
import { normalise } from '../../../src/ir/normalise.js';
import { isLeft } from '../../../src/prelude.js';
import { runs } from '../../support/schema-gen.js';
import { creation } from './support/library.js';

const dialect = sqlite({ major: 3, minor: 52, patch: 0, text: '3.52.0' });

/** Something blank, everywhere a blank may be. */
const gap = fc.constantFrom(' ', '\n', '\t', ' /* , ( */ ', ' -- ) x\n', '  ');
const spaced = (...parts: ReadonlyArray<fc.Arbitrary<string> | string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.tuple(...parts.map((p) => (typeof p === 'string' ? fc.constant(p) : p))),
      fc.array(gap, { minLength: parts.length, maxLength: parts.length }),
    )
    .map(([words, gaps]) => words.map((w, i) => (w === '' ? '' : w + (gaps[i] ?? ' '))).join(''));
const some = (a: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ weight: 2, arbitrary: fc.constant('') }, a);
const oneOf = (...texts: ReadonlyArray<string>): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Four columns, each written in some style of quoting and case. */
const bare = ['a', 'bb', 'key', 'desc x'];
const styles = (name: string): fc.Arbitrary<string> =>
  /^\w+$/.test(name)
    ? oneOf(name, name.toUpperCase(), `"${name}"`, `[${name}]`, `\`${name}\``)
    : oneOf(`"${name}"`, `[${name}]`, `\`${name}\``);
const col = fc.constantFrom(...bare).chain(styles);
const ordinary = fc.constantFrom('a', 'bb').chain(styles);

const expr = oneOf(
  `a > 0`,
  `"bb" IN ('x', ')', 'it''s')`,
  `length(a) BETWEEN 1 AND 2 OR bb IS NULL`,
  `(a) <> -1 AND NOT (bb = ',')`,
  `CASE WHEN a THEN 1 ELSE bb || '(' END`,
  `a IS NOT bb`,
  `coalesce(a, bb, 1.5e3) LIKE 'x%' ESCAPE '\\'`,
  `CAST(a AS INTEGER) % 2 = 0`,
);
const type = oneOf(
  '',
  'INTEGER',
  'int',
  'TEXT',
  'varchar ( 20 )',
  'DECIMAL(10,2)',
  '"odd type"',
  'UNSIGNED BIG INT',
  'BLOB',
  'real',
  'DATETIME',
);
const conflict = some(oneOf('ON CONFLICT IGNORE', 'on conflict abort', 'ON CONFLICT REPLACE'));
const value = oneOf(
  '1',
  '-1',
  '+ 2',
  `'x,)'`,
  'NULL',
  'TRUE',
  `X'0a'`,
  'CURRENT_TIMESTAMP',
  '(1 + (2))',
  `(lower('A'))`,
  '1.50',
  'bare',
  '1e3',
);
const named = some(oneOf('CONSTRAINT n', 'CONSTRAINT "a b"', 'constraint [c]'));
const deferral = some(
  oneOf('DEFERRABLE', 'DEFERRABLE INITIALLY DEFERRED', 'NOT DEFERRABLE', 'deferrable initially immediate'),
);
const action = some(
  oneOf(
    'ON DELETE CASCADE',
    'ON UPDATE SET NULL',
    'on delete set default on update restrict',
    'MATCH FULL',
    'ON DELETE NO ACTION',
  ),
);
const target = spaced('REFERENCES', oneOf('t', '"t"', 'other'), oneOf('(a)', '( "a" )'), action, deferral);
const columnClause = fc.oneof(
  spaced(named, 'NOT NULL', conflict),
  spaced(named, 'UNIQUE', conflict),
  spaced(named, 'CHECK', '(', expr, ')'),
  spaced(named, 'DEFAULT', value),
  spaced('COLLATE', oneOf('NOCASE', '"rtrim"', 'BINARY')),
  spaced(named, target),
  spaced('NULL'),
);
const clauses = fc.array(columnClause, { maxLength: 3 }).map((c) => c.join(''));
const part = spaced(ordinary, some(oneOf('COLLATE NOCASE', 'collate "binary"')), some(oneOf('ASC', 'DESC')));
const tableClause = fc.oneof(
  spaced(
    named,
    'UNIQUE',
    '(',
    fc.array(part, { minLength: 1, maxLength: 2 }).map((p) => p.join(',')),
    ')',
    conflict,
  ),
  spaced(named, 'CHECK', '(', expr, ')'),
  spaced(named, 'FOREIGN KEY', '(', col, ')', target),
);
const primary = spaced(named, 'PRIMARY KEY', '(', part, ')', conflict);
const generated = spaced(
  'bb2',
  type,
  oneOf('GENERATED ALWAYS AS', 'AS'),
  '(',
  oneOf(`a || ')'`, 'upper(bb)'),
  ')',
  oneOf('STORED', 'VIRTUAL', ''),
);

const text = fc
  .record({
    columns: fc.tuple(...bare.map((name) => spaced(styles(name), type, clauses))),
    key: some(primary),
    generated: some(generated),
    rest: fc.array(tableClause, { maxLength: 3 }),
    comma: fc.boolean(),
    end: oneOf('', '', 'WITHOUT ROWID'),
  })
  .map(({ columns, key, generated: g, rest, comma, end }) => {
    const constraints = [...(key === '' ? [] : [key]), ...rest].join(comma ? ', ' : ' ');
    return `CREATE TABLE t (${[...columns, ...(g === '' ? [] : [g]), ...(constraints === '' ? [] : [constraints])].join(', ')}) ${end}`;
  });

const read = (db: Database.Database) => {
  const rows = Object.fromEntries(
    dialect.catalog.queries.map((q) => [q.name, db.prepare<[], Record<string, unknown>>(q.sql).all()]),
  );
  return dialect.catalog.lower(rows);
};

/** The engine's own view of a table. */
const facts = (db: Database.Database): unknown => [
  db
    .prepare(
      `SELECT name, iif(pk = 1 AND upper(type) = 'INTEGER', 1, "notnull") AS n, pk, hidden FROM pragma_table_xinfo('t') ORDER BY cid`,
    )
    .all(),
  db
    .prepare(
      `SELECT group_concat(x.seqno || ':' || ifnull(x.name, x.cid) || ':' || upper(x.coll), ',') AS parts, l."unique" AS u, l.origin AS o
       FROM pragma_index_list('t') AS l, pragma_index_xinfo(l.name) AS x WHERE x.key GROUP BY l.name ORDER BY o, parts`,
    )
    .all(),
  db
    .prepare(
      `SELECT lower("from") AS f, lower("table") AS p, lower("to") AS t, on_update AS u, on_delete AS d FROM pragma_foreign_key_list('t') ORDER BY f, p, u, d`,
    )
    .all(),
];

describe('random definitions', () => {
  it('are read as the engine reads them', () => {
    let taken = 0;
    fc.assert(
      fc.property(text, (sql) => {
        const [db, again] = [new Database(':memory:'), new Database(':memory:')];
        try {
          try {
            db.exec(sql);
          } catch {
            // Not every combination is legal; the engine decides.
            return;
          }
          taken += 1;
          const schema = read(db);
          if (isLeft(schema)) throw new Error(JSON.stringify(schema.left));
          expect(dialect.physical(structuredClone(schema.right))).toEqual(schema.right);
          if (schema.right.opaque.length > 0) return;
          for (const s of creation(dialect, schema.right)) again.prepare(s).run();
          const second = read(again);
          if (isLeft(second)) throw new Error(JSON.stringify(second.left));
          expect(normalise(second.right)).toEqual(normalise(schema.right));
          expect(facts(again)).toEqual(facts(db));
        } finally {
          db.close();
          again.close();
        }
      }),
      runs(1000),
    );
    // The generator must not lose itself in illegal texts.
    expect(taken).toBeGreaterThan(250);
  });
});

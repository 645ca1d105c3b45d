/** What makes RENAME COLUMN fail is found before, and nothing else is: the engine is asked each time. */
import { describe, expect, it } from 'vitest';
import { isLeft } from '../../../src/prelude.js';
import { alterations, tableOf } from './support/alter.js';
import { libraries, read } from './support/library.js';

const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['a view of a view', ['CREATE VIEW v AS SELECT a FROM t', 'CREATE VIEW w AS SELECT a FROM v']],
  ['through a star', ['CREATE VIEW v AS SELECT * FROM t', 'CREATE VIEW w AS SELECT b, a FROM v']],
  ['stars only', ['CREATE VIEW v AS SELECT * FROM t', 'CREATE VIEW w AS SELECT * FROM v']],
  [
    'three levels',
    ['CREATE VIEW x AS SELECT t.a FROM t', 'CREATE VIEW v AS SELECT * FROM x', 'CREATE VIEW w AS SELECT max(a) FROM v'],
  ],
  ['a name of its own', ['CREATE VIEW v AS SELECT a AS a FROM t', 'CREATE VIEW w AS SELECT a FROM v']],
  ['a short name of its own', ['CREATE VIEW v AS SELECT a a FROM t', 'CREATE VIEW w AS SELECT a FROM v']],
  ['names before the query', ['CREATE VIEW v(a) AS SELECT a FROM t', 'CREATE VIEW w AS SELECT a FROM v']],
  ['another column', ['CREATE VIEW v AS SELECT a, b FROM t', 'CREATE VIEW w AS SELECT b FROM v']],
  ['an expression', ['CREATE VIEW v AS SELECT a + 1 FROM t WHERE a > 0', 'CREATE VIEW w AS SELECT * FROM v']],
  ['a subquery', ['CREATE VIEW v AS SELECT a FROM (SELECT a FROM t)']],
  ['a subquery with a name', ['CREATE VIEW v AS SELECT a FROM (SELECT a AS a FROM t)']],
  ['a subquery that is a value', ['CREATE VIEW v AS SELECT b FROM t WHERE a IN (SELECT a FROM t)']],
  ['a common table', ['CREATE VIEW v AS WITH x AS (SELECT a FROM t) SELECT a FROM x']],
  ['a common table under other names', ['CREATE VIEW v AS WITH x(y) AS (SELECT a FROM t) SELECT y FROM x']],
  [
    'a trigger that reads the view',
    ['CREATE VIEW v AS SELECT a FROM t', 'CREATE TRIGGER g AFTER INSERT ON l BEGIN INSERT INTO l SELECT a FROM v; END'],
  ],
  [
    'a trigger on the view',
    ['CREATE VIEW v AS SELECT a FROM t', 'CREATE TRIGGER g INSTEAD OF UPDATE ON v BEGIN UPDATE t SET b = NEW.a; END'],
  ],
  ['a trigger that reads the table', ['CREATE TRIGGER g AFTER INSERT ON l BEGIN INSERT INTO l SELECT a FROM t; END']],
  ['a union', ['CREATE VIEW v AS SELECT a FROM t UNION SELECT b FROM t', 'CREATE VIEW w AS SELECT a FROM v']],
  ['quotes and case', ['CREATE VIEW v AS SELECT "A" FROM [T]', 'CREATE VIEW w AS SELECT `A` FROM V']],
  [
    'the same name elsewhere',
    [
      'CREATE TABLE other (a TEXT)',
      'CREATE VIEW v AS SELECT b FROM t',
      'CREATE VIEW w AS SELECT other.a FROM other, v',
    ],
  ],
];

describe.each(libraries().map((l) => [l.version.text, l] as const))(
  'renames under views on SQLite %s',
  (_, library) => {
    it.each(cases)('%s', (_name, statements) => {
      const h = library.open();
      try {
        h.run(['CREATE TABLE t (a TEXT, b TEXT)', 'CREATE TABLE l (z TEXT)', ...statements]);
        const before = read(h, library.dialect);
        const [from] = tableOf(before, 't').columns;
        if (from === undefined) throw new Error('no column');
        const change = alterations(before, 't', [{ kind: 'RenameColumn', from, to: 'c' }]);
        const legal = library.dialect.legalise(change);
        if (isLeft(legal)) expect(legal.left).toMatchObject([{ code: 'plan.opaque' }]);
        let engine = 'takes it';
        try {
          h.run(['ALTER TABLE t RENAME COLUMN a TO c']);
        } catch {
          engine = 'refuses it';
        }
        expect(isLeft(legal) ? 'refuses it' : 'takes it').toBe(engine);
      } finally {
        h.close();
      }
    });
  },
);

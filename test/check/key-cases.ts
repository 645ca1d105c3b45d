/** Changes of primary keys, unique keys and foreign keys. */
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { column, foreignKey, index, indexPart, type Table, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { type Case, fill, id, made, name20, nullable, number, p, schema, servers, t } from './case.js';

const keyed = (...by: ReadonlyArray<string>): Table =>
  table(qname('p'), [column('id', T.integer(32)), column('u', T.integer(32))], {
    primaryKey: { name: null, columns: by.map((name) => ({ name, prefix: null, order: 'asc' })) },
  });

const referring = t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] });

export const keyCases: ReadonlyArray<Case> = [
  made({
    code: 'add-primary-key',
    before: [table(qname('t'), [id])],
    after: [t([])],
    rows: ['INSERT INTO t (id) VALUES (1), (1), (2)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-unique',
    before: [t([name20])],
    after: [t([name20], { uniques: [unique(['a'])] })],
    rows: [`INSERT INTO t (id, a) VALUES (1, 'x'), (2, 'x'), (3, 'y'), (4, NULL), (5, NULL)`],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-unique',
    title: 'add-unique, of what is rounded into its column',
    before: [t([nullable('n', T.decimal(8, 2))])],
    after: [
      t(
        [
          nullable('n', T.decimal(8, 2)),
          nullable('g', T.integer(32), {
            generated: { expr: E.binary('%', E.column('n'), E.number(5)), stored: true },
          }),
        ],
        { uniques: [unique(['g'])] },
      ),
    ],
    only: servers,
    rows: ['INSERT INTO t (id, n) VALUES (1, 2.5), (2, 3), (3, 4), (4, NULL)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'keep-unique',
    before: [t([nullable('n', T.decimal(8, 2))], { uniques: [unique(['n'])] })],
    after: [t([number], { uniques: [unique(['n'])] })],
    only: servers,
    rows: ['INSERT INTO t (id, n) VALUES (1, 2.1), (2, 1.9), (3, 7)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-foreign-key',
    before: [p, t([number])],
    after: [p, t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] })],
    rows: ['INSERT INTO p (id) VALUES (1)', 'INSERT INTO t (id, n) VALUES (1, 1), (2, 9), (3, NULL), (4, 8)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'keep-foreign-key',
    before: [p, t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] })],
    after: {
      ...whole(
        schema(
          p,
          t([column('n', T.integer(32))], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] }),
        ),
      ),
      data: [fill('n', E.number(9))],
    },
    rows: ['INSERT INTO p (id) VALUES (1)', 'INSERT INTO t (id, n) VALUES (1, 1), (2, NULL)'],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'index-type',
    only: ['postgres'],
    before: [t([number])],
    after: [t([number], { indexes: [index([indexPart('n')], { name: 'x', method: 'gin' })] })],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'partition-key',
    only: ['postgres'],
    before: {
      ...schema(t([number])),
      opaque: [
        {
          kind: 'partitioning',
          name: qname('t'),
          on: qname('t'),
          dependsOn: [{ table: qname('t'), columns: ['id'] }],
          definition: [],
        },
      ],
    },
    after: [t([number], { uniques: [unique(['n'])] })],
    rows: [],
    level: 'error',
    count: null,
    pureOnly: true,
  }),
  made({
    code: 'number-rows',
    only: ['postgres'],
    before: [t([])],
    after: [
      t([
        column('n', T.integer(16), {
          identity: { kind: 'Identity', generation: 'by default', start: '32767', increment: null },
        }),
      ]),
    ],
    rows: ['INSERT INTO t (id) VALUES (1), (2)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'foreign-key-fit',
    only: servers,
    before: [p, t([nullable('n', T.varchar(10))])],
    after: [
      p,
      t([nullable('n', T.varchar(10))], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] }),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'foreign-key-fit',
    title: 'foreign-key-fit, what it would write is computed',
    only: servers,
    before: [p, t([number])],
    after: [
      p,
      t(
        [
          number,
          nullable('g', T.integer(32), {
            generated: { expr: E.binary('+', E.column('n'), E.number(0)), stored: true },
          }),
        ],
        { foreignKeys: [foreignKey(['g'], { table: qname('p'), columns: ['id'] }, { onDelete: 'set null' })] },
      ),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'foreign-key-fit',
    title: 'foreign-key-fit, a column becomes NOT NULL under a key that empties it',
    only: ['mysql', 'mariadb'],
    before: [
      p,
      t([number], {
        foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] }, { onDelete: 'set null' })],
      }),
    ],
    after: [
      p,
      t([column('n', T.integer(32))], {
        foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] }, { onDelete: 'set null' })],
      }),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'foreign-key-fit',
    title: 'foreign-key-fit, the key that it needs gives way to another',
    only: ['mysql', 'mariadb'],
    before: [keyed('id'), referring],
    after: [keyed('u'), referring],
    rows: ['INSERT INTO p (id, u) VALUES (1, 1)', 'INSERT INTO t (id, n) VALUES (1, 1)'],
    level: 'error',
    count: null,
  }),
  made({
    code: 'foreign-key-fit',
    title: 'foreign-key-fit, the key that it needs gets another column',
    only: ['mysql'],
    before: [keyed('id'), referring],
    after: [keyed('id', 'u'), referring],
    rows: ['INSERT INTO p (id, u) VALUES (1, 1)', 'INSERT INTO t (id, n) VALUES (1, 1)'],
    level: 'error',
    count: null,
  }),
  made({
    code: 'foreign-key-index',
    only: ['postgres', 'sqlite'],
    before: [p, t([number])],
    after: [p, t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] })],
    rows: [],
    level: 'info',
    count: null,
  }),
];

/** Values that the server works out: computed columns, casts, copies of a table. */
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { check, index, indexPart, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { type Case, fill, lax, made, name20, nullable, number, schema, servers, t } from './case.js';

const notWordNumber = [check(E.binary('<>', E.column('n'), E.string('zz')), { name: 'not_word' })];
const worded = nullable('g', T.integer(32), {
  generated: { expr: E.binary('<>', E.column('a'), E.string('zz')), stored: true },
});
const timesTwo = { expr: E.binary('*', E.column('n'), E.number(2)), stored: false };
const doubled = nullable('g', T.integer(16), { generated: timesTwo });

export const computedCases: ReadonlyArray<Case> = [
  made({
    code: 'assign-value',
    title: 'assign-value, a stored column computed from one that becomes a number',
    only: ['mysql', 'mariadb'],
    before: [t([name20, worded])],
    after: [t([nullable('a', T.integer(16)), worded])],
    rows: [`INSERT INTO t (id, a) VALUES (1, '5'), (2, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a check that cannot be worked out for a row of a session that was not strict',
    only: ['mysql', 'mariadb'],
    before: [t([number, name20], { checks: notWordNumber })],
    after: [t([number, nullable('a', T.integer(32))], { checks: notWordNumber })],
    rows: lax('INSERT INTO t (id, n) VALUES (1, 5), (2, NULL)'),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a check that cannot be worked out before its column is a text',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('a', T.integer(32)), number], { checks: notWordNumber })],
    after: [
      t(
        [
          nullable('a', T.integer(32)),
          nullable('g', T.integer(32), {
            generated: { expr: E.binary('+', E.column('a'), E.number(0)), stored: true },
          }),
          nullable('n', T.varchar(20)),
        ],
        { checks: notWordNumber },
      ),
    ],
    rows: lax('INSERT INTO t (id, n) VALUES (1, 5), (2, NULL)'),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a virtual column that was added later',
    only: ['mysql', 'mariadb'],
    before: [t([name20, number, doubled])],
    after: [t([nullable('a', T.integer(32)), number, doubled])],
    rows: lax("INSERT INTO t (id, a, n) VALUES (1, '5', 5), (2, '6', 100000), (3, NULL, NULL)"),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a stored column whose source becomes wider',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('n', T.integer(32)), { ...doubled, generated: { ...timesTwo, stored: true } }])],
    after: [t([nullable('n', T.integer(64)), { ...doubled, generated: { ...timesTwo, stored: true } }])],
    rows: lax('INSERT INTO t (id, n) VALUES (1, 5), (2, 100000), (3, NULL)'),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a virtual column with an index in a table that is built anew in place',
    only: ['mysql', 'mariadb'],
    before: [t([name20, number, doubled], { indexes: [index([indexPart('g')], { name: 't_g_idx' })] })],
    after: [
      t([{ ...name20, nullable: false }, number, doubled], { indexes: [index([indexPart('g')], { name: 't_g_idx' })] }),
    ],
    rows: lax("INSERT INTO t (id, a, n) VALUES (1, '5', 5), (2, '6', 100000), (3, '', NULL)"),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'add-index',
    title: 'add-index, a cast that cuts off',
    only: ['mysql'],
    before: [t([number])],
    after: [t([number], { indexes: [index([indexPart(E.cast(E.column('n'), 'char(3)'))], { name: 't_n_idx' })] })],
    rows: ['INSERT INTO t (id, n) VALUES (1, 123), (2, 1234), (3, NULL), (4, -123)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'copy-table',
    title: 'copy-table, a day that is none into a finer moment',
    only: ['mysql'],
    before: [t([nullable('d', T.dateTime('datetime', 0))])],
    after: [t([nullable('d', T.dateTime('datetime', 3))])],
    rows: lax("INSERT INTO t (id, d) VALUES (1, '0000-00-00'), (2, '2024-05-01')"),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'assign-value',
    title: 'assign-value, a virtual column that nobody works out',
    only: ['mysql', 'mariadb'],
    before: [t([number])],
    after: [t([number, doubled])],
    rows: ['INSERT INTO t (id, n) VALUES (1, 20000), (2, 5), (3, NULL)'],
    level: 'warn',
    count: 1,
  }),
  made({
    code: 'assign-value',
    title: 'assign-value, an update of a row with an indexed virtual column',
    only: ['mysql', 'mariadb'],
    before: [t([number, name20, doubled], { indexes: [index([indexPart('g')], { name: 'k' })] })],
    after: {
      ...whole(
        schema(
          t([number, { ...name20, nullable: false }, doubled], { indexes: [index([indexPart('g')], { name: 'k' })] }),
        ),
      ),
      data: [fill('a', E.string('x'))],
    },
    rows: lax("INSERT INTO t (id, n, a) VALUES (1, 20000, NULL), (2, 20000, 'y'), (3, 5, NULL)"),
    level: 'error',
    count: 1,
  }),
  made({
    code: 'assign-value',
    title: 'assign-value, a stored column computed from one that is filled',
    only: servers,
    before: [t([number, { ...doubled, generated: { ...timesTwo, stored: true } }])],
    after: {
      ...whole(
        schema(
          t([
            { ...number, nullable: false },
            { ...doubled, generated: { ...timesTwo, stored: true } },
          ]),
        ),
      ),
      data: [fill('n', E.number(20000))],
    },
    rows: ['INSERT INTO t (id, n) VALUES (1, 7), (2, NULL), (3, NULL)'],
    level: 'error',
    count: 2,
  }),
  ...[
    {
      what: 'an index',
      more: { indexes: [index([indexPart('g')], { name: 'k' }), index([indexPart('g')], { name: 'l' })] },
    },
    { what: 'a unique', more: { uniques: [unique(['g'], { name: 'k' })] } },
    { what: 'a check', more: { checks: [check(E.binary('>', E.column('g'), E.number(0)), { name: 'k' })] } },
  ].map(({ what, more }) =>
    made({
      code: 'assign-value',
      title: `assign-value, a virtual column that ${what} works out for the first time`,
      only: ['mysql', 'mariadb'],
      before: [t([number, doubled])],
      after: [t([number, doubled], more)],
      rows: lax('INSERT INTO t (id, n) VALUES (1, 20000), (2, 5), (3, NULL)'),
      level: 'error',
      count: 1,
    }),
  ),
];

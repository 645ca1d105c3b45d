/** Changes that convert or compute values. */
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { check, index, indexPart, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { type Case, fill, made, name20, nullable, number, schema, servers, t } from './case.js';

const notWord = [check(E.binary('<>', E.column('a'), E.string('zz')), { name: 'not_word' })];
const notWordNumber = [check(E.binary('<>', E.column('n'), E.string('zz')), { name: 'not_word' })];
const worded = nullable('g', T.integer(32), {
  generated: { expr: E.binary('<>', E.column('a'), E.string('zz')), stored: true },
});
const aboveFive = [check(E.binary('>', E.column('a'), E.number(5)), { name: 'above_five' })];

const timesTwo = { expr: E.binary('*', E.column('n'), E.number(2)), stored: false };
const doubled = nullable('g', T.integer(16), { generated: timesTwo });

/** Carried out by a session that is not strict. */
const lax = (sql: string): ReadonlyArray<string> => [
  "SET SESSION sql_mode = ''",
  sql,
  'SET SESSION sql_mode = DEFAULT',
];

export const valueCases: ReadonlyArray<Case> = [
  made({
    code: 'change-type',
    only: servers,
    before: [t([name20])],
    after: [t([nullable('a', T.integer(32))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, '12'), (2, 'x'), (3, NULL), (4, '99999999999')`],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'change-type',
    title: 'change-type, a decimal beyond the signed integers',
    only: ['mysql'],
    before: [t([nullable('a', T.decimal(30, 0))])],
    after: [t([nullable('a', T.integer(64, true))])],
    rows: ['INSERT INTO t (id, a) VALUES (1, 9223372036854775807), (2, 9223372036854775808), (3, NULL)'],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'shrink-type',
    only: servers,
    before: [t([name20])],
    after: [t([nullable('a', T.varchar(3))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, 'abc'), (2, 'abcd'), (3, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'change-type',
    title: 'change-type, bytes as a text of some length',
    only: ['postgres'],
    before: [t([nullable('a', T.blob())])],
    after: [t([nullable('a', T.varchar(3))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, 'abc'), (2, 'abcd'), (3, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'remove-enum-value',
    only: servers,
    before: [t([nullable('mood', T.enum(['sad', 'ok', 'happy']))])],
    after: [t([nullable('mood', T.enum(['sad', 'ok']))])],
    rows: [`INSERT INTO t (id, mood) VALUES (1, 'happy'), (2, 'ok'), (3, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'lossy-change',
    only: servers,
    before: [t([nullable('n', T.decimal(8, 2))])],
    after: [t([number])],
    rows: ['INSERT INTO t (id, n) VALUES (1, 1.5), (2, 2), (3, NULL)'],
    level: 'error',
    count: 1,
  }),
  ...[5, 12].map((precision) =>
    made({
      code: 'lossy-change',
      title: `lossy-change, a whole number rounded to hundreds of ${precision} digits`,
      only: ['postgres'],
      before: [t([number])],
      after: [t([nullable('n', T.decimal(precision, -2))])],
      rows: ['INSERT INTO t (id, n) VALUES (1, 150), (2, 200), (3, NULL)'],
      level: 'error',
      count: 1,
    }),
  ),
  made({
    code: 'lossy-change',
    title: 'lossy-change, a text that reads as a number',
    before: [t([name20])],
    after: [t([nullable('a', T.integer(32))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, '007'), (2, '7')`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'misfit-values',
    only: ['sqlite'],
    before: [t([name20])],
    after: [t([nullable('a', T.integer(32))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, 'x'), (2, '7')`],
    level: 'warn',
    count: 1,
  }),
  made({
    code: 'assign-value',
    only: servers,
    before: [t([name20])],
    after: { ...whole(schema(t([name20, nullable('b', T.varchar(4))]))), data: [fill('b', E.column('a'))] },
    rows: [`INSERT INTO t (id, a) VALUES (1, 'abcd'), (2, 'abcde')`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'overwrite-values',
    before: [t([number, nullable('m', T.integer(32))])],
    after: [
      t([
        number,
        nullable('m', T.integer(32), { generated: { expr: E.binary('+', E.column('n'), E.number(1)), stored: true } }),
      ]),
    ],
    rows: ['INSERT INTO t (id, n, m) VALUES (1, 1, 2), (2, 1, 5), (3, NULL, NULL)'],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'constant-fit',
    only: ['mysql'],
    before: [t([name20], { checks: notWord })],
    after: [t([nullable('a', T.integer(64))], { checks: notWord })],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'constant-fit',
    title: 'constant-fit, a check that the server keeps with another constant',
    only: ['mariadb'],
    before: [t([name20], { checks: notWord })],
    after: [t([nullable('a', T.integer(64))], { checks: notWord })],
    rows: [],
    level: 'warn',
    count: null,
  }),
  made({
    code: 'constant-fit',
    title: 'constant-fit, a list of texts beside a number',
    only: ['mysql'],
    before: [t([name20])],
    after: [
      t([name20, number], {
        checks: [
          check(
            { kind: 'In', arg: E.column('n'), list: [E.string('7'), E.string('zz')], negated: true },
            { name: 'no_zz' },
          ),
        ],
      }),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'constant-fit',
    title: 'constant-fit, a computed column that compares a date with no date',
    only: ['mysql'],
    before: [t([nullable('d', T.date)])],
    after: [
      t([
        nullable('d', T.date),
        nullable('late', T.integer(8), {
          generated: { expr: E.binary('>', E.column('d'), E.string('zz')), stored: true },
        }),
      ]),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'add-check',
    title: 'add-check, a text that is no number beside one',
    only: ['mysql', 'mariadb'],
    before: [t([name20])],
    after: [t([name20], { checks: aboveFive })],
    rows: [`INSERT INTO t (id, a) VALUES (1, '7'), (2, 'x'), (3, NULL), (4, '3')`],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-check',
    title: 'add-check, what is worked out only where it can be',
    only: ['mysql', 'mariadb'],
    before: [t([number, name20])],
    after: [
      t([number, name20], {
        checks: [
          check(E.binary('or', E.binary('=', E.column('n'), E.number(0)), E.binary('>', E.column('a'), E.number(5))), {
            name: 'zero_or_above',
          }),
        ],
      }),
    ],
    rows: [`INSERT INTO t (id, n, a) VALUES (1, 0, 'x'), (2, 1, '7'), (3, 1, 'x')`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'keep-check',
    title: 'keep-check, a text that the check compares with becomes none of the type',
    only: ['mysql', 'mariadb'],
    before: [t([name20], { checks: notWord })],
    after: [t([nullable('a', T.integer(16))], { checks: notWord })],
    rows: [`INSERT INTO t (id, a) VALUES (1, '5'), (2, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'shrink-type',
    title: 'shrink-type, bits',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('a', T.bit(8))])],
    after: [t([nullable('a', T.bit(4))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, b'1111'), (2, b'10000'), (3, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'change-type',
    title: 'change-type, bits that are a number',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('a', T.bit(8))])],
    after: [t([nullable('a', T.integer(8))])],
    rows: [`INSERT INTO t (id, a) VALUES (1, b'1111111'), (2, b'10000000'), (3, NULL)`],
    level: 'error',
    count: 1,
  }),
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
    code: 'assign-value',
    title: 'assign-value, a default that is worked out and does not fit',
    only: ['mysql', 'mariadb'],
    before: [t([])],
    after: [
      t([
        nullable('z', T.varchar(3), {
          default: { kind: 'Expression', expr: E.call('concat', E.string('abc'), E.string('d')) },
        }),
      ]),
    ],
    rows: ['INSERT INTO t (id) VALUES (1), (2)'],
    level: 'error',
    count: 2,
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
    code: 'lossy-change',
    title: 'lossy-change, more digits than a single shows',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('n', T.float(64))])],
    after: [t([nullable('n', T.float(32))])],
    rows: ['INSERT INTO t (id, n) VALUES (1, 1000000.5), (2, 0.1), (3, 3), (4, NULL)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'change-type',
    title: 'change-type, a day that is none into a timestamp',
    only: ['mysql', 'mariadb'],
    before: [t([nullable('d', T.date)])],
    after: [t([nullable('d', T.dateTime('timestamp', 0))])],
    rows: lax("INSERT INTO t (id, d) VALUES (1, '2024-05-00'), (2, '2024-05-01')"),
    level: 'error',
    count: 1,
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

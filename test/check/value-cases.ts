/** Changes that convert or compute values. */
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { T } from '../../src/ir/type.js';
import { type Case, fill, made, name20, nullable, number, schema, servers, t } from './case.js';

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
];

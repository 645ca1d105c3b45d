/** Expressions and types of tables that are not there. */
import { E } from '../../src/ir/expression.js';
import { check, index, indexPart } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { type Case, made, name20, nullable, number, servers, t } from './case.js';

export const expressionCases: ReadonlyArray<Case> = [
  made({
    code: 'expression-fit',
    only: servers,
    before: [],
    after: [
      t([name20], {
        checks: [
          check(E.binary('>', E.call('length', E.column('a')), E.number(0)), { name: 'long' }),
          check(E.isNull(E.call('lower', E.column('a'), E.column('a'))), { name: 'odd' }),
        ],
      }),
    ],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'expression-fit',
    title: 'expression-fit, a text beside a number',
    only: ['postgres'],
    before: [t([])],
    after: [t([number], { checks: [check(E.binary('<>', E.column('n'), E.string('zz')), { name: 'odd' })] })],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'expression-fit',
    title: 'expression-fit, a computed column of another type',
    only: ['postgres'],
    before: [],
    after: [t([name20, nullable('n', T.integer(32), { generated: { expr: E.column('a'), stored: true } })])],
    rows: [],
    level: 'warn',
    count: null,
  }),
  made({
    code: 'expression-fit',
    title: 'expression-fit, an index by a function that is none',
    only: ['postgres'],
    before: [t([name20])],
    after: [t([name20], { indexes: [index([indexPart(E.call('no_such_function', E.column('a')))], { name: 'odd' })] })],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'expression-fit',
    title: 'expression-fit, a default by a function that only an application may know',
    only: ['mysql', 'mariadb', 'sqlite'],
    before: [],
    after: [t([nullable('a', T.varchar(20), { default: { kind: 'Expression', expr: E.call('no_such_function') } })])],
    rows: [],
    level: 'warn',
    count: null,
  }),
  made({
    code: 'native-type',
    only: servers,
    before: [],
    after: [t([nullable('x', T.native('nonsense'))])],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'native-type',
    title: 'native-type, an array',
    only: ['mysql', 'mariadb'],
    before: [],
    after: [t([nullable('x', T.native('integer[]'))])],
    rows: [],
    level: 'error',
    count: null,
  }),
  made({
    code: 'native-type',
    title: 'native-type, a hostile name',
    only: ['postgres'],
    before: [t([])],
    after: [t([nullable('x', T.native(`"it's; \\"`))])],
    rows: [],
    level: 'error',
    count: null,
  }),
];

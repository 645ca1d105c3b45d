/** For every check one small change and rows that fire it. */
import { type DataRule, type Desired, type Rename, whole } from '../../src/ir/desired.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Opaque,
  type Schema,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';

export interface Case {
  readonly code: string;
  readonly title: string;
  /** Null: every engine. */
  readonly only: ReadonlyArray<DialectId> | null;
  readonly before: Schema;
  readonly after: Desired;
  readonly rows: ReadonlyArray<string>;
  readonly level: 'error' | 'warn' | 'info';
  /** Null: the plan says it, or the engine's own statistics. */
  readonly count: number | null;
  /** Only the opaque object makes it; the database of the test has none. */
  readonly pureOnly?: true;
}

const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
const id = column('id', T.integer(32));
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

const t = (columns: ReadonlyArray<Column>, more: Partial<Table> = {}): Table =>
  table(qname('t'), [id, ...columns], { primaryKey: key, ...more });
const p: Table = table(qname('p'), [id], { primaryKey: key });

const schema = (...tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables });

const fill = (c: string, value: Expr): DataRule => ({
  kind: 'Backfill',
  table: qname('t'),
  column: c,
  value,
  at: null,
});
const rename = (from: string, to: string): Rename => ({
  table: { from: qname('t'), to: qname('t') },
  column: { from, to },
  at: null,
});

const name20 = nullable('a', T.varchar(20));
const number = nullable('n', T.integer(32));

const servers: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb'];

const view: Opaque = {
  kind: 'view',
  name: qname('v'),
  on: null,
  dependsOn: [{ table: qname('t'), columns: ['a'] }],
  definition: [],
};

type Given = Omit<Case, 'only' | 'title' | 'before' | 'after'> & {
  readonly title?: string;
  readonly only?: ReadonlyArray<DialectId>;
  readonly before: ReadonlyArray<Table> | Schema;
  readonly after: ReadonlyArray<Table> | Desired;
};

const isList = <A>(x: ReadonlyArray<A> | object): x is ReadonlyArray<A> => Array.isArray(x);

const made = (g: Given): Case => ({
  ...g,
  title: g.title ?? g.code,
  only: g.only ?? null,
  before: isList(g.before) ? schema(...g.before) : g.before,
  after: isList(g.after) ? whole(schema(...g.after)) : g.after,
});

export const cases: ReadonlyArray<Case> = [
  made({
    code: 'add-not-null',
    before: [t([number])],
    after: [t([column('n', T.integer(32))])],
    rows: ['INSERT INTO t (id, n) VALUES (1, NULL), (2, 5), (3, NULL)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-not-null',
    title: 'add-not-null, a new column without a value',
    before: [t([])],
    after: [t([column('n', T.integer(32))])],
    rows: ['INSERT INTO t (id) VALUES (1), (2)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-primary-key',
    before: [table(qname('t'), [id])],
    after: [t([])],
    rows: ['INSERT INTO t (id) VALUES (1), (1), (2)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'add-not-null',
    title: 'add-not-null, a column of the new primary key',
    only: servers,
    before: [table(qname('t'), [nullable('id', T.integer(32))])],
    after: [t([])],
    rows: ['INSERT INTO t (id) VALUES (1), (NULL)'],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'possible-rename',
    before: [t([name20])],
    after: [t([{ ...name20, name: 'b' }])],
    rows: [],
    level: 'info',
    count: null,
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
    code: 'foreign-key-index',
    only: ['postgres', 'sqlite'],
    before: [p, t([number])],
    after: [p, t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] })],
    rows: [],
    level: 'info',
    count: null,
  }),
  made({
    code: 'add-check',
    before: [t([number])],
    after: [t([number], { checks: [check(E.binary('>', E.column('n'), E.number(0)), { name: 'positive' })] })],
    rows: ['INSERT INTO t (id, n) VALUES (1, 1), (2, 0), (3, NULL), (4, -4)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'keep-check',
    before: [t([number], { checks: [check(E.binary('>', E.column('n'), E.number(0)), { name: 'positive' })] })],
    after: {
      ...whole(
        schema(
          t([column('n', T.integer(32))], {
            checks: [check(E.binary('>', E.column('n'), E.number(0)), { name: 'positive' })],
          }),
        ),
      ),
      data: [fill('n', E.number(0))],
    },
    rows: ['INSERT INTO t (id, n) VALUES (1, 1), (2, NULL)'],
    level: 'error',
    count: 1,
  }),
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
  made({
    code: 'drop-table',
    before: [p, t([])],
    after: [t([])],
    rows: ['INSERT INTO p (id) VALUES (1), (2)'],
    level: 'error',
    count: 2,
  }),
  made({
    code: 'drop-column',
    before: [t([name20])],
    after: [t([])],
    rows: [`INSERT INTO t (id, a) VALUES (1, 'x'), (2, NULL)`],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'drop-column',
    title: 'drop-column, nobody has a value',
    before: [t([name20])],
    after: [t([])],
    rows: [`INSERT INTO t (id, a) VALUES (1, NULL)`],
    level: 'warn',
    count: 0,
  }),
  made({
    code: 'break-dependent',
    before: { ...schema(t([name20, number])), opaque: [view] },
    after: whole({ ...schema(t([number])), opaque: [view] }),
    rows: [],
    level: 'error',
    count: null,
    only: ['sqlite'],
    pureOnly: true,
  }),
  made({
    code: 'add-index',
    only: ['postgres'],
    before: [t([number])],
    after: [t([number], { indexes: [index([indexPart(E.binary('/', E.number(1), E.column('n')))])] })],
    rows: ['INSERT INTO t (id, n) VALUES (1, 0)'],
    level: 'error',
    count: 1,
  }),
  made({
    code: 'index-entry',
    only: ['postgres'],
    before: [t([nullable('a', T.text())])],
    after: [t([nullable('a', T.text())], { indexes: [index([indexPart('a')])] })],
    rows: [`INSERT INTO t (id, a) VALUES (1, repeat('x', 9000)), (2, 'x')`],
    level: 'warn',
    count: null,
  }),
  made({
    code: 'goes-along',
    before: [t([name20, number], { uniques: [unique(['a', 'n'])] })],
    after: [t([number])],
    rows: [],
    level: 'warn',
    count: null,
  }),
  made({
    code: 'large-table',
    title: 'large-table (a small one is none)',
    before: [t([number])],
    after: [t([column('n', T.integer(32))])],
    rows: [],
    level: 'info',
    count: null,
    pureOnly: true,
  }),
  made({
    code: 'lax-mode',
    title: 'lax-mode (the test servers are strict)',
    only: ['mysql', 'mariadb'],
    before: [t([number])],
    after: [t([column('n', T.integer(32))])],
    rows: [],
    level: 'info',
    count: null,
    pureOnly: true,
  }),
  made({
    code: 'backfill-rows',
    before: [t([])],
    after: { ...whole(schema(t([column('n', T.integer(32))]))), data: [fill('n', E.number(1))] },
    rows: ['INSERT INTO t (id) VALUES (1), (2), (3)'],
    level: 'warn',
    count: 3,
  }),
  made({
    code: 'rename-table',
    before: [t([])],
    after: {
      ...whole(schema({ ...t([]), name: qname('u') })),
      renames: [{ table: { from: qname('t'), to: qname('u') }, column: null, at: null }],
    },
    rows: [],
    level: 'info',
    count: null,
  }),
  made({
    code: 'rename-column',
    before: [t([name20])],
    after: { ...whole(schema(t([{ ...name20, name: 'b' }]))), renames: [rename('a', 'b')] },
    rows: [],
    level: 'info',
    count: null,
  }),
  made({
    code: 'drop-index',
    only: ['sqlite'],
    before: [t([number], { indexes: [index([indexPart('n')], { name: 't_n' })] })],
    after: [t([number])],
    rows: [],
    level: 'info',
    count: null,
  }),
  made({
    code: 'drop-guarantee',
    before: [t([number], { checks: [check(E.binary('>', E.column('n'), E.number(0)), { name: 'positive' })] })],
    after: [t([number])],
    rows: [],
    level: 'info',
    count: null,
  }),
];

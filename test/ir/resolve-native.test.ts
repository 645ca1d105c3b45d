import { expect, test } from 'vitest';
import { whole } from '../../src/ir/desired.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { resolveNative } from '../../src/ir/resolve-native.js';
import { column, emptySchema, table } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';

const parse = (spelling: string): DataType => (spelling === 'varchar(45)' ? T.varchar(45) : T.native(spelling));
const resolve = (type: DataType) => {
  const desired = whole({ ...emptySchema, tables: [table(qname('t'), [column('a', T.date), column('b', type)])] });
  const result = resolveNative({ id: 'mysql', types: { parse } }, () => null, desired);
  return isLeft(result) ? result.left : result.right.schema.tables[0]?.columns.map((c) => c.type);
};

const byEngine = (spelling: Record<string, string>, otherwise: DataType | null): DataType => ({
  ...T.native(''),
  byEngine: { spelling, otherwise },
});

test('a spelling is read as the catalog will read it back', () => {
  expect(resolve(T.native('varchar(45)'))).toEqual([T.date, T.varchar(45)]);
  expect(resolve(T.native('geometry'))).toEqual([T.date, T.native('geometry')]);
});

test('the engine’s own spelling, else the portable type', () => {
  expect(resolve(byEngine({ mysql: 'varchar(45)', postgres: 'inet' }, null))).toEqual([T.date, T.varchar(45)]);
  expect(resolve(byEngine({ postgres: 'inet' }, T.text()))).toEqual([T.date, T.text()]);
});

test('neither is a problem that names the column', () => {
  expect(resolve(byEngine({ postgres: 'inet' }, null))).toMatchObject([
    { code: 'dialect.type', data: { dialect: 'mysql', why: 'column b of table t is native elsewhere' } },
  ]);
});

test('an expression is the engine’s own text, read when the grammar knows it', () => {
  const native: Expr = { kind: 'Native', text: { mysql: 'uuid()', postgres: 'gen_random_uuid()' } };
  const desired = whole({
    ...emptySchema,
    tables: [table(qname('t'), [column('a', T.uuid, { default: { kind: 'Expression', expr: native } })])],
  });
  const defaultOn = (id: DialectId, read: (text: string) => Expr | null) => {
    const result = resolveNative({ id, types: { parse } }, read, desired);
    return isLeft(result) ? result.left : result.right.schema.tables[0]?.columns[0]?.default;
  };
  expect(defaultOn('mysql', (text) => E.call(text))).toEqual({ kind: 'Expression', expr: E.call('uuid()') });
  expect(defaultOn('mysql', () => null)).toEqual({ kind: 'Expression', expr: E.native('mysql', 'uuid()') });
  expect(defaultOn('sqlite', () => null)).toMatchObject([
    { code: 'dialect.expression', data: { dialect: 'sqlite', has: 'mysql, postgres' } },
  ]);
});

import { describe, expect, test } from 'vitest';
import { type Desired, whole } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { emptySchema } from '../../src/ir/schema.js';
import { isLeft, isRight } from '../../src/prelude.js';
import { mergeDesired } from '../../src/read/merge.js';
import { readSpec } from '../../src/read/spec/index.js';

const spec = (file: string, ...entity: ReadonlyArray<string>): Desired => {
  const read = readSpec(file, ['persistence:', '  entity:', ...entity.map((line) => `    ${line}`)].join('\n'));
  if (isLeft(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};

const users = [
  'table: users',
  'fields:',
  '  id: { type: bigint, primary: true }',
  '  email: { type: string, unique: true }',
];
const conflicts = (a: ReadonlyArray<string>, b: ReadonlyArray<string>) => {
  const merged = mergeDesired([spec('a.yaml', ...a), spec('b.yaml', ...b)]);
  return isLeft(merged) ? merged.left.map((p) => [p.code, p.data['what'], p.data['first'], p.data['second']]) : [];
};

describe('two specs of one table', () => {
  test('that say the same are one', () => {
    const merged = mergeDesired([spec('a.yaml', ...users), spec('b.yaml', ...users)]);
    expect(isRight(merged) && merged.right.schema.tables.length).toBe(1);
    expect(isRight(merged) && merged.right.positions('users.id')?.file).toBe('a.yaml');
  });

  test('differ in a field: both lines are named', () => {
    const other = users.map((line) => line.replace('type: string,', 'type: text,'));
    expect(conflicts(users, other)).toEqual([['spec.conflict', 'field email', 'a.yaml:6', 'b.yaml:6']]);
  });

  test('differ in which fields they have: the table stands for the missing one', () => {
    expect(conflicts(users, [...users, '  age: int'])).toEqual([
      ['spec.conflict', 'field age', 'a.yaml:3', 'b.yaml:7'],
    ]);
  });

  test.each([
    ['indexes', ['indexes: [{ columns: [email] }]'], 'b.yaml:7'],
    ['uniques', ['uniques: [[id, email]]'], 'b.yaml:7'],
    ['foreign_keys', ['foreign_keys: [{ columns: [id], references: x.y }]'], 'b.yaml:7'],
    ['checks', ['checks: ["id > 0"]'], 'b.yaml:7'],
    ['comment or options', ['options: { engine: InnoDB }'], 'b.yaml:7'],
    ['the keys it lists', ['indexes: []'], 'b.yaml:3'],
    ['renamed_from, dedupe or dropped', ['dropped: { a: { archive: { days: 3 } } }'], 'b.yaml:3'],
  ])('differ in %s', (what, more, second) => {
    const found = conflicts(users, [...users, ...more]);
    expect(found).toContainEqual(['spec.conflict', what, 'a.yaml:3', second]);
  });

  test('differ in how rows move', () => {
    const filled = users.map((line) => line.replace('unique: true', 'unique: true, backfill: "\'x\'"'));
    expect(conflicts(users, filled)).toEqual([['spec.conflict', 'field email', 'a.yaml:6', 'b.yaml:6']]);
  });
});

test('a foreign key must name a column of a table that another file describes', () => {
  const orders = spec('orders.yaml', 'table: orders', 'fields:', '  user: { type: bigint, references: users.idd }');
  const merged = mergeDesired([spec('users.yaml', ...users), orders]);
  expect(isLeft(merged) && merged.left).toMatchObject([
    {
      code: 'spec.unknown-column',
      data: { column: 'idd', table: 'users', suggestion: 'id' },
      at: { file: 'orders.yaml', line: 5 },
    },
  ]);
  expect(isRight(mergeDesired([orders]))).toBe(true);
});

test('a table cannot be made of one that stays', () => {
  const merged = mergeDesired([
    spec('users.yaml', ...users),
    spec('people.yaml', 'table: people', 'renamed_from: users', 'fields: { id: int }'),
  ]);
  expect(isLeft(merged) && merged.left.map((p) => [p.code, p.at?.file, p.at?.line])).toEqual([
    ['rename.conflict', 'people.yaml', 4],
  ]);
});

test('what states a whole database stands alone', () => {
  const everything = whole(emptySchema);
  expect(mergeDesired([everything])).toEqual({ _tag: 'Right', right: everything });
  const both = mergeDesired([everything, spec('a.yaml', ...users)]);
  expect(isLeft(both) && both.left.map((p) => p.code)).toEqual(['source.conflict']);
});

test('nothing merges to nothing', () => {
  expect(mergeDesired([])).toMatchObject({ right: { schema: emptySchema, owns: { tables: 'listed' } } });
});

test('many tables cost no more each than few', () => {
  const fields = Array.from({ length: 10 }, (_, i) => `f${i}: { type: int, backfill: 1 }`).join(', ');
  const tables = Array.from({ length: 700 }, (_, i) => `    - { table: t${i}, fields: { ${fields} } }`).join('\n');
  const read = readSpec('many.yaml', `persistence:\n  entities:\n${tables}`);
  if (isLeft(read)) throw new Error(JSON.stringify(read.left));
  const start = process.cpuUsage();
  expect(isRight(mergeDesired([read.right]))).toBe(true);
  // One look at every place for every table would take a minute.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(3000);
});

test('named types are kept, and two of one name must agree', () => {
  const typed = (...values: ReadonlyArray<string>): Desired => ({
    ...whole({ ...emptySchema, enums: [{ name: qname('mood'), values, comment: null }] }),
    owns: { tables: 'listed', byTable: {} },
  });
  const merged = mergeDesired([typed('sad', 'ok'), typed('sad', 'ok')]);
  expect(isRight(merged) && merged.right.schema.enums.map((e) => e.values)).toEqual([['sad', 'ok']]);
  const torn = mergeDesired([typed('sad'), typed('ok')]);
  expect(isLeft(torn) && torn.left.map((p) => [p.code, p.data['what']])).toEqual([['source.conflict', 'type mood']]);
});

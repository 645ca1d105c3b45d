/** What two phases leave behind is called what it would be called had the schema been made at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../support/engines.js';
import { inTwo, spec } from './in-two.js';

const people = (fields: ReadonlyArray<string>, more: ReadonlyArray<string>) =>
  spec(
    '{ table: towns, fields: { id: { type: int, primary: true } } }',
    `{ table: people, fields: { id: { type: int, primary: true }, ${fields.join(', ')} }, ${more.join(', ')} }`,
  );

const named = (column: string) => [
  `uniques: [{ name: "no two alike", columns: [id, ${column}] }]`,
  `indexes: [{ name: people_by_it, columns: [${column}] }, { name: second, columns: [${column}, id] }]`,
  `checks: [{ name: never_nothing, expr: "${column} is not null" }]`,
];
const unnamed = (column: string) => [
  `uniques: [[id, ${column}]]`,
  `indexes: [{ columns: [${column}] }, { columns: [${column}, id] }]`,
  `checks: [{ expr: "${column} is not null" }]`,
];
const pointing = (column: string) => [
  `foreign_keys: [{ name: lives_there, columns: [${column}], references: { table: towns, columns: [id] } }]`,
  `indexes: [{ name: people_by_town, columns: [${column}] }]`,
];

const cases = [
  ['a renamed column, names stated', ['a: { type: int }'], ['b: { type: int, renamed_from: a }'], named, 'a', 'b'],
  ['a renamed column, no names', ['a: { type: int }'], ['b: { type: int, renamed_from: a }'], unnamed, 'a', 'b'],
  ['another type, names stated', ['a: { type: string(20) }'], ['a: { type: int }'], named, 'a', 'a'],
  ['another type, no names', ['a: { type: string(20) }'], ['a: { type: int }'], unnamed, 'a', 'a'],
  ['a renamed foreign key column', ['a: { type: int }'], ['b: { type: int, renamed_from: a }'], pointing, 'a', 'b'],
  [
    'a unique and an indexed column that change places with a third in type and name',
    ['a: { type: bigint }', 'c: { type: bigint, nullable: true }'],
    ['b: { type: bigint, renamed_from: a }', 'c: { type: int, nullable: true }'],
    (column: string) => [
      `uniques: [{ name: two, columns: [${column}, c] }]`,
      `indexes: [{ name: turned, columns: [c, ${column}] }]`,
    ],
    'a',
    'b',
  ],
] as const;

describeEngines('names after two phases', (engine) => {
  let db: Scratch;
  let fresh: Scratch;
  beforeAll(async () => {
    [db, fresh] = await Promise.all([scratch(engine), scratch(engine)]);
  });
  afterAll(async () => {
    await db.drop();
    await fresh.drop();
  });

  test.each(cases)('%s', async (_, from, to, parts, old, now) => {
    const specs = [people(from, parts(old)), people(to, parts(now))] as const;
    const p = await inTwo(db, fresh, specs, [
      'INSERT INTO towns (id) VALUES (1), (2)',
      `INSERT INTO people (id, ${old}) VALUES (1, 1), (2, 2)`,
    ]);
    const sql = (p.migrations[1]?.up ?? []).flatMap((s) => s.statements.map((x) => x.sql)).join(';\n');
    // Nothing is built twice, or looked through where the engine renames constraints, too.
    const { renamesIndexes, renamesConstraints } = (await db.database()).dialect.capabilities;
    if (renamesIndexes) expect(sql).not.toMatch(/CREATE (UNIQUE )?INDEX|ADD (UNIQUE|INDEX|KEY)/);
    if (renamesConstraints.includes('Check')) expect(sql).not.toMatch(/FOREIGN KEY|CHECK/);
  });
});

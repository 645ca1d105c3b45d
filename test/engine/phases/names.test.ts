/** What two phases leave behind is called what it would be called had the schema been made at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Migration, Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import { planOf } from '../../scenario/scenarios.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../../support/engines.js';
import { applyUp, showSql } from '../round-trip.js';

const spec = (fields: ReadonlyArray<string>, more: ReadonlyArray<string>) => {
  const lines = [
    'persistence:',
    '  entities:',
    '    - { table: towns, fields: { id: { type: int, primary: true } } }',
    '    - table: people',
    '      fields:',
    '        id: { type: int, primary: true }',
    ...fields.map((f) => `        ${f}`),
    ...more.map((m) => `      ${m}`),
  ];
  const read = readSpec('people.yaml', lines.join('\n'));
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

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

const sqlOf = (m: Migration | undefined): string =>
  (m?.up ?? []).flatMap((s) => s.statements.map((x) => x.sql)).join(';\n');

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

  const apply = (m: Migration | undefined, way: 'up' | 'down'): Promise<void> =>
    db.apply((m?.[way] ?? []).flatMap((s) => s.statements));

  describe.each(cases)('%s', (_, from, to, parts, old, now) => {
    test('are those of a database that was made at once', async () => {
      await db.reset();
      await fresh.reset();
      const { dialect } = await db.database();
      const [before, after] = [spec(from, parts(old)), spec(to, parts(now))];
      await applyUp(db, planOf(whole(emptySchema), before, dialect.id, dialect.version));
      await applyUp(fresh, planOf(whole(emptySchema), after, dialect.id, dialect.version));
      await db.exec('INSERT INTO towns (id) VALUES (1), (2)');
      await db.exec(`INSERT INTO people (id, ${old}) VALUES (1, 1), (2, 2)`);
      const start = await db.dump();
      const planNow = async (): Promise<Plan> =>
        planOf(whole(await db.introspect()), after, dialect.id, dialect.version, 'two-phase');
      const p = await planNow();
      expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
      const [first, second] = p.migrations;
      try {
        await apply(first, 'up');
        const between = await db.dump();
        expect(await planNow().then((x) => x.migrations)).toEqual([second]);
        await apply(second, 'up');
        expect(await db.dump()).toBe(await fresh.dump());
        expect((await planNow()).migrations).toEqual([]);
        await apply(second, 'down');
        expect(await db.dump()).toBe(between);
        await apply(first, 'down');
        expect(await db.dump()).toBe(start);
        // Nothing is built twice, or looked through where the engine renames constraints, too.
        const { renamesIndexes, renamesConstraints } = dialect.capabilities;
        if (renamesIndexes) expect(sqlOf(second)).not.toMatch(/CREATE (UNIQUE )?INDEX|ADD (UNIQUE|INDEX|KEY)/);
        if (renamesConstraints.includes('Check')) expect(sqlOf(second)).not.toMatch(/FOREIGN KEY|CHECK/);
      } catch (e) {
        throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
      }
    });
  });
});

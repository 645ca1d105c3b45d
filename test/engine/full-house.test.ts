/** A database full of things that specs cannot say: none of them is planned away, and all of them survive a change beside them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desired, whole } from '../../src/ir/desired.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { applyDown, applyUp, planFor, showSql } from './round-trip.js';

const text = (name: string): string => readFileSync(new URL(`full-house/${name}`, import.meta.url), 'utf8');

/** Of the one table it lists, the spec speaks only for what it says: its other columns and parts shall stay. */
const spec = (change: (yaml: string) => string = (y) => y): Desired => {
  const made = readSpec('people.yaml', change(text('people.yaml')));
  if (isLeft(made)) throw new Error(problemsText(made.left));
  const people = { facets: [], unstated: new Map(), notUnique: [] };
  return { ...made.right, owns: { tables: 'listed', byTable: { people } } };
};

describeEngines('a database full of other things', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
    await db.exec(text(`${engine.dialect}.sql`));
  });
  afterAll(() => db.drop());

  test('needs nothing to be what it is', async () => {
    const there = await db.introspect();
    const p = await planFor(db, there, whole(there));
    expect(p.migrations.length, showSql(p)).toBe(0);
  });

  test('needs nothing to be what a spec says of one table of it', async () => {
    const p = await planFor(db, await db.introspect(), spec());
    expect(p.migrations.length, showSql(p)).toBe(0);
  });

  const changes: ReadonlyArray<readonly [name: string, change: (yaml: string) => string]> = [
    ['a new column', (y) => `${y}      nickname: { type: string(40), nullable: true }\n`],
    [
      'a new column with a default and a check',
      (y) =>
        `${y}      visits: { type: int, default: 0 }\n    checks:\n      - { name: visits_some, expr: "visits >= 0" }\n`,
    ],
    [
      'a column that becomes NOT NULL',
      (y) => y.replace('born: { type: date, nullable: true }', `born: { type: date, backfill: "'2001-01-01'" }`),
    ],
    [
      'a renamed column',
      (y) =>
        y
          .replace('boss_id:', 'chief_id:')
          .replace('nullable: true, references', 'nullable: true, renamed_from: boss_id, references'),
    ],
    ['an index', (y) => `${y}    indexes:\n      - { columns: [boss_id, born], name: people_boss_born }\n`],
  ];

  test.each(changes)('keeps everything beside %s, there and back', async (_, change) => {
    const before = await db.dump();
    const content = await db.content();
    const there = await db.introspect();
    const p = await planFor(db, there, spec(change));
    expect(p.migrations.length).toBe(1);
    try {
      await applyUp(db, p);
      expect(await db.dump()).not.toBe(before);
      await applyDown(db, p);
      expect(await db.dump()).toBe(before);
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
    }
    const lost = new Set(p.migrations.flatMap((m) => m.down.flatMap((s) => s.loses.map((l) => l.column))));
    if (!lost.has('born')) expect(await db.content()).toEqual(content);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeEngines, engines, type Scratch, scratch } from '../support/engines.js';

describe('the engines of this run', () => {
  test.runIf(process.env['CI'] === 'true')('CI has every one of them', () => {
    expect(engines().filter((e) => e.url === null)).toEqual([]);
  });
});

describeEngines('a scratch database', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const create = 'CREATE TABLE people (id int NOT NULL PRIMARY KEY, name varchar(20))';
  const insert = `INSERT INTO people VALUES (2, 'b'), (1, NULL)`;

  test('keeps rows, shows them sorted, and names them as the engine prints them', async () => {
    await db.reset();
    await db.exec(create);
    await db.exec(insert);
    const b = engine.id === 'sqlite' ? { id: '2', name: "'b'" } : { id: '2', name: 'b' };
    const none = engine.id === 'sqlite' ? { id: '1', name: 'NULL' } : { id: '1', name: null };
    expect(await db.content()).toEqual({ people: [none, b] });
  });

  test('dumps the same for the same thing made another way, and differently for another thing', async () => {
    await db.reset();
    await db.exec(`${create}`);
    const first = await db.dump();
    await db.reset();
    expect(await db.dump()).not.toContain('people');
    await db.exec('CREATE TABLE people (name varchar(20), id int NOT NULL PRIMARY KEY)');
    expect(await db.dump()).toBe(first);
    await db.exec('CREATE INDEX people_name ON people (name)');
    expect(await db.dump()).not.toBe(first);
  });

  test('applies statements in the transactions they ask for', async () => {
    await db.reset();
    const inside = (sql: string) => ({ sql, transaction: 1, locks: [] });
    await db.apply([
      inside(create),
      inside(insert),
      { sql: 'UPDATE people SET name = NULL', transaction: null, locks: [] },
    ]);
    const broken = [inside('DELETE FROM people WHERE id = 1'), inside('DELETE FROM nowhere')];
    await expect(db.apply(broken)).rejects.toThrow(/in: DELETE FROM nowhere/);
    expect((await db.content())['people']).toHaveLength(2);
  });
});

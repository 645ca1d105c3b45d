/** Random entities: empty against TypeORM's own database, and after a change what TypeORM would have made of it. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { carryOut, statementsOf } from '../../../support/entity/carry-out.js';
import { fixture, pending, planFor, synchronize } from './harness.js';
import { pairs } from './random-entities.js';

const seed = Number(process.env['ALTAIR_SEED'] ?? 20261122);

describeEngines('random TypeORM entities', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());

  test('are planned empty, and their changes are what TypeORM would have made', async () => {
    for (const { before, after } of fc.sample(pairs(engine.dialect), { numRuns: 8, seed })) {
      await db.reset();
      await synchronize(fixture(after), db);
      const own = await pending(fixture(after), db);
      await db.reset();
      await synchronize(fixture(before), db);
      expect(statementsOf(await planFor(fixture(before), db)), before).toEqual([]);
      await carryOut(await planFor(fixture(after), db), db);
      expect(statementsOf(await planFor(fixture(after), db)), `${before}\n→\n${after}`).toEqual([]);
      if (engine.dialect !== 'sqlite') expect(await pending(fixture(after), db), `${before}\n→\n${after}`).toEqual(own);
    }
  }, 240_000);
});

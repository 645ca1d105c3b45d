/** One engine's share of the writer test; a file each, so that they run side by side. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines, type EngineId, type Scratch, scratch } from '../../support/engines.js';
import { runs } from '../../support/schema-gen.js';
import { cases } from './case.js';
import { type Counted, runCase } from './run.js';

/** Statements of one engine in one run. */
const least = 10_000;
/** Parts of a case: each phase done and undone, and what lies before, between and after. */
const parts = 11;

export const writerTest = (id: EngineId): void => {
  describeEngines(
    'two releases write',
    (engine) => {
      let db: Scratch;
      beforeAll(async () => {
        db = await scratch(engine);
      });
      afterAll(() => db?.drop());
      const counted: Counted[] = [];
      const { numRuns, seed = Date.now() % 1_000_000 } = runs(1);

      for (let round = 0; round < numRuns; round += 1)
        test.each(cases)(`$name, ${seed + round}`, async (c) => {
          counted.push(await runCase(db, c, seed + round, Math.ceil((1.05 * least) / cases.length / parts)));
        });

      test(`${least} statements`, () => {
        const statements = counted.reduce((n, x) => n + x.statements, 0);
        const retries = counted.reduce((n, x) => n + x.retries, 0);
        console.log(`${engine.id}: ${statements} statements, ${retries} tried again`);
        expect(statements).toBeGreaterThanOrEqual(least * numRuns);
      });
    },
    [id],
  );
};

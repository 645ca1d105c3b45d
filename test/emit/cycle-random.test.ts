/** Random plans run by Cycle's rules end where the plan's own statements end, up and down. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { emitters } from '../../src/emit/registry.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { describeEngines, scratch } from '../support/engines.js';
import { build, recipes } from '../support/schema-gen.js';
import { options } from './options.js';
import { cycleMigrate, inFolder, noPhp } from './php.js';

const pairs = 12;

const statements = (steps: ReadonlyArray<Step>) => steps.flatMap((s) => s.statements);

describeEngines('random plans as Cycle classes', (engine) => {
  it.skipIf(noPhp)('do what their statements do', async () => {
    const byCycle = await scratch(engine);
    const byHand = await scratch(engine);
    try {
      const { version } = (await byHand.database()).dialect;
      const planned = (from: Parameters<typeof plan>[0], to: Parameters<typeof plan>[1]): Plan | null => {
        const made = plan(from, to, { dialect: engine.dialect, serverVersion: version, strategy: 'single' });
        return isLeft(made) ? null : made.right;
      };
      let ran = 0;
      for (const recipe of fc.sample(recipes(2, 4), { numRuns: pairs, seed: 5 })) {
        const pair = build(engine.id, recipe);
        const first = planned(whole(emptySchema), whole(pair.before));
        const second = planned(whole(pair.before), pair.after);
        const [made] = second?.migrations ?? [];
        const [start] = first?.migrations ?? [];
        if (second === null || made === undefined || start === undefined) continue;
        const dialect = dialectOf(engine.dialect, version);
        if (isLeft(dialect)) throw new Error('no dialect');
        const files = emitters.cycle.files(second, {
          ...options,
          directory: '',
          transactional: dialect.right.capabilities.transactionalDdl,
        });
        if (isLeft(files)) continue;
        for (const db of [byCycle, byHand]) {
          await db.reset();
          await db.apply(statements(start.up));
        }
        await byHand.apply(statements(made.up));
        await inFolder(Object.fromEntries(files.right.map((f) => [f.path, f.contents])), async (folder) => {
          // The journal is the runner's own table; both sides have it.
          await cycleMigrate(byHand.target, 'up', `${folder}/none`);
          await cycleMigrate(byCycle.target, 'up', folder);
          expect(await byCycle.dump()).toBe(await byHand.dump());
          await byHand.apply(statements(made.down));
          await cycleMigrate(byCycle.target, 'down', folder);
          expect(await byCycle.dump()).toBe(await byHand.dump());
        });
        ran += 1;
      }
      // A recipe without steps changes nothing, and a few names are refused.
      expect(ran).toBeGreaterThanOrEqual(5);
    } finally {
      await byCycle.drop();
      await byHand.drop();
    }
  });
});

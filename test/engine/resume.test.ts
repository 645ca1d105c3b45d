/**
 * Where the server commits every statement by itself, a migration may stop anywhere. Planning again from what is there then
 * leads to where the first plan led.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEngines, scratch } from '../support/engines.js';
import { rowsFor } from '../support/schema/rows.js';
import { build, recipes, runs } from '../support/schema-gen.js';
import { buildFrom, planFor, showSql } from './round-trip.js';

describeEngines(
  'half a migration',
  (engine) => {
    test('is gone on with by planning again', async () => {
      const db = await scratch(engine);
      const fresh = await scratch(engine);
      try {
        await fc.assert(
          fc.asyncProperty(recipes(), fc.double({ min: 0, max: 1, noNaN: true }), async (recipe, share) => {
            const pair = build(engine.id, recipe);
            await db.reset();
            await fresh.reset();
            await buildFrom(db, pair.before);
            for (const statement of rowsFor(pair)) await db.exec(statement);
            const p = await planFor(db, await db.introspect(), pair.after);
            const statements = p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));
            // Settings of the session are no progress, and are taken back when it ends.
            const stopped = statements.slice(0, Math.floor(share * statements.length));
            for (const s of stopped) await db.exec(s.sql);
            await db.exec('SET SESSION sql_mode = DEFAULT');
            await db.exec('SET SESSION lock_wait_timeout = DEFAULT');
            const rest = await planFor(db, await db.introspect(), pair.after);
            try {
              for (const m of rest.migrations) await db.apply(m.up.flatMap((s) => s.statements));
              await buildFrom(fresh, p.to);
              expect(await db.dump()).toBe(await fresh.dump());
            } catch (e) {
              throw new Error(
                `${e instanceof Error ? e.message : String(e)}\nstopped after:\n${stopped.map((s) => s.sql).join(';\n')}\nof\n${showSql(p)}\nrest\n${showSql(rest)}`,
              );
            }
          }),
          runs(30),
        );
      } finally {
        await db.drop();
        await fresh.drop();
      }
    }, 600_000);
  },
  ['mysql', 'mariadb'],
);

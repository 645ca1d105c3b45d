/** Changes in two phases on every engine: each phase carried out, planned again from between, and undone from everywhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Migration, Plan, Step } from '../../src/plan/plan.js';
import { applyUp, buildFrom, showSql } from '../engine/round-trip.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { phased, planOf } from './scenarios.js';

const sqlOf = (steps: ReadonlyArray<Step>): string => steps.flatMap((s) => s.statements.map((x) => x.sql)).join(';\n');

const apply = async (db: Scratch, steps: ReadonlyArray<Step>): Promise<void> =>
  db.apply(steps.flatMap((s) => s.statements));

const parts = (p: Plan): readonly [Migration, Migration] => {
  const [first, second] = p.migrations;
  if (first === undefined || second === undefined) throw new Error(`not two phases\n${showSql(p)}`);
  return [first, second];
};

describeEngines('two phases', (engine) => {
  let db: Scratch;
  let fresh: Scratch;
  beforeAll(async () => {
    [db, fresh] = await Promise.all([scratch(engine), scratch(engine)]);
  });
  afterAll(async () => {
    await db.drop();
    await fresh.drop();
  });

  test.each(phased)('$name', async ({ before, after, rows, lossless, sizes }) => {
    await db.reset();
    await fresh.reset();
    const { dialect } = await db.database();
    const planNow = async (): Promise<Plan> =>
      planOf(whole(await db.introspect()), after, dialect.id, dialect.version, 'auto', sizes);
    await applyUp(db, planOf(whole(emptySchema), before, dialect.id, dialect.version));
    await db.exec(rows);
    const start = { dump: await db.dump(), content: await db.content() };

    const p = await planNow();
    const [first, second] = parts(p);
    expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
    const judged = async (made: Plan): Promise<string> => {
      const { verdict, findings } = await assess(made, await db.database());
      return [verdict, ...findings.filter((f) => f.level !== 'info').map((f) => `${f.code}: ${f.message}`)].join('\n');
    };
    try {
      expect(await judged(p)).toMatch(/^safe/);
      await apply(db, first.up);
      const between = { dump: await db.dump(), content: await db.content() };
      // Whoever plans from here finds what is left to do, in the same words.
      const again = await planNow();
      expect(again.migrations.map((m) => m.phase)).toEqual(['contract']);
      expect(sqlOf(again.migrations[0]?.up ?? [])).toBe(sqlOf(second.up));
      expect(await judged(again)).toMatch(/^safe/);

      await apply(db, first.down);
      expect(await db.dump(), 'phase 1 undone').toBe(start.dump);
      if (lossless) expect(await db.content(), 'phase 1 undone').toEqual(start.content);

      await apply(db, first.up);
      await apply(db, second.up);
      await buildFrom(fresh, p.to);
      expect(await db.dump(), 'phase 2').toBe(await fresh.dump());
      const end = await db.content();
      const last = await planNow();
      expect(last.migrations.length, showSql(last)).toBe(0);
      expect(last.findings).toEqual([]);

      await apply(db, second.down);
      expect(await db.dump(), 'phase 2 undone').toBe(between.dump);
      if (lossless) expect(await db.content(), 'phase 2 undone').toEqual(between.content);
      await apply(db, first.down);
      expect(await db.dump(), 'both undone').toBe(start.dump);
      if (lossless) expect(await db.content(), 'both undone').toEqual(start.content);

      await apply(db, first.up);
      await apply(db, second.up);
      expect(await db.dump(), 'both once more').toBe(await fresh.dump());
      if (lossless) expect(await db.content(), 'both once more').toEqual(end);
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
    }
  });
});

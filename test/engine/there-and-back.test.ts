/**
 * Changes that people ask for and that no generator makes: carried out in one migration and in two, planned again, undone.
 * Each was a fault once, or is the neighbour of one.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlanOptions, plan } from '../../src/compile.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { Schema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { applyDown, applyUp, showSql } from './round-trip.js';
import { type Change, changes } from './there-and-back/changes.js';

const spec = (text: string): Desired => {
  const read = readSpec('t.yaml', `persistence:\n${text.replace(/^/gm, '  ')}`);
  if (isLeft(read)) throw new Error(problemsText(read.left));
  return read.right;
};

describeEngines('there and back', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const planned = async (from: Schema, to: Desired, options: PlanOptions): Promise<Plan> => {
    const { dialect } = await db.database();
    const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version, ...options });
    if (isLeft(made)) throw new Error(`no plan: ${made.left.map(showProblem).join('\n')}`);
    return made.right;
  };

  const carryOut = async (change: Change, strategy: 'single' | 'auto'): Promise<void> => {
    await db.reset();
    const sql = typeof change.sql === 'string' ? change.sql : change.sql[engine.dialect];
    for (const statement of sql?.split(';\n') ?? []) await db.exec(statement);
    const [from, dump, rows] = [await db.introspect(), await db.dump(), await db.content()];
    const to = spec(change.to);
    const p = await planned(from, to, { strategy, online: 'never', renames: change.renames ?? [] });
    try {
      expect(p.findings.filter((f) => f.level === 'error').map((f) => f.message)).toEqual([]);
      await applyUp(db, p);
      const second = await planned(await db.introspect(), to, { strategy, online: 'never' });
      expect(second.migrations.length, `a second plan is not empty\n${showSql(second)}`).toBe(0);
      await applyDown(db, p);
      expect((await planned(await db.introspect(), whole(from), {})).migrations).toEqual([]);
      // SQLite keeps the text of a table, and a rebuild says the same thing in other words.
      if (engine.dialect !== 'sqlite') expect(await db.dump()).toBe(dump);
      if (change.loses !== true) expect(await db.content()).toEqual(rows);
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
    }
  };

  describe.each(changes.filter((c) => typeof c.sql === 'string' || c.sql[engine.dialect] !== undefined))(
    '$name',
    (change) => {
      test.each(['single', 'auto'] as const)('%s', (strategy) => carryOut(change, strategy));
    },
  );
});

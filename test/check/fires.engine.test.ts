/** Every check is fired on every engine that it concerns, by a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema, type Schema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { cases } from './cases.js';

const planned = async (db: Scratch, from: Schema, to: Desired): Promise<Plan> => {
  const { dialect } = await db.database();
  const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' });
  if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

describeEngines('the checks', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const here = cases.filter((c) => (c.only === null || c.only.includes(engine.dialect)) && c.pureOnly === undefined);

  test.each(here.map((c) => [c.title, c] as const))('%s', async (_, c) => {
    await db.reset();
    const built = await planned(db, emptySchema, whole(c.before));
    for (const m of built.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    for (const row of c.rows) await db.exec(row);
    const judged = await assess(await planned(db, await db.introspect(), c.after), await db.database());
    const found = judged.findings.filter((f) => f.code === c.code);
    expect(found.map((f) => f.level)).toEqual([c.level]);
    if (c.count !== null) expect(found[0]?.evidence).toEqual({ kind: 'exact', count: c.count });
    if (c.level === 'error') expect(judged.verdict).toBe('unsafe');
    expect(judged.estimatedDurationMs).not.toBeNull();
  });

  test('a change that nothing speaks against is safe, with nothing left open', async () => {
    await db.reset();
    const first = cases.find((c) => c.code === 'add-foreign-key');
    if (first === undefined) throw new Error('no case');
    const built = await planned(db, emptySchema, whole(first.before));
    for (const m of built.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    await db.exec('INSERT INTO p (id) VALUES (1)');
    await db.exec('INSERT INTO t (id, n) VALUES (1, 1), (2, NULL)');
    const judged = await assess(await planned(db, await db.introspect(), first.after), await db.database());
    expect(judged.findings.filter((f) => f.level !== 'info')).toEqual([]);
    expect(judged.verdict).toBe('safe');
  });

  test('rows that others point to are no trouble when none of them is in the way', async () => {
    await db.reset();
    const asked = cases.find((c) => c.code === 'clear-referenced');
    if (asked === undefined) throw new Error('no case');
    const built = await planned(db, emptySchema, whole(asked.before));
    for (const m of built.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    await db.exec(`INSERT INTO t (id, a) VALUES (1, 'x'), (2, 'y')`);
    const judged = await assess(await planned(db, await db.introspect(), asked.after), await db.database());
    expect(judged.verdict).toBe('safe');
  });
});

/** What a finding proposes really repairs: afterwards the question has no answer any more, and the plan can be carried out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { cases } from './cases.js';

describeEngines('a proposed repair', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  test.each([
    ['add-unique', 'DELETE', 'deletes 1 row'],
    ['add-foreign-key', 'UPDATE', 'empties the key of 2 rows'],
  ])('for %s', async (code, verb, effect) => {
    const c = cases.find((x) => x.code === code);
    if (c === undefined) throw new Error(code);
    await db.reset();
    const { dialect } = await db.database();
    const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
    const built = plan(whole(emptySchema), whole(c.before), options);
    if (built._tag === 'Left') throw new Error(code);
    for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    for (const row of c.rows) await db.exec(row);
    const made = plan(whole(await db.introspect()), c.after, options);
    if (made._tag === 'Left') throw new Error(code);
    const judged = await assess(made.right, await db.database());
    const remedy = judged.findings.find((f) => f.code === code)?.remedy ?? '';
    expect(remedy).toContain(effect);
    await db.exec(remedy.slice(remedy.indexOf(`${verb} `)));
    const again = await assess(made.right, await db.database());
    expect(again.verdict).toBe('safe');
    for (const m of again.migrations) await db.apply(m.up.flatMap((s) => s.statements));
  });
});

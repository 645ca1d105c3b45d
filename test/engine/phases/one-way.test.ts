/** Nobody said how the old side follows from the new one: what the new release writes stands by itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { planAgainst } from '../../../src/edge/plan-against.js';
import { whole } from '../../../src/ir/desired.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../../support/engines.js';

const spec = (...fields: ReadonlyArray<string>): string =>
  ['persistence:', '  entity:', '    table: users', '    fields:', '      id: { type: bigint, primary: true }']
    .concat(fields.map((f) => `      ${f}`))
    .join('\n');
const before = spec('full_name: { type: string(80), nullable: true }');
const after = spec(
  `first_name: { type: string(80), nullable: true, backfill: "split_part(full_name, ' ', 1)" }`,
  `last_name: { type: string(80), nullable: true, backfill: "split_part(full_name, ' ', 2)" }`,
);

describeEngines('one way', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());
  beforeEach(() => db.reset());

  const planned = async (text: string): Promise<Plan> => {
    const database = await db.database();
    const read = readSpec('spec.yaml', text);
    if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
    const made = await planAgainst(database, whole(await db.introspect()), read.right, {
      dialect: database.dialect.id,
      serverVersion: database.dialect.version,
      prune: true,
    });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    return made.right;
  };
  const run = (p: Plan, at: number) => db.apply(p.migrations[at]?.up.flatMap((s) => s.statements) ?? []);
  const names = (): Promise<unknown> => db.query('SELECT id, first_name AS f, last_name AS l FROM users ORDER BY id');
  const phases = (p: Plan) => p.migrations.map((m) => m.phase);
  const said = (p: Plan) =>
    p.findings.filter((f) => f.code === 'phase-1-goes-on').map((f) => [f.level, f.evidence] as const);

  const begun = async (): Promise<Plan> => {
    await run(await planned(before), 0);
    await db.exec(`INSERT INTO users (id, full_name) VALUES (1, 'Ann Bo'), (2, 'Cy Di'), (3, NULL)`);
    const p = await planned(after);
    expect(phases(p)).toEqual(['expand', 'contract']);
    expect(p.findings.map((f) => f.code)).toContain('one-way-sync');
    await run(p, 0);
    return p;
  };
  const row = (id: number, f: string | null, l: string | null) => ({
    id: expect.toSatisfy((x) => Number(x) === id),
    f,
    l,
  });

  test('what the new release writes stays, empty in part or in rows the old one says nothing of', async () => {
    await begun();
    await db.exec(`UPDATE users SET first_name = 'Eve', last_name = NULL WHERE id = 1`);
    await db.exec(`UPDATE users SET first_name = 'Fay' WHERE id = 3`);
    await db.exec('UPDATE users SET first_name = NULL WHERE id = 3');
    const p = await planned(after);
    expect([phases(p), said(p)]).toEqual([['contract'], []]);
    await run(p, 0);
    expect(await names()).toEqual([row(1, 'Eve', null), row(2, 'Cy', 'Di'), row(3, null, null)]);
  });

  test('a row that it empties looks like one that was not copied: phase 2 stops, and the next plan copies it', async () => {
    const first = await begun();
    await db.exec('UPDATE users SET first_name = NULL, last_name = NULL WHERE id = 1');
    await db.exec(`UPDATE users SET first_name = 'Eve' WHERE id = 2`);
    await expect(run(first, 1)).rejects.toThrow('phase 2 was stopped');
    expect(await names()).toEqual([row(1, null, null), row(2, 'Eve', 'Di'), row(3, null, null)]);
    const p = await planned(after);
    expect(phases(p)).toEqual(['expand', 'contract']);
    expect(said(p)).toEqual([['warn', { kind: 'exact', count: 1 }]]);
    await run(p, 0);
    await run(p, 1);
    expect(await names()).toEqual([row(1, 'Ann', 'Bo'), row(2, 'Eve', 'Di'), row(3, null, null)]);
  });

  test('emptied on both sides it stays empty', async () => {
    const first = await begun();
    await db.exec('UPDATE users SET first_name = NULL, last_name = NULL, full_name = NULL WHERE id = 1');
    expect(phases(await planned(after))).toEqual(['contract']);
    await run(first, 1);
    expect(await names()).toEqual([row(1, null, null), row(2, 'Cy', 'Di'), row(3, null, null)]);
  });
});

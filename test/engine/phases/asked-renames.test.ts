/** Renames that a person asks for are asked for again with the plan that is made between the phases. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { whole } from '../../../src/ir/desired.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../../support/engines.js';

const spec = (table: string, name: string): string =>
  [
    'persistence:',
    '  entity:',
    `    table: ${table}`,
    '    fields:',
    '      id: { type: bigint, primary: true }',
    `      ${name}: { type: string(40) }`,
  ].join('\n');

describeEngines('renames that are asked for', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());
  beforeEach(() => db.reset());

  const planned = async (text: string, renames: ReadonlyArray<string>): Promise<Plan> => {
    const { dialect } = await db.database();
    const read = readSpec('spec.yaml', text);
    if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
    const made = plan(whole(await db.introspect()), read.right, {
      dialect: dialect.id,
      serverVersion: dialect.version,
      renames,
    });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    return made.right;
  };
  const sqlOf = (p: Plan, at: number) => p.migrations[at]?.up.flatMap((s) => s.statements) ?? [];

  test.each([
    ['a table', spec('users', 'full_name'), ['people:users']],
    ['a column', spec('people', 'name'), ['people.full_name:name']],
    ['both', spec('users', 'name'), ['people:users', 'people.full_name:users.name']],
  ])('%s', async (_what, after, renames) => {
    const first = await planned(spec('people', 'full_name'), []);
    await db.apply(sqlOf(first, 0));
    const p = await planned(after, renames);
    expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
    await db.apply(sqlOf(p, 0));
    const again = await planned(after, renames);
    expect(again.migrations.map((m) => m.phase)).toEqual(['contract']);
    expect(sqlOf(again, 0)).toEqual(sqlOf(p, 1));
    await db.apply(sqlOf(again, 0));
    expect((await planned(after, [])).migrations).toEqual([]);
    await expect(planned(after, renames)).rejects.toThrow('rename.unmatched');
  });
});

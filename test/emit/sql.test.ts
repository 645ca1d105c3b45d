import { describe, expect, it } from 'vitest';
import type { EmitOptions } from '../../src/emit/emitter.js';
import { emitters } from '../../src/emit/registry.js';
import { column } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { displayNamePlan, downStep, migration, planOf, statement, step, users } from '../report/fixture.js';
import { describeEngines, scratch } from '../support/engines.js';
import { options } from './options.js';

const files = (plan: Plan, more: Partial<EmitOptions> = {}) => {
  const made = emitters.sql.files(plan, { ...options, ...more });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

const irreversible = { kind: 'DropColumn', table: users, column: column('x', T.text()), after: undefined } as const;

describe('sql', () => {
  it('writes one file each way', async () => {
    const [up, down, ...more] = files(displayNamePlan);
    expect(more).toEqual([]);
    expect([up?.path, down?.path]).toEqual([
      'database/migrations/20260527.114523_0_add_display_name_to_users.up.sql',
      'database/migrations/20260527.114523_0_add_display_name_to_users.down.sql',
    ]);
    await expect(`${up?.contents}\n${down?.contents}`).toMatchFileSnapshot(
      '../../snapshots/emit/add_display_name_to_users.sql',
    );
  });

  it('puts each transaction of the plan between BEGIN and COMMIT, and what is outside outside', () => {
    const steps = [
      step([], statement('A', null), statement('B', 1), statement('C', 1), statement('D', 2), statement('E', null)),
    ];
    const [up] = files(planOf([migration({ up: steps })]));
    expect(up?.contents.split('\n').slice(3, -1)).toEqual([
      '-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.',
      '',
      '-- Part 1 of 4',
      'A;',
      '',
      '-- Part 2 of 4',
      'BEGIN;',
      'B;',
      'C;',
      'COMMIT;',
      '',
      '-- Part 3 of 4',
      'BEGIN;',
      'D;',
      'COMMIT;',
      '',
      '-- Part 4 of 4',
      'E;',
    ]);
    const [plain] = files(planOf([migration({ up: steps })]), { transactional: false });
    expect(plain?.contents).not.toMatch(/BEGIN|COMMIT/);
  });

  it('lets no name or version of the outside into a comment', () => {
    const evil = 'x\n\\! touch canary\n.shell touch canary';
    const [up, down] = files(planOf([migration({ name: evil })], { serverVersion: `15.1\n\\! touch canary` }));
    for (const file of [up, down]) {
      expect(file?.contents.split('\n').every((line) => line === '' || line.startsWith('-- '))).toBe(true);
      expect(file?.path).toMatch(/^database\/migrations\/[0-9._]+_x_touch_canary_shell_touch_canary\.(up|down)\.sql$/);
    }
  });
});

describeEngines('sql files run by the engine', (engine) => {
  const transactional = engine.dialect === 'postgres' || engine.dialect === 'sqlite';

  it('go up and down', async () => {
    const db = await scratch(engine);
    try {
      const plan = planOf(
        [
          migration({
            up: [
              step(
                [],
                statement('CREATE TABLE a (n integer)'),
                statement(`INSERT INTO a VALUES (1)`),
                statement('CREATE TABLE b (n integer)', 2),
              ),
            ],
            down: [downStep([], [], statement('DROP TABLE b'), statement('DROP TABLE a', 2))],
          }),
        ],
        { dialect: engine.dialect },
      );
      const [up, down] = files(plan, { transactional });
      await db.exec(up?.contents ?? '');
      expect((await db.query('SELECT n FROM a')).length).toBe(1);
      expect(await db.query('SELECT n FROM b')).toEqual([]);
      await db.exec(down?.contents ?? '');
      await expect(db.query('SELECT n FROM a')).rejects.toThrow();
    } finally {
      await db.drop();
    }
  });

  it('fail to go down where there is no way back', async () => {
    const db = await scratch(engine);
    try {
      const [, down] = files(
        planOf([migration({ irreversible: [{ intent: irreversible, because: 'gone' }] })], { dialect: engine.dialect }),
        { transactional },
      );
      await expect(db.exec(down?.contents ?? '')).rejects.toThrow(/altair_this_migration_cannot_be_undone/);
    } finally {
      await db.drop();
    }
  });
});

/** Real plans as Cycle classes: built, applied and rolled back by Cycle's rules, compared by the engine's own dump. */
import { expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { emitters } from '../../src/emit/registry.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { Problem } from '../../src/ir/problem.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft, type Validated } from '../../src/prelude.js';
import { readSource } from '../../src/read/registry.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { options } from './options.js';
import { cycleMigrate, inFolder, noPhp } from './php.js';

const right = <A>(made: Validated<Problem, A>): A => {
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

const spec = (text: string): Desired => right(readSource('spec.yaml', 'spec.yaml', text)).desired;

const before = spec(`
persistence:
  entities:
    - table: orgs
      fields:
        id: { type: bigint, primary: true }
        title: { type: string(80) }
    - table: users
      fields:
        id: { type: bigint, primary: true }
        email: { type: string(100) }
        nick: { type: string(40), nullable: true }
        age: { type: string(20), nullable: true }
        legacy: { type: text, nullable: true }
        org_id: { type: bigint, nullable: true }
`);

const after = spec(`
persistence:
  entities:
    - table: orgs
      fields:
        id: { type: bigint, primary: true }
        title: { type: string(120), default: "it's a \\\\ ?" }
    - table: users
      fields:
        id: { type: bigint, primary: true }
        email: { type: string(100), unique: true }
        handle: { type: string(40), nullable: true, renamed_from: nick }
        age: { type: int, nullable: true, using: "CAST(age AS int)" }
        org_id: { type: bigint, nullable: true, references: orgs.id, on_delete: cascade }
        shown: { type: string(120), backfill: "COALESCE(handle, email)" }
      indexes:
        - { columns: [age, email desc], name: users_age_email }
      checks:
        - { name: age_positive, expr: "age >= 0" }
`);

describeEngines('plans as Cycle classes', (engine) => {
  it.skipIf(noPhp)('are applied and rolled back', async () => {
    const db = await scratch(engine);
    const fresh = await scratch(engine);
    const atOnce = await scratch(engine);
    try {
      const made = async (from: Desired, to: Desired, database: Scratch): Promise<Plan> => {
        const { dialect } = await database.database();
        return right(plan(from, to, { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' }));
      };
      const write = (p: Plan, second: string) => {
        const dialect = right(dialectOf(p.dialect, p.serverVersion));
        const files = right(
          emitters.cycle.files(p, {
            ...options,
            timestamp: { ...options.timestamp, second },
            directory: '',
            transactional: dialect.capabilities.transactionalDdl,
          }),
        );
        return Object.fromEntries(files.map((f) => [f.path, f.contents]));
      };
      const nothing = whole(emptySchema);

      // The journal is the runner's; it is there on both sides.
      const target = write(await made(nothing, after, fresh), '01');
      await inFolder(target, (folder) => cycleMigrate(fresh.target, 'up', folder));

      const first = write(await made(nothing, before, db), '01');
      await inFolder(first, (folder) => cycleMigrate(db.target, 'up', folder));
      await db.exec(`INSERT INTO orgs VALUES (1, 'one')`);
      await db.exec(`INSERT INTO users VALUES (1, 'a@b', 'nick', '41', 'old', 1), (2, 'c@d', NULL, NULL, NULL, NULL)`);
      const start = { dump: await db.dump(), rows: (await db.content())['users'] };

      const change = await made(whole(await db.introspect()), after, db);
      expect(change.migrations.length).toBe(1);
      const second = write(change, '02');
      await inFolder({ ...first, ...second }, async (folder) => {
        await cycleMigrate(db.target, 'up', folder);
        expect((await made(whole(await db.introspect()), after, db)).migrations).toEqual([]);
        const rows = await db.query('SELECT id, handle, age, shown FROM users ORDER BY id');
        expect(
          rows.map((r) => [Number(r['id']), r['handle'], r['age'] === null ? null : Number(r['age']), r['shown']]),
        ).toEqual([
          [1, 'nick', 41, 'nick'],
          [2, null, null, 'c@d'],
        ]);
        const same = right(
          plan(whole(await db.introspect()), whole(await fresh.introspect()), { dialect: engine.dialect }),
        );
        expect(same.migrations.flatMap((m) => m.up).flatMap((s) => s.intents)).toEqual([]);

        // Both in one process, where prepared statements of the first are still there when the second runs.
        await cycleMigrate(atOnce.target, 'up', folder);
        expect(await atOnce.dump()).toBe(await db.dump());

        await cycleMigrate(db.target, 'down', folder);
        await db.exec('DROP TABLE cycle_journal');
        const back = right(plan(whole(await db.introspect()), before, { dialect: engine.dialect, prune: true }));
        expect(back.migrations.flatMap((m) => m.up).flatMap((s) => s.intents)).toEqual([]);
        const kept = (list: typeof start.rows) => (list ?? []).map(({ legacy, ...rest }) => rest);
        expect(kept((await db.content())['users'])).toEqual(kept(start.rows));
      });
    } finally {
      await db.drop();
      await fresh.drop();
      await atOnce.drop();
    }
  });
});

/** Dates that are none stop a copy of the table where the server does not allow them, and nowhere else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { cases } from './cases.js';

describeEngines(
  'zero dates',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    test('are found before the copy fails on them', async () => {
      const c = cases.find((x) => x.title === 'copy-table');
      if (c === undefined) throw new Error('no case');
      const { dialect } = await db.database();
      const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const built = plan(whole(emptySchema), whole(c.before), options);
      if (built._tag === 'Left') throw new Error('not built');
      for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
      for (const row of c.rows) await db.exec(row);
      const made = plan(whole(await db.introspect()), c.after, options);
      if (made._tag === 'Left') throw new Error('not planned');
      const judged = await assess(made.right, await db.database());
      const [mode] = await db.query('SELECT @@GLOBAL.sql_mode AS mode');
      const refuses = String(mode?.['mode']).includes('NO_ZERO_');
      const found = judged.findings.filter((f) => f.code === 'copy-table').map((f) => f.evidence);
      expect(found).toEqual(refuses ? [{ kind: 'exact', count: 1 }] : []);
      expect(judged.verdict).toBe(refuses ? 'unsafe' : 'safe');
      const applied = db.apply(judged.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
      if (refuses) await expect(applied).rejects.toThrow(/Incorrect date/);
      else await applied;
    });
  },
  ['mysql', 'mariadb'],
);

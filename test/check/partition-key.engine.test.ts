/** A unique key of a table in partitions must have what it is parted by, and the servers say so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { type Table, unique } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { number, schema, t } from './case.js';

describeEngines(
  'a table in partitions',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
      await db.exec('CREATE TABLE t (id int NOT NULL PRIMARY KEY, n int) PARTITION BY HASH (id) PARTITIONS 2');
    });
    afterAll(() => db.drop());

    const judged = async (after: Table): Promise<Plan> => {
      const { dialect } = await db.database();
      const target = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(whole(await db.introspect()), whole(schema(after)), target);
      if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
      return assess(made.right, await db.database());
    };
    const apply = (made: Plan) => db.apply(made.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));

    test('takes a key that has its column, and no other', async () => {
      const narrow = await judged(t([number], { uniques: [unique(['n'])] }));
      expect(narrow.findings.filter((f) => f.level === 'error').map((f) => f.code)).toEqual(['partition-key']);
      await expect(apply(narrow)).rejects.toThrow(/partitioning function/);
      const wide = await judged(t([number], { uniques: [unique(['n', 'id'])] }));
      expect(wide.findings.filter((f) => f.level === 'error')).toEqual([]);
      await apply(wide);
    });
  },
  ['mysql', 'mariadb'],
);

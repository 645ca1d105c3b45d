/** A default that gives each row a value of its own: what is said of a unique key over it, and what happens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { column, type Table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { schema, t } from './case.js';

const withKey = (call: string, type: ReturnType<typeof T.varchar> | ReturnType<typeof T.dateTime>): Table =>
  t([column('token', type, { default: { kind: 'Expression', expr: E.call(call) } })], { uniques: [unique(['token'])] });

describeEngines(
  'a unique key over a default',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    test.each([
      ['that differs from row to row is safe', withKey('uuid', T.varchar(36)), 'safe'],
      ['that is one for all rows is not', withKey('current_timestamp', T.dateTime('datetime', 0)), 'unsafe'],
    ] as const)('%s', async (_, after, verdict) => {
      await db.reset();
      await db.exec('CREATE TABLE t (id INT PRIMARY KEY)');
      await db.exec('INSERT INTO t VALUES (1), (2), (3)');
      const { dialect } = await db.database();
      const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(whole(await db.introspect()), whole(schema(after)), options);
      if (made._tag === 'Left') throw new Error('not planned');
      const judged = await assess(made.right, await db.database());
      expect(judged.verdict).toBe(verdict);
      const applied = db.apply(judged.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
      if (verdict === 'safe') await applied;
      else await expect(applied).rejects.toThrow(/Duplicate entry/);
    });
  },
  ['mysql', 'mariadb'],
);

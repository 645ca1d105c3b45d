/** Where the statistics say that no server would come to an end in time, it is not even asked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import type { Database } from '../../src/edge/database.js';
import { whole } from '../../src/ir/desired.js';
import { column } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { schema, t } from './case.js';

describeEngines(
  'a table that is too large',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    test('is left unproven at once, with what would change that', async () => {
      await db.exec('CREATE TABLE t (id integer NOT NULL PRIMARY KEY, n integer)');
      const rows = Array.from({ length: 500 }, (_, i) => `(${i}, ${i})`).join(', ');
      await db.exec(`INSERT INTO t VALUES ${rows}`);
      await db.query(engine.dialect === 'postgres' ? 'ANALYZE t' : 'ANALYZE TABLE t');
      const database = await db.database();
      const { id, version } = database.dialect;
      const target = { dialect: id, serverVersion: version, strategy: 'single' as const };
      const made = plan(whole(await db.introspect()), whole(schema(t([column('n', T.integer(32))]))), target);
      if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
      const asked: string[] = [];
      const heard: Database = {
        ...database,
        query: (sql) => {
          asked.push(sql);
          return database.query(sql);
        },
      };
      const about = (): ReadonlyArray<string> => asked.filter((sql) => /IS NULL|count\([`"]n/.test(sql));
      const judged = await assess(made.right, heard, { question: 0.001 });
      const found = judged.findings.find((f) => f.code === 'add-not-null');
      expect(found?.evidence).toMatchObject({ kind: 'unknown', why: expect.stringContaining('question_seconds') });
      expect(judged.verdict).toBe('unproven');
      expect(about()).toEqual([]);
      expect((await assess(made.right, heard)).verdict).toBe('safe');
      expect(about()).not.toEqual([]);
    });
  },
  ['postgres15', 'postgres18', 'mysql', 'mariadb'],
);

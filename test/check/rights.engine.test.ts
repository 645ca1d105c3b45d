/** Rows that the asking role may not see are not taken for rows that are not there, and no value of a row is ever told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { connect } from '../../src/edge/connect.js';
import type { Database } from '../../src/edge/database.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { cases } from './cases.js';

const prepared = async (db: Scratch, code: string, rows: ReadonlyArray<string>): Promise<Plan> => {
  const c = cases.find((x) => x.code === code);
  if (c === undefined) throw new Error(code);
  const { dialect } = await db.database();
  const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
  await db.reset();
  const built = plan(whole(emptySchema), whole(c.before), options);
  if (built._tag === 'Left') throw new Error(JSON.stringify(built.left));
  for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
  for (const row of rows) await db.exec(row);
  const made = plan(whole(await db.introspect()), c.after, options);
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

describeEngines(
  'another role',
  (engine) => {
    let db: Scratch;
    const role = `altair_reader_${process.pid}_${engine.id}`;
    beforeAll(async () => {
      db = await scratch(engine);
      await db.exec(`CREATE ROLE ${role} LOGIN`);
    });
    afterAll(async () => {
      await db.exec(`DROP OWNED BY ${role}`);
      await db.exec(`DROP ROLE ${role}`);
      await db.drop();
    });

    const as = async (): Promise<Database> => {
      const opened = await connect({ ...db.target, user: role });
      if (opened._tag === 'Left') throw new Error(opened.left.detail);
      return opened.right;
    };

    test.each([
      ['whose policy hides rows', 'GRANT SELECT ON t TO', 'ALTER TABLE t ENABLE ROW LEVEL SECURITY'],
      ['that may not read the table', 'GRANT USAGE ON SCHEMA public TO', 'SELECT 1'],
    ])('%s proves nothing', async (_, grant, more) => {
      const made = await prepared(db, 'add-not-null', ['INSERT INTO t (id, n) VALUES (1, NULL)']);
      await db.exec(`GRANT USAGE ON SCHEMA public TO ${role}`);
      await db.exec(`${grant} ${role}`);
      await db.exec(more);
      const database = await as();
      const judged = await assess(made, database);
      await database.close();
      expect(judged.verdict).toBe('unproven');
      const [found] = judged.findings.filter((f) => f.code === 'add-not-null');
      expect(found?.evidence).toEqual({ kind: 'unknown', why: 'the user may not read this' });
    });
  },
  ['postgres15', 'postgres18'],
);

describeEngines('what is told', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const secret = '123-45-6789';

  describe.each([
    ['change-type', `INSERT INTO t (id, a) VALUES (1, '${secret}'), (2, '${secret}')`],
    ['add-unique', `INSERT INTO t (id, a) VALUES (1, '${secret}'), (2, '${secret}')`],
    ['assign-value', `INSERT INTO t (id, a) VALUES (1, '${secret}')`],
    ['drop-column', `INSERT INTO t (id, a) VALUES (1, '${secret}')`],
  ])('%s', (code, row) => {
    test('holds no value of a row', async () => {
      const judged = await assess(await prepared(db, code, [row]), await db.database());
      expect(judged.findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(judged.findings)).not.toContain(secret);
    });
  });
});

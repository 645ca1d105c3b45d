/** A backfill of a table whose own trigger has a say: the check speaks, and the server shows why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { DialectId } from '../../src/ir/expression.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { column, type Default } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { fill, number, schema, t } from './case.js';

const refusing: Readonly<Record<DialectId, ReadonlyArray<string>>> = {
  postgres: [
    `CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
    'CREATE TRIGGER watch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stop()',
  ],
  mysql: [`CREATE TRIGGER watch BEFORE UPDATE ON t FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'`],
  mariadb: [`CREATE TRIGGER watch BEFORE UPDATE ON t FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'`],
  sqlite: [`CREATE TRIGGER watch BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no'); END`],
};

const asked: Desired = { ...whole(schema(t([column('n', T.integer(32))]))), data: [fill('n', E.number(1))] };

describeEngines('triggers that a backfill fires', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const planned = async (to: Desired): Promise<Plan> => {
    const { dialect } = await db.database();
    const from = whole(await db.introspect());
    const made = plan(from, to, { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' });
    if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
    return made.right;
  };
  const apply = async (p: Plan): Promise<void> => {
    for (const m of p.migrations) await db.apply(m.up.flatMap((s) => s.statements));
  };
  const start = async (rows: ReadonlyArray<string>): Promise<void> => {
    await db.reset();
    await apply(await planned(whole(schema(t([number])))));
    for (const sql of rows) await db.exec(sql);
  };

  test('one that refuses every row', async () => {
    await start(['INSERT INTO t (id, n) VALUES (1, NULL), (2, 5)', ...refusing[engine.dialect]]);
    const judged = await assess(await planned(asked), await db.database());
    expect(judged.findings.filter((f) => f.code === 'fires-trigger').map((f) => f.level)).toEqual(['warn']);
    expect(judged.verdict).toBe('unproven');
    await expect(apply(judged)).rejects.toThrow('no');
  });

  test.runIf(engine.dialect === 'postgres')('one under a default that differs from row to row', async () => {
    await start(['INSERT INTO t (id, n) VALUES (1, 5)', ...refusing[engine.dialect]]);
    const value: Default = { kind: 'Expression', expr: E.call('gen_random_uuid') };
    const token = column('token', T.uuid, { nullable: true, default: value });
    const judged = await assess(await planned(whole(schema(t([number, token])))), await db.database());
    expect(judged.findings.map((f) => f.code)).toContain('fires-trigger');
    expect(judged.verdict).toBe('unproven');
  });

  test('one beside a type change by an expression, where that writes the rows', async () => {
    await start(['INSERT INTO t (id, n) VALUES (1, 5)', ...refusing[engine.dialect]]);
    const to: Desired = {
      ...whole(schema(t([column('n', T.varchar(20), { nullable: true })]))),
      data: [
        {
          kind: 'Using',
          table: qname('t'),
          column: 'n',
          value: E.call('concat', E.column('n'), E.string('!')),
          at: null,
        },
      ],
    };
    const judged = await assess(await planned(to), await db.database());
    const writes = engine.dialect === 'mysql' || engine.dialect === 'mariadb';
    expect(judged.findings.map((f) => f.code).includes('fires-trigger')).toBe(writes);
    await (writes ? expect(apply(judged)).rejects.toThrow('no') : apply(judged));
  });

  test('none that fires only where no row is written, or at another event', async () => {
    const others = refusing[engine.dialect].map((sql) => sql.replace('BEFORE UPDATE', 'BEFORE DELETE'));
    for (const rows of [
      ['INSERT INTO t (id, n) VALUES (2, 5)', ...refusing[engine.dialect]],
      ['INSERT INTO t (id, n) VALUES (1, NULL)', ...others],
    ]) {
      await start(rows);
      const judged = await assess(await planned(asked), await db.database());
      expect(judged.findings.map((f) => f.code)).not.toContain('fires-trigger');
      expect(judged.verdict).toBe('safe');
      await apply(judged);
    }
  });
});

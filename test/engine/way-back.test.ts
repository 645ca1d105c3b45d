/** A way back that the engine has no words for is named, and the rest of the plan stands. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import type { Schema } from '../../src/ir/schema.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { applyDown, applyUp, planFor } from './round-trip.js';

describeEngines(
  'ways back',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());
    beforeEach(() => db.reset());

    const labelled = (s: Schema): Schema => ({
      ...s,
      enums: s.enums.map((e) => ({ ...e, values: ['new', ...e.values] })),
    });

    test('a label of a type that some column is an array of', async () => {
      await db.exec(`CREATE TYPE "my Mood" AS ENUM ('sad', 'ok')`);
      await db.exec(
        `CREATE TABLE t (id int PRIMARY KEY, a "my Mood"[] DEFAULT '{ok}', m "my Mood" NOT NULL DEFAULT 'ok',
           CONSTRAINT few CHECK ('ok' = ANY (a)))`,
      );
      await db.exec(`CREATE INDEX t_a ON t USING gin (a)`);
      await db.exec(`INSERT INTO t VALUES (1, '{ok,sad}', 'sad'), (2, NULL, 'ok'), (3, '{ok,NULL}', 'ok')`);
      const [before, dump] = [await db.introspect(), await db.dump()];
      const rows = await db.query('SELECT id, a::text, m::text FROM t ORDER BY id');
      const p = await planFor(db, before, whole(labelled(before)));
      expect(p.migrations.flatMap((m) => m.irreversible)).toEqual([]);
      await applyUp(db, p);
      await applyDown(db, p);
      expect(await db.dump()).toBe(dump);
      expect(await db.query('SELECT id, a::text, m::text FROM t ORDER BY id')).toEqual(rows);
    });

    test('what cannot come back is named, the rest of the plan stands', async () => {
      await db.exec(`CREATE TYPE mood AS ENUM ('sad', 'ok')`);
      await db.exec('CREATE TABLE t (id int PRIMARY KEY, m mood)');
      await db.exec(`CREATE DOMAIN few AS mood CHECK (VALUE <> 'sad')`);
      await db.exec('CREATE TABLE u (id int PRIMARY KEY, f few)');
      const before = await db.introspect();
      const { dialect } = await db.database();
      const after = labelled(before);
      const made = plan(
        whole(before),
        whole({ ...after, tables: after.tables.map((t) => ({ ...t, options: { ...t.options, comment: 'x' } })) }),
        { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' },
      );
      if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
      const [m] = made.right.migrations;
      expect(m?.irreversible.map((i) => [i.intent.kind, i.because])).toEqual([
        ['AddEnumValue', expect.stringContaining('domain')],
      ]);
      await applyUp(db, made.right);
      await applyDown(db, made.right);
      const back = await db.introspect();
      expect(back.tables).toEqual(before.tables);
      expect(back.enums.map((e) => e.values)).toEqual([['new', 'sad', 'ok']]);
    });
  },
  ['postgres15', 'postgres18'],
);

/** Asking changes nothing: rows, schema, the file of SQLite and the folder around it are as they were. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { cases } from './cases.js';

/** How often rows were written, as the server counts it. */
const written = async (db: Scratch): Promise<string> => {
  if (db.engine.dialect === 'sqlite') {
    const file = db.target.database;
    const others = readdirSync(dirname(file)).filter((n) => n.startsWith(file.slice(dirname(file).length + 1)));
    return JSON.stringify([createHash('sha256').update(readFileSync(file)).digest('hex'), others.sort()]);
  }
  if (db.engine.dialect !== 'postgres') return '';
  // What this session wrote is told at once, not when it has been idle for a while.
  await db.query('SELECT pg_stat_force_next_flush()');
  await db.query('SELECT pg_stat_clear_snapshot()');
  const [row] = await db.query(
    'SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::text AS n FROM pg_stat_user_tables',
  );
  return String(row?.['n']);
};

describeEngines('asking', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  test('leaves everything as it was', async () => {
    for (const c of cases.filter(
      (x) => (x.only === null || x.only.includes(engine.dialect)) && x.pureOnly === undefined,
    )) {
      await db.reset();
      const { dialect } = await db.database();
      const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const built = plan(whole(emptySchema), whole(c.before), options);
      if (built._tag === 'Left') throw new Error(c.title);
      for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
      for (const row of c.rows) await db.exec(row);
      const p = plan(whole(await db.introspect()), c.after, options);
      if (p._tag === 'Left') throw new Error(c.title);
      const before = [await db.dump(), JSON.stringify(await db.content()), await written(db)];
      await assess(p.right, await db.database());
      expect([await db.dump(), JSON.stringify(await db.content()), await written(db)], c.title).toEqual(before);
    }
  });
});

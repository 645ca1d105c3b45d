/** A database made by TypeORM from its entities needs nothing of us; edits of the entities are planned, applied, and done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { carryOut, intentsOf, statementsOf } from '../../../support/entity/carry-out.js';
import { edited, type Sources } from '../../../support/entity/load-typescript.js';
import { edits } from './edits.js';
import { pending, planFor, sources, synchronize } from './harness.js';

/** A schema of one's own is there before the framework comes. */
const prepare = async (db: Scratch): Promise<void> => {
  if (db.engine.dialect === 'postgres') await db.exec('CREATE SCHEMA second');
};

/** On SQLite it takes the names of constraints from the text that it writes itself, and finds none in another's. */
const judges = (db: Scratch): boolean => db.engine.dialect !== 'sqlite';

describeEngines('TypeORM', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());

  test('every type and option of the driver is planned empty', async () => {
    await db.reset();
    const columns = sources(`columns-${engine.dialect.replace('mariadb', 'mysql')}`);
    await prepare(db);
    await synchronize(columns, db);
    expect(statementsOf(await planFor(columns, db))).toEqual([]);
  });

  test('keys, and relations inside embedded classes, are planned empty', async () => {
    await db.reset();
    const all = sources('parts-and-keys');
    await synchronize(all, db);
    expect(statementsOf(await planFor(all, db))).toEqual([]);
  });

  describe('the blog', () => {
    let blog: Sources = sources('blog', 'parts', 'inheritance', 'schemas');

    test('is planned empty against the database that TypeORM made', async () => {
      await db.reset();
      await synchronize(blog, db);
      expect(statementsOf(await planFor(blog, db))).toEqual([]);
    });

    test.each(edits.map((e) => [e.what, e] as const))('an edit that %s', async (_, edit) => {
      const before = judges(db) ? await pending(blog, db) : [];
      blog = edited(blog, edit.from, edit.to);
      const plan = await planFor(blog, db);
      await carryOut(plan, db);
      expect(intentsOf(plan)).toEqual(edit.on?.[engine.dialect] ?? edit.plans);
      expect(statementsOf(await planFor(blog, db))).toEqual([]);
      if (judges(db)) expect(await pending(blog, db)).toEqual(before);
    });
  });

  test('what we make of the entities is what TypeORM would', async () => {
    await db.reset();
    const blog = sources('blog', 'parts', 'inheritance', 'schemas');
    if (engine.dialect === 'postgres') await db.exec('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"');
    await carryOut(await planFor(blog, db), db);
    expect(statementsOf(await planFor(blog, db))).toEqual([]);
    if (judges(db))
      expect((await pending(blog, db)).filter((sql) => !/typeorm_metadata|CREATE VIEW/.test(sql))).toEqual([]);
  });
});

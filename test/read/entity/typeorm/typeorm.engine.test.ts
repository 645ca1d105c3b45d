/** A database made by TypeORM from its entities needs nothing of us; edits of the entities are planned, applied, and done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { planFor, sources, statementsOf, synchronize } from './harness.js';

describeEngines('TypeORM', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());

  describe('the blog', () => {
    const blog = sources('blog', 'parts', 'schemas');
    test('is planned empty against the database that TypeORM made', async () => {
      await db.reset();
      await synchronize(blog, db);
      expect(statementsOf(await planFor(blog, db))).toEqual([]);
    });
  });

  test('every type and option of the driver is planned empty', async () => {
    await db.reset();
    const columns = sources(`columns-${engine.dialect.replace('mariadb', 'mysql')}`);
    await prepare(db);
    await synchronize(columns, db);
    expect(statementsOf(await planFor(columns, db))).toEqual([]);
  });
});

/** A schema of one's own is there before the framework comes. */
const prepare = async (db: Scratch): Promise<void> => {
  if (db.engine.dialect === 'postgres') await db.exec('CREATE SCHEMA second');
};

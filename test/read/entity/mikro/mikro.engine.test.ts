/** A database made by MikroORM from its entities needs nothing of us; edits of the entities are planned, applied, and done. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { carryOut, intentsOf, statementsOf } from '../../../support/entity/carry-out.js';
import { edited, type Sources } from '../../../support/entity/load-typescript.js';
import { edits } from './edits.js';
import { pending, planFor, sources, synchronize } from './harness.js';

/** Schemas are not made by plans. */
const prepare = async (db: Scratch): Promise<void> => {
  if (db.engine.dialect === 'postgres') await db.exec('CREATE SCHEMA second');
};

describeEngines(
  'MikroORM',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db?.drop());

    describe.each([
      ['the library', ['library', 'base', 'inheritance'], edits],
      ['entities without decorators', ['define'], []],
      ['keys and parts', ['parts-and-keys'], []],
      ['every option', [`columns-${engine.dialect.replace('mariadb', 'mysql')}`], []],
      ...(engine.dialect !== 'postgres' ? [] : [['documents', ['documents', 'base'], []] as const]),
    ] as const)('%s', (_, names, edits) => {
      let all: Sources = sources(...names);
      // What MikroORM finds to do against a database that it has just made.
      let own = '';

      test('is planned empty against the database that MikroORM made', async () => {
        await db.reset();
        await prepare(db);
        await synchronize(all, db);
        own = await pending(all, db);
        expect(statementsOf(await planFor(all, db))).toEqual([]);
      });

      for (const edit of edits)
        test(`an edit that ${edit.what}`, async () => {
          const before = await pending(all, db);
          all = edited(all, edit.from, edit.to);
          const plan = await planFor(all, db);
          await carryOut(plan, db);
          expect(intentsOf(plan)).toEqual(edit.on?.[engine.dialect] ?? edit.plans);
          expect(statementsOf(await planFor(all, db))).toEqual([]);
          expect(await pending(all, db)).toEqual(before);
        });

      test('what we make of the entities is what MikroORM would', async () => {
        all = sources(...names);
        await db.reset();
        await prepare(db);
        await carryOut(await planFor(all, db), db);
        expect(statementsOf(await planFor(all, db))).toEqual([]);
        expect(await pending(all, db)).toBe(own);
      });
    });
  },
  ['postgres15', 'postgres18', 'mysql', 'mariadb'],
);

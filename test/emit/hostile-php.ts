/** Hostile names through PHP and PDO: the files are carried out by Cycle's rules, in a folder where nothing else may be left. */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialect/dialect.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Engine, type Scratch, scratch } from '../support/engines.js';
import { filesOf, type Place, placeOf } from './hostile-journeys.js';
import { isForPdo, namesFor } from './hostile-schemas.js';
import { options } from './options.js';
import { cycleMigrate, inFolder, noPhp, type Prepares } from './php.js';

/** The journal knows a name and a second, so every plan has a second of its own. */
const carrier = (db: Scratch, dialect: Dialect, prepares: Prepares) => {
  const plans: Plan[] = [];
  return async (p: Plan, direction: 'up' | 'down'): Promise<void> => {
    if (!plans.includes(p)) plans.push(p);
    const second = String(plans.indexOf(p)).padStart(2, '0');
    const files = Object.fromEntries(
      filesOf(p, dialect, 'cycle', { ...options.timestamp, second })
        .filter((f) => p.migrations[f.migration]?.phase !== 'purge')
        .map((f) => [f.path, f.contents]),
    );
    const names = Object.keys(files).sort();
    await inFolder(files, async (folder) => {
      const said: string[] = [];
      // All at once there, one by one back.
      for (const _ of direction === 'up' ? names.slice(0, 1) : names)
        said.push(...(await cycleMigrate(db.target, direction, folder, prepares)).trim().split('\n'));
      const expected = names.map((name) => `${direction} ${name.slice(0, -'.php'.length)} default`);
      expect(said).toEqual(direction === 'up' ? expected : expected.reverse());
      expect((await readdir(folder)).sort()).toEqual(names);
    });
  };
};

interface ForPhp {
  readonly engine: Engine;
  readonly place: (prepares?: Prepares) => Place;
  /** Those that the engine and PDO take. */
  readonly names: () => ReadonlyArray<string>;
  /** For much work on tables: on MySQL each statement is a copy, so a quarter has to do, and another one than the client has. */
  readonly some: () => ReadonlyArray<string>;
}

export const describeForPhp = (title: string, body: (o: ForPhp) => void): void =>
  describeEngines(title, (engine) => {
    describe.skipIf(noPhp)('through PDO', () => {
      let db: Scratch;
      let dialect: Dialect;
      let names: ReadonlyArray<string>;
      beforeAll(async () => {
        db = await scratch(engine);
        dialect = (await db.database()).dialect;
        names = namesFor(dialect).filter((name) => isForPdo(name, dialect));
      });
      afterAll(() => db.drop());
      beforeEach(() => db.reset());

      it('are taken', () => expect(names.length).toBeGreaterThanOrEqual(250));
      body({
        engine,
        place: (prepares = 'own') => placeOf(db, dialect, carrier(db, dialect, prepares)),
        names: () => names,
        some: () => (engine.dialect === 'mysql' ? names.filter((_, i) => i % 4 === 2) : names),
      });
    });
  });

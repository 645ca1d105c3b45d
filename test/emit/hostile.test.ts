/**
 * Names and texts stay names and texts in every emitted file: the engine's own client carries out the planned statements
 * and nothing else, and the catalog has every name and every text letter by letter afterwards.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialect/dialect.js';
import { blocks } from '../../src/emit/blocks.js';
import { whole } from '../../src/ir/desired.js';
import type { Migration, Plan } from '../../src/plan/plan.js';
import { runFile } from '../support/clients.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { hostileNames } from '../support/hostile.js';
import { dedupedAndKept, filesOf, filledAndKept, type Place, placeOf, twoReleases } from './hostile-journeys.js';
import { namesFor, sayable, tablesNamed, textAt, wide } from './hostile-schemas.js';

it('is tried with many', () => {
  expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(300);
});

/** The statements of a direction, and BEGIN and COMMIT where the file has them. */
const expected = (m: Migration, direction: 'up' | 'down', transactional: boolean): number =>
  blocks(m[direction]).reduce((n, b) => n + b.statements.length + (transactional && b.transaction !== null ? 2 : 0), 0);

/** Says the character set of what follows. */
const heads = /^SET (NAMES|client_encoding)/m;

/** False where this machine has no client for the engine. */
const byClient = async (db: Scratch, p: Plan, direction: 'up' | 'down'): Promise<boolean> => {
  const { dialect } = await db.database();
  // What purges has its time later.
  const all = filesOf(p, dialect, 'sql').filter(
    (f) => f.direction === direction && p.migrations[f.migration]?.phase !== 'purge',
  );
  for (const file of direction === 'up' ? all : all.reverse()) {
    const m = p.migrations[file.migration];
    const ran = await runFile(db.target, file.contents);
    if (ran === null || m === undefined) return false;
    expect(ran.left).toEqual([]);
    expect(ran.statements).toBe(
      expected(m, direction, dialect.capabilities.transactionalDdl) + (heads.test(file.contents) ? 1 : 0),
    );
  }
  return true;
};

describeEngines('hostile names', (engine) => {
  let db: Scratch;
  let dialect: Dialect;
  let names: ReadonlyArray<string>;
  beforeAll(async () => {
    db = await scratch(engine);
    dialect = (await db.database()).dialect;
    // A client that reads lines would make one character of two; such a file is refused, see below.
    names = namesFor(dialect).filter((name) => engine.dialect === 'postgres' || !name.includes('\r\n'));
  });
  afterAll(() => db.drop());
  beforeEach(() => db.reset());

  const place = (): Place =>
    placeOf(db, dialect, async (p, direction) => expect(await byClient(db, p, direction)).toBe(true));

  it('are taken by the engine', () => expect(names.length).toBeGreaterThanOrEqual(300));

  it('of tables and columns, and texts of defaults, remarks and checks', async () => {
    const wanted = tablesNamed(names, dialect);
    const { go, back, schema, nothingLeft } = place();
    const p = await go(whole(wanted));
    const there = await schema();
    const found = new Map(there.tables.map((t) => [t.name.name, t]));
    expect([...found.keys()].sort()).toEqual([...names].sort());
    const remark = (text: string): string | null => (dialect.capabilities.comments ? sayable(text, dialect) : null);
    for (const [i, name] of names.entries()) {
      const t = found.get(name);
      expect([t?.options.comment, t?.columns[1]?.name, t?.columns[1]?.comment, t?.checks[0]?.name]).toEqual([
        remark(textAt(i, dialect)),
        name,
        remark(textAt(i, dialect)),
        name,
      ]);
    }
    await nothingLeft(wanted);
    // What a default is, the engine itself says best.
    const q = dialect.quote;
    for (const [i, name] of names.entries()) {
      await db.exec(`INSERT INTO ${q(name)} (${q('the id')}) VALUES (1)`);
      const [row] = await db.query(`SELECT ${q(name)} AS v FROM ${q(name)}`);
      expect(row?.['v']).toBe(textAt(i, dialect));
    }
    await back(p);
    expect((await schema()).tables).toEqual([]);
  });

  it('of indexes, constraints, types and labels', async () => {
    const wanted = wide(names, dialect);
    const { go, back, schema, nothingLeft } = place();
    const p = await go(whole(wanted));
    await nothingLeft(wanted);
    const there = await schema();
    const called = (all: ReadonlyArray<{ readonly name: string | null }>) => all.map((x) => x.name ?? '').sort();
    const sorted = [...names].sort();
    expect(called(there.tables.filter((t) => t.name.name.startsWith('columns')).flatMap((t) => t.indexes))).toEqual(
      sorted,
    );
    expect(called(there.tables.filter((t) => t.name.name.startsWith('columns')).flatMap((t) => t.checks))).toEqual(
      sorted,
    );
    expect(called(there.tables.flatMap((t) => t.foreignKeys))).toEqual(sorted);
    await back(p);
    expect((await schema()).tables).toEqual([]);
  });

  it('of what two releases need, of pieces and of tables beside', () => twoReleases(place(), names));

  // On MySQL each statement on such a table is a copy of it: a quarter of the names has to do.
  const some = () => (engine.dialect === 'mysql' ? names.filter((_, i) => i % 4 === 0) : names);

  it('of rows that are filled, emptied and kept', () => filledAndKept(place(), some()));

  it('of rows that are there twice', () => dedupedAndKept(place(), some()));
});

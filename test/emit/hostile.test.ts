/**
 * Names and texts stay names and texts in every emitted file: the engine's own client, and PHP through PDO, carry out the
 * planned statements and nothing else, and the catalog has every name and every text letter by letter afterwards.
 */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type PlanOptions, plan } from '../../src/compile.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { blocks } from '../../src/emit/blocks.js';
import { emitters } from '../../src/emit/registry.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema, type Schema } from '../../src/ir/schema.js';
import type { Migration, Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { runFile } from '../support/clients.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { hostileNames } from '../support/hostile.js';
import {
  filled,
  fillsOf,
  isForPdo,
  isForPhases,
  namesFor,
  sayable,
  tablesNamed,
  textAt,
  turned,
  turnedRenames,
  wide,
} from './hostile-schemas.js';
import { options } from './options.js';
import { cycleMigrate, inFolder, noPhp } from './php.js';

it('is tried with many', () => {
  expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(300);
});

const built = (from: Schema, to: Desired, dialect: Dialect, more: PlanOptions = {}): Plan => {
  const made = plan(whole(from), to, {
    dialect: dialect.id,
    serverVersion: dialect.version,
    strategy: 'single',
    ...more,
  });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

const files = (p: Plan, dialect: Dialect, emit: 'sql' | 'cycle') => {
  const made = emitters[emit].files(p, {
    ...options,
    directory: '',
    transactional: dialect.capabilities.transactionalDdl,
  });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

/** The statements of a direction, and BEGIN and COMMIT where the file has them. */
const expected = (m: Migration, direction: 'up' | 'down', transactional: boolean): number =>
  blocks(m[direction]).reduce((n, b) => n + b.statements.length + (transactional && b.transaction !== null ? 2 : 0), 0);

/** Says the character set of what follows. */
const heads = /^SET (NAMES|client_encoding)/m;

const byClient = async (db: Scratch, p: Plan, direction: 'up' | 'down'): Promise<boolean> => {
  const { dialect } = await db.database();
  // What purges has its time later.
  const all = files(p, dialect, 'sql').filter(
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

const byPhp = async (db: Scratch, p: Plan, prepares: 'real' | 'emulated', direction: 'up' | 'down'): Promise<void> => {
  const { dialect } = await db.database();
  const all = Object.fromEntries(files(p, dialect, 'cycle').map((f) => [f.path, f.contents]));
  await inFolder(all, async (folder) => {
    await cycleMigrate(db.target, direction, folder, prepares);
    expect((await readdir(folder)).sort()).toEqual(Object.keys(all).sort());
  });
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

  /** The plan from what is there now, applied by the client; the schema is then the wanted one. */
  const go = async (to: Desired, more: PlanOptions = {}): Promise<Plan> => {
    const p = built(await db.introspect(), to, dialect, more);
    expect(p.migrations.length).toBeGreaterThan(0);
    expect(await byClient(db, p, 'up')).toBe(true);
    return p;
  };
  const nothingLeft = async (to: Schema): Promise<void> => {
    const left = built(await db.introspect(), whole(to), dialect).migrations.flatMap((m) => m.up);
    expect(left.flatMap((s) => s.intents)).toEqual([]);
  };

  it('are taken by the engine', () => expect(names.length).toBeGreaterThanOrEqual(300));

  it('of tables and columns, and texts of defaults, remarks and checks', async () => {
    const wanted = tablesNamed(names, dialect);
    const p = await go(whole(wanted));
    const there = await db.introspect();
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
    expect(await byClient(db, p, 'down')).toBe(true);
    expect((await db.introspect()).tables).toEqual([]);
  });

  it.skipIf(noPhp).each(engine.dialect === 'sqlite' ? (['real'] as const) : (['real', 'emulated'] as const))(
    'through PDO with %s prepares',
    async (prepares) => {
      const wanted = tablesNamed(
        names.filter((name) => isForPdo(name, dialect)),
        dialect,
      );
      expect(wanted.tables.length).toBeGreaterThanOrEqual(250);
      const p = built(emptySchema, whole(wanted), dialect);
      await byPhp(db, p, prepares, 'up');
      const { tables, ...rest } = await db.introspect();
      expect(
        built({ ...rest, tables: tables.filter((t) => t.name.name !== 'cycle_journal') }, whole(wanted), dialect)
          .migrations,
      ).toEqual([]);
      await byPhp(db, p, prepares, 'down');
      expect((await db.introspect()).tables.map((t) => t.name.name)).toEqual(['cycle_journal']);
    },
  );

  it('of indexes, constraints, types and labels', async () => {
    const wanted = wide(names, dialect);
    const p = await go(whole(wanted));
    await nothingLeft(wanted);
    const there = await db.introspect();
    const called = (all: ReadonlyArray<{ readonly name: string | null }>) => all.map((x) => x.name ?? '').sort();
    const sorted = [...names].sort();
    expect(called(there.tables.filter((t) => t.name.name.startsWith('columns')).flatMap((t) => t.indexes))).toEqual(
      sorted,
    );
    expect(called(there.tables.filter((t) => t.name.name.startsWith('columns')).flatMap((t) => t.checks))).toEqual(
      sorted,
    );
    expect(called(there.tables.flatMap((t) => t.foreignKeys))).toEqual(sorted);
    expect(await byClient(db, p, 'down')).toBe(true);
    expect((await db.introspect()).tables).toEqual([]);
  });

  it('of what two releases need, of pieces and of tables beside', async () => {
    const all = names.filter((name) => isForPhases(name, dialect));
    const half = all.slice(0, Math.floor(all.length / 2));
    const other = all.slice(half.length, 2 * half.length);
    const start = turned(half, dialect);
    await go(whole(start));
    for (const t of start.tables)
      await db.exec(
        `INSERT INTO ${dialect.quote(t.name.name)} (${[...t.columns.map((c) => dialect.quote(c.name))].join(', ')}) VALUES (${t.columns.map((_, i) => i + 1).join(', ')})`,
      );
    const end = turned(other, dialect);
    const renames = turnedRenames(half, other);
    // By place: MySQL takes the blanks off a name behind AS, and two of these would be one.
    const cells = async () => {
      const all: unknown[] = [];
      for (const t of start.tables) {
        const columns = t.columns.map((c, i) => `${dialect.quote(c.name)} AS c${i}`);
        all.push([t.name.name, await db.query(`SELECT ${columns.join(', ')} FROM ${dialect.quote(t.name.name)}`)]);
      }
      return all;
    };
    const before = await cells();
    const p = await go({ ...whole(end), renames }, { strategy: 'two-phase', online: 'always' });
    expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
    await nothingLeft(end);
    expect(await byClient(db, p, 'down')).toBe(true);
    await nothingLeft(start);
    expect(await cells()).toEqual(before);
  });

  it('of rows that are filled, emptied and kept', async () => {
    // Every statement on this table is a copy of it there: a quarter of the names has to do.
    const some = engine.dialect === 'mysql' ? names.filter((_, i) => i % 4 === 0) : names;
    const start = filled(some, dialect, false);
    await go(whole(start));
    for (const t of start.tables)
      await db.exec(`INSERT INTO ${dialect.quote(t.name.name)} (${dialect.quote('the id')}) VALUES (1), (2)`);
    const end = filled(some, dialect, true);
    const rules = fillsOf(end, dialect);
    const asFilled = async (): Promise<void> => {
      for (const t of end.tables) {
        const columns = t.columns.slice(1).map((c, i) => `${dialect.quote(c.name)} AS c${i}`);
        const [row] = await db.query(`SELECT ${columns.join(', ')} FROM ${dialect.quote(t.name.name)}`);
        expect(Object.values(row ?? {})).toEqual(rules.flatMap((r) => (r.table === t.name ? [r.text] : [])));
      }
    };
    const p = await go({ ...whole(end), data: rules }, { online: 'always' });
    await asFilled();
    await nothingLeft(end);
    const kept = await go(
      whole({
        ...end,
        tables: end.tables.map((t) => ({ ...t, columns: t.columns.slice(0, 1), indexes: [], checks: [] })),
      }),
      { archiveDays: 3 },
    );
    expect(await byClient(db, kept, 'down')).toBe(true);
    await asFilled();
    expect(p.migrations.length).toBe(1);
  });
});

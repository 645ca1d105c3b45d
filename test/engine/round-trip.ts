/**
 * The round trip of one pair on one engine: the old schema is built and filled, the plan is carried out, the engine's own
 * dump is compared with the one of a freshly built target, a second plan is empty, and the way back is gone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { columnsOf } from '../../src/ir/expression.js';
import { type Column, emptySchema, type Schema } from '../../src/ir/schema.js';
import type { Online } from '../../src/pass/busy.js';
import type { Plan, SqlStatement } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import type { Strategy } from '../../src/two-phases.js';
import {
  type Content,
  describeEngines,
  type EngineId,
  type Scratch,
  scratch,
  showProblem,
} from '../support/engines.js';
import { rowsFor, survivorsOf } from '../support/schema/rows.js';
import { build, type Pair, recipes, runs } from '../support/schema-gen.js';

export const planFor = async (
  db: Scratch,
  from: Schema,
  to: Desired,
  strategy: Strategy = 'single',
  online: Online = 'never',
): Promise<Plan> => {
  const { dialect } = await db.database();
  const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version, strategy, online });
  if (isLeft(made)) throw new Error(`no plan: ${made.left.map(showProblem).join('\n')}`);
  return made.right;
};

const ups = (p: Plan): ReadonlyArray<ReadonlyArray<SqlStatement>> =>
  p.migrations.map((m) => m.up.flatMap((s) => s.statements));
const downs = (p: Plan): ReadonlyArray<ReadonlyArray<SqlStatement>> =>
  [...p.migrations].reverse().map((m) => m.down.flatMap((s) => s.statements));

export const applyUp = async (db: Scratch, p: Plan): Promise<void> => {
  for (const statements of ups(p)) await db.apply(statements);
};
export const applyDown = async (db: Scratch, p: Plan): Promise<void> => {
  for (const statements of downs(p)) await db.apply(statements);
};

const lines = (all: ReadonlyArray<ReadonlyArray<SqlStatement>>): string =>
  all.flatMap((m) => m.map((s) => `  [${s.transaction ?? '-'}] ${s.sql};`)).join('\n');

export const showUp = (p: Plan): string => lines(ups(p));
export const showSql = (p: Plan): string => `up:\n${showUp(p)}\ndown:\n${lines(downs(p))}`;

/** Makes an empty database into this schema. */
export const buildFrom = async (db: Scratch, schema: Schema): Promise<Plan> => {
  const p = await planFor(db, emptySchema, whole(schema));
  try {
    await applyUp(db, p);
  } catch (e) {
    throw new Error(`${e instanceof Error ? e.message : String(e)}\nin\n${showUp(p)}`, { cause: e });
  }
  return p;
};

const project = (
  rows: Content[string] | undefined,
  names: ReadonlyArray<readonly [from: string, to: string]>,
): ReadonlyArray<string> =>
  (rows ?? []).map((row) => JSON.stringify(names.map(([from, to]) => [to, row[from]]))).sort();

/** Rows of tables that are still there, in the columns that kept their type, by their new names. */
const checkUp = (pair: Pair, before: Content, after: Content): void => {
  for (const t of survivorsOf(pair)) {
    const kept = t.columns.filter((c) => c.sameType);
    expect(after[t.table]?.length ?? 0, `rows of ${t.table}`).toBe(before[t.from]?.length ?? 0);
    expect(
      project(
        after[t.table],
        kept.map((c) => [c.to, c.to]),
      ),
      `rows of ${t.table}`,
    ).toEqual(
      project(
        before[t.from],
        kept.map((c) => [c.from, c.to]),
      ),
    );
  }
};

/** What a new column has of the clock is another moment each time. */
const withoutClocks = (pair: Pair, content: Content): Content =>
  Object.fromEntries(
    Object.entries(content).map(([name, rows]) => {
      const wanted = pair.after.schema.tables.find((t) => t.name.name === name)?.columns ?? [];
      const had = new Set(pair.before.tables.find((t) => t.name.name === name)?.columns.map((c) => c.name));
      const fresh = wanted.filter((c) => !had.has(c.name) && c.default?.kind === 'Expression');
      const clocks = new Set(fresh.map((c) => c.name));
      const still = (row: Content[string][number]) => Object.entries(row).filter(([column]) => !clocks.has(column));
      return [name, rows.map((row) => Object.fromEntries(still(row)))];
    }),
  );

/** After the way back: everything but what the plan said it would lose. */
const checkDown = (pair: Pair, p: Plan, before: Content, after: Content): void => {
  const losses = p.migrations.flatMap((m) => m.down.flatMap((s) => s.loses));
  const survivors = survivorsOf(pair);
  for (const t of pair.before.tables) {
    const name = t.name.name;
    const now = survivors.find((x) => x.from === name);
    const tables = [name, now?.table];
    const mine = losses.filter((l) => tables.includes(l.table.name));
    if (mine.some((l) => l.kind === 'rows' && l.column === null)) continue;
    const lost = (column: string): boolean => {
      const then = now?.columns.find((c) => c.from === column)?.to;
      return mine.some((l) => l.column === column || (then !== undefined && l.column === then));
    };
    // What was computed from a value that is lost is lost with it.
    const gone = (c: Column): boolean =>
      lost(c.name) || (c.generated !== null && (columnsOf(c.generated.expr) ?? []).some(lost));
    const kept = t.columns.filter((c) => !gone(c)).map((c) => [c.name, c.name] as const);
    expect(project(after[name], kept), `rows of ${name} after the way back`).toEqual(project(before[name], kept));
  }
};

export const roundTrip = async (
  pair: Pair,
  db: Scratch,
  fresh: Scratch,
  rows: ReadonlyArray<string> = rowsFor(pair),
): Promise<void> => {
  await db.reset();
  await fresh.reset();
  const built = await buildFrom(db, pair.before);
  for (const statement of rows) await db.exec(statement);
  const start = await db.introspect();
  const again = await planFor(db, start, whole(pair.before));
  if (again.migrations.length > 0) expect.fail(`a second plan of the first schema is not empty\n${showSql(again)}`);
  const dumpBefore = await db.dump();
  const contentBefore = await db.content();

  // Half of the pairs without holding a lock while rows are read.
  const online = JSON.stringify(pair.changes).length % 2 === 0 ? 'always' : 'never';
  const p = await planFor(db, start, pair.after, 'single', online);
  try {
    await applyUp(db, p);
    await buildFrom(fresh, p.to);
    expect(await db.dump(), 'the migrated database is not the freshly built one').toBe(await fresh.dump());

    const end = await db.introspect();
    // Names that were exchanged would be exchanged again; any other declared rename is seen to have happened.
    const exchanged = pair.after.renames.some((r) =>
      pair.after.schema.tables.some(
        (t) => t.name.name === r.table.to.name && t.columns.some((c) => c.name === r.column?.from),
      ),
    );
    const second = await planFor(db, end, exchanged ? whole(pair.after.schema) : pair.after);
    if (second.migrations.length > 0) expect.fail(`a second plan is not empty\n${showSql(second)}`);
    const contentAfter = await db.content();
    checkUp(pair, contentBefore, contentAfter);

    await applyDown(db, p);
    if (p.migrations.every((m) => m.irreversible.length === 0))
      expect(await db.dump(), 'the way back ends elsewhere').toBe(dumpBefore);
    checkDown(pair, p, contentBefore, await db.content());

    // Where nothing was lost on the way back, the way there can be gone once more, and ends with the same rows.
    if (!p.migrations.every((m) => m.irreversible.length === 0 && m.down.every((x) => x.loses.length === 0))) return;
    await applyUp(db, p);
    expect(await db.dump(), 'the second time it ends elsewhere').toBe(await fresh.dump());
    expect(withoutClocks(pair, await db.content()), 'the second time it ends with other rows').toEqual(
      withoutClocks(pair, contentAfter),
    );
  } catch (e) {
    const text = e instanceof Error ? e.message : String(e);
    throw new Error(`${text}\nchanges: ${pair.changes.join(', ')}\nbuilt by:\n${showSql(built)}\n${showSql(p)}`, {
      cause: e,
    });
  }
};

/** Writes a failing pair down; moved to test/engine/counterexample/ it is run for ever, whatever the generator becomes. */
const keep = (pair: Pair): string => {
  const file = `coverage/counterexample-${pair.lane}.json`;
  mkdirSync('coverage', { recursive: true });
  writeFileSync(file, `${JSON.stringify({ pair, rows: rowsFor(pair) })}\n`);
  return file;
};

/** One engine's share; a file each, so that they run side by side. */
export const roundTrips = (id: EngineId, count: number): void => {
  describeEngines(
    'random pairs',
    (engine) => {
      test(`${count} round trips`, async () => {
        const db = await scratch(engine);
        const fresh = await scratch(engine);
        try {
          const found = await fc.check(
            fc.asyncProperty(recipes(), (r) => roundTrip(build(id, r), db, fresh)),
            { ...runs(count), interruptAfterTimeLimit: 1_200_000, markInterruptAsFailure: true },
          );
          if (!found.failed) return;
          const [smallest] = found.counterexample ?? [];
          const kept = smallest === undefined ? '' : `\nkept as ${keep(build(id, smallest))}`;
          throw new Error(`${await fc.asyncDefaultReportMessage(found)}${kept}`, { cause: found.errorInstance });
        } finally {
          await db.drop();
          await fresh.drop();
        }
      }, 3_600_000);
    },
    [id],
  );
};

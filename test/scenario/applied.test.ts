/** Every scenario on every engine: the old spec built and filled, the plan carried out, compared, planned again, undone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { applyDown, applyUp, buildFrom, showSql, showUp } from '../engine/round-trip.js';
import { sortRows } from '../support/engine/session.js';
import { type Content, describeEngines, type Scratch, scratch } from '../support/engines.js';
import { planOf, scenarios } from './scenarios.js';

interface Lost {
  readonly table: string;
  readonly column: string | null;
}

/** Everything but what the way back said it does not bring back. */
const without = (content: Content, lost: ReadonlyArray<Lost>): Content =>
  Object.fromEntries(
    Object.entries(content).map(([table, rows]) => {
      const mine = lost.filter((l) => l.table === table);
      if (mine.some((l) => l.column === null)) return [table, []];
      const kept = rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([c]) => !mine.some((l) => l.column === c))),
      );
      return [table, sortRows(kept)];
    }),
  );

/** What is lost is told in the names of its moment; a renamed table or column is meant under its old name too. */
const lostOf = (p: Plan, after: Desired): ReadonlyArray<Lost> =>
  p.migrations
    .flatMap((m) => m.down.flatMap((s) => s.loses))
    .flatMap((l) => {
      const table = l.table.name;
      const tables = [
        table,
        ...after.renames.filter((r) => r.column === null && r.table.to.name === table).map((r) => r.table.from.name),
      ];
      const columns = [
        l.column,
        ...after.renames.flatMap((r) => (r.column !== null && r.column.to === l.column ? [r.column.from] : [])),
      ];
      return tables.flatMap((t) => columns.map((column) => ({ table: t, column })));
    });

describeEngines('scenarios', (engine) => {
  let db: Scratch;
  let fresh: Scratch;
  beforeAll(async () => {
    [db, fresh] = await Promise.all([scratch(engine), scratch(engine)]);
  });
  afterAll(async () => {
    await db.drop();
    await fresh.drop();
  });

  test.each(scenarios)('$name', async ({ before, after, rows }) => {
    await db.reset();
    await fresh.reset();
    const { dialect } = await db.database();
    await applyUp(db, planOf(whole(emptySchema), before, dialect.id, dialect.version));
    if (rows !== '') await db.exec(rows);
    const dumpBefore = await db.dump();
    const contentBefore = await db.content();
    const start = await db.introspect();
    const unchanged = planOf(whole(start), { ...before, renames: [], data: [] }, dialect.id, dialect.version);
    expect(unchanged.migrations.length, showSql(unchanged)).toBe(0);

    // From one spec to the other, and from the database to the spec: the same statements.
    const p = planOf(whole(start), after, dialect.id, dialect.version);
    const offline = planOf(before, after, dialect.id, dialect.version);
    // (Not the way back, which speaks of the old expressions in the engine's words.)
    if (engine.id !== 'sqlite') expect(showUp(p)).toBe(showUp(offline));

    try {
      await applyUp(db, p);
      await buildFrom(fresh, p.to);
      expect(await db.dump()).toBe(await fresh.dump());
      const again = planOf(
        whole(await db.introspect()),
        { ...after, renames: [], data: [] },
        dialect.id,
        dialect.version,
      );
      expect(again.migrations.length, showSql(again)).toBe(0);

      await applyDown(db, p);
      if (p.migrations.every((m) => m.irreversible.length === 0)) expect(await db.dump()).toBe(dumpBefore);
      const lost = lostOf(p, after);
      expect(without(await db.content(), lost)).toEqual(without(contentBefore, lost));
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
    }
  });
});

/** A change in two phases from one spec to another: carried out, planned again from between, compared, undone. */
import { expect } from 'vitest';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import { planOf } from '../../scenario/scenarios.js';
import { type Scratch, showProblem } from '../../support/engines.js';
import { applyDown, applyUp, showSql } from '../round-trip.js';

/** Entities of a spec, one a text. */
export const spec = (...entities: ReadonlyArray<string>): Desired => {
  const read = readSpec('spec.yaml', `persistence:\n  entities:\n${entities.map((e) => `    - ${e}\n`).join('')}`);
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

/** SQLite writes a key that is renamed in between into a trigger's text, where `rowid` stood before. */
export const withoutBodies = (dump: string, db: Scratch): string =>
  db.engine.dialect === 'sqlite' ? dump.replace(/^(\s*trigger .*? on .*?):.*$/gm, '$1') : dump;

const sqlOf = (p: Plan): ReadonlyArray<string> =>
  p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));

/**
 * @param fresh where the target is made at once, to compare with.
 * @param target what is made there: what the spec says, or what the plan says it leads to, where names that nobody stated
 *   are kept.
 */
export const inTwo = async (
  db: Scratch,
  fresh: Scratch,
  [before, after]: readonly [Desired, Desired],
  rows: ReadonlyArray<string>,
  target: 'spec' | 'plan' = 'spec',
): Promise<Plan> => {
  await db.reset();
  await fresh.reset();
  const { dialect } = await db.database();
  await applyUp(db, planOf(whole(emptySchema), before, dialect.id, dialect.version));
  for (const sql of rows) await db.exec(sql);
  const start = { dump: await db.dump(), content: await db.content() };
  const planNow = async (): Promise<Plan> =>
    planOf(whole(await db.introspect()), after, dialect.id, dialect.version, 'auto');
  const p = await planNow();
  expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
  const made = target === 'spec' ? after : whole(p.to);
  await applyUp(fresh, planOf(whole(emptySchema), made, dialect.id, dialect.version));
  const [first, second] = p.migrations.map((m) => ({ ...p, migrations: [m] }));
  if (first === undefined || second === undefined) return p;
  try {
    await applyUp(db, first);
    const between = await db.dump();
    expect(sqlOf(await planNow())).toEqual(sqlOf(second));
    await applyUp(db, second);
    expect(await db.dump()).toBe(await fresh.dump());
    expect((await planNow()).migrations).toEqual([]);
    await applyDown(db, second);
    expect(withoutBodies(await db.dump(), db)).toBe(withoutBodies(between, db));
    await applyDown(db, first);
    expect(await db.dump()).toBe(start.dump);
    expect(await db.content()).toEqual(start.content);
  } catch (e) {
    throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
  }
  return p;
};

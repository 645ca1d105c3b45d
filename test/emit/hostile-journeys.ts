/** What is done with hostile names, whoever carries the files out: from a schema to another one, and back. */
import { expect } from 'vitest';
import { type PlanOptions, plan } from '../../src/compile.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { emitters } from '../../src/emit/registry.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { Schema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { type Scratch, showProblem } from '../support/engines.js';
import { filled, fillsOf, isForPhases, repeated, repeatedOnce, turned, turnedRenames } from './hostile-schemas.js';
import { options } from './options.js';

export const built = (from: Schema, to: Desired, dialect: Dialect, more: PlanOptions = {}): Plan => {
  const made = plan(whole(from), to, {
    dialect: dialect.id,
    serverVersion: dialect.version,
    strategy: 'single',
    ...more,
  });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

export const filesOf = (p: Plan, dialect: Dialect, emit: 'sql' | 'cycle', timestamp = options.timestamp) => {
  const made = emitters[emit].files(p, {
    ...options,
    timestamp,
    directory: '',
    transactional: dialect.capabilities.transactionalDdl,
  });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

/** Carries out the plan's files of a direction, those left out that purge: they have their time later. */
export type Carry = (p: Plan, direction: 'up' | 'down') => Promise<void>;

export interface Place {
  readonly db: Scratch;
  readonly dialect: Dialect;
  /** The plan from what is there now, carried out; the schema is then the wanted one. */
  readonly go: (to: Desired, more?: PlanOptions) => Promise<Plan>;
  readonly back: (p: Plan) => Promise<void>;
  readonly schema: () => Promise<Schema>;
  readonly nothingLeft: (to: Schema) => Promise<void>;
}

export const placeOf = (db: Scratch, dialect: Dialect, carry: Carry): Place => {
  const schema = async (): Promise<Schema> => {
    const { tables, ...rest } = await db.introspect();
    return { ...rest, tables: tables.filter((t) => t.name.name !== 'cycle_journal') };
  };
  return {
    db,
    dialect,
    schema,
    go: async (to, more = {}) => {
      const p = built(await schema(), to, dialect, more);
      expect(p.migrations.length).toBeGreaterThan(0);
      await carry(p, 'up');
      return p;
    },
    back: (p) => carry(p, 'down'),
    nothingLeft: async (to) => {
      const left = built(await schema(), whole(to), dialect).migrations.flatMap((m) => m.up);
      expect(left.flatMap((s) => s.intents)).toEqual([]);
    },
  };
};

/** By place: MySQL takes the blanks off a name behind AS, and two of these would be one. */
const cellsOf = async ({ db, dialect }: Place, schema: Schema): Promise<ReadonlyArray<unknown>> => {
  const all: unknown[] = [];
  for (const t of schema.tables) {
    const columns = t.columns.map((c, i) => `${dialect.quote(c.name)} AS c${i}`);
    all.push([
      t.name.name,
      await db.query(`SELECT ${columns.join(', ')} FROM ${dialect.quote(t.name.name)} ORDER BY 1`),
    ]);
  }
  return all;
};

const insert = ({ db, dialect }: Place, schema: Schema, rows: ReadonlyArray<(column: number) => number>) =>
  Promise.all(
    schema.tables.map((t) =>
      db.exec(
        `INSERT INTO ${dialect.quote(t.name.name)} (${t.columns.map((c) => dialect.quote(c.name)).join(', ')}) VALUES ${rows
          .map((row) => `(${t.columns.map((_, i) => row(i)).join(', ')})`)
          .join(', ')}`,
      ),
    ),
  );

/** Tables and columns are called otherwise, in two releases. */
export const twoReleases = async (at: Place, names: ReadonlyArray<string>): Promise<void> => {
  const all = names.filter((name) => isForPhases(name, at.dialect));
  const half = all.slice(0, Math.floor(all.length / 2));
  const other = all.slice(half.length, 2 * half.length);
  const start = turned(half, at.dialect);
  await at.go(whole(start));
  await insert(at, start, [(i) => i + 1]);
  const end = turned(other, at.dialect);
  const before = await cellsOf(at, start);
  const p = await at.go(
    { ...whole(end), renames: turnedRenames(half, other) },
    { strategy: 'two-phase', online: 'always' },
  );
  expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
  await at.nothingLeft(end);
  await at.back(p);
  await at.nothingLeft(start);
  expect(await cellsOf(at, start)).toEqual(before);
};

/** Columns are filled, then dropped and kept for some days. */
export const filledAndKept = async (at: Place, names: ReadonlyArray<string>): Promise<void> => {
  const { db, dialect } = at;
  const start = filled(names, dialect, false);
  await at.go(whole(start));
  for (const t of start.tables)
    await db.exec(`INSERT INTO ${dialect.quote(t.name.name)} (${dialect.quote('the id')}) VALUES (1), (2)`);
  const end = filled(names, dialect, true);
  const rules = fillsOf(end, dialect);
  const asFilled = async (): Promise<void> => {
    for (const t of end.tables) {
      const columns = t.columns.slice(1).map((c, i) => `${dialect.quote(c.name)} AS c${i}`);
      const [row] = await db.query(`SELECT ${columns.join(', ')} FROM ${dialect.quote(t.name.name)}`);
      expect(Object.values(row ?? {})).toEqual(rules.flatMap((r) => (r.table === t.name ? [r.text] : [])));
    }
  };
  const p = await at.go({ ...whole(end), data: rules }, { online: 'always' });
  await asFilled();
  await at.nothingLeft(end);
  const kept = await at.go(
    whole({
      ...end,
      tables: end.tables.map((t) => ({ ...t, columns: t.columns.slice(0, 1), indexes: [], checks: [] })),
    }),
    { archiveDays: 3 },
  );
  await at.back(kept);
  await asFilled();
  expect(p.migrations.length).toBe(1);
};

/** What is there twice is emptied or taken away for a unique key, and comes back. */
export const dedupedAndKept = async (at: Place, names: ReadonlyArray<string>): Promise<void> => {
  const start = repeated(names, false);
  await at.go(whole(start));
  // The first column is the key; the second row says what the first one says, the third one something else.
  await insert(at, start, [(i) => (i === 0 ? 1 : 5), (i) => (i === 0 ? 2 : 5), (i) => (i === 0 ? 3 : 6)]);
  const before = await cellsOf(at, start);
  const end = repeated(names, true);
  const p = await at.go({ ...whole(end), data: repeatedOnce(end) }, { archiveDays: 3 });
  for (const t of end.tables) {
    const [count] = await at.db.query(`SELECT count(*) AS n FROM ${at.dialect.quote(t.name.name)}`);
    expect(Number(count?.['n'])).toBe(2);
  }
  await at.back(p);
  await at.nothingLeft(start);
  expect(await cellsOf(at, start)).toEqual(before);
};

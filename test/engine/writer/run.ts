/**
 * Programs of two releases write while a change in two phases is carried out and undone under them. After every part the
 * rows are what a model in memory says, seen by the columns of each release that is there.
 */
import { expect } from 'vitest';
import { plan } from '../../../src/compile.js';
import { planAgainst } from '../../../src/edge/plan-against.js';
import { whole } from '../../../src/ir/desired.js';
import { E } from '../../../src/ir/expression.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Online } from '../../../src/pass/busy.js';
import type { Migration, Plan, Step } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import type { Scratch } from '../../support/engines.js';
import { showProblem } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { applyUp, showSql } from '../round-trip.js';
import type { Case, Row } from './case.js';
import { type Client, openClient, type Unit } from './client.js';
import {
  careful,
  cellOf,
  type Known,
  keyOf,
  lastRelease,
  modelOf,
  newRelease,
  oldRelease,
  type Release,
} from './model.js';
import { type Rows, writerOf } from './statements.js';

export interface Counted {
  readonly statements: number;
  readonly retries: number;
}

const specOf = (text: string) => {
  const read = readSpec('spec.yaml', text);
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

export const planCase = async (db: Scratch, { after, table, rows }: Case, online: Online = 'auto'): Promise<Plan> => {
  const { dialect } = await db.database();
  const made = await planAgainst(await db.database(), whole(await db.introspect()), specOf(after), {
    dialect: dialect.id,
    serverVersion: dialect.version,
    prune: true,
    strategy: 'auto',
    online,
    rows: rows === undefined ? {} : { [table]: rows },
    largeTable: 20_000,
  });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

/** Each transaction of a migration, and what stands outside of any. */
export const unitsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<Unit> => {
  const units: Array<{ readonly of: number | null; readonly sql: string[] }> = [];
  for (const s of steps.flatMap((x) => x.statements)) {
    const last = units.at(-1);
    if (last !== undefined && s.transaction !== null && last.of === s.transaction) last.sql.push(s.sql);
    else units.push({ of: s.transaction, sql: [s.sql] });
  }
  return units.map((u) => u.sql);
};

export const startCase = async (db: Scratch, c: Case): Promise<void> => {
  await db.reset();
  const { dialect } = await db.database();
  const made = plan(whole(emptySchema), specOf(c.before), { dialect: dialect.id, serverVersion: dialect.version });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  await applyUp(db, made.right);
};

export const phasesOf = (p: Plan): readonly [Migration, Migration] => {
  const [first, second] = p.migrations;
  if (first?.phase !== 'expand' || second?.phase !== 'contract') throw new Error(`not two phases\n${showSql(p)}`);
  return [first, second];
};

export const wordsOf = async (db: Scratch) => {
  const { dialect } = await db.database();
  const text = (value: string): string => {
    const printed = dialect.printExpr(E.string(value));
    if (isLeft(printed)) throw new Error(`no text for ${value}`);
    return printed.right;
  };
  return { dialect: dialect.id, quote: dialect.quote, text };
};

/** What a release reads, as text, by the keys of the model. */
export const read = async (db: Scratch, r: Release): Promise<ReadonlyArray<Row>> => {
  const { dialect, quote } = await wordsOf(db);
  const list = r.columns.map(({ sql }, n) => {
    const as =
      dialect === 'postgres'
        ? `${quote(sql)}::text`
        : `cast(${quote(sql)} AS ${dialect === 'sqlite' ? 'text' : 'char'})`;
    return `${as} AS c${n}`;
  });
  const rows = await db.query(`SELECT id, ${list.join(', ')} FROM ${quote(r.table)} ORDER BY id`);
  return rows.map((row) => ({
    id: String(row['id']),
    ...Object.fromEntries(r.columns.map(({ key }, n) => [key, row[`c${n}`] === null ? null : String(row[`c${n}`])])),
  }));
};

export const expected = (all: Rows, columns: ReadonlyArray<Known>): ReadonlyArray<Row> =>
  [...all.entries()]
    .sort(([a], [b]) => a - b)
    .map(([id, row]) => ({
      id: String(id),
      ...Object.fromEntries(columns.map(({ key }) => [key, cellOf(row, key)])),
    }));

interface Program {
  rows: Rows;
  readonly client: Client;
  readonly batch: (
    rows: Rows,
    releases: ReadonlyArray<Release>,
  ) => { readonly units: ReadonlyArray<Unit>; readonly states: ReadonlyArray<Rows> };
}

const programs = 3;

const eachRow = (rows: Rows, f: (row: Row) => Row): Rows => new Map([...rows].map(([id, row]) => [id, f(row)]));

export const runCase = async (db: Scratch, c: Case, seed: number, perPart: number): Promise<Counted> => {
  await startCase(db, c);
  const words = await wordsOf(db);
  const model = modelOf(c);
  const old = oldRelease(c, !(c.noUpsertByOld ?? []).includes(words.dialect));
  const oldBefore = oldRelease(c, true);
  let statements = 0;
  let retries = 0;
  let filling = false;

  const start = async (which: number): Promise<Program> => {
    const rng = random(seed * 31 + which);
    let n = 0;
    const next = writerOf(model, words, () => {
      n += 1;
      return n * 10 + which;
    });
    return {
      rows: new Map(),
      client: await openClient(db, which),
      batch: (rows, releases) => {
        const units: Unit[] = [];
        const states: Rows[] = [];
        let now = rows;
        for (let k = 0; k < 4; k += 1) {
          const unit: string[] = [];
          for (let m = rng.once(4) ? 2 + rng.int(2) : 1; m > 0; m -= 1) {
            const write = next(rng, rng.pick(releases), now);
            unit.push(write.sql);
            now = filling ? eachRow(write.rows, model.filled) : write.rows;
          }
          units.push(unit);
          states.push(now);
        }
        return { units, states };
      },
    };
  };

  const writers = await Promise.all([1, 2, 3].slice(0, programs).map(start));
  const migrator = await openClient(db, 0);
  let shown = '';
  const trace: string[] = [];

  /** Programs of these releases write while something is done, and at least so much. */
  const part = async (
    name: string,
    releases: ReadonlyArray<Release>,
    action: ReadonlyArray<Unit>,
    reads: ReadonlyArray<Release>,
  ): Promise<void> => {
    const failures: string[] = [];
    let done = action.length === 0;
    const all = writers.map(async (w) => {
      for (let written = 0; (written < perPart / programs || !done) && failures.length === 0; ) {
        const { units, states } = w.batch(w.rows, releases);
        const answer = await w.client.run(units);
        const many = units.slice(0, answer.done).flat().length;
        written += many;
        statements += many;
        retries += answer.retries;
        w.rows = states[answer.done - 1] ?? w.rows;
        if (answer.failed !== null) failures.push(answer.failed);
      }
    });
    if (action.length > 0) {
      await new Promise((go) => setTimeout(go, 10));
      const answer = await migrator.run(action);
      retries += answer.retries;
      done = true;
      if (answer.failed !== null) failures.push(`the migration: ${answer.failed}`);
    }
    await Promise.all(all);
    trace.push(name);
    if (failures.length > 0) throw new Error(failures.join('\n'));
    const rows: Rows = new Map(writers.flatMap((w) => [...w.rows]));
    for (const r of reads) {
      const [have, want] = [await read(db, r), expected(rows, r.columns)];
      const wanted = new Set(want.map((x) => JSON.stringify(x)));
      const had = new Set(have.map((x) => JSON.stringify(x)));
      expect(
        {
          there: [...had].filter((x) => !wanted.has(x)).slice(0, 5),
          wanted: [...wanted].filter((x) => !had.has(x)).slice(0, 5),
        },
        `${name}: as the ${r.name} release reads it`,
      ).toEqual({ there: [], wanted: [] });
    }
  };

  try {
    await part('before', [oldBefore], [], [old]);
    const p = await planCase(db, c);
    shown = showSql(p);
    const [first, second] = phasesOf(p);
    const up1 = unitsOf(first.up);
    const up2 = unitsOf(second.up);
    const beside = new Set(
      first.up.flatMap((x) => x.intents.flatMap((i) => (i.kind === 'AddColumn' ? [i.column.name] : []))),
    );
    const news = careful(newRelease(c, false, beside));
    const direct = careful(newRelease(c, true, beside));
    const finals = lastRelease(c, direct);
    const both = [old, news, direct];
    filling = true;
    for (const w of writers) w.rows = eachRow(w.rows, model.filled);
    await part('phase 1', [old], up1, [old, direct]);
    await part('between', both, [], [old, direct]);
    await part('phase 1 undone', [careful(old)], unitsOf(first.down), [old]);
    filling = false;
    for (const w of writers) w.rows = eachRow(w.rows, model.begun);
    await part('before, again', [oldBefore], [], [old]);
    filling = true;
    for (const w of writers) w.rows = eachRow(w.rows, model.filled);
    await part('phase 1, again', [old], up1, [old, direct]);
    await part('between, again', both, [], [old, direct]);
    await part('phase 2', [news], up2, [finals]);
    const after = (await planCase(db, c)).migrations;
    expect(
      after.map((m) => m.name),
      'planned once more',
    ).toEqual([]);
    await part('after', [finals], [], [finals]);
    await part('phase 2 undone', [news], unitsOf(second.down), [direct]);
    for (const w of writers) w.rows = eachRow(w.rows, model.returned);
    // The old release's own values went with their column.
    const lost = (c.oldOnly ?? []).map((x) => keyOf('old', x.name));
    const kept = { ...old, columns: old.columns.filter((k) => !lost.includes(k.key)) };
    await part('between, after the way back', both, [], [kept, direct]);
    await part('both undone', [careful(old)], unitsOf(first.down), [kept]);
    return { statements, retries };
  } catch (e) {
    const said = e instanceof Error ? `${e.message}\n${'diff' in e ? String(e.diff) : ''}` : String(e);
    throw new Error(`${c.name}, ALTAIR_SEED=${seed}, after ${trace.join(', ')}:\n${said}\n${shown}`, { cause: e });
  } finally {
    await Promise.all([...writers.map((w) => w.client.end()), migrator.end()]);
  }
};

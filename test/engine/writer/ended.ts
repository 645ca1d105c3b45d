/** A migration whose runner is ended while it works. */
import type { Migration, SqlStatement } from '../../../src/plan/plan.js';
import type { Scratch } from '../../support/engines.js';
import type { Random } from '../../support/schema/random.js';
import type { Case } from './case.js';
import { modelOf, oldRelease } from './model.js';
import { wordsOf } from './run.js';
import type { Rows } from './statements.js';
import { openVictim } from './victim.js';

/** Rows of the old release. */
export const fill = async (db: Scratch, c: Case, rng: Random, count: number): Promise<Rows> => {
  const { quote, text } = await wordsOf(db);
  const { columns } = oldRelease(c, true);
  const model = modelOf(c);
  const rows = new Map<number, ReturnType<typeof model.inserted>>();
  for (let from = 1; from <= count; from += 1000) {
    const values: string[] = [];
    for (let id = from; id < from + 1000 && id <= count; id += 1) {
      const given = columns.map((k) => [k.key, k.cell.make(rng, id)] as const);
      rows.set(id, model.filled(model.inserted(Object.fromEntries(given))));
      values.push(`(${[String(id), ...given.map(([, v]) => (v === null ? 'NULL' : text(v)))].join(', ')})`);
    }
    const names = columns.map((k) => quote(k.sql)).join(', ');
    await db.exec(`INSERT INTO ${quote(c.table)} (id, ${names}) VALUES ${values.join(', ')}`);
  }
  return rows;
};

export interface Said extends SqlStatement {
  readonly step: number;
  readonly copies: boolean;
}

export const statementsOf = (m: Migration): ReadonlyArray<Said> =>
  m.up.flatMap((x, step) => {
    const copies = x.intents.some((i) => i.kind === 'CopyColumns' || i.kind === 'Backfill');
    return x.statements.map((s) => ({ ...s, step, copies }));
  });

/** Settings and tables that are the session's own, and went with it. */
export const ofSession = (s: Said): boolean =>
  /^(?:SET|PRAGMA) /.test(s.sql) ||
  /^SELECT .* INTO @/.test(s.sql) ||
  /^(?:CREATE TEMP TABLE|INSERT INTO) (?:temp\.)?"_altair_guard"/.test(s.sql);

/** Runs them, and ends the connection a moment after it began the one at `ended`; -1: never. */
export const endedAt = async (db: Scratch, all: ReadonlyArray<Said>, ended: number, pause: number): Promise<void> => {
  const victim = await openVictim(db);
  let open: number | null = null;
  const change = async (to: number | null) => {
    if (open !== null && open !== to) await victim.exec('COMMIT');
    if (to !== null && open !== to) await victim.exec(db.begin);
    open = to;
  };
  try {
    for (const [at, s] of all.entries()) {
      await change(s.transaction);
      if (at !== ended) {
        await victim.exec(s.sql).catch((e: unknown) => {
          throw new Error(`${e instanceof Error ? e.message : String(e)}\n  in: ${s.sql}`);
        });
        continue;
      }
      // What MariaDB has begun to make of a trigger or a table it may leave behind in files of nobody's.
      const begins = db.engine.dialect !== 'mariadb' || s.copies;
      const answered = begins ? victim.exec(s.sql).catch(() => undefined) : Promise.resolve();
      await new Promise((go) => setTimeout(go, pause));
      await victim.kill();
      await answered;
      return;
    }
    await change(null);
  } catch (e) {
    // Whoever comes after it would wait for its locks.
    await victim.kill();
    throw e;
  }
  await victim.leave();
};

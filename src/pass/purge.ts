/**
 * The migration that ends the keeping: it drops the tables beside, and refuses while a row in one of them is to be kept
 * for longer. Its name says from which day on it may run.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { Intent } from '../intent/algebra.js';
import type { Problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import type { Migration } from '../plan/plan.js';
import { isLeft, right, type Validated } from '../prelude.js';
import { ending } from './keep-rows.js';
import { unexpired } from './kept-table.js';
import { slug } from './name-migration.js';
import { pipeline } from './pipeline.js';

const dayInMs = 86_400_000;

/** `2027-02-20`; null without a clock. */
const dayAfter = (now: number | null, days: number): string | null =>
  now === null ? null : new Date(now + days * dayInMs).toISOString().slice(0, 10);

/** One migration for each time that something is kept. `now`: milliseconds since 1970, null = nobody said. */
export const purge = (
  intents: ReadonlyArray<Intent>,
  desired: Schema,
  now: number | null,
  dialect: Dialect,
): Validated<Problem, ReadonlyArray<Migration>> => {
  const kept = ending(intents);
  const made: Migration[] = [];
  let schema: Schema = { ...desired, tables: [...desired.tables, ...kept.map((k) => k.kept)] };
  for (const days of [...new Set(kept.map((k) => k.days ?? 0))].sort((a, b) => a - b)) {
    const due = kept.filter((k) => k.days === days);
    const drops = due.map((k): Intent => ({ kind: 'DropKept', kept: k.kept, unexpired: unexpired(dialect) }));
    const names = new Set(due.map((k) => k.kept.name.name));
    const after: Schema = { ...schema, tables: schema.tables.filter((t) => !names.has(t.name.name)) };
    const migrations = pipeline(drops, schema, after, dialect);
    if (isLeft(migrations)) return migrations;
    const day = dayAfter(now, days);
    const [first] = due;
    const what =
      due.length === 1 && first !== undefined ? slug(first.kept.name.name.replace(/^altair_kept_/, '')) : 'all';
    made.push(
      ...migrations.right.map((m) => ({
        ...m,
        name: `purge_kept_${what}_after_${day === null ? `${days}_days` : day.replaceAll('-', '_')}`,
        phase: 'purge' as const,
        label: `purge (destroys what was kept for ${days} days; not before ${day ?? 'they are over'})`,
      })),
    );
    schema = after;
  }
  return right(made);
};

/** A plan without its own look at what the engine would refuse, to see what the engine says. */
import type { Dialect } from '../../src/dialect/dialect.js';
import { diff } from '../../src/diff/diff.js';
import { normalise } from '../../src/ir/normalise.js';
import type { Schema } from '../../src/ir/schema.js';
import { pipeline } from '../../src/pass/pipeline.js';
import type { Migration } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { type Scratch, showProblem } from './engines.js';

/** What the engine, or else the printer, says to it; null when it is taken. */
export const answer = async (db: Scratch, migrations: ReadonlyArray<Migration>): Promise<string | null> => {
  try {
    for (const m of migrations) await db.apply(m.up.flatMap((s) => s.statements));
    return null;
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
};

/** Tables that `wanted` does not speak of stay. Gives the schema as the engine has it afterwards, or why it has none. */
export const tryRashly = async (
  db: Scratch,
  dialect: Dialect,
  wanted: Schema,
): Promise<{ readonly refused: string } | { readonly kept: boolean }> => {
  const before = await db.introspect();
  const listed = new Set(wanted.tables.map((t) => t.name.name));
  const tables = [...before.tables.filter((t) => !listed.has(t.name.name)), ...wanted.tables];
  const desired = normalise(dialect.physical({ ...wanted, tables, opaque: before.opaque }));
  const made = pipeline(diff(before, desired), before, desired, dialect);
  if (isLeft(made)) return { refused: made.left.map(showProblem).join('\n') };
  const refused = await answer(db, made.right);
  if (refused !== null) return { refused };
  try {
    const after = normalise(dialect.physical(await db.introspect()));
    await db.content();
    return { kept: diff(after, desired).length === 0 };
  } catch {
    // Made, and of no use to anybody: SQLite finds out when rows are read. A connection that is gone would be another thing.
    await db.query('SELECT 1 AS n');
    return { kept: false };
  }
};

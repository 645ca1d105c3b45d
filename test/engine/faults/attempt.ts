/** What the command line does, in this process: open, read the catalog, plan, ask. What it comes to is an exit code. */
import { plan } from '../../../src/compile.js';
import { assess } from '../../../src/edge/assess.js';
import type { ConnectionTarget, Database, Fault } from '../../../src/edge/database.js';
import { connect as connectMysql } from '../../../src/edge/mysql.js';
import type { Patience } from '../../../src/edge/patience.js';
import { connect as connectPostgres } from '../../../src/edge/postgres.js';
import { connect as connectSqlite } from '../../../src/edge/sqlite.js';
import { whole } from '../../../src/ir/desired.js';
import type { Schema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { type Either, isLeft } from '../../../src/prelude.js';
import { exitCode, exitCodeOf } from '../../../src/report/exit-code.js';

const open = (target: ConnectionTarget, patience: Patience): Promise<Either<Fault, Database>> =>
  target.driver === 'sqlite'
    ? connectSqlite(target)
    : target.driver === 'postgres'
      ? connectPostgres(target, patience)
      : connectMysql(target, patience);

export interface Attempt {
  readonly code: number | 'hangs' | 'crashes';
  readonly why: string;
  readonly plan: Plan | null;
}

const attempting = async (
  target: ConnectionTarget,
  wanted: Schema,
  onAsk: () => void,
  patience: Patience,
): Promise<Attempt> => {
  const ended = (code: number, why: string, made: Plan | null = null): Attempt => ({ code, why, plan: made });
  const opened = await open(target, patience);
  if (isLeft(opened)) return ended(exitCode.database, `open: ${opened.left.detail}`);
  const database = opened.right;
  try {
    const read = await database.introspect();
    if (isLeft(read)) return ended(exitCode.database, `catalog: ${read.left.detail}`);
    if (isLeft(read.right)) return ended(exitCode.usage, `catalog: ${read.right.left.map((p) => p.code).join()}`);
    const { id, version } = database.dialect;
    const made = plan(whole(read.right.right), whole(wanted), { dialect: id, serverVersion: version });
    if (isLeft(made)) return ended(exitCode.usage, `plan: ${made.left.map((p) => p.code).join()}`);
    onAsk();
    const judged = await assess(made.right, database, { budget: patience.question });
    return ended(exitCodeOf(judged.verdict), judged.findings.map((f) => `${f.level} ${f.code}`).join(), judged);
  } finally {
    await database.close();
  }
};

/** Milliseconds; far more than all patience together. */
const tooLong = 30_000;

/** @param onAsk called when the catalog has been read and the rows are asked about. */
export const attempt = async (
  target: ConnectionTarget,
  wanted: Schema,
  onAsk: () => void,
  patience: Patience,
): Promise<Attempt> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Attempt>((resolve) => {
    timer = setTimeout(() => resolve({ code: 'hangs', why: `${tooLong} ms`, plan: null }), tooLong);
  });
  const run = attempting(target, wanted, onAsk, patience).catch(
    (e: unknown): Attempt => ({ code: 'crashes', why: e instanceof Error ? String(e.stack) : String(e), plan: null }),
  );
  const done = await Promise.race([run, late]);
  clearTimeout(timer);
  return done;
};

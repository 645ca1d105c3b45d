/**
 * How many rows a second a renamed column is copied at: in one UPDATE, and in pieces as on a large table, with the
 * triggers in place that keep both sides in step meanwhile. The statements are those of the plan itself.
 */
import { plan } from '../src/compile.js';
import type { Dialect } from '../src/dialect/dialect.js';
import { connect } from '../src/edge/connect.js';
import { type Desired, whole } from '../src/ir/desired.js';
import { emptySchema } from '../src/ir/schema.js';
import type { Plan, SqlStatement } from '../src/plan/plan.js';
import { isLeft } from '../src/prelude.js';
import { readSpec } from '../src/read/spec/index.js';
import type { Session } from '../test/support/engine/session.js';
import { openAll } from './databases.js';

const count = 200_000;

const spec = (field: string): Desired => {
  const text = `persistence:
  entity:
    table: users
    fields:
      id: { type: bigint, primary: true }
      ${field}
      note: { type: string(80), nullable: true }`;
  const read = readSpec('users.yaml', text);
  if (isLeft(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};
const before = spec('password: { type: string(80) }');
const after = spec('password_hash: { type: string(80), renamed_from: password }');

const planned = (from: Desired, to: Desired, dialect: Dialect, pieces: boolean): Plan => {
  const made = plan(from, to, {
    dialect: dialect.id,
    serverVersion: dialect.version,
    online: 'never',
    ...(pieces ? { rows: { users: count }, largeTable: 1 } : {}),
  });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

const run = async (session: Session, statements: ReadonlyArray<SqlStatement>): Promise<void> => {
  let open: number | null = null;
  for (const s of statements) {
    if (s.transaction !== open) {
      if (open !== null) await session.exec('COMMIT');
      if (s.transaction !== null) await session.exec(session.begin);
      open = s.transaction;
    }
    await session.exec(s.sql);
  }
  if (open !== null) await session.exec('COMMIT');
};

/** Milliseconds of the copying alone. */
const copying = async (session: Session, dialect: Dialect, pieces: boolean): Promise<number> => {
  await session.reset();
  for (const m of planned(whole(emptySchema), before, dialect, false).migrations)
    await run(
      session,
      m.up.flatMap((s) => s.statements),
    );
  for (let from = 1; from <= count; from += 5000) {
    const values = Array.from(
      { length: 5000 },
      (_, i) => `(${from + i}, 'password ${from + i}', 'a note of some length')`,
    );
    await session.exec(`INSERT INTO users (id, password, note) VALUES ${values.join(', ')}`);
  }
  const [first] = planned(before, after, dialect, pieces).migrations;
  const steps = first?.up ?? [];
  const at = steps.findIndex((s) => s.intents.some((i) => i.kind === 'CopyColumns'));
  const part = (from: number, to?: number) => steps.slice(from, to).flatMap((s) => s.statements);
  if (at < 0) throw new Error('nothing is copied');
  await run(session, part(0, at));
  const [empty] = await session.query('SELECT count(*) AS n FROM users WHERE password_hash IS NULL');
  if (Number(empty?.['n']) !== count) throw new Error('there was nothing to copy');
  const started = performance.now();
  await run(session, part(at, at + 1));
  const took = performance.now() - started;
  const [row] = await session.query('SELECT count(*) AS n FROM users WHERE password_hash = password');
  if (Number(row?.['n']) !== count) throw new Error(`${String(row?.['n'])} rows copied`);
  return took;
};

const line = (cells: ReadonlyArray<string>): void =>
  console.log(cells.map((c, i) => (i === 0 ? c.padEnd(24) : c.padStart(16))).join('  '));

const measure = async (name: string, session: Session): Promise<void> => {
  const opened = await connect(session.target);
  if (isLeft(opened)) throw new Error(opened.left.detail);
  const { dialect } = opened.right;
  await opened.right.close();
  const speed = (ms: number): string => Math.round(count / (ms / 1000)).toLocaleString('en');
  const once = await copying(session, dialect, false);
  const pieces = await copying(session, dialect, true);
  line([name, speed(once), speed(pieces), `×${(pieces / once).toFixed(2)}`]);
};

/** On every engine that can be had; names those that cannot. */
export const backfills = async (folder: string): Promise<void> => {
  line([`copying ${count.toLocaleString('en')} rows`, 'one UPDATE, /s', 'in pieces, /s', 'time in pieces']);
  for await (const o of openAll(folder)) {
    if ('missing' in o) console.log(`NOT MEASURED: ${o.missing}`);
    else await measure(o.name, o.session).finally(() => o.end());
  }
  console.log('');
};

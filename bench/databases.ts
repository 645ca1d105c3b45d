/** 500 tables on every engine that can be had, freshly made and never analysed. */
import { join } from 'node:path';
import { plan } from '../src/compile.js';
import type { Dialect } from '../src/dialect/dialect.js';
import { connect } from '../src/edge/connect.js';
import { whole } from '../src/ir/desired.js';
import { emptySchema, type Schema } from '../src/ir/schema.js';
import { isLeft } from '../src/prelude.js';
import { startMariadb, startMysql } from '../test/support/boot/mysql.js';
import { startPostgres18 } from '../test/support/boot/postgres.js';
import type { Outcome } from '../test/support/boot/server.js';
import { openMysql } from '../test/support/engine/mysql.js';
import { openPostgres } from '../test/support/engine/postgres.js';
import type { Session } from '../test/support/engine/session.js';
import { openSqlite } from '../test/support/engine/sqlite.js';
import { median } from './processes.js';

export interface Filled {
  readonly name: string;
  readonly url: string;
  /** The server's own time for the catalog queries, on a connection that is open already. */
  readonly catalogMs: number;
  readonly end: () => Promise<void>;
}

const fill = async (session: Session, schema: Schema): Promise<Dialect> => {
  const opened = await connect(session.target);
  if (isLeft(opened)) throw new Error(opened.left.detail);
  const { dialect } = opened.right;
  await opened.right.close();
  const made = plan(whole(emptySchema), whole(schema), { dialect: dialect.id, serverVersion: dialect.version });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  for (const m of made.right.migrations)
    for (const step of m.up) for (const s of step.statements) await session.exec(s.sql);
  return dialect;
};

const catalogTime = async (session: Session, dialect: Dialect): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    for (const q of dialect.catalog.queries) await session.query(q.sql);
    times.push(performance.now() - started);
  }
  return median(times);
};

const servers: ReadonlyArray<{
  readonly name: string;
  readonly variable: string;
  readonly start: (folder: string) => Promise<Outcome>;
  readonly open: (url: string) => Promise<Session>;
}> = [
  {
    name: 'PostgreSQL',
    variable: 'ALTAIR_TEST_POSTGRES18',
    start: startPostgres18,
    open: (url) => openPostgres(url, 18),
  },
  { name: 'MySQL', variable: 'ALTAIR_TEST_MYSQL', start: startMysql, open: (url) => openMysql(url, 'mysql') },
  { name: 'MariaDB', variable: 'ALTAIR_TEST_MARIADB', start: startMariadb, open: (url) => openMysql(url, 'mariadb') },
];

const filled = async (
  name: string,
  session: Session,
  url: string,
  schema: Schema,
  stop: () => Promise<void>,
): Promise<Filled> => {
  const dialect = await fill(session, schema);
  const end = async () => {
    await session.drop();
    await stop();
  };
  return { name, url, catalogMs: await catalogTime(session, dialect), end };
};

/** A SQLite file with this schema; it goes with its folder. */
export const fillOne = async (folder: string, schema: Schema): Promise<string> => {
  const lite = await openSqlite(folder);
  await fill(lite, schema);
  return `sqlite://${lite.target.database}`;
};

/** Also names the engines that could not be had. */
export const fillAll = async (
  folder: string,
  schema: Schema,
): Promise<{ readonly there: ReadonlyArray<Filled>; readonly missing: ReadonlyArray<string> }> => {
  const missing: string[] = [];
  const lite = await openSqlite(folder);
  const there: Filled[] = [await filled('SQLite', lite, `sqlite://${lite.target.database}`, schema, async () => {})];
  for (const s of servers) {
    const given = process.env[s.variable];
    const outcome: Outcome = given
      ? { url: given, how: s.variable, stop: async () => {} }
      : await s.start(join(folder, s.name));
    if ('missing' in outcome) {
      missing.push(`${s.name}: ${outcome.missing}`);
      continue;
    }
    const session = await s.open(outcome.url);
    const at = new URL(outcome.url);
    at.pathname = `/${session.target.database}`;
    if (s.name === 'MariaDB') at.protocol = 'mariadb:';
    there.push(await filled(s.name, session, at.toString(), schema, outcome.stop));
  }
  return { there, missing };
};

/** A scratch database on an engine, still empty. */
export interface Opened {
  readonly name: string;
  readonly session: Session;
  readonly end: () => Promise<void>;
}

/** One engine after the other; the next is started when the one before has ended. */
export async function* openAll(folder: string): AsyncGenerator<Opened | { readonly missing: string }> {
  const lite = await openSqlite(folder);
  yield { name: 'SQLite', session: lite, end: () => lite.drop() };
  for (const s of servers) {
    const given = process.env[s.variable];
    const outcome: Outcome = given
      ? { url: given, how: s.variable, stop: async () => {} }
      : await s.start(join(folder, `${s.name}-large`));
    if ('missing' in outcome) {
      yield { missing: `${s.name}: ${outcome.missing}` };
      continue;
    }
    const session = await s.open(outcome.url);
    const end = async (): Promise<void> => {
      await session.drop();
      await outcome.stop();
    };
    yield { name: s.name, session, end };
  }
}

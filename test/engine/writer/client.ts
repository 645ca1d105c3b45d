/** A program's own connection. What a program must be ready to try again, it tries again; anything else is a failure. */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Scratch } from '../../support/engines.js';

/** Statements of one transaction; one alone is sent without. */
export type Unit = ReadonlyArray<string>;

export interface Answer {
  readonly retries: number;
  /** Units that went through; when a unit failed, those before it. */
  readonly done: number;
  readonly failed: string | null;
}

export interface Client {
  readonly run: (units: ReadonlyArray<Unit>) => Promise<Answer>;
  readonly end: () => Promise<void>;
}

/** Lock timeouts, deadlocks and the like: the server says itself that it may be tried again. */
export const mayTryAgain =
  /deadlock detected|lock timeout|could not serialize|Deadlock found|Lock wait timeout|Table definition has changed|database (?:table )?is locked|database schema (?:is locked|has changed)/i;

const most = 200;

const retrying =
  (exec: (sql: string) => Promise<unknown>, begin: string): Client['run'] =>
  async (units) => {
    let retries = 0;
    for (const [at, unit] of units.entries()) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          if (unit.length === 1) await exec(unit[0] ?? '');
          else for (const sql of [begin, ...unit, 'COMMIT']) await exec(sql);
          break;
        } catch (e) {
          const said = e instanceof Error ? e.message : String(e);
          if (unit.length > 1) await exec('ROLLBACK').catch(() => undefined);
          if (attempt >= most || !mayTryAgain.test(said))
            return { retries, done: at, failed: `${said}\n  in: ${unit.join(';\n      ')}` };
          retries += 1;
          await new Promise((go) => setTimeout(go, 5));
        }
      }
    }
    return { retries, done: units.length, failed: null };
  };

/** A thread of its own, so that it writes while the migration runs. */
const lite = `
const { parentPort, workerData } = require('node:worker_threads');
const db = new (require(workerData.driver))(workerData.path, { timeout: 20000 });
db.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA recursive_triggers = ' + workerData.recursive);
parentPort.on('message', ({ n, sql }) => {
  if (sql === null) { db.close(); parentPort.close(); return; }
  let failed = null;
  try { db.exec(sql); } catch (e) { failed = e.message; }
  parentPort.postMessage({ n, failed });
});
`;

const openLite = (path: string, recursive: boolean): Client => {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(lite, {
    eval: true,
    workerData: { driver, path, recursive: recursive ? 'ON' : 'OFF' },
  });
  const waiting = new Map<number, (failed: string | null) => void>();
  worker.on('message', (m: { n: number; failed: string | null }) => {
    waiting.get(m.n)?.(m.failed);
    waiting.delete(m.n);
  });
  let n = 0;
  const exec = async (sql: string): Promise<void> => {
    n += 1;
    const id = n;
    const failed = await new Promise<string | null>((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ n: id, sql });
    });
    if (failed !== null) throw new Error(failed);
  };
  return {
    run: retrying(exec, 'BEGIN IMMEDIATE'),
    end: async () => {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage({ n: 0, sql: null });
      await ended;
    },
  };
};

export const openClient = async (db: Scratch, which: number): Promise<Client> => {
  const { host, port, user, password, database } = db.target;
  const at = { host, port, user: user ?? 'root', password: password ?? '', database };
  switch (db.engine.dialect) {
    case 'postgres': {
      const { default: postgres } = await import('postgres');
      const sql = postgres({ ...at, max: 1, onnotice: () => {}, fetch_types: false });
      return { run: retrying((text) => sql.unsafe(text).simple(), 'BEGIN'), end: () => sql.end() };
    }
    case 'mysql':
    case 'mariadb': {
      const { createConnection } = await import('mysql2/promise');
      const connection = await createConnection({ ...at, charset: 'utf8mb4' });
      return { run: retrying((text) => connection.query(text), 'START TRANSACTION'), end: () => connection.end() };
    }
    case 'sqlite':
      return openLite(database, which % 2 === 1);
  }
};

/** A connection that is ended from outside while it works: by the server, or with its process. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Scratch } from '../../support/engines.js';
import { sessionTable } from '../../support/session-table.js';

export interface Victim {
  readonly exec: (sql: string) => Promise<void>;
  /** Ends it, whatever it does just now; what waits for it then fails. */
  readonly kill: () => Promise<void>;
  /** Lets go of it when nobody ended it. */
  readonly leave: () => Promise<void>;
}

/** A process of its own: what it holds goes with it, and what it had not committed. */
const lite = `
const db = new (require(process.argv[1]))(process.argv[2], { timeout: 20000 });
db.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF');
process.on('message', ({ n, sql }) => {
  let failed = null;
  try { db.exec(sql); } catch (e) { failed = e.message; }
  process.send({ n, failed });
});
`;

const openLite = (path: string): Victim => {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const child = spawn(process.execPath, ['-e', lite, driver, path], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const waiting = new Map<number, (failed: string | null) => void>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      for (const answer of waiting.values()) answer('the process is gone');
      resolve();
    });
  });
  child.on('message', (m: { n: number; failed: string | null }) => {
    waiting.get(m.n)?.(m.failed);
    waiting.delete(m.n);
  });
  let n = 0;
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    exec: async (sql) => {
      n += 1;
      const id = n;
      const failed = await new Promise<string | null>((resolve) => {
        waiting.set(id, resolve);
        child.send({ n: id, sql }, (e) => (e === null ? undefined : resolve(e.message)));
      });
      if (failed !== null) throw new Error(failed);
    },
    kill,
    leave: kill,
  };
};

/**
 * Ended while it reads the triggers of a table, MariaDB (10.11) keeps them as it had them by then, and refuses every write:
 * `Trigger '…' has an error in its body`. It reads them again when the table changes, or is flushed.
 */
const readAgain = async (db: Scratch): Promise<void> => {
  const { dialect } = await db.database();
  const tables = (await db.introspect()).tables.map((t) => dialect.quote(t.name.name));
  if (tables.length > 0) await db.exec(`FLUSH TABLES ${tables.join(', ')}`);
};

export const openVictim = async (db: Scratch): Promise<Victim> => {
  const { host, port, user, password, database } = db.target;
  const at = { host, port, user: user ?? 'root', password: password ?? '', database };
  switch (db.engine.dialect) {
    case 'postgres': {
      const { default: postgres } = await import('postgres');
      const sql = postgres({ ...at, max: 1, onnotice: () => {}, fetch_types: false });
      const [row] = await sql.unsafe('SELECT pg_backend_pid() AS id');
      const leave = () => sql.end({ timeout: 0 });
      return {
        exec: async (text) => {
          await sql.unsafe(text).simple();
        },
        kill: async () => {
          await db.query(`SELECT pg_terminate_backend(${Number(row?.['id'])}, 5000)`);
          await leave();
        },
        leave,
      };
    }
    case 'mysql':
    case 'mariadb': {
      const { createConnection } = await import('mysql2/promise');
      const connection = await createConnection({ ...at, charset: 'utf8mb4' });
      // It says so itself when it is ended; whoever waits for a statement hears of it too.
      connection.on('error', () => undefined);
      const id = connection.threadId;
      const sessions = sessionTable[db.engine.dialect];
      return {
        exec: async (text) => {
          await connection.query(text);
        },
        kill: async () => {
          await db.exec(`KILL ${id}`);
          // What it had not committed is taken back before its locks go.
          for (let left = 1; left > 0; ) {
            const rows = await db.query(`SELECT count(*) AS n FROM ${sessions} WHERE id = ${id}`);
            left = Number(rows[0]?.['n']);
          }
          if (db.engine.dialect === 'mariadb') await readAgain(db);
        },
        leave: () => connection.end(),
      };
    }
    case 'sqlite':
      return openLite(database);
  }
};

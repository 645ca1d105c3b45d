/** A plan whose question never ends by itself, and how to see on each engine whether it is being asked. */
import { execFileSync } from 'node:child_process';
import type { Scratch } from './engines.js';
import { sessionTable } from './session-table.js';

/** Worked out for each of many rows, in a piece no time limit but its own would wait for. */
const slow = {
  postgres: `length(repeat(email, 100000000)) >= 0`,
  mysql: `length(sha2(repeat(repeat(email, 1000), 1000), 512)) >= 0`,
  mariadb: `length(sha2(repeat(repeat(email, 1000), 1000), 512)) >= 0`,
  sqlite: `length(hex(zeroblob(5000000 + id))) >= 0`,
} as const;

export const slowSpec = (): string => `persistence:
  entity:
    table: users
    fields:
      id:    { type: bigint, primary: true }
      email: { type: string }
    checks:
      - name: slow
        expr: { ${Object.entries(slow)
          .map(([dialect, expr]) => `${dialect}: "${expr}"`)
          .join(', ')} }
`;

export const fill = async (db: Scratch): Promise<void> => {
  await db.exec('CREATE TABLE users (id bigint PRIMARY KEY, email varchar(255) NOT NULL)');
  await db.exec(`INSERT INTO users VALUES ${Array.from({ length: 2000 }, (_, i) => `(${i}, 'user${i}')`).join(', ')}`);
};

export const urlOf = (db: Scratch): string => {
  const { driver, user, password, host, port, database } = db.target;
  if (driver === 'sqlite') return `sqlite:${database}`;
  return `${driver}://${user ?? ''}${password === null ? '' : `:${password}`}@${host}:${port}/${database}`;
};

const busy = {
  postgres: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
    AND application_name = 'altair-plan' AND query LIKE '%repeat%'`,
  mysql: `SELECT id FROM ${sessionTable.mysql} WHERE db = database() AND id <> connection_id() AND info LIKE '%sha2%'`,
  mariadb: `SELECT id FROM ${sessionTable.mariadb} WHERE db = database() AND id <> connection_id() AND info LIKE '%sha2%'`,
} as const;

/** Whether the engine works on the question: by its own list of sessions, or by the system's list of processes. */
export const isBusy = async (db: Scratch): Promise<boolean> => {
  const { driver, database } = db.target;
  if (driver !== 'sqlite') return (await db.query(busy[driver])).length > 0;
  const all = execFileSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' }).split('\n');
  // Ended, and not yet taken note of, is ended.
  return all.some((line) => line.includes(database) && line.includes('worker_threads') && !line.startsWith('Z'));
};

/** How many sessions were ended from outside: a time limit of the server's is not among them. */
export const killed = async (db: Scratch): Promise<number> => {
  const { driver } = db.target;
  if (driver === 'sqlite') return 0;
  if (driver === 'postgres') {
    await db.query('SELECT pg_stat_clear_snapshot()');
    const [row] = await db.query(
      'SELECT sessions_killed::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(row?.['n']);
  }
  const [row] = await db.query(`SHOW GLOBAL STATUS LIKE 'Com_kill'`);
  return Number(row?.['Value']);
};

/** Milliseconds. Long, because a machine may be busy; nobody waits for it when all is well. */
const most = 60_000;

export const until = async (what: () => Promise<boolean>, why: string): Promise<void> => {
  const start = performance.now();
  while (!(await what())) {
    if (performance.now() - start > most) throw new Error(`waited for nothing: ${why}`);
    await new Promise((go) => setTimeout(go, 20));
  }
};

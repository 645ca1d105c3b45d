/**
 * Questions about rows, put by a process of their own. SQLite works inside the program that asks, and better-sqlite3 has no
 * way to interrupt it: while it counts, nothing else runs here, and no thread can be ended in the middle of it. A process
 * can, whatever it is busy with. https://www.sqlite.org/c3ref/interrupt.html
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { type Either, left, right } from '../prelude.js';
import type { Fault, Row } from './database.js';
import { askingFault, sqliteFault } from './sqlite-fault.js';

type Library = typeof import('better-sqlite3');

/** What the process is told about itself. */
interface Orders {
  readonly library: string;
  readonly file: string;
  /** Milliseconds for a lock. */
  readonly patience: number;
  readonly parent: number;
}

/**
 * The whole of the process. It is sent as text, so that it needs no file of its own beside a bundle: it must not name
 * anything outside itself.
 */
const serve = (require: NodeJS.Require, orders: Orders): void => {
  const { Worker } = require('node:worker_threads') as typeof import('node:worker_threads');
  // A parent that was killed cannot say so, and this thread is busy: another one looks, and ends all of them.
  const watch = `const parent = ${orders.parent};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 250);`;
  const open = (): ReturnType<Library> => {
    const made = new (require(orders.library) as Library)(orders.file, {
      readonly: true,
      fileMustExist: true,
      timeout: orders.patience,
    });
    made.pragma('query_only = ON');
    made.pragma('trusted_schema = OFF');
    made.pragma('cell_size_check = ON');
    return made;
  };
  let db: ReturnType<Library> | null = null;
  process.on('message', (sql: string) => {
    try {
      db ??= open();
      const statement = db.prepare(sql);
      if (!statement.reader || !statement.readonly) process.send?.({ code: 'SQLITE_READONLY' });
      else process.send?.({ rows: statement.safeIntegers(true).all() });
    } catch (error) {
      process.send?.({ code: error instanceof Error && 'code' in error ? error.code : null });
    }
  });
  process.on('disconnect', () => process.exit(0));
  // The terminal's Ctrl-C is for the program that asks; it ends this one.
  process.on('SIGINT', () => {});
  new Worker(watch, { eval: true }).unref();
  // The schema is read before anybody asks; what fails here fails again, and is told, at the first question.
  try {
    db = open();
    db.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch {}
};

/** Nothing of the environment but what the system itself needs; a password has no business there. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    ['PATH', 'SystemRoot', 'TMPDIR', 'TMP', 'TEMP', 'SQLITE_TMPDIR', 'LD_LIBRARY_PATH'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

type Reply = { readonly rows: ReadonlyArray<Row> } | { readonly code: string | null };

const isReply = (message: unknown): message is Reply =>
  typeof message === 'object' && message !== null && ('rows' in message || 'code' in message);

export interface Questioner {
  /** Starts the process, so that the first question need not wait for it. */
  readonly begin: () => void;
  /** One at a time; never throws. */
  readonly ask: (sql: string) => Promise<Either<Fault, ReadonlyArray<Row>>>;
  /** Ends what is being asked, at once. */
  readonly end: () => void;
}

/** @param budget milliseconds a question may take, the start of the process included. */
export const questioner = (file: string, patience: number, budget: number): Questioner => {
  let running: ChildProcess | null = null;
  const start = (): ChildProcess => {
    const library = createRequire(import.meta.url).resolve('better-sqlite3');
    const orders: Orders = { library, file, patience, parent: process.pid };
    const made = spawn(process.execPath, ['-e', `(${String(serve)})(require, ${JSON.stringify(orders)})`], {
      env: environment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      windowsHide: true,
    });
    // Whoever forgets to close a database is not kept waiting by it.
    made.unref();
    made.channel?.unref();
    return made;
  };
  const end = (): void => {
    running?.kill('SIGKILL');
    running = null;
  };
  const once = (sql: string): Promise<Either<Fault, ReadonlyArray<Row>>> =>
    new Promise((resolve) => {
      const child = running ?? start();
      running = child;
      child.ref();
      child.channel?.ref();
      const told = (answer: Either<Fault, ReadonlyArray<Row>>): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        // A process that is ended while it starts says so later.
        child.on('error', () => {});
        child.unref();
        child.channel?.unref();
        resolve(answer);
      };
      const failed = (): void => {
        if (running === child) running = null;
        told(left(sqliteFault('query', 'the process that puts questions to the file ended')));
      };
      const timer = setTimeout(() => {
        told(left(sqliteFault('timeout', 'the statement took too long and was stopped')));
        if (running === child) end();
        else child.kill('SIGKILL');
      }, budget);
      child.on('error', failed);
      child.on('exit', failed);
      child.on('message', (message) =>
        told(
          !isReply(message)
            ? left(sqliteFault('query', 'the process that puts questions to the file said something else'))
            : 'rows' in message
              ? right(message.rows)
              : left(askingFault(message.code)),
        ),
      );
      child.send(sql, (error) => {
        if (error !== null) failed();
      });
    });
  const begin = (): void => {
    if (running !== null) return;
    const child = start();
    running = child;
    const lost = (): void => {
      if (running === child) running = null;
    };
    child.on('error', lost);
    child.on('exit', lost);
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    begin,
    ask: (sql) => {
      const answer = last.then(() => once(sql));
      last = answer;
      return answer;
    },
    end,
  };
};

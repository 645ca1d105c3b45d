/** Shared by the files that start one server each: a place for its data, a free port, a child process that ends with the run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export type EngineId = 'postgres15' | 'postgres18' | 'mysql' | 'mariadb' | 'sqlite';

export interface Started {
  readonly url: string;
  /** How it was had, for the closing line. */
  readonly how: string;
  readonly stop: () => Promise<void>;
}
export type Outcome = Started | { readonly missing: string };

/** Where a server's files go: memory where the machine has it (500 CREATE TABLEs: 1.3 s there, 10.8 s on a disk). */
export const makeTempFolder = async (): Promise<string> => {
  for (const base of ['/dev/shm', tmpdir()]) {
    try {
      accessSync(base, constants.W_OK);
      const folder = await mkdtemp(join(base, 'altair-test-'));
      // Servers run under accounts of their own and must get through.
      await chmod(folder, 0o755);
      return folder;
    } catch {
      // The next base; the last one fails below.
    }
  }
  throw new Error('no writable temporary folder');
};

export const removeFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 5 });

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** The full path of a program of this name, looked for in the given folders and then on PATH. */
export const findProgram = (names: ReadonlyArray<string>, folders: ReadonlyArray<string> = []): string | null => {
  for (const folder of [...folders, ...(process.env['PATH'] ?? '').split(delimiter)])
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  return null;
};

export interface As {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: an account to run it as then, else none. */
export const unprivileged = (): As | null => {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((l) => l.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return null;
};

export interface Program {
  readonly command: string;
  readonly args: ReadonlyArray<string>;
  readonly log: string;
  readonly as?: As | null;
  readonly env?: Readonly<Record<string, string>>;
}

const launch = (p: Program): ChildProcess => {
  const log = openSync(p.log, 'a');
  const child = spawn(p.command, [...p.args], {
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { ...process.env, ...p.env },
    ...(p.as ? { uid: p.as.uid, gid: p.as.gid } : {}),
  });
  closeSync(log);
  return child;
};

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });

const tail = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').slice(-6).join('\n');

/** Runs a program to its end; throws with the last lines of its log. */
export const run = async (p: Program): Promise<void> => {
  const code = await ended(launch(p));
  if (code !== 0) throw new Error(`${p.command} ended with ${code}: ${tail(p.log)}`);
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (ok: boolean) => {
      socket.destroy();
      resolve(ok);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

/** Does not keep the process alive when nobody waits any more. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** Starts a server and waits for its port. The returned function ends this very process and waits for its end. */
export const serve = async (p: Program, port: number, signal: NodeJS.Signals): Promise<() => Promise<void>> => {
  const child = launch(p);
  const end = ended(child);
  let gone = false;
  end.then(
    () => {
      gone = true;
    },
    () => {
      gone = true;
    },
  );
  const stop = async () => {
    if (!gone) child.kill(signal);
    await Promise.race([end, pause(15_000)]);
    if (!gone) child.kill('SIGKILL');
  };
  for (let i = 0; i < 600; i++) {
    if (gone) throw new Error(`${p.command} ended at its start: ${tail(p.log)}`);
    if (await answers(port)) return stop;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`${p.command} did not open its port in a minute: ${tail(p.log)}`);
};

/** In words, for the list of engines that could not be had. */
export const reason = (e: unknown): string => (e instanceof Error ? e.message : String(e));

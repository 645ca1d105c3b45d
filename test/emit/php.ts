/** PHP as a child process: syntax check, literals read back, and the stand-in for Cycle's migrator. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConnectionTarget } from '../../src/edge/database.js';

const run = promisify(execFile);

const modules = spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout ?? '';

/**
 * Tests that need PHP are skipped where it is missing, and said to be; a run with CI=true has no such excuse.
 * Debian: php-cli php-sqlite3 php-pgsql php-mysql.
 */
export const noPhp =
  process.env['CI'] !== 'true' && !['pdo_sqlite', 'pdo_pgsql', 'pdo_mysql'].every((name) => modules.includes(name));
if (noPhp) console.error('NOT TESTED: emitted PHP — php with pdo_sqlite, pdo_pgsql and pdo_mysql is not there');

const phpIn = async (cwd: string | undefined, args: ReadonlyArray<string>): Promise<string> => {
  try {
    return (await run('php', ['-d', 'display_errors=stderr', ...args], { cwd, maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(said === '' ? String(error) : said);
  }
};

export const php = (...args: ReadonlyArray<string>): Promise<string> => phpIn(undefined, args);

export const inFolder = async <A>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<A>,
): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), 'altair-emit-'));
  try {
    for (const [name, contents] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), contents);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const dsn = (t: ConnectionTarget): string =>
  t.driver === 'sqlite'
    ? `sqlite:${t.database}`
    : t.driver === 'postgres'
      ? `pgsql:host=${t.host};port=${t.port};dbname=${t.database}`
      : `mysql:host=${t.host};port=${t.port};dbname=${t.database}`;

const harness = fileURLToPath(new URL('../support/php/cycle.php', import.meta.url));

export type Prepares = 'own' | 'real' | 'emulated';

/**
 * Applies every class of the folder that was not applied, or rolls the last one back. Prepares are as Cycle has them on
 * this engine; its user may have set the server's (real) or PDO's (emulated) for all. What a class leaves lies in the
 * folder.
 */
export const cycleMigrate = (
  target: ConnectionTarget,
  direction: 'up' | 'down',
  folder: string,
  prepares: Prepares = 'own',
): Promise<string> =>
  phpIn(existsSync(folder) ? folder : undefined, [
    harness,
    dsn(target),
    target.user ?? '',
    target.password ?? '',
    direction,
    folder,
    prepares,
  ]);

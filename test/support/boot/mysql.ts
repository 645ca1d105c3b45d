/** MySQL and MariaDB from programs on this machine, else as containers where docker answers. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, freePort, type Outcome, reason, run, serve } from './server.js';

/** No waiting for the disk: what is lost when the machine falls over is of no use to anybody. */
const settings = [
  // The kernel's table of asynchronous requests is small, and other servers of the machine may have it.
  '--innodb-use-native-aio=0',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--sync-binlog=0',
  '--bind-address=127.0.0.1',
];

const asRoot = (): ReadonlyArray<string> => (process.getuid?.() === 0 ? ['--user=root'] : []);

const url = (port: number): string => `mysql://root@127.0.0.1:${port}/mysql`;

const containers = async (image: string): Promise<Outcome | null> => {
  const docker = findProgram(['docker']);
  if (docker === null) return null;
  const command = (...args: ReadonlyArray<string>): string =>
    execFileSync(docker, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  try {
    command('info');
  } catch {
    return null;
  }
  try {
    const port = await freePort();
    const allowed = ['-e', 'MYSQL_ALLOW_EMPTY_PASSWORD=1', '-e', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1'];
    const id = command(
      'run',
      '-d',
      '--rm',
      '-p',
      `127.0.0.1:${port}:3306`,
      '--tmpfs',
      '/var/lib/mysql',
      ...allowed,
      image,
    );
    const stop = async () => {
      command('stop', '-t', '2', id);
    };
    // The image opens its port only once its first start is over; until then the log is all there is to see.
    for (let i = 0; i < 120; i++) {
      const log = execFileSync('sh', ['-c', `docker logs ${id} 2>&1`], { encoding: 'utf8' });
      if (/ready for connections[^\n]*port: 3306/.test(log)) return { url: url(port), how: `docker ${image}`, stop };
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await stop();
    return { missing: `docker ${image} was not ready in a minute` };
  } catch (e) {
    return { missing: `docker ${image}: ${reason(e)}` };
  }
};

interface Launcher {
  readonly command: string;
  readonly first: ReadonlyArray<string>;
  readonly how: string;
}

/** `mysqld` on a Debian with MariaDB is MariaDB: ask it. */
const installedMysql = (): Launcher | null => {
  const script = fileURLToPath(new URL('../../../scripts/engines/mysql.sh', import.meta.url));
  const program = findProgram(['mysqld'], ['/usr/sbin']);
  if (program !== null) {
    const version = execFileSync(program, ['--no-defaults', '--version'], { encoding: 'utf8' });
    if (!version.includes('MariaDB')) return { command: program, first: ['--no-defaults'], how: program };
  }
  const folder = execFileSync('bash', [script, 'where'], { encoding: 'utf8' }).trim();
  if (!existsSync(join(folder, '.unpacked'))) return null;
  return { command: 'bash', first: [script, 'run'], how: 'Debian unstable’s programs' };
};

export const startMysql = async (folder: string): Promise<Outcome> => {
  try {
    const launcher = installedMysql();
    if (launcher === null)
      return (
        (await containers('mysql:9')) ?? {
          missing: 'no mysqld; fetch one with scripts/engines/mysql.sh fetch, or start docker',
        }
      );
    mkdirSync(folder, { recursive: true });
    const log = join(folder, 'log');
    const port = await freePort();
    const common = [...launcher.first, ...asRoot(), `--datadir=${join(folder, 'data')}`];
    await run({
      command: launcher.command,
      args: [...common, '--initialize-insecure', '--innodb-redo-log-capacity=16M'],
      log,
    });
    const args = [
      ...common,
      ...settings,
      '--skip-log-bin',
      '--mysqlx=OFF',
      '--secure-file-priv=',
      '--innodb-redo-log-capacity=64M',
      `--port=${port}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
    ];
    const stop = await serve({ command: launcher.command, args, log }, port, 'SIGTERM');
    return { url: url(port), how: launcher.how, stop };
  } catch (e) {
    return { missing: reason(e) };
  }
};

export const startMariadb = async (folder: string): Promise<Outcome> => {
  try {
    const server = findProgram(['mariadbd'], ['/usr/sbin']);
    const install = findProgram(['mariadb-install-db']);
    if (server === null || install === null)
      return (
        (await containers('mariadb:11')) ?? { missing: 'no mariadbd (Debian: mariadb-server-core), and no docker' }
      );
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    const log = join(folder, 'log');
    const data = join(folder, 'data');
    // A server that starts takes away what looks like another's temporary tables, and that one crashes.
    const temporary = `--tmpdir=${join(folder, 'tmp')}`;
    const port = await freePort();
    await run({
      command: install,
      args: [
        '--no-defaults',
        `--datadir=${data}`,
        temporary,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...asRoot(),
      ],
      log,
    });
    const args = [
      '--no-defaults',
      ...asRoot(),
      ...settings,
      // Seen once (10.11), never again: an index that was renamed could not be renamed back, `duplicate key in table
      // 'mysql.innodb_index_stats'`. Only the thread that counts rows beside everybody else could have written there.
      '--innodb-stats-auto-recalc=0',
      `--datadir=${data}`,
      temporary,
      `--port=${port}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
    ];
    const stop = await serve({ command: server, args, log }, port, 'SIGTERM');
    return { url: url(port), how: server, stop };
  } catch (e) {
    return { missing: reason(e) };
  }
};

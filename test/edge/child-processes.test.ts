/** What other processes of the machine can see of the ones that are started here: their words and, as the same user, their environment. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { questioner } from '../../src/edge/sqlite-process.js';

const secret = 'hunter2-Canary/9';
const value = 'row-canary-4711';

const childrenOf = (pid: number): ReadonlyArray<number> =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

const shown = (pid: number): string =>
  ['cmdline', 'environ', 'comm'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8')).join('\n');

test.skipIf(process.platform !== 'linux')('the process that asks SQLite is told no secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'altair-child-'));
  const file = join(folder, 'app.db');
  const db = new Database(file);
  db.exec(`CREATE TABLE t (a text); INSERT INTO t VALUES ('${value}')`);
  db.close();
  for (const name of ['DATABASE_URL', 'DB_PASSWORD', 'PGPASSWORD', 'MYSQL_PWD']) process.env[name] = secret;
  const before = new Set(childrenOf(process.pid));
  const asking = questioner(file, 500, 20_000);
  try {
    const answer = await asking.ask(`SELECT count(*) AS n FROM t WHERE a = 'x'`);
    expect(answer).toMatchObject({ _tag: 'Right' });
    const started = childrenOf(process.pid).filter((pid) => !before.has(pid));
    expect(started.length).toBeGreaterThan(0);
    for (const pid of started) {
      const seen = shown(pid);
      for (const hidden of [secret, value, encodeURIComponent(secret)]) expect(seen).not.toContain(hidden);
    }
    expect(process.title).not.toContain(secret);
  } finally {
    asking.end();
    for (const name of ['DATABASE_URL', 'DB_PASSWORD', 'PGPASSWORD', 'MYSQL_PWD']) delete process.env[name];
    rmSync(folder, { recursive: true });
  }
});

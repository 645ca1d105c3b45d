/**
 * The main job on a database of its own: makes a SQLite file with rows from examples/seed.sql in a temporary folder,
 * plans the move to the edited specs of examples/after, prints the plan, the SQL and the way back, applies it, and plans
 * once more. Nothing outside the temporary folder is touched.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.cjs');
if (!existsSync(cli)) spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });

const folder = mkdtempSync(join(tmpdir(), 'altair-demo-'));
const file = join(folder, 'shop.db');
const out = join(folder, 'migrations');

const title = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 100 - text.length))}\n`);

const run = (text) => {
  const db = new Database(file);
  db.exec(text);
  db.close();
};

/** Exit codes 1 and 3 are answers (unsafe, unproven), not failures. */
const altair = (...args) => {
  const shown = args.map((a) => a.replace(folder, '…').replace(root, ''));
  console.log(`$ altair db:migration-plan ${shown.join(' ')}`);
  const done = spawnSync(process.execPath, [cli, 'db:migration-plan', ...args], { encoding: 'utf8' });
  process.stdout.write(done.stdout);
  process.stderr.write(done.stderr.replaceAll(folder, '…'));
  if (done.status === null || ![0, 1, 3].includes(done.status)) process.exit(done.status ?? 70);
  return done.status;
};

try {
  run(readFileSync(join(root, 'examples', 'seed.sql'), 'utf8'));
  const target = ['--db', `sqlite://${file}`];
  const specs = join(root, 'examples', 'after');

  title('1. what the specs ask of the database');
  altair(specs, ...target);

  title('2. the same, written as SQL');
  const code = altair(
    specs,
    ...target,
    '--emit=sql',
    '--output',
    out,
    '--timestamp',
    '2026-05-27T11:45:23Z',
    '--force',
    '--allow-unproven',
  );
  const files = existsSync(out) ? readdirSync(out).sort() : [];
  for (const name of files.toReversed()) {
    title(name);
    console.log(readFileSync(join(out, name), 'utf8'));
  }

  title('3. applied, and planned once more');
  // The purge stops by itself until the day comes to which the rows are kept.
  for (const name of files.filter((f) => f.endsWith('.up.sql') && !f.includes('_purge_')))
    run(readFileSync(join(out, name), 'utf8'));
  const again = altair(specs, ...target);
  process.exitCode = files.length > 0 && again === 0 ? 0 : code === 0 ? 70 : code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What README.md and ARCHITECTURE.md show is what there is: files they quote are those files, and what the program prints in
 * them is what it prints. `npx vitest -u` writes what is now true into them, for somebody to read before it is committed.
 */
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { altair, here, withAltair } from './altair.js';

withAltair();

const block = /<!-- (?<how>run in|file): (?<path>\S+) -->\n```(?<language>\w*)\n(?<body>[\s\S]*?)```/g;

/** The database of a case: its old spec, with rows. */
const prepared = async (folder: string): Promise<void> => {
  await rm(here('app.db'), { force: true });
  await copyFile(join(folder, 'before.yaml'), here('before.yaml'));
  const db = new Database(here('app.db'));
  const built = await altair(
    ...['db:migration-plan', 'before.yaml', '--db=sqlite:app.db', '--format=json', '--skip-safety', '--allow-unproven'],
  );
  for (const m of JSON.parse(built.stdout).migrations) for (const { sql } of m.up) db.exec(sql);
  db.exec(await readFile(join(folder, 'rows.sql'), 'utf8'));
  db.close();
  await copyFile(join(folder, 'users.yaml'), here('users.yaml'));
};

const now = async (how: string, path: string, body: string): Promise<string> => {
  if (how === 'file') return readFile(path, 'utf8');
  const [command = ''] = body.split('\n');
  await prepared(path);
  const { stdout } = await altair(...command.replace(/^\$ altair /, '').split(' '));
  return `${command}\n${stdout}`;
};

describe.each(['README.md', 'ARCHITECTURE.md'])('%s', (document) => {
  it('shows what there is', async () => {
    const text = await readFile(document, 'utf8');
    const shown: string[] = [];
    for (const found of text.matchAll(block)) {
      const { how = '', path = '', language = '', body = '' } = found.groups ?? {};
      shown.push(`<!-- ${how}: ${path} -->\n\`\`\`${language}\n${await now(how, path, body)}\`\`\``);
    }
    expect(shown.length).toBeGreaterThan(0);
    // What it says now, as the file itself: an update of snapshots writes it there.
    await expect(text.replace(block, () => shown.shift() ?? '')).toMatchFileSnapshot(`../../${document}`);
  }, 60_000);
});

/** From how many rows on a table is large is for the project to say. */
import Library from 'better-sqlite3';
import { expect, it } from 'vitest';
import { altair, here, put, withAltair } from './altair.js';

withAltair();

const spec = `persistence:
  entity:
    table: users
    fields:
      id: { type: bigint, primary: true }
      n:  { type: text, nullable: true }
`;

it.each([
  ['', []],
  ['large_table: 1000\n', []],
  ['large_table: 200\n', ['info']],
  ['large_table: 10\n', ['warn']],
])('with the settings %j', async (settings, levels) => {
  await put({ 'users.yaml': spec, 'altair.config.yaml': settings });
  const db = new Library(here('app.db'));
  db.exec('CREATE TABLE users (id bigint NOT NULL PRIMARY KEY, n integer)');
  for (let i = 0; i < 25; i++) db.exec(`INSERT INTO users VALUES (${i}, ${i})`);
  db.close();
  const { stdout } = await altair('db:migration-plan', 'users.yaml', '--db=sqlite:app.db', '--format=json');
  const { issues, warnings } = JSON.parse(stdout).safety;
  const found = [...issues, ...warnings].filter((f: { code: string }) => f.code === 'large-table');
  expect(found.map((f: { level: string }) => f.level)).toEqual(levels);
  if (found.length > 0) expect(found[0].evidence).toEqual({ kind: 'exact', count: 25 });
});

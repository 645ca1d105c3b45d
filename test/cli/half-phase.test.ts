/** A first phase that was ended on its way, as the program finds it again. */
import Library from 'better-sqlite3';
import { expect, test } from 'vitest';
import { altair, here, put, withAltair } from './altair.js';

withAltair();

interface Told {
  readonly migrations: ReadonlyArray<{
    readonly phase: string | null;
    readonly up: ReadonlyArray<{ readonly sql: string }>;
  }>;
  readonly safety: { readonly [level: string]: ReadonlyArray<{ readonly code: string; readonly evidence: unknown }> };
}

const spec = `persistence:
  entity:
    table: users
    fields:
      id: { type: bigint, primary: true }
      password_hash: { type: string(60), nullable: true, renamed_from: password }
`;

test('its columns, its triggers and its rows are gone on with', async () => {
  await put({ 'spec.yaml': spec });
  const db = new Library(here('app.db'));
  db.exec('CREATE TABLE users (id integer PRIMARY KEY NOT NULL, password varchar(60), password_hash varchar(60))');
  db.exec(`INSERT INTO users (id, password) VALUES (1, 'a'), (2, 'b')`);
  const plan = async (): Promise<Told> => {
    const { stdout } = await altair('db:migration-plan', 'spec.yaml', '--db=app.db', '--prune', '--format=json');
    return JSON.parse(stdout);
  };
  const phases = (t: Told) => t.migrations.map((m) => m.phase);
  const said = (t: Told) =>
    Object.values(t.safety)
      .filter(Array.isArray)
      .flat()
      .filter((f) => f.code === 'phase-1-goes-on')
      .map((f) => f.evidence);
  const run = (t: Told, which: (sql: string) => boolean = () => true): void => {
    for (const { sql } of t.migrations[0]?.up ?? []) if (which(sql)) db.exec(sql);
  };

  const columns = await plan();
  expect([phases(columns), said(columns)]).toEqual([['expand', 'contract'], [{ kind: 'plan' }]]);
  expect(columns.migrations[0]?.up.some(({ sql }) => sql.includes('ADD COLUMN'))).toBe(false);
  run(columns, (sql) => !sql.startsWith('UPDATE'));

  const rows = await plan();
  expect([phases(rows), said(rows)]).toEqual([['expand', 'contract'], [{ kind: 'exact', count: 2 }]]);
  run(rows);

  const rest = await plan();
  expect([phases(rest), said(rest)]).toEqual([['contract'], []]);
  run(rest);
  expect(db.prepare('SELECT * FROM users ORDER BY id').all()).toEqual([
    { id: 1, password_hash: 'a' },
    { id: 2, password_hash: 'b' },
  ]);
  expect(phases(await plan())).toEqual([]);
  db.close();
});

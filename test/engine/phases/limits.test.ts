/** What a view under a table's old name is not, and what goes around triggers: each as the engine does it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { planOf } from '../../scenario/scenarios.js';
import { describeEngines, type Scratch, scratch } from '../../support/engines.js';
import { applyUp } from '../round-trip.js';
import { spec } from './in-two.js';

describeEngines('limits', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const between = async (
    before: ReturnType<typeof spec>,
    after: ReturnType<typeof spec>,
    rows: ReadonlyArray<string>,
  ) => {
    await db.reset();
    const { dialect } = await db.database();
    await applyUp(db, planOf(whole(emptySchema), before, dialect.id, dialect.version));
    for (const sql of rows) await db.exec(sql);
    const p = planOf(whole(await db.introspect()), after, dialect.id, dialect.version, 'auto');
    const [first] = p.migrations;
    if (first?.phase !== 'expand') throw new Error('not in two phases');
    await applyUp(db, { ...p, migrations: [first] });
    return p;
  };
  const refusal = async (sql: string): Promise<string | null> => {
    try {
      await db.exec(sql);
      return null;
    } catch (e) {
      return e instanceof Error ? e.message : String(e);
    }
  };
  const codes = (p: Plan): ReadonlyArray<string> => p.findings.map((f) => f.code);
  const id = 'id: { type: int, primary: true }';

  describe('of a view under the old name', () => {
    const { dialect } = engine;
    const upsert =
      dialect === 'mysql' || dialect === 'mariadb'
        ? `INSERT INTO people (id, name) VALUES (1, 'b') ON DUPLICATE KEY UPDATE name = 'b'`
        : `INSERT INTO people (id, name) VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET name = excluded.name`;

    test('are what the finding says', async () => {
      const name = 'name: { type: string(20), default: x }';
      const p = await between(
        spec(`{ table: people, fields: { ${id}, ${name} } }`),
        spec(`{ table: users, renamed_from: people, fields: { ${id}, ${name} } }`),
        [`INSERT INTO people (id, name) VALUES (1, 'a')`],
      );
      expect(codes(p)).toContain('old-name-is-a-view');
      const said = p.findings.find((f) => f.code === 'old-name-is-a-view')?.message ?? '';

      // RENAME TABLE locks by the alphabet, a statement locks the view first.
      const { dialect: d } = await db.database();
      const back = (to: string): string =>
        planOf(
          spec(`{ table: people, fields: { ${id} } }`),
          spec(`{ table: ${to}, renamed_from: people, fields: { ${id} } }`),
          d.id,
          d.version,
          'auto',
        ).findings.find((f) => f.code === 'old-name-is-a-view')?.message ?? '';
      expect(back('accounts').includes('may fail once')).toBe(dialect === 'mariadb');
      expect(back('users')).not.toContain('may fail once');

      const upserted = await refusal(upsert);
      if (dialect === 'sqlite') expect(upserted).toContain('cannot UPSERT a view');
      else expect(upserted).toBeNull();
      expect(said.includes('ON CONFLICT')).toBe(dialect === 'sqlite');

      expect(await refusal('CREATE INDEX people_i ON people (name)')).not.toBeNull();
      expect(await refusal('ALTER TABLE people ADD COLUMN z int')).not.toBeNull();
      expect(said).toMatch(/CREATE INDEX.*ALTER TABLE/);

      if (dialect !== 'sqlite') {
        expect(await refusal('TRUNCATE TABLE people')).not.toBeNull();
        expect(said).toContain('TRUNCATE');
        const pets = 'CREATE TABLE pets (id int PRIMARY KEY, o int, FOREIGN KEY (o) REFERENCES people (id))';
        expect(await refusal(pets)).not.toBeNull();
        expect(said).toContain('foreign keys');
      }
      if (dialect === 'postgres') {
        expect(await refusal(`COPY people (id, name) FROM PROGRAM 'true'`)).toContain('cannot copy to view');
        expect(said).toContain('COPY');
      }
      if (dialect === 'mysql' || dialect === 'mariadb')
        expect(await refusal(`REPLACE INTO people (id, name) VALUES (1, 'c')`)).toBeNull();
      if (dialect === 'mysql') return;
      // The row is whole; what RETURNING says of it is not everywhere.
      const returned = await db.query('INSERT INTO people (id) VALUES (6) RETURNING name');
      expect(returned.map((r) => r['name'])).toEqual([dialect === 'sqlite' ? null : 'x']);
      expect((await db.query('SELECT name FROM users WHERE id = 6')).map((r) => r['name'])).toEqual(['x']);
      expect(said.includes('RETURNING')).toBe(dialect === 'sqlite');
    });
  });

  describe('of triggers', () => {
    const towns = `{ table: towns, fields: { ${id} } }`;
    const town = (name: string, more: string) =>
      `${name}: { type: int, nullable: true, references: towns.id, on_delete: set null, on_update: cascade${more} }`;
    const rows = [
      'INSERT INTO towns (id) VALUES (1), (2), (3)',
      'INSERT INTO people (id, town) VALUES (1, 1), (2, 2), (3, 3)',
    ];
    const write = async (): Promise<ReadonlyArray<boolean>> => {
      await db.exec('DELETE FROM towns WHERE id = 1');
      await db.exec('UPDATE towns SET id = 22 WHERE id = 2');
      const now = await db.query('SELECT town, place FROM people ORDER BY id');
      return now.map((r) => r['town'] === r['place']);
    };
    const firesThem = engine.dialect === 'postgres' || engine.dialect === 'sqlite';

    test('a foreign key that one side has alone', async () => {
      const p = await between(
        spec(towns, `{ table: people, fields: { ${id}, ${town('town', '')} } }`),
        spec(
          towns,
          `{ table: people, fields: { ${id}, place: { type: int, nullable: true, backfill: town } }, dropped: { town: { backfill: place } } }`,
        ),
        rows,
      );
      expect(codes(p).includes('action-past-triggers')).toBe(!firesThem);
      expect(await write()).toEqual([firesThem, firesThem, true]);
      if (firesThem) return;
      // Phase 2 does what the finding says.
      await expect(applyUp(db, { ...p, migrations: p.migrations.slice(1) })).rejects.toThrow(/phase 2 was stopped/);
    });

    test('a foreign key that both sides have', async () => {
      const p = await between(
        spec(towns, `{ table: people, fields: { ${id}, ${town('town', '')} } }`),
        spec(towns, `{ table: people, fields: { ${id}, ${town('place', ', renamed_from: town')} } }`),
        rows,
      );
      expect(codes(p)).not.toContain('action-past-triggers');
      expect(await write()).toEqual([true, true, true]);
      await applyUp(db, { ...p, migrations: p.migrations.slice(1) });
    });

    test('statements that put rows in by other means', async () => {
      const p = await between(
        spec(`{ table: people, fields: { ${id}, a: { type: int, nullable: true } } }`),
        spec(`{ table: people, fields: { ${id}, b: { type: int, nullable: true, renamed_from: a } } }`),
        ['INSERT INTO people (id, a) VALUES (1, 1)'],
      );
      const { dialect } = engine;
      if (dialect !== 'postgres') await db.exec('REPLACE INTO people (id, a) VALUES (1, 2), (4, 4)');
      else await db.exec(`COPY people (id, a) FROM PROGRAM 'echo 4,4' (FORMAT csv)`);
      const out = await db.query('SELECT id FROM people WHERE a IS NULL OR b IS NULL OR a <> b');
      expect(out).toEqual([]);
      if (dialect !== 'postgres') return;
      await db.exec('SET session_replication_role = replica');
      await db.exec('UPDATE people SET a = 5 WHERE id = 1');
      await db.exec('SET session_replication_role = origin');
      await expect(applyUp(db, { ...p, migrations: p.migrations.slice(1) })).rejects.toThrow(/phase 2 was stopped/);
    });
  });
});

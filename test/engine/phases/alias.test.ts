/** The old release writes through a view under the table's old name; the rows are those that the table would have. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/dialect/dialect.js';
import type { TableAlias } from '../../../src/dialect/phases.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, type Opaque, type Schema, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { Statement } from '../../../src/sql/ast.js';
import { describeEngines } from '../../support/engines.js';
import { another, type Ground, ok, openGround } from './ground.js';

describeEngines('a table under its old name', (engine) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(() => ground?.db.drop());
  beforeEach(() => ground.db.reset());

  const people = (): Table => {
    const bare = table(
      qname('people'),
      [
        column('id', T.integer(32), { identity: { kind: 'AutoIncrement' } }),
        column('name', T.varchar(40)),
        column('state', T.varchar(10), {
          default: { kind: 'Value', value: { kind: 'String', value: "it's \\" } },
        }),
        column('note', T.varchar(20), { nullable: true }),
        column('loud', T.varchar(50), {
          nullable: true,
          generated: { expr: E.call('upper', E.column('name')), stored: true },
        }),
      ],
      { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } },
    );
    return ground.dialect.physical({ tables: [bare], enums: [], opaque: [] }).tables[0] ?? bare;
  };
  const alias = (t: Table): TableAlias => ({
    table: t,
    oldName: qname('users'),
    columns: t.columns.map((c) => ({ name: c.name === 'name' ? 'full "name`' : c.name, of: c.name })),
  });
  const start = async () => {
    const t = people();
    await ground.create(t);
    const objects = ok(ground.dialect.phases.alias(alias(t)));
    await ground.install(objects);
    return objects;
  };
  const rows = async () =>
    (await ground.db.query('SELECT id, name, state, note, loud FROM people ORDER BY id')).map((r) =>
      ['id', 'name', 'state', 'note', 'loud'].map((c) => (r[c] === null ? null : String(r[c]))),
    );
  const q = () => ground.dialect.quote('full "name`');

  test('INSERT, UPDATE and DELETE, with defaults, numbers and rows at once', async () => {
    await start();
    const { exec, query } = ground.db;
    await exec(`INSERT INTO users (${q()}) VALUES ('Ann')`);
    await exec(`INSERT INTO users (${q()}, state, note) VALUES ('Bo', 'x', 'n'), ('Cy', 'y', NULL)`);
    await exec(`INSERT INTO users (id, ${q()}) VALUES (10, 'Di')`);
    await exec(`INSERT INTO users (${q()}, state) SELECT ${q()}, state FROM users WHERE id = 2`);
    expect(await rows()).toEqual([
      ['1', 'Ann', "it's \\", null, 'ANN'],
      ['2', 'Bo', 'x', 'n', 'BO'],
      ['3', 'Cy', 'y', null, 'CY'],
      // PostgreSQL's sequence knows nothing of numbers that were given.
      ...(engine.dialect === 'postgres' ? [['4', 'Bo', 'x', null, 'BO']] : []),
      ['10', 'Di', "it's \\", null, 'DI'],
      ...(engine.dialect === 'postgres' ? [] : [['11', 'Bo', 'x', null, 'BO']]),
    ]);
    await exec(`UPDATE users SET ${q()} = 'Bob', note = NULL WHERE ${q()} = 'Bo'`);
    await exec(`UPDATE users SET id = 20 WHERE id = 10`);
    await exec(`DELETE FROM users WHERE ${q()} IN ('Cy', 'Ann')`);
    const after = await rows();
    expect(after.map((r) => r[1]).sort()).toEqual(['Bob', 'Bob', 'Di']);
    expect(after.map((r) => r[0])).toContain('20');
    expect(after.every((r) => r[3] === null)).toBe(true);
    expect(await query(`SELECT ${q()} AS n FROM users WHERE id = 20`)).toEqual([{ n: 'Di' }]);
  });

  test('what the engine has besides', async () => {
    await start();
    const { exec, query } = ground.db;
    switch (engine.dialect) {
      case 'postgres':
        expect(await query(`INSERT INTO users (${q()}) VALUES ('Ann') RETURNING id, state`)).toEqual([
          { id: 1, state: "it's \\" },
        ]);
        await exec(
          `INSERT INTO users (id, ${q()}) VALUES (1, 'Bo') ON CONFLICT (id) DO UPDATE SET ${q()} = excluded.${q()}`,
        );
        expect(await query(`UPDATE users SET note = 'x' RETURNING ${q()} AS n`)).toEqual([{ n: 'Bo' }]);
        expect(await query('DELETE FROM users RETURNING id')).toEqual([{ id: 1 }]);
        return;
      case 'mysql':
      case 'mariadb':
        await exec(`INSERT INTO users (${q()}) VALUES ('Ann')`);
        expect(await query('SELECT cast(last_insert_id() AS char) AS id')).toEqual([{ id: '1' }]);
        await exec(`INSERT INTO users (id, ${q()}) VALUES (1, 'Bo') ON DUPLICATE KEY UPDATE ${q()} = VALUES(${q()})`);
        await exec(`REPLACE INTO users (id, ${q()}) VALUES (1, 'Cy')`);
        expect((await rows()).map((r) => r[1])).toEqual(['Cy']);
        return;
      case 'sqlite':
        await exec(`INSERT INTO users (${q()}) VALUES ('Ann')`);
        await exec(`INSERT OR REPLACE INTO users (id, ${q()}) VALUES (1, 'Bo')`);
        await exec(`INSERT OR IGNORE INTO users (id, ${q()}) VALUES (1, 'Cy')`);
        expect((await rows()).map((r) => r[1])).toEqual(['Bo']);
        expect(await query(`UPDATE users SET ${q()} = 'Di' RETURNING ${q()} AS n`)).toEqual([{ n: 'Di' }]);
    }
  });

  test('it is found again and taken off', async () => {
    const objects = await start();
    const found = ground.dialect.phases.madeBy('users', await ground.db.introspect());
    expect(found.map((o) => [o.object.kind, o.object.name.name, o.drop])).toEqual(
      objects.map((o) => [o.object.kind, o.object.name.name, o.drop]),
    );
    await ground.uninstall(found);
    expect((await ground.db.introspect()).opaque).toEqual([]);
  });

  test('writers under the old name notice neither the renaming nor the way back', async () => {
    const t = { ...people(), name: qname('users') };
    const moved = { ...t, name: qname('people') };
    const objects = ok(
      ground.dialect.phases.alias({
        table: moved,
        oldName: t.name,
        columns: t.columns.map((c) => ({ name: c.name, of: c.name })),
      }),
    );
    await ground.create(t);
    const [view, ...triggers] = objects;
    if (view === undefined) throw new Error('no view');
    const create = objects.map(({ object }): Statement => ({ kind: 'CreateObject', object }));
    const drop = [...objects]
      .reverse()
      .map(({ object, drop: text }): Statement => ({ kind: 'DropObject', object, drop: text }));
    const have = (table_: Table, opaque: ReadonlyArray<Opaque>): Schema => ({ tables: [table_], enums: [], opaque });
    const there = objects.map((o) => o.object);
    const rename = (from: Table, to: Table): Statement => ({ kind: 'RenameTable', from: from.name, to: to.name });
    const forth = { statements: [rename(t, moved), ...create], before: have(t, []), after: have(moved, there) };
    const back = { statements: [...drop, rename(moved, t)], before: have(moved, there), after: have(t, []) };
    const statements = (change: Change) => ok(ground.dialect.legalise(change)).map((s) => ok(ground.dialect.print(s)));
    if (engine.dialect === 'sqlite') {
      // One writer at a time, and one transaction: there is no moment between.
      for (const sql of [...statements(forth), ...statements(back)]) await ground.db.exec(sql);
      expect(triggers).toHaveLength(3);
      return;
    }
    const writers = await Promise.all([1, 2, 3].map(() => another(ground)));
    let stop = false;
    let written = 0;
    const failures: string[] = [];
    const writing = writers.map(async (w) => {
      while (!stop)
        await w.exec("INSERT INTO users (name) VALUES ('x')").then(
          () => {
            written += 1;
          },
          (e: unknown) => failures.push(e instanceof Error ? e.message : String(e)),
        );
    });
    const wait = () => new Promise((resolve) => setTimeout(resolve, 100));
    const run = async (change: Change) => {
      await wait();
      if (engine.dialect === 'postgres') await ground.db.exec(['BEGIN', ...statements(change), 'COMMIT'].join(';'));
      else for (const sql of statements(change)) await ground.db.exec(sql);
      await wait();
    };
    await run(forth);
    expect(failures).toEqual([]);
    const before = written;
    await run(back);
    stop = true;
    await Promise.all(writing);
    await Promise.all(writers.map((w) => w.end()));
    // A statement that had begun to open the view, one a writer, meets no table behind it.
    expect(failures.length).toBeLessThan(4);
    expect(written).toBeGreaterThan(before);
    const [{ n } = {}] = await ground.db.query('SELECT count(*) AS n FROM users');
    expect(Number(n)).toBe(written);
    expect((await ground.db.introspect()).tables.map((x) => x.name.name)).toEqual(['users']);
    expect((await ground.db.introspect()).opaque).toEqual([]);
  });
});

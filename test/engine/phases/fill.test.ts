/** A column that the old release leaves NULL has its value after every statement. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { qname } from '../../../src/ir/name.js';
import { column, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { describeEngines } from '../../support/engines.js';
import { type Ground, ok, openGround, parsed } from './ground.js';

describeEngines('a column that is filled', (engine) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(() => ground?.db.drop());

  test('by INSERT and UPDATE, one row and many, and not when it is given', async () => {
    const bare = table(
      qname('t'),
      [
        column('id', T.integer(32)),
        column('name', T.varchar(20), { nullable: true }),
        column('c', T.varchar(30), { nullable: true }),
      ],
      { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } },
    );
    const t = ground.dialect.physical({ tables: [bare], enums: [], opaque: [] }).tables[0] ?? bare;
    await ground.create(t);
    const fill = {
      name: 'altair_sync_fill_t_c',
      table: t,
      column: 'c',
      value: parsed(ground.dialect, "'of ' || name"),
    };
    const objects = ok(ground.dialect.phases.fill(fill));
    await ground.install(objects);
    const { exec, query } = ground.db;
    if (engine.dialect === 'sqlite') await exec('PRAGMA recursive_triggers = ON');
    await exec(
      "INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'it''s \\'), (3, NULL)".replace(
        '\\',
        engine.dialect === 'mysql' || engine.dialect === 'mariadb' ? '\\\\' : '\\',
      ),
    );
    await exec("INSERT INTO t (id, name, c) VALUES (4, 'd', 'given'), (5, 'e', NULL)");
    await exec('UPDATE t SET c = NULL WHERE id = 4');
    await exec("UPDATE t SET name = 'later', c = NULL WHERE id = 3");
    await exec("UPDATE t SET name = 'z' WHERE id = 1");
    expect((await query('SELECT c FROM t ORDER BY id')).map((r) => r['c'])).toEqual([
      'of a',
      "of it's \\",
      'of later',
      'of d',
      'of e',
    ]);
    const found = ground.dialect.phases.madeBy(fill.name, await ground.db.introspect());
    expect(found.map((o) => o.drop)).toEqual(objects.map((o) => o.drop));
    await ground.uninstall(found);
    expect((await ground.db.introspect()).opaque).toEqual([]);
  });
});

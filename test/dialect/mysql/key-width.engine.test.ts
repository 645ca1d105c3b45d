/** Keys that are too wide: what the plan says of them, and what the server does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { whole } from '../../../src/ir/desired.js';
import { qname } from '../../../src/ir/name.js';
import {
  column,
  emptySchema,
  type Index,
  index,
  indexPart,
  type Schema,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import { type Lab, openLab, servers } from './support.js';

const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
const of = (length: number, indexes: ReadonlyArray<Index>, uniques: ReadonlyArray<string>): Schema => ({
  ...emptySchema,
  tables: [
    table(qname('t'), [column('id', T.integer(32)), column('w', T.varchar(length))], {
      primaryKey: key,
      indexes,
      uniques: uniques.length === 0 ? [] : [unique(uniques)],
    }),
  ],
});

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());

  const planned = async (to: Schema): Promise<ReturnType<typeof plan>> => {
    const { dialect } = await lab.db.database();
    return plan(whole(await lab.db.introspect()), whole(to), { dialect: dialect.id, serverVersion: dialect.version });
  };
  const start = async (length: number, indexes: string): Promise<void> => {
    await lab.db.reset();
    await lab.db.exec(
      `CREATE TABLE t (id int NOT NULL PRIMARY KEY, w varchar(${length}) NOT NULL${indexes}) CHARSET utf8mb4`,
    );
  };

  test('768 characters of four bytes are the most', async () => {
    await start(768, '');
    const made = await planned(of(768, [index([indexPart('w')], { name: 'ix' })], []));
    if (isLeft(made)) throw new Error(JSON.stringify(made.left));
    await lab.db.apply(made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
    await start(769, '');
    expect(isLeft(await planned(of(769, [index([indexPart('w')], { name: 'ix' })], [])))).toBe(true);
    await lab.db.exec('ALTER TABLE t ADD INDEX ix (w)').catch(() => undefined);
    // Refused, or cut to a prefix: not what was asked for.
    expect(await lab.db.dump()).not.toMatch(/KEY `ix` \(`w`\)/);
  });

  test('neither does a column grow beyond it under an index', async () => {
    await start(700, ', INDEX ix (w)');
    expect(isLeft(await planned(of(800, [index([indexPart('w')], { name: 'ix' })], [])))).toBe(true);
  });

  test('a unique key beyond it is a hash on MariaDB, which copies the table for it, and nothing on MySQL', async () => {
    await start(1000, '');
    const made = await planned(of(1000, [], ['w']));
    expect(isLeft(made)).toBe(id === 'mysql');
    if (isLeft(made)) return;
    const locks = made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.flatMap((x) => x.locks)));
    expect(locks.map((l) => l.strength)).toContain('COPY');
    await lab.db.apply(made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
    const again = await planned(of(1000, [], ['w']));
    expect(isLeft(again) ? again.left : again.right.migrations).toEqual([]);
  });
});

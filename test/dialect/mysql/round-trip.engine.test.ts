import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameSchema } from '../../../src/ir/equal.js';
import { normalise } from '../../../src/ir/normalise.js';
import { shop } from './shop.js';
import { type Lab, offline, openLab, plain, printed, servers } from './support.js';

describe.each(servers)('%s gives back what it was given', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());

  test('one of everything', async () => {
    const made = await lab.create(shop);
    const read = await lab.catalog();
    expect(plain(read)).toEqual(plain(made));
    expect(sameSchema(read, made)).toBe(true);
  });

  test('physical changes nothing that the catalog read, and nothing twice', async () => {
    const made = await lab.create(shop);
    expect(normalise(lab.dialect.physical(made))).toEqual(made);
    const read = await lab.catalog();
    expect(normalise(lab.dialect.physical(structuredClone(read)))).toEqual(read);
  });

  test('in a database of another character set, which nobody states', async () => {
    const other = await openLab(id, ['ALTER DATABASE CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci']);
    try {
      const made = await other.create(shop);
      expect(plain(await other.catalog())).toEqual(plain(made));
      const orders = made.tables.find((t) => t.name.name === 'orders');
      expect(orders?.options.charset).toBe('latin1');
      const users = made.tables.find((t) => t.name.name === 'users');
      if (users === undefined) throw new Error('no users');
      expect(users.options.collation).toBeNull();
      // To a character set of its own and back to the database's.
      const stated = { ...users, options: { ...users.options, charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' } };
      await other.alter(users, stated, { kind: 'SetOptions', from: users.options, to: stated.options });
      await other.alter(stated, users, { kind: 'SetOptions', from: stated.options, to: users.options });
    } finally {
      await other.db.drop();
    }
  });

  test('without a word of the server, the way back to the database’s character set is found all the same', async () => {
    const made = await lab.create(shop);
    const users = made.tables.find((t) => t.name.name === 'users');
    if (users === undefined) throw new Error('no users');
    const stated = { ...users, options: { ...users.options, charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' } };
    const swap = { ...made, tables: made.tables.map((t) => (t === users ? stated : t)) };
    const there = { kind: 'SetOptions' as const, from: users.options, to: stated.options };
    const back = { kind: 'SetOptions' as const, from: stated.options, to: users.options };
    const unknown = offline[id];
    for (const [before, after, s] of [
      [made, swap, { kind: 'AlterTable' as const, before: users, after: stated, actions: [there] }],
      [swap, made, { kind: 'AlterTable' as const, before: stated, after: users, actions: [back] }],
    ] as const)
      for (const sql of printed(unknown, [s], before, after)) await lab.db.exec(sql);
    expect(plain(await lab.catalog())).toEqual(plain(made));
  });
});

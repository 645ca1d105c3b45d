import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameSchema } from '../../../src/ir/equal.js';
import { normalise } from '../../../src/ir/normalise.js';
import { shop } from './shop.js';
import { type Lab, openLab, plain, servers } from './support.js';

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
    expect(normalise(lab.dialect.physical(read))).toEqual(read);
  });
});

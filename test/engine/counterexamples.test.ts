/** Pairs on which a round trip once failed, each as its engine's lane met it, with its rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nowhere } from '../../src/ir/desired.js';
import { describeEngines, scratch } from '../support/engines.js';
import type { Pair } from '../support/schema-gen.js';
import { roundTrip } from './round-trip.js';

interface Kept {
  readonly pair: Pair;
  readonly rows: ReadonlyArray<string>;
}

const folder = new URL('counterexample/', import.meta.url);
const all = readdirSync(folder).map((name) => {
  const { pair, rows } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Kept;
  // No file says where its parts were written.
  const kept: Kept = { rows, pair: { ...pair, after: { ...pair.after, positions: nowhere } } };
  return { name, kept };
});

describeEngines('what once failed', (engine) => {
  const mine = all.filter((x) => x.kept.pair.lane === engine.id);

  test('there is something', () => {
    expect(mine.length).toBeGreaterThan(0);
  });

  test.each(mine)('$name', async ({ kept }) => {
    const [db, fresh] = await Promise.all([scratch(engine), scratch(engine)]);
    try {
      await roundTrip(kept.pair, db, fresh, kept.rows);
    } finally {
      await db.drop();
      await fresh.drop();
    }
  });
});

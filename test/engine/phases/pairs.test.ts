/** Pairs of specs that were found wrong once: what changes beside a change in two phases, and hangs on it. */
import { afterAll, beforeAll, test } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../../support/engines.js';
import { inTwo, spec } from './in-two.js';

const id = 'id: { type: bigint, primary: true }';

const cases = {
  'a foreign key into its own table, whose key is renamed too': {
    before: spec(`{ table: people, fields: { ${id}, boss: { type: bigint, nullable: true, references: people.id } } }`),
    after: spec(
      '{ table: people, fields: { no: { type: bigint, primary: true, renamed_from: id }, ' +
        'chief: { type: bigint, nullable: true, references: people.no, renamed_from: boss } } }',
    ),
    rows: ['INSERT INTO people (id, boss) VALUES (1, NULL)', 'INSERT INTO people (id, boss) VALUES (2, 1)'],
  },
  'a foreign key whose both columns grow, in a table that is renamed': {
    before: spec(
      '{ table: people, fields: { id: { type: int, primary: true }, boss: { type: int, nullable: true, references: people.id }, note: { type: text, nullable: true } } }',
    ),
    after: spec(
      '{ table: staff, renamed_from: people, fields: { id: { type: bigint, primary: true }, ' +
        'chief: { type: bigint, nullable: true, references: staff.id, renamed_from: boss }, note: { type: text, nullable: true } } }',
    ),
    rows: ['INSERT INTO people (id, boss) VALUES (1, NULL)', 'INSERT INTO people (id, boss) VALUES (2, 1)'],
  },
  'a computed column that becomes one of its own, in a table that is renamed': {
    before: spec(
      `{ table: people, fields: { ${id}, n: { type: int }, twice: { type: int, generated: { as: "n * 2", stored: true } } } }`,
    ),
    after: spec(
      `{ table: staff, renamed_from: people, fields: { ${id}, n: { type: int }, twice: { type: int, nullable: true } } }`,
    ),
    rows: ['INSERT INTO people (id, n) VALUES (1, 4), (2, 5)'],
  },
  'a foreign key that goes with its old column, and the key that it points to': {
    before: spec(
      `{ table: people, fields: { ${id}, code: { type: int }, boss: { type: int, nullable: true } }, uniques: [{ name: codes, columns: [code] }], foreign_keys: [{ name: bosses, columns: [boss], references: { table: people, columns: [code] } }] }`,
    ),
    after: spec(
      `{ table: people, fields: { ${id}, code: { type: int }, chief: { type: int, nullable: true, renamed_from: boss } }, uniques: [], foreign_keys: [] }`,
    ),
    rows: [
      'INSERT INTO people (id, code, boss) VALUES (1, 7, NULL)',
      'INSERT INTO people (id, code, boss) VALUES (2, 8, 7)',
    ],
  },
  'a table with a deferred foreign key, two columns of which are copied': {
    before: spec(
      `{ table: people, fields: { ${id}, boss: { type: bigint, nullable: true }, note: { type: text } }, foreign_keys: [{ columns: [boss], references: { table: people, columns: [id] }, deferrable: deferred }] }`,
    ),
    after: spec(
      `{ table: people, fields: { ${id}, chief: { type: bigint, nullable: true, renamed_from: boss }, text: { type: text, renamed_from: note } }, foreign_keys: [{ columns: [chief], references: { table: people, columns: [id] }, deferrable: deferred }] }`,
    ),
    rows: [
      `INSERT INTO people (id, boss, note) VALUES (1, NULL, 'a')`,
      `INSERT INTO people (id, boss, note) VALUES (2, 1, 'b')`,
    ],
  },
  'a foreign key that goes while its column changes its type': {
    before: spec(
      `{ table: people, fields: { ${id}, boss: { type: bigint, nullable: true }, note: { type: text } }, foreign_keys: [{ name: bosses, columns: [boss], references: { table: people, columns: [id] } }] }`,
    ),
    after: spec(
      `{ table: people, fields: { ${id}, boss: { type: string(20), nullable: true }, text: { type: text, renamed_from: note } }, foreign_keys: [] }`,
    ),
    rows: [
      `INSERT INTO people (id, boss, note) VALUES (1, NULL, 'a')`,
      `INSERT INTO people (id, boss, note) VALUES (2, 1, 'b')`,
    ],
  },
} as const;

describeEngines('pairs', (engine) => {
  let db: Scratch;
  let fresh: Scratch;
  beforeAll(async () => {
    [db, fresh] = await Promise.all([scratch(engine), scratch(engine)]);
  });
  afterAll(async () => {
    await db.drop();
    await fresh.drop();
  });

  const there = Object.entries(cases).filter(
    ([name]) => !name.includes('deferred') || !['mysql', 'mariadb'].includes(engine.dialect),
  );
  test.each(there)('%s', async (_, { before, after, rows }) => {
    await inTwo(db, fresh, [before, after], rows, 'plan');
  });
});

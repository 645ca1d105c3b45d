/** A few of the rows behind a finding, when somebody asks to see them; nothing of them when nobody does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { type Sample, type Samples, sampleKey } from '../../src/plan/sample.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { type Case, cases } from './cases.js';

const first = (title: string): Case => {
  const c = cases.find((x) => x.title === title);
  if (c === undefined) throw new Error(title);
  return c;
};

/** By what was found, the rows that are shown. */
const wanted: ReadonlyArray<readonly [string, Sample]> = [
  [
    'add-not-null',
    {
      names: ['id', 'n'],
      rows: [
        ['1', null],
        ['3', null],
      ],
    },
  ],
  ['add-unique', { names: ['a', 'rows'], rows: [['x', '2']] }],
  [
    'add-foreign-key',
    {
      names: ['id', 'n'],
      rows: [
        ['2', '9'],
        ['4', '8'],
      ],
    },
  ],
  [
    'add-check',
    {
      names: ['id', 'n'],
      rows: [
        ['2', '0'],
        ['4', '-4'],
      ],
    },
  ],
  ['shrink-type', { names: ['id', 'a'], rows: [['2', 'abcd']] }],
  ['drop-column', { names: ['id', 'a'], rows: [['1', 'x']] }],
];

const planned = async (db: Scratch, c: Case): Promise<Plan> => {
  const { dialect } = await db.database();
  const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
  await db.reset();
  const built = plan(whole(emptySchema), whole(c.before), options);
  if (built._tag === 'Left') throw new Error(c.title);
  for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
  for (const row of c.rows) await db.exec(row);
  const made = plan(whole(await db.introspect()), c.after, options);
  if (made._tag === 'Left') throw new Error(c.title);
  return made.right;
};

const seen = async (db: Scratch, p: Plan): Promise<{ readonly judged: Plan; readonly samples: Samples }> => {
  let samples: Samples = new Map();
  const judged = await assess(p, await db.database(), {
    values: (fetched) => {
      samples = fetched;
    },
  });
  return { judged, samples };
};

describeEngines('rows behind a finding', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const here = wanted.filter(([title]) => first(title).only?.includes(engine.dialect) ?? true);

  test.each(here)('%s', async (title, sample) => {
    const c = first(title);
    const { judged, samples } = await seen(db, await planned(db, c));
    const found = judged.findings.find((f) => f.code === c.code);
    expect(found === undefined ? null : samples.get(sampleKey(found))).toEqual([sample]);
    expect(JSON.stringify(judged)).not.toContain('"rows":[["');
  });

  test('are five, and the beginnings of their values', async () => {
    const p = await planned(db, first('add-unique'));
    for (let i = 0; i < 40; i += 1)
      await db.exec(`INSERT INTO t (id, a) VALUES (${100 + i}, 'k${String(i >> 1).padStart(3, '0')}')`);
    const { samples } = await seen(db, p);
    expect([...samples.values()].flatMap((list) => list.map((s) => s.rows.length))).toEqual([5]);
    const long = await planned(db, {
      ...first('drop-column'),
      before: first('index-entry').before,
      after: first('drop-column').after,
      rows: [`INSERT INTO t (id, a) VALUES (1, '${'y'.repeat(5000)}')`],
    });
    expect([...(await seen(db, long)).samples.values()].flat()).toEqual([
      { names: ['id', 'a'], rows: [['1', 'y'.repeat(80)]] },
    ]);
  });

  test('are fetched only when they are asked for', async () => {
    const asked: string[] = [];
    const p = await planned(db, first('add-unique'));
    const database = await db.database();
    const recording = {
      ...database,
      query: (sql: string) => {
        asked.push(sql);
        return database.query(sql);
      },
    };
    await assess(p, recording);
    expect(asked.filter((sql) => /LIMIT 5$/.test(sql))).toEqual([]);
    await assess(p, recording, { values: () => {} });
    expect(asked.filter((sql) => /LIMIT 5$/.test(sql))).toHaveLength(1);
  });
});

/**
 * Rows that a plan takes away and keeps: the change is carried out, planned again, undone to the last byte, done again, and
 * what was kept is purged, but not before its time.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlanOptions, plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Migration, Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';

const spec = (fields: ReadonlyArray<string>, more: ReadonlyArray<string> = []): Desired => {
  const lines = [
    'persistence:',
    '  entity:',
    '    table: people',
    '    fields:',
    ...fields.map((f) => `      ${f}`),
    ...more.map((m) => `    ${m}`),
  ];
  const read = readSpec('people.yaml', lines.join('\n'));
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

const shared = [
  'id: { type: bigint, primary: true }',
  'email: { type: string(120), nullable: true }',
  'created_at: { type: int, nullable: true }',
];
const unique = (dedupe: string) => ['uniques:', `  - { columns: [email], dedupe: ${dedupe} }`];
const rows = [
  `INSERT INTO people (id, email, created_at) VALUES (1, 'a', 10), (2, 'a', 30), (3, 'a', 20), (4, 'b', NULL), (5, 'b', 1), (6, NULL, 1), (7, NULL, 2), (8, 'c', 5)`,
];

interface Case {
  readonly name: string;
  readonly before: Desired;
  readonly after: Desired;
  readonly rows: ReadonlyArray<string>;
  readonly options?: Partial<PlanOptions>;
  /** What is left in the table afterwards, by its key. */
  readonly left: ReadonlyArray<string>;
  readonly column?: string;
}

const cases: ReadonlyArray<Case> = [
  {
    name: 'keep the newest',
    before: spec(shared),
    after: spec(shared, unique('keep_newest(created_at)')),
    rows,
    left: ['2', '5', '6', '7', '8'],
  },
  {
    name: 'keep the oldest',
    before: spec(shared),
    after: spec(shared, unique('keep_oldest(created_at)')),
    rows,
    left: ['1', '5', '6', '7', '8'],
  },
  {
    name: 'keep the first',
    before: spec(shared),
    after: spec(shared, unique('keep_first')),
    rows,
    left: ['1', '4', '6', '7', '8'],
  },
  {
    name: 'empty the others',
    before: spec(shared),
    after: spec(shared, unique('null_others')),
    rows,
    left: ['1', '2', '3', '4', '5', '6', '7', '8'],
  },
  {
    name: 'keep the first of duplicates under a key of two columns, for some days',
    before: spec(
      ['tenant: { type: int }', 'no: { type: int }', 'code: { type: string(20) }'],
      ['primary_key: [tenant, no]'],
    ),
    after: spec(
      ['tenant: { type: int }', 'no: { type: int }', 'code: { type: string(20) }'],
      ['primary_key: [tenant, no]', 'uniques:', '  - { columns: [tenant, code], dedupe: keep_first }'],
    ),
    rows: [
      `INSERT INTO people (tenant, no, code) VALUES (1, 1, 'x'), (1, 2, 'x'), (2, 1, 'x'), (2, 2, 'y'), (2, 3, 'y')`,
    ],
    options: { archiveDays: 30 },
    column: 'no',
    left: ['1', '1', '2'],
  },
  {
    name: 'archive a column that may be NULL',
    before: spec([...shared, 'legacy_role: { type: string(30), nullable: true }']),
    after: spec(shared, ['dropped:', '  legacy_role: { archive: { days: 90 } }']),
    rows: [`INSERT INTO people (id, legacy_role) VALUES (1, 'admin'), (2, NULL), (3, '')`],
    left: ['1', '2', '3'],
  },
  {
    name: 'archive a column that must have a value and has a default',
    before: spec([...shared, 'legacy_role: { type: string(30), default: guest }']),
    after: spec(shared, ['dropped:', '  legacy_role: { archive: { days: 90 } }']),
    rows: [`INSERT INTO people (id, legacy_role) VALUES (1, 'admin'), (2, 'guest'), (3, 'it''s')`],
    left: ['1', '2', '3'],
  },
  {
    name: 'archive everything that is dropped',
    before: spec([...shared, 'score: { type: "decimal(9,3)" }', 'born: { type: date, nullable: true }']),
    after: spec(shared),
    rows: [`INSERT INTO people (id, score, born) VALUES (1, 1.125, '2000-02-29'), (2, -7, NULL)`],
    options: { archiveDays: 7 },
    left: ['1', '2'],
  },
];

describeEngines('kept rows', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(async () => {
    await db.drop();
  });

  const planned = async (to: Desired, options: Partial<PlanOptions> = {}): Promise<Plan> => {
    const { dialect } = await db.database();
    const made = plan(whole(await db.introspect()), to, {
      dialect: dialect.id,
      serverVersion: dialect.version,
      prune: true,
      now: Date.UTC(2026, 4, 27),
      ...options,
    });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    return made.right;
  };
  const up = async (ms: ReadonlyArray<Migration>): Promise<void> => {
    for (const m of ms) await db.apply(m.up.flatMap((s) => s.statements));
  };
  const down = async (ms: ReadonlyArray<Migration>): Promise<void> => {
    for (const m of [...ms].reverse()) await db.apply(m.down.flatMap((s) => s.statements));
  };
  const start = async (before: Desired, more: ReadonlyArray<string>): Promise<void> => {
    await db.reset();
    const { dialect } = await db.database();
    const made = plan(whole(emptySchema), before, { dialect: dialect.id, serverVersion: dialect.version });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    await up(made.right.migrations);
    for (const sql of more) await db.exec(sql);
  };

  test.each(cases)('$name', async ({ before, after, rows: given, options, left, column = 'id' }) => {
    await start(before, given);
    const dump = await db.dump();
    const content = await db.content();

    const p = await planned(after, options);
    const changes = p.migrations.filter((m) => m.phase !== 'purge');
    const purges = p.migrations.filter((m) => m.phase === 'purge');
    expect(changes.flatMap((m) => m.down.flatMap((s) => s.loses))).toEqual([]);
    expect(changes.flatMap((m) => m.irreversible)).toEqual([]);
    await up(changes);
    const after1 = await db.content();
    expect((after1['people'] ?? []).map((r) => r[column]).sort()).toEqual(left);
    const second = await planned({ ...after, data: [] }, options);
    expect(second.migrations.map((m) => m.name)).toEqual([]);
    // A source that owns everything does not drop what is kept either.
    const third = await planned(whole({ ...p.to }), options);
    expect(third.migrations.map((m) => m.name)).toEqual([]);

    for (const m of purges) await expect(up([m])).rejects.toThrow(/kept for longer/);
    await down(changes);
    expect(await db.dump()).toBe(dump);
    expect(await db.content()).toEqual(content);

    await up(changes);
    expect(await db.content()).toMatchObject({ people: after1['people'] });
    const beside = Object.keys(await db.content()).filter((t) => t.startsWith('altair_kept_'));
    expect(beside.length).toBeGreaterThan(0);
    if (purges.length === 0) return;
    for (const t of beside) await db.exec(`UPDATE ${t} SET altair_keep_until = '2020-01-01 00:00:00'`);
    await up(purges);
    expect(Object.keys(await db.content())).toEqual(['people']);
  });

  const assessed = async (to: Desired, options: Partial<PlanOptions> = {}): Promise<Plan> =>
    assess(await planned(to, options), await db.database());

  test('what was chosen for rows makes an unsafe plan safe, and the plan holds', async () => {
    await start(spec(shared), rows);
    const refused = spec(shared, ['uniques:', '  - { columns: [email] }']);
    expect((await assessed(refused)).verdict).toBe('unsafe');
    const p = await assessed(refused, { fixes: ['add-unique:people=keep_newest(created_at)'] });
    expect(p.findings.filter((f) => f.code === 'clear-rows').map((f) => f.evidence)).toEqual([
      { kind: 'exact', count: 3 },
    ]);
    expect(p.verdict).toBe('safe');
    await up(p.migrations);
    expect((await db.content())['people']?.length).toBe(5);
    await down(p.migrations);
    expect((await db.content())['people']?.length).toBe(8);
  });

  test('rows without a parent, false for a check and without a value are cleared out of the way', async () => {
    const parents = `persistence:
  entities:
    - { table: orgs, fields: { id: { type: bigint, primary: true } } }
    - table: people
      fields:
        id: { type: bigint, primary: true }
        age: { type: int, nullable: NULLS }
        org_id: { type: bigint, nullable: true REFERS }
      CHECKS`;
    const of = (nulls: string, refers: string, checks: string): Desired => {
      const text = parents.replace('NULLS', nulls).replace(' REFERS', refers).replace('CHECKS', checks);
      const read = readSpec('orgs.yaml', text);
      if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
      return read.right;
    };
    await start(of('true', '', ''), [
      'INSERT INTO orgs (id) VALUES (1), (2)',
      'INSERT INTO people (id, age, org_id) VALUES (1, 5, 1), (2, -5, 2), (3, NULL, NULL), (4, 7, 9), (5, -1, 8)',
    ]);
    const content = await db.content();
    const to = of('false', ', references: orgs.id', 'checks: [ { name: age_positive, expr: "age >= 0" } ]');
    expect((await assessed(to)).verdict).toBe('unsafe');
    const p = await assessed(to, {
      fixes: [
        'add-foreign-key:people=null_orphans',
        'add-check:people=delete_rows',
        'add-not-null:people.age=delete_rows',
      ],
    });
    expect(p.verdict, JSON.stringify(p.findings)).toBe('safe');
    await up(p.migrations);
    const left = await db.query('SELECT id, org_id FROM people WHERE age >= 0 ORDER BY id');
    expect(left.map((r) => [Number(r['id']), r['org_id'] === null ? null : Number(r['org_id'])])).toEqual([
      [1, 1],
      [4, null],
    ]);
    await down(p.migrations);
    expect(await db.content()).toEqual(content);
  });

  test('a choice that matches nothing is refused', async () => {
    await start(spec(shared), []);
    const { dialect } = await db.database();
    const now = whole(await db.introspect());
    const to = spec(shared, ['uniques:', '  - { columns: [email] }']);
    for (const fix of [
      'add-unique:persons=keep_first',
      'add-unik:people=keep_first',
      'add-unique:people=keep_newest',
      'x',
    ])
      expect(plan(now, to, { dialect: dialect.id, fixes: [fix] })._tag, fix).toBe('Left');
  });

  test('archive a table with its keys and numbers', async () => {
    await start(
      spec(['id: { type: bigint, primary: true, identity: true }', 'name: { type: string(40), unique: true }']),
      [
        `INSERT INTO people (name) VALUES ('x'), ('y')`,
        `DELETE FROM people WHERE name = 'y'`,
        `INSERT INTO people (name) VALUES ('z')`,
      ],
    );
    const dump = await db.dump();
    const content = await db.content();
    const p = await planned(whole(emptySchema), { archiveDays: 90 });
    const changes = p.migrations.filter((m) => m.phase !== 'purge');
    expect(p.migrations.at(-1)?.name).toBe('purge_kept_people_after_2026_08_25');
    await up(changes);
    expect(Object.keys(await db.content())).toEqual(['altair_kept_people']);
    await down(changes);
    expect(await db.dump()).toBe(dump);
    expect(await db.content()).toEqual(content);
    // The next row gets a number that nobody had.
    await db.exec(`INSERT INTO people (name) VALUES ('new')`);
    expect((await db.content())['people']?.length).toBe(3);
  });
});

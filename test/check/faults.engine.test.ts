/** The outside fails: at the k-th question, once or from then on, in every way a driver can. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isDoubt } from '../../src/check/verdict.js';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import type { Database, Fault, Row } from '../../src/edge/database.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { type Either, left, right } from '../../src/prelude.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { cases } from './cases.js';

type Answer = () => Promise<Either<Fault, ReadonlyArray<Row>>>;

const fault =
  (code: Fault['code'], sqlState: string | null = null): Answer =>
  () =>
    Promise.resolve(left({ kind: 'Fault', code, detail: 'as the test wants it', sqlState }));

const ways: Readonly<Record<string, Answer>> = {
  reset: fault('lost'),
  timeout: fault('timeout', '57014'),
  denied: fault('denied', '42501'),
  refused: fault('query', '42883'),
  'no row': () => Promise.resolve(right([])),
  'a row of something else': () => Promise.resolve(right([{ what: 'ever' }])),
  'no number': () => Promise.resolve(right([{ n: 'many', c0: null, c1: {}, uses: [], lax: undefined }])),
  'a broken promise': () => Promise.reject(new Error('the driver threw')),
};

/** The database, but from the k-th question on (or only then) it fails. */
const failing = (
  real: Database,
  k: number,
  always: boolean,
  way: Answer,
): { database: Database; asked: () => number } => {
  let n = 0;
  return {
    asked: () => n,
    database: {
      ...real,
      query: (sql) => {
        n += 1;
        return n === k || (always && n > k) ? way() : real.query(sql);
      },
    },
  };
};

describeEngines('when the outside fails', (engine) => {
  let db: Scratch;
  let made: Plan;
  let fine: Plan;
  let questions = 0;

  const planFor = async (code: string): Promise<Plan> => {
    const c = cases.find((x) => x.code === code);
    if (c === undefined) throw new Error(code);
    const { dialect } = await db.database();
    const options = { dialect: dialect.id, serverVersion: dialect.version };
    await db.reset();
    const built = plan(whole(emptySchema), whole(c.before), options);
    if (built._tag === 'Left') throw new Error(JSON.stringify(built.left));
    for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    await db.exec('INSERT INTO p (id) VALUES (1)');
    await db.exec('INSERT INTO t (id, n) VALUES (1, 1), (2, NULL)');
    const p = plan(whole(await db.introspect()), c.after, options);
    if (p._tag === 'Left') throw new Error(JSON.stringify(p.left));
    return p.right;
  };

  beforeAll(async () => {
    db = await scratch(engine);
    made = await planFor('add-foreign-key');
    const counting = failing(await db.database(), 0, false, fault('lost'));
    fine = await assess(made, counting.database);
    questions = counting.asked();
  });
  afterAll(() => db.drop());

  test('without a failure the plan is safe', () => {
    expect(fine.verdict).toBe('safe');
    expect(questions).toBeGreaterThan(0);
  });

  describe.each(Object.entries(ways))('%s', (_, way) => {
    test.each([false, true])('from then on: %s', async (always) => {
      for (let k = 1; k <= questions; k++) {
        const broken = failing(await db.database(), k, always, way);
        const judged = await assess(made, broken.database);
        const counted = judged.findings.filter((f) => f.evidence.kind === 'exact' || f.evidence.kind === 'estimated');
        // Safe is still possible where only an advice was asked for, and the statistics could give it.
        expect(judged.verdict).not.toBe('unsafe');
        if (judged.verdict === 'safe') expect(judged.findings.filter(isDoubt)).toEqual([]);
        expect(counted.filter((f) => f.level === 'error')).toEqual([]);
        for (const f of judged.findings) expect(JSON.stringify(f)).not.toContain('the driver threw');
      }
    });
  });

  test('every question failing leaves every question open', async () => {
    const broken = failing(await db.database(), 1, true, fault('timeout'));
    const judged = await assess(made, broken.database);
    expect(judged.verdict).toBe('unproven');
  });

  test('a database that never answers is not waited for', async () => {
    const real = await db.database();
    const silent: Database = { ...real, query: () => new Promise(() => {}) };
    const start = performance.now();
    const judged = await assess(made, silent, { budget: 200 });
    expect(performance.now() - start).toBeLessThan(2000);
    expect(judged.verdict).toBe('unproven');
  });

  test('a person who stops the asking gets what is known by then', async () => {
    const stop = new AbortController();
    stop.abort();
    const judged = await assess(made, await db.database(), { signal: stop.signal });
    expect(judged.verdict).toBe('unproven');
  });

  test('the same questions give the same answers again', async () => {
    expect(await assess(made, await db.database())).toEqual(fine);
  });
});

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
import { exitCode, exitCodeOf } from '../../src/report/exit-code.js';
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

/** Plans that are safe with these rows, and ask in every manner: scans, groups, parents, conversions that are tried out. */
const plans: Readonly<Record<string, ReadonlyArray<string>>> = {
  'add-foreign-key': ['INSERT INTO p (id) VALUES (1)', 'INSERT INTO t (id, n) VALUES (1, 1), (2, NULL)'],
  'add-unique': [`INSERT INTO t (id, a) VALUES (1, 'x'), (2, 'y')`],
  'change-type': [`INSERT INTO t (id, a) VALUES (1, '12'), (2, NULL)`],
  'lossy-change': ['INSERT INTO t (id, n) VALUES (1, 2), (2, NULL)'],
  'assign-value': [`INSERT INTO t (id, a) VALUES (1, 'x')`],
};

/** With the broken wires of test/engine/faults.test.ts more than a thousand on five engines. */
const fewest = { postgres: 140, mysql: 250, mariadb: 250, sqlite: 60 } as const;

describeEngines('when the outside fails', (engine) => {
  let db: Scratch;
  let injected = 0;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const here = Object.entries(plans).filter(([code]) => {
    const only = cases.find((c) => c.code === code)?.only ?? null;
    return only === null || only.includes(engine.dialect);
  });

  describe.each(here)('%s', (code, rows) => {
    let made: Plan;
    let fine: Plan;
    let questions = 0;

    beforeAll(async () => {
      const c = cases.find((x) => x.code === code);
      if (c === undefined) throw new Error(code);
      const { dialect } = await db.database();
      const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      await db.reset();
      const built = plan(whole(emptySchema), whole(c.before), options);
      if (built._tag === 'Left') throw new Error(JSON.stringify(built.left));
      for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
      for (const row of rows) await db.exec(row);
      const p = plan(whole(await db.introspect()), c.after, options);
      if (p._tag === 'Left') throw new Error(JSON.stringify(p.left));
      made = p.right;
      const counting = failing(await db.database(), 0, false, fault('lost'));
      fine = await assess(made, counting.database);
      questions = counting.asked();
    });

    test('without a failure the plan is safe', () => {
      expect(fine.verdict).toBe('safe');
      expect(questions).toBeGreaterThan(0);
    });

    test.each(Object.entries(ways))('%s', async (_, way) => {
      for (const always of [false, true])
        for (let k = 1; k <= questions; k++) {
          const broken = failing(await db.database(), k, always, way);
          const judged = await assess(made, broken.database);
          expect(broken.asked()).toBeGreaterThanOrEqual(k);
          injected += 1;
          expect([exitCode.safe, exitCode.unproven]).toContain(exitCodeOf(judged.verdict));
          expect(judged.findings.filter((f) => f.level === 'error')).toEqual([]);
          // Safe is still possible where only an advice was asked for, and the statistics could give it.
          if (judged.verdict === 'safe') expect(judged.findings.filter(isDoubt)).toEqual([]);
          for (const f of judged.findings) expect(JSON.stringify(f)).not.toContain('the driver threw');
        }
    });

    test('every question failing leaves every question open', async () => {
      for (const way of Object.values(ways)) {
        const judged = await assess(made, failing(await db.database(), 1, true, way).database);
        expect(judged.verdict).toBe('unproven');
      }
    });

    test('a question that is lost is never taken for answered', async () => {
      // Each statement alone fails for good, whatever comes after it and however it is put again.
      const asked: string[] = [];
      const real = await db.database();
      const listening: Database = {
        ...real,
        query: (sql) => {
          asked.push(sql);
          return real.query(sql);
        },
      };
      await assess(made, listening);
      for (const lost of asked.filter((sql) => !/information_schema|pg_class|performance_schema|sql_mode/.test(sql))) {
        const without = { ...real, query: (sql: string) => (sql === lost ? fault('timeout')() : real.query(sql)) };
        const judged = await assess(made, without);
        const told = judged.findings.map((f) => f.code);
        // Either the same question was answered in its parts, or it is said to be open.
        if (judged.verdict === 'safe') expect(lost, told.join()).toMatch(/AS ["`]c1["`]|count\(\*\)/);
      }
    });

    test('a database that never answers is not waited for', async () => {
      const silent: Database = {
        ...(await db.database()),
        query: () => new Promise(() => {}),
        abort: () => new Promise(() => {}),
      };
      const start = performance.now();
      const judged = await assess(made, silent, { budget: 200 });
      expect(performance.now() - start).toBeLessThan(5000);
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

  test('enough failures were tried', () => {
    console.log(`${engine.id}: ${injected} failures of questions injected`);
    expect(injected).toBeGreaterThanOrEqual(fewest[engine.dialect]);
  });
});

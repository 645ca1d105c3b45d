/**
 * The wire to the server breaks at its k-th message, in every way, once or from then on: between greeting and farewell,
 * whatever is being read. The program ends, in time, with one of the exit codes it promises; and no failure makes a plan
 * look better than it is.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Patience, usual } from '../../src/edge/patience.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, foreignKey, type Schema, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { exitCode } from '../../src/report/exit-code.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { sessionTable } from '../support/session-table.js';
import { type Attempt, attempt } from './faults/attempt.js';
import { type Break, type Way, ways, wire } from './faults/wire.js';

const factor = Number(process.env['ALTAIR_RUNS_FACTOR'] ?? '1');
/** Places along the wire at which each way of breaking is tried, twice. */
const places = Math.ceil(4 * factor);

const wanted: Schema = {
  ...emptySchema,
  tables: [
    table(qname('p'), [column('id', T.integer(32))], {
      primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
    }),
    table(
      qname('t'),
      [
        column('id', T.integer(32)),
        column('p_id', T.integer(32), { nullable: true }),
        column('a', T.varchar(20), { nullable: true }),
        column('n', T.integer(32)),
      ],
      {
        primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
        uniques: [unique(['a'])],
        foreignKeys: [foreignKey(['p_id'], { table: qname('p'), columns: ['id'] })],
      },
    ),
  ],
};

const tables = [
  'CREATE TABLE p (id integer NOT NULL PRIMARY KEY)',
  'CREATE TABLE t (id integer NOT NULL PRIMARY KEY, p_id integer, a varchar(20), n integer)',
  'INSERT INTO p VALUES (1), (2)',
  `INSERT INTO t VALUES (1, 1, 'x', 1), (2, 2, 'y', 2), (3, NULL, NULL, 3)`,
];

const kinds = {
  /** Nothing speaks against the plan: no failure may be taken for a reason. */
  safe: [],
  /** Everything speaks against it: no failure may be taken for leave. */
  unsafe: [`INSERT INTO t VALUES (4, 99, 'x', NULL)`],
} as const;

const promised: ReadonlySet<number> = new Set([
  exitCode.safe,
  exitCode.unsafe,
  exitCode.usage,
  exitCode.unproven,
  exitCode.database,
]);

/** Ways in which a server does not lie about its rows: what it said before it broke is true. */
const honest: ReadonlySet<Way> = new Set(['reset', 'cut', 'silence', 'denied', 'noise']);

/** Nothing comes after them on the same connection: once is always. */
const mute: ReadonlySet<Way> = new Set(['silence', 'noise']);

interface Tried {
  readonly what: Break;
  readonly kind: keyof typeof kinds;
  readonly asking: boolean;
  readonly broke: boolean;
  readonly ended: Attempt;
}

const wrong = (t: Tried): string | null => {
  const { code } = t.ended;
  if (code === 'hangs' || code === 'crashes') return code;
  if (!promised.has(code)) return 'a code that is not promised';
  if (!t.broke) return null;
  // A catalog full of nonsense makes another plan; an answer that is nonsense must not make a better one.
  const binding = honest.has(t.what.way) || t.asking;
  if (binding && t.kind === 'unsafe' && code === exitCode.safe) return 'false safe';
  if (honest.has(t.what.way) && t.kind === 'safe' && code === exitCode.unsafe) return 'false unsafe';
  if (honest.has(t.what.way) && code === exitCode.usage) return 'the user is blamed';
  if (t.ended.why.includes('as the test wants it')) return 'the words of the server';
  return null;
};

const show = (t: Tried): string =>
  `${t.kind} ${t.what.way} at ${t.what.at}${t.what.always ? ' and on' : ''}: ${t.ended.code} ${t.ended.why}`;

/** Sessions of ours that a server still has open in the middle of something. */
const openIn = (sessions: string): string =>
  `SELECT t.trx_id FROM information_schema.innodb_trx t JOIN ${sessions} p ON p.id = t.trx_mysql_thread_id
    WHERE p.db = database() AND p.id <> connection_id()`;
const leftovers = {
  postgres: `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'altair-plan' AND state LIKE '%transaction%'`,
  mysql: openIn(sessionTable.mysql),
  mariadb: openIn(sessionTable.mariadb),
  sqlite: null,
} as const;

describeEngines(
  'a wire that breaks',
  (engine) => {
    const kind = engine.dialect === 'postgres' ? 'postgres' : 'mysql';
    let dbs: Readonly<Record<keyof typeof kinds, Scratch>>;
    beforeAll(async () => {
      const make = async (more: ReadonlyArray<string>): Promise<Scratch> => {
        const db = await scratch(engine);
        for (const sql of [...tables, ...more]) await db.exec(sql);
        return db;
      };
      dbs = { safe: await make(kinds.safe), unsafe: await make(kinds.unsafe) };
    });
    afterAll(async () => {
      for (const db of Object.values(dbs)) await db.drop();
    });

    const tryOne = async (which: keyof typeof kinds, what: Break | null, patience: Patience) => {
      const db = dbs[which];
      const line = await wire(kind, db.target, what);
      let asking = Number.POSITIVE_INFINITY;
      const ended = await attempt(
        { ...db.target, host: '127.0.0.1', port: line.port, tls: 'off' },
        wanted,
        () => {
          asking = line.count();
        },
        patience,
      );
      const broke = line.broke();
      await line.close();
      return {
        ended,
        count: line.count(),
        asking: broke !== null && broke > asking,
        broke: broke !== null,
        from: asking,
      };
    };

    test('is seen for what it is', { timeout: 900_000 }, async () => {
      const tried: Tried[] = [];
      const tryAll = async (which: keyof typeof kinds): Promise<void> => {
        const started = performance.now();
        const fine = await tryOne(which, null, usual);
        // Silence is waited for about twice as long as all takes when all is well.
        const enough = Math.ceil(300 + 2 * (performance.now() - started));
        const patience: Patience = {
          connect: enough,
          catalog: enough,
          statement: 5000,
          question: enough,
          farewell: 100,
        };
        expect(fine.ended.code, fine.ended.why).toBe(exitCode[which]);
        // Half of the places where the rows are asked about: there a wrong answer would count.
        const spread = (from: number, to: number, n: number): ReadonlyArray<number> =>
          Array.from({ length: n }, (_, i) => from + Math.floor(((to - from) * i) / n));
        const half = Math.ceil(places / 2);
        const at = [...spread(1, fine.from, places - half), ...spread(fine.from + 1, fine.count + 1, half)];
        for (const way of ways)
          for (const always of mute.has(way) ? [false] : [false, true]) {
            // Side by side, because most of the time is spent waiting for a wire that says nothing.
            const trials = [...new Set(at)].map(async (k) => {
              const what = { at: k, way, always };
              const one = await tryOne(which, what, patience);
              if (one.broke) tried.push({ what, kind: which, asking: one.asking, broke: one.broke, ended: one.ended });
            });
            await Promise.all(trials);
          }
      };
      await Promise.all([tryAll('safe'), tryAll('unsafe')]);
      const bad = tried.filter((t) => wrong(t) !== null).map((t) => `${wrong(t)}: ${show(t)}`);
      const codes = [...new Set(tried.map((t) => String(t.ended.code)))].map(
        (c) => `${c}: ${tried.filter((t) => String(t.ended.code) === c).length}`,
      );
      console.log(`${engine.id}: ${tried.length} faults injected; exit codes ${codes.join(', ')}`);
      expect(bad).toEqual([]);
      // Together with the failures of test/check/faults.engine.test.ts more than a thousand on five engines.
      expect(tried.length).toBeGreaterThanOrEqual(64 * factor);
      // A server that is busy takes a moment to notice that nobody is there any more.
      for (const db of Object.values(dbs))
        await expect.poll(() => db.query(leftovers[engine.dialect] ?? ''), { timeout: 10_000 }).toEqual([]);
    });
  },
  ['postgres15', 'postgres18', 'mysql', 'mariadb'],
);

/**
 * What asking costs on a table of five million rows, beside what the server itself takes: for a bare count(*), for reading
 * one column of every row (some servers count without looking into the rows), and for the change that is asked about.
 */
import { performance } from 'node:perf_hooks';
import { plan } from '../src/compile.js';
import { assess } from '../src/edge/assess.js';
import { connect } from '../src/edge/connect.js';
import type { Database } from '../src/edge/database.js';
import { usual } from '../src/edge/patience.js';
import { whole } from '../src/ir/desired.js';
import { qname } from '../src/ir/name.js';
import { foreignKey, type Schema, type Table, unique } from '../src/ir/schema.js';
import { isLeft } from '../src/prelude.js';
import type { Session } from '../test/support/engine/session.js';
import { type Opened, openAll } from './databases.js';

const rows = Number(process.env['ALTAIR_BENCH_ROWS'] ?? '5000000');
const parents = 100_000;
const rounds = 3;
/** So that a question of a slow server is measured, too; by itself the program gives up after the usual limit. */
const question = 120_000;
const tooLong = `, more than the usual ${usual.statement / 1000} s`;

const tables = [
  'CREATE TABLE p (id bigint NOT NULL PRIMARY KEY)',
  `CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, email varchar(80), parent_id bigint, n integer, note varchar(200))`,
];

/** Rows from..to, made by the server. */
const insert = (dialect: Database['dialect']['id'], table: 'p' | 't', from: number, to: number): string => {
  const list = table === 'p' ? 'g' : `g, X, 1 + g % ${parents}, g % 1000, 'some note or other'`;
  const email =
    dialect === 'mysql' || dialect === 'mariadb'
      ? `concat('user', g, '@example.org')`
      : `'user' || g || '@example.org'`;
  const values = list.replace('X', email);
  const numbers =
    dialect === 'postgres'
      ? `SELECT g FROM generate_series(${from}, ${to}) AS s(g)`
      : `SELECT ${from} + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS g FROM d a, d b, d c, d e, d f`;
  return `INSERT INTO ${table} SELECT ${values} FROM (${numbers}) AS numbers WHERE g <= ${to}`;
};

const fill = async (session: Session, dialect: Database['dialect']['id']): Promise<void> => {
  for (const sql of tables) await session.exec(sql);
  const step = dialect === 'postgres' ? rows : 100_000;
  if (dialect !== 'postgres') {
    await session.exec('CREATE TABLE d (d integer)');
    await session.exec('INSERT INTO d VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)');
  }
  await session.exec(insert(dialect, 'p', 1, parents));
  for (let from = 1; from <= rows; from += step)
    await session.exec(insert(dialect, 't', from, Math.min(rows, from + step - 1)));
  if (dialect !== 'sqlite') await session.exec(dialect === 'postgres' ? 'VACUUM ANALYZE' : 'ANALYZE TABLE t');
};

const changed = (schema: Schema, change: (t: Table) => Table): Schema => ({
  ...schema,
  tables: schema.tables.map((t) => (t.name.name === 't' ? change(t) : t)),
});

interface Change {
  readonly name: string;
  readonly make: (t: Table) => Table;
  /** The change itself, for servers that can make it in one statement. */
  readonly itself: string | null;
}

const required = (t: Table, name: string): Table => ({
  ...t,
  columns: t.columns.map((c) => (c.name === name ? { ...c, nullable: false } : c)),
});
const distinct = (t: Table): Table => ({ ...t, uniques: [...t.uniques, unique(['email'])] });
const pointing = (t: Table): Table => ({
  ...t,
  foreignKeys: [...t.foreignKeys, foreignKey(['parent_id'], { table: qname('p'), columns: ['id'] })],
});

const changes: ReadonlyArray<Change> = [
  { name: 'n NOT NULL', make: (t) => required(t, 'n'), itself: null },
  {
    name: 'three columns NOT NULL',
    make: (t) => ['n', 'email', 'note'].reduce(required, t),
    itself: null,
  },
  { name: 'parent_id REFERENCES p', make: pointing, itself: null },
  { name: 'email UNIQUE', make: distinct, itself: 'CREATE UNIQUE INDEX bench_email ON t (email)' },
];

const best = async (work: () => Promise<unknown>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
};

const widths = [46, 9, 10, 10, 11, 10] as const;
const row = (...cells: ReadonlyArray<string>): void =>
  console.log(cells.map((c, i) => (i === 0 ? c.padEnd(widths[0]) : c.padStart(widths[i] ?? 10))).join('  '));

const measure = async (o: Opened): Promise<void> => {
  const opened = await connect({ ...o.session.target, question });
  if (isLeft(opened)) throw new Error(opened.left.detail);
  const database = opened.right;
  try {
    const { id, version } = database.dialect;
    await fill(o.session, id);
    const read = await database.introspect();
    if (isLeft(read) || isLeft(read.right)) throw new Error(`${o.name}: no catalog`);
    const schema = read.right.right;
    const bare = async (sql: string): Promise<number> => best(() => o.session.query(sql));
    const count = await bare('SELECT count(*) AS n FROM t');
    const column = await bare('SELECT max(n) AS n FROM t');
    row(`${o.name}: count(*), max(n)`, count.toFixed(0), '', '', column.toFixed(0), '');
    for (const change of changes) {
      const made = plan(whole(schema), whole(changed(schema, change.make)), { dialect: id, serverVersion: version });
      if (isLeft(made)) throw new Error(JSON.stringify(made.left));
      let verdict = '';
      const before = process.memoryUsage().rss;
      const time = await best(async () => {
        verdict = (await assess(made.right, database, { question, budget: 6 * question })).verdict;
      });
      const more = Math.max(0, process.memoryUsage().rss - before) / 1024 / 1024;
      row(
        `  ${change.name}: ${verdict}${time > usual.statement ? tooLong : ''}`,
        time.toFixed(0),
        `×${(time / count).toFixed(1)}`,
        `×${(time / column).toFixed(1)}`,
        '',
        more.toFixed(0),
      );
      if (change.itself === null) continue;
      const started = performance.now();
      await o.session.exec(change.itself);
      row('    the change itself', (performance.now() - started).toFixed(0));
    }
  } finally {
    await database.close();
  }
};

export const probes = async (folder: string): Promise<void> => {
  console.log(
    `\nasking about ${rows.toLocaleString('en')} rows, best of ${rounds}; goal: a scan at most ×2 of count(*), at most 50 MB`,
  );
  row('', 'ms', '× count', '× column', 'column, ms', 'more MB');
  for await (const o of openAll(folder)) {
    if ('missing' in o) {
      console.log(`NOT MEASURED: ${o.missing}`);
      continue;
    }
    try {
      await measure(o);
    } finally {
      await o.end();
    }
  }
};

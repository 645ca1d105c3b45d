/**
 * MySQL and MariaDB through mysql2. The connection cannot write: the session is read-only, each question runs in a
 * read-only transaction of its own, and both are read back before anything is asked. Only statements of ours are sent.
 * https://dev.mysql.com/doc/refman/8.4/en/set-transaction.html · https://mariadb.com/kb/en/start-transaction/
 */
import type { Connection, ConnectionOptions, SslOptions } from 'mysql2/promise';
import type { CatalogRows, Dialect, ServerVersion } from '../dialect/dialect.js';
import { mariadb } from '../dialect/mariadb/index.js';
import { mysql } from '../dialect/mysql/index.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import type { ConnectionTarget, Database, Fault, Row } from './database.js';
import { acts } from './mysql-acting.js';
import { faultOf, mysqlFault } from './mysql-fault.js';
import { type Patience, patienceFor, within } from './patience.js';

/** Milliseconds. */
const budget = { lock: 1_000 } as const;

/** No mode that changes how text is read, whatever the server's default is. */
const sqlMode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

/** Without a list of its own, a connection that verifies nothing reads every authority's certificate first: 20 ms. */
const tlsOptions = (verify: boolean): SslOptions => ({
  rejectUnauthorized: verify,
  verifyIdentity: verify,
  ...(verify ? {} : { ca: [] }),
});

const optionsOf = (t: ConnectionTarget, tls: boolean, patience: Patience): ConnectionOptions => ({
  host: t.host,
  port: t.port,
  database: t.database,
  ...(t.user === null ? {} : { user: t.user }),
  ...(t.password === null ? {} : { password: t.password }),
  ...(tls ? { ssl: tlsOptions(t.tls === 'verify') } : {}),
  charset: 'utf8mb4',
  connectTimeout: patience.connect,
  multipleStatements: false,
  // LOAD DATA LOCAL is refused by the server side of the handshake, and nothing here would answer it.
  flags: ['-LOCAL_FILES'],
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: true,
  decimalNumbers: false,
  jsonStrings: true,
  rowsAsArray: false,
});

/** `5.5.5-10.11.6-MariaDB` is how old MariaDB servers say 10.11.6. */
const versionOf = (text: string): ServerVersion | null => {
  const m = /^(?:5\.5\.5-)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return m === null
    ? null
    : {
        major: Number(m[1]),
        minor: Number(m[2]),
        patch: Number(m[3] ?? 0),
        text: m[0].replace(/^5\.5\.5-/, ''),
      };
};

const oldest = { mysql: [8, 0], mariadb: [10, 5] } as const;

const isSupported = (id: 'mysql' | 'mariadb', v: ServerVersion): boolean => {
  const [major, minor] = oldest[id];
  return v.major !== major ? v.major > major : v.minor >= minor;
};

const rowsOf = async (c: Connection, sql: string): Promise<ReadonlyArray<Row>> => {
  const [rows] = await c.execute(sql);
  return Array.isArray(rows) ? rows.filter((r): r is Row & typeof r => typeof r === 'object' && !Array.isArray(r)) : [];
};

const one = async (c: Connection, sql: string): Promise<Row> => (await rowsOf(c, sql))[0] ?? {};

const limitStatement = (isMaria: boolean, ms: number): string =>
  isMaria ? `SET SESSION max_statement_time = ${ms / 1000}` : `SET SESSION max_execution_time = ${ms}`;

/** Read-only, short of patience, and in known modes; Left when the server does not say so itself afterwards. */
const secure = async (c: Connection, isMaria: boolean, statement: number): Promise<Either<Fault, null>> => {
  const settings = [
    `sql_mode = '${sqlMode}'`,
    `lock_wait_timeout = ${budget.lock / 1000}`,
    `innodb_lock_wait_timeout = ${budget.lock / 1000}`,
    "time_zone = '+00:00'",
  ];
  // Each waits for the answer to the one before; a server far away answers no faster for being asked little.
  for (const sql of [
    'SET NAMES utf8mb4',
    `SET ${settings.map((s) => `SESSION ${s}`).join(', ')}`,
    limitStatement(isMaria, statement),
    'SET SESSION TRANSACTION READ ONLY',
  ])
    await c.query(sql);
  const said = await one(
    c,
    `SELECT ${isMaria ? '@@SESSION.tx_read_only' : '@@SESSION.transaction_read_only'} AS ro, @@SESSION.sql_mode AS mode,
 @@SESSION.lock_wait_timeout AS lock_wait, ${isMaria ? '@@SESSION.max_statement_time * 1000' : '@@SESSION.max_execution_time'} AS patience,
 @@SESSION.character_set_client AS charset`,
  );
  const holds =
    Number(said['ro']) === 1 &&
    said['mode'] === sqlMode &&
    Number(said['lock_wait']) <= budget.lock / 1000 &&
    Number(said['patience']) === statement &&
    said['charset'] === 'utf8mb4';
  return holds
    ? right(null)
    : left(mysqlFault('not-read-only', 'the server did not take the read-only settings of the session'));
};

const guarded = async <A>(run: () => Promise<A>): Promise<Either<Fault, A>> => {
  try {
    return right(await run());
  } catch (e) {
    return left(faultOf(e));
  }
};

/** Opens a connection more, when one is to be ended from outside. */
type Dial = () => Promise<Either<Fault, Connection>>;

/**
 * A user may end the questions of his own. The whole connection, so that nothing that is on its way there is begun after
 * it. https://dev.mysql.com/doc/refman/8.4/en/kill.html
 */
const kill = async (c: Connection, dial: Dial): Promise<void> => {
  const other = await dial();
  if (!isLeft(other)) {
    await other.right.query(`KILL CONNECTION ${Number(c.threadId)}`).catch(() => undefined);
    other.right.destroy();
  }
  c.destroy();
};

const gone = left(mysqlFault('lost', 'the asking was stopped'));

const tooSlow = left(mysqlFault('timeout', 'the server did not answer in time'));

const databaseOf = (c: Connection, dialect: Dialect, isMaria: boolean, dial: Dial, patience: Patience): Database => {
  let killing: Promise<void> | null = null;
  let ends: () => void = () => {};
  const ended = new Promise<typeof gone>((resolve) => {
    ends = () => resolve(gone);
  });
  const abort = (): Promise<void> => {
    killing ??= kill(c, dial).finally(ends);
    return killing;
  };
  const inTransaction = <A>(run: () => Promise<A>, milliseconds: number): Promise<Either<Fault, A>> => {
    if (killing !== null) return Promise.resolve(gone);
    const answer = guarded(async () => {
      await c.query('START TRANSACTION READ ONLY');
      try {
        return await run();
      } finally {
        await c.query('ROLLBACK').catch(() => undefined);
      }
    });
    // What is asked on a connection that is destroyed gets no answer at all.
    return within(milliseconds, Promise.race([answer, ended]), () => {
      // A server that is silent is asked to stop, and left alone.
      void abort();
      return tooSlow;
    });
  };
  return {
    dialect,
    introspect: async () => {
      const rows = await inTransaction(async () => {
        await c.query(limitStatement(isMaria, patience.catalog));
        try {
          // One connection answers one question at a time; sent together, they wait for no round trip between them.
          const answers = await Promise.all(
            dialect.catalog.queries.map(async (q) => [q.name, await rowsOf(c, q.sql)] as const),
          );
          return Object.fromEntries(answers) satisfies CatalogRows;
        } finally {
          await c.query(limitStatement(isMaria, patience.statement));
        }
      }, patience.catalog);
      return isLeft(rows) ? rows : right(dialect.catalog.lower(rows.right));
    },
    query: (sql) => inTransaction(() => rowsOf(c, sql), patience.question),
    acts: async (sql) => right(acts(sql, isMaria ? 'mariadb' : 'mysql')),
    abort,
    close: async () => {
      if (killing !== null) return;
      await within(
        patience.farewell,
        c.end().catch(() => undefined),
        () => c.destroy(),
      );
    },
  };
};

const silent = left(mysqlFault('unreachable', 'the server did not answer in time'));

/** What the server says of itself decides which of the two it is, whatever was asked for. */
const recognise = async (c: Connection, dial: Dial, patience: Patience): Promise<Either<Fault, Database>> => {
  const said = await one(c, 'SELECT VERSION() AS version, @@version_comment AS comment');
  const text = String(said['version'] ?? '');
  const isMaria = /mariadb/i.test(text);
  const id = isMaria ? 'mariadb' : 'mysql';
  const version = versionOf(text);
  if (/tidb|vitess|starrocks|oceanbase/i.test(`${text} ${String(said['comment'] ?? '')}`))
    return left(mysqlFault('unsupported-server', 'the server speaks the protocol of MySQL and is another product'));
  if (version === null || !isSupported(id, version))
    return left(
      mysqlFault('unsupported-server', `${isMaria ? 'MariaDB 10.5' : 'MySQL 8.0'} is the oldest version supported`),
    );
  const secured = await secure(c, isMaria, patience.statement);
  if (isLeft(secured)) return secured;
  const make = isMaria ? mariadb : mysql;
  const settings = await settingsOf(c, make(version));
  return right(databaseOf(c, make({ ...version, settings }), isMaria, dial, patience));
};

/** The answer to the catalog's first question, which is about the server and the database themselves. */
const settingsOf = async (c: Connection, dialect: Dialect): Promise<Readonly<Record<string, string>>> => {
  const question = dialect.catalog.queries.find((q) => q.name === 'server');
  const said = question === undefined ? {} : await one(c, question.sql);
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)]));
};

export const connect = async (
  target: ConnectionTarget,
  patience: Patience = patienceFor(target),
): Promise<Either<Fault, Database>> => {
  const driver = await guarded(() => import('mysql2/promise'));
  if (isLeft(driver)) return left(mysqlFault('driver-missing', 'the package mysql2 is not installed'));
  const dial = (tls: boolean): Promise<Either<Fault, Connection>> =>
    guarded(() => driver.right.default.createConnection(optionsOf(target, tls, patience)));
  const first = await dial(target.tls !== 'off');
  const dialled =
    isLeft(first) && target.tls === 'prefer' && first.left.sqlState === 'HANDSHAKE_NO_SSL_SUPPORT'
      ? await dial(false)
      : first;
  if (isLeft(dialled)) return dialled;
  const connection = dialled.right;
  // A connection that is lost between two questions fails the next one; it must not end the process.
  connection.on('error', () => undefined);
  const again: Dial = () => dial(dialled === first && target.tls !== 'off');
  const made = await within(
    2 * patience.connect,
    guarded(() => recognise(connection, again, patience)),
    () => silent,
  );
  const result = isLeft(made) ? made : made.right;
  if (isLeft(result)) connection.destroy();
  return result;
};

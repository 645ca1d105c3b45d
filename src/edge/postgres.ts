/**
 * PostgreSQL through the `postgres` package: one connection that cannot write.
 *
 * Read-only is a session default set at start-up and read back, because a transaction's own READ ONLY ends with the
 * transaction. Every statement goes through the extended protocol, which refuses two statements in one text; the simple
 * protocol would run `COMMIT; INSERT …`. https://www.postgresql.org/docs/18/sql-set-transaction.html
 */
import type postgres from 'postgres';
import type { CatalogRows, Dialect } from '../dialect/dialect.js';
import { postgres as dialectOf } from '../dialect/postgres/index.js';
import { quote, quoteText } from '../dialect/postgres/quote.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import type { ConnectionTarget, Database, Fault, Row } from './database.js';
import { type Patience, patienceFor, within } from './patience.js';
import { actingOn } from './postgres-acting.js';
import { faultOf, makeFault } from './postgres-fault.js';
import { type OneSocket, oneSocket } from './postgres-socket.js';
import { parseServerVersion } from './postgres-version.js';

type Sql = ReturnType<typeof postgres>;
type Loaded = typeof postgres;

/** As the server shows them back. */
const settings: Readonly<Record<string, string>> = {
  default_transaction_read_only: 'on',
  statement_timeout: '30s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '1min',
  row_security: 'off',
  standard_conforming_strings: 'on',
  application_name: 'altair-plan',
  // What decides how the catalog's own functions print values.
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  quote_all_identifiers: 'off',
};

const tls = { off: false, prefer: 'prefer', require: 'require', verify: 'verify-full' } as const;

/** Values as the server writes them: a number of JavaScript's would round a bigint, a Date a microsecond. */
const asText = {
  to: 25,
  from: [17, 114, 700, 701, 1082, 1083, 1114, 1184, 3802],
  serialize: (value: unknown): unknown => value,
  parse: (value: unknown): unknown => value,
};

const open = (
  load: Loaded,
  target: ConnectionTarget,
  socket: OneSocket,
  patience: Patience,
  onclose: () => void,
): Sql =>
  load({
    host: target.host,
    port: target.port,
    database: target.database,
    ...(target.user === null ? {} : { username: target.user }),
    ...(target.password === null ? {} : { password: target.password }),
    ssl: tls[target.tls],
    max: 1,
    prepare: false,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: patience.connect / 1000,
    onnotice: () => {},
    onclose,
    types: { asText },
    connection: settings,
    // Not in the package's types.
    ...{ socket: socket.open },
  });

/** Without it the package takes the simple protocol for a text without parameters; the option is not in its types. */
const extended = { simple: false };

const run = (sql: Sql, text: string): Promise<ReadonlyArray<Row>> =>
  sql.unsafe<Row[]>(text, [], { prepare: false, ...extended }).then((rows) => [...rows]);

/** SELECT 1 first: once a transaction has read, it can no longer be made READ WRITE. */
const begin = ['BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', 'SELECT 1'];

/** A question about rows is worth less time than the catalog, and never worth making others wait. */
const short = (milliseconds: number): ReadonlyArray<string> => [
  `SET LOCAL statement_timeout = ${milliseconds}`,
  "SET LOCAL lock_timeout = '500ms'",
];

/** All of them down the pipeline at once, in one transaction; the first error is the answer. */
const inTransaction = async (
  sql: Sql,
  statements: ReadonlyArray<string>,
  broken: Promise<null>,
): Promise<Either<Fault, ReadonlyArray<ReadonlyArray<Row>>>> => {
  const all = [...begin, ...statements, 'ROLLBACK'];
  // When the connection breaks, the package rejects what was sent and waits for ever with what was not.
  const answers = await Promise.race([broken, Promise.allSettled(all.map((text) => run(sql, text)))]);
  if (answers === null) return gone;
  const rows: ReadonlyArray<Row>[] = [];
  for (const answer of answers) {
    if (answer.status === 'rejected') return left(faultOf(answer.reason, 'query'));
    rows.push(answer.value);
  }
  return right(rows.slice(begin.length, begin.length + statements.length));
};

const gone = left(makeFault('lost', 'the connection to the database was lost'));

const readBack = async (sql: Sql, expected: Readonly<Record<string, string>>): Promise<Fault | null> => {
  const names = Object.keys(expected);
  const list = names.map((name) => `pg_catalog.current_setting(${quoteText(name)}) AS ${quote(name)}`).join(', ');
  const [row] = await run(sql, `SELECT ${list}`);
  const wrong = names.filter((name) => row?.[name] !== expected[name]);
  return wrong.length === 0
    ? null
    : makeFault('not-read-only', `the server did not keep the session's ${wrong.join(', ')}; connect to it directly`);
};

const describeServer = `SELECT pg_catalog.version() AS banner, pg_catalog.current_setting('server_version') AS version,
  pg_catalog.current_schema()::text AS namespace, pg_catalog.pg_backend_pid() AS pid`;

/** Views and foreign tables run other people's code; where the server can, they are switched off for this session. */
const restrict = `SELECT pg_catalog.set_config(name, 'view, foreign-table', false) FROM pg_catalog.pg_settings
  WHERE name = 'restrict_nonsystem_relation_kind'`;

interface Entered {
  readonly dialect: Dialect;
  /** The server's process behind this connection. */
  readonly pid: number;
}

const enter = async (sql: Sql, target: ConnectionTarget): Promise<Either<Fault, Entered>> => {
  const [server] = await run(sql, describeServer);
  const version = parseServerVersion(String(server?.['banner']), String(server?.['version']));
  if (isLeft(version)) return version;
  const home = target.namespace ?? (typeof server?.['namespace'] === 'string' ? server['namespace'] : 'public');
  const [known] = await run(sql, `SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ${quoteText(home)}`);
  if (known === undefined && target.namespace !== null)
    return left(makeFault('not-found', `there is no schema ${JSON.stringify(home)} in the database`));
  // pg_catalog first: an operator or function of the same name elsewhere must not be run in its place.
  const path = `pg_catalog, ${quote(home)}, pg_temp`;
  await Promise.all([
    run(sql, `SELECT pg_catalog.set_config('search_path', ${quoteText(path)}, false)`),
    run(sql, restrict),
  ]);
  const differing = await readBack(sql, { ...settings, search_path: path });
  return differing === null
    ? right({ dialect: dialectOf(version.right), pid: Number(server?.['pid']) })
    : left(differing);
};

/**
 * A role may end its own session from another one. Not only what it is busy with: the next of the statements that were
 * sent together would be begun.
 * https://www.postgresql.org/docs/18/functions-admin.html#FUNCTIONS-ADMIN-SIGNAL
 */
const cancel = async (load: Loaded, target: ConnectionTarget, pid: number, patience: Patience): Promise<void> => {
  const socket = oneSocket(target.host, target.port, patience.connect);
  const other = open(load, target, socket, patience, () => {});
  const told = run(other, `SELECT pg_catalog.pg_terminate_backend(${pid})`).catch(() => {});
  await within(patience.connect, told, () => {});
  socket.destroy();
};

const silent = makeFault('unreachable', 'the server did not answer in time');
const tooSlow = left(makeFault('timeout', 'the server did not answer in time'));

export const connect = async (
  target: ConnectionTarget,
  patience: Patience = patienceFor(target),
): Promise<Either<Fault, Database>> => {
  const load: Loaded | null = await import('postgres').then(
    (m) => m.default,
    () => null,
  );
  if (load === null) return left(makeFault('driver-missing', 'install the package postgres'));
  let lost = false;
  let breaks: (nothing: null) => void = () => {};
  const broken = new Promise<null>((resolve) => {
    breaks = resolve;
  });
  const socket = oneSocket(target.host, target.port, patience.connect);
  const sql = open(load, target, socket, patience, () => {
    lost = true;
    breaks(null);
  });
  const close = async (): Promise<void> => {
    // On a broken connection the package would wait for answers that cannot come.
    if (!lost) await sql.end({ timeout: patience.farewell / 1000 }).catch(() => {});
    lost = true;
    socket.destroy();
  };
  const entering = enter(sql, target).catch((error: unknown) => left(faultOf(error, 'connect')));
  const entered = await within(2 * patience.connect, entering, () => left(silent));
  if (isLeft(entered)) {
    socket.destroy();
    return entered;
  }
  const { dialect, pid } = entered.right;
  let aborting: Promise<void> | null = null;
  const drop = (): void => {
    lost = true;
    breaks(null);
    socket.destroy();
  };
  const abort = (): Promise<void> => {
    aborting ??= lost ? Promise.resolve() : cancel(load, target, pid, patience).finally(drop);
    return aborting;
  };
  /** A server that is silent is asked to stop, and left alone. */
  const late = (): typeof tooSlow => {
    void abort();
    return tooSlow;
  };
  const query = async (text: string): Promise<Either<Fault, ReadonlyArray<Row>>> => {
    if (lost) return gone;
    const answers = await within(
      patience.question,
      inTransaction(sql, [...short(patience.statement), text], broken),
      late,
    );
    return isLeft(answers) ? answers : right(answers.right.at(-1) ?? []);
  };
  return right({
    dialect,
    introspect: async () => {
      if (lost) return gone;
      const { queries, lower } = dialect.catalog;
      const asking = inTransaction(
        sql,
        queries.map((q) => q.sql),
        broken,
      );
      const answers = await within(patience.catalog, asking, late);
      if (isLeft(answers)) return answers;
      const rows: CatalogRows = Object.fromEntries(queries.map((q, i) => [q.name, answers.right[i] ?? []]));
      return right(lower(rows));
    },
    query,
    acts: actingOn(query),
    abort,
    close,
  });
};

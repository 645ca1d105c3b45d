/**
 * What a driver gives to the rest of edge/, cli/ and mcp/: one open connection that cannot write. Drivers are loaded
 * with a dynamic import by `connect`, never before.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { DialectId } from '../ir/expression.js';
import type { Problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import type { Either, Validated } from '../prelude.js';

/** Where to connect. Made by our own URL parser from allow-listed parts only. */
export interface ConnectionTarget {
  /** What the user said; a mysql target may turn out to be MariaDB and the other way round: the server decides. */
  readonly driver: DialectId;
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  /** Database name; for SQLite the file's path. */
  readonly database: string;
  /** PostgreSQL: the default namespace; null = the server's search_path. */
  readonly namespace: string | null;
  readonly tls: 'off' | 'prefer' | 'require' | 'verify';
  /** Milliseconds that the server may take for one question about rows. Absent: 5,000. */
  readonly question?: number;
}

/** The outside failed. `detail` is our own sentence; the server's raw message may quote row values and is not kept. */
export interface Fault {
  readonly kind: 'Fault';
  readonly code:
    | 'unreachable'
    | 'denied'
    | 'not-found'
    | 'timeout'
    | 'lost'
    | 'unsupported-server'
    | 'driver-missing'
    | 'not-read-only'
    | 'query';
  readonly detail: string;
  /** SQLSTATE or errno name, when the server gave one. */
  readonly sqlState: string | null;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Database {
  readonly dialect: Dialect;
  /** The whole catalog in one pipeline of plain queries. */
  readonly introspect: () => Promise<Either<Fault, Validated<Problem, Schema>>>;
  /** One statement of ours, through the prepared protocol, in a read-only transaction of its own. Never throws. */
  readonly query: (sql: string) => Promise<Either<Fault, ReadonlyArray<Row>>>;
  /**
   * Whether the question may do more than read, by what its text names and what the server knows of it: a read-only
   * transaction lets through locks, signals and notifications. Never throws.
   */
  readonly acts: (sql: string) => Promise<Either<Fault, boolean>>;
  /** Ends on the server what it is busy with for us; nothing more is asked on this connection. Never throws. */
  readonly abort: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One per driver: edge/postgres.ts, edge/mysql.ts (MySQL and MariaDB), edge/sqlite.ts export `connect` of this type. */
export type Connect = (target: ConnectionTarget) => Promise<Either<Fault, Database>>;

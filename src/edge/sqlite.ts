/**
 * SQLite through better-sqlite3, opened so that it cannot write: read-only file, query_only, no trust in the schema's own
 * functions, statements only through prepare (which takes one statement and no more).
 *
 * A file in WAL mode that nobody else has open gets its `-wal` and `-shm` beside it when it is read, and a read-only
 * connection cannot take them away again: https://www.sqlite.org/wal.html#read_only_databases. Opening it as `immutable`
 * would avoid them and read stale rows, so it is never done. Other files are left as they are.
 */
import type { Dialect, ServerVersion } from '../dialect/dialect.js';
import { sqlite } from '../dialect/sqlite/index.js';
import { type Either, left, right } from '../prelude.js';
import type { Connect, ConnectionTarget, Database, Fault, Row } from './database.js';

type Library = typeof import('better-sqlite3');
type Handle = ReturnType<Library>;

const fault = (code: Fault['code'], detail: string, sqlState: string | null = null): Fault => ({
  kind: 'Fault',
  code,
  detail,
  sqlState,
});

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Our own sentence for what opening or the first read may end with. */
const opening = (error: unknown, file: string): Fault => {
  const code = codeOf(error);
  if (code?.startsWith('SQLITE_NOTADB')) {
    return fault('unsupported-server', `${file} is not a SQLite database, or it is encrypted`, code);
  }
  if (code?.startsWith('SQLITE_CORRUPT')) return fault('unsupported-server', `${file} is damaged`, code);
  if (code?.startsWith('SQLITE_READONLY') || code?.startsWith('SQLITE_PERM') || code?.startsWith('SQLITE_AUTH')) {
    return fault(
      'denied',
      `${file} cannot be read without writing beside it; copy it to a folder you may write to`,
      code,
    );
  }
  if (code?.startsWith('SQLITE_BUSY') || code?.startsWith('SQLITE_LOCKED')) {
    return fault('timeout', `${file} is locked by another program`, code);
  }
  if (code?.startsWith('SQLITE_CANTOPEN')) return fault('denied', `${file} cannot be opened`, code);
  return fault('unreachable', `${file} cannot be opened`, code);
};

const asking = (error: unknown): Fault => {
  const code = codeOf(error);
  if (code?.startsWith('SQLITE_BUSY') || code?.startsWith('SQLITE_LOCKED')) {
    return fault('timeout', 'the database is locked by another program', code);
  }
  if (code?.startsWith('SQLITE_READONLY')) return fault('not-read-only', 'the statement would write', code);
  if (code?.startsWith('SQLITE_NOTADB')) return fault('unsupported-server', 'the file is not a SQLite database', code);
  return fault('query', 'the database refused a query', code);
};

/** Integers beyond 2^53 stay whole as decimal text; smaller ones are plain numbers. */
const plainValue = (value: unknown): unknown => {
  if (typeof value !== 'bigint') return value;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString();
};

const plainRow = (row: unknown): Row =>
  Object.fromEntries(Object.entries(row ?? {}).map(([k, v]) => [k, plainValue(v)]));

/** What gives no rows or could write is not run at all. */
class WouldWrite extends Error {
  readonly code = 'SQLITE_READONLY';
}

const all = (db: Handle, sql: string): ReadonlyArray<Row> => {
  const statement = db.prepare(sql);
  if (!statement.reader || !statement.readonly) throw new WouldWrite();
  return statement.safeIntegers(true).all().map(plainRow);
};

/** The catalog's integers are small: no need to look at each value. */
const catalogRows = (db: Handle, sql: string): ReadonlyArray<Row> => db.prepare<[], Row>(sql).all();

const versionOf = (text: string): ServerVersion => {
  const [major = 3, minor = 0, patch = 0] = text.split('.').map(Number);
  return { major, minor, patch, text };
};

/**
 * The program that runs the migration brings its own SQLite, which is rarely as new as ours. ALTER TABLE learned NOT NULL
 * and CHECK in 3.53; a plan made for a connection does without, unless the user names a newer `--server-version`.
 */
const planned = (library: ServerVersion): ServerVersion =>
  library.major === 3 && library.minor > 52 ? { major: 3, minor: 52, patch: 0, text: '3.52.0' } : library;

const inSnapshot = <A>(db: Handle, read: () => A): A => {
  db.prepare('BEGIN').run();
  try {
    return read();
  } finally {
    db.prepare('COMMIT').run();
  }
};

const database = (db: Handle, dialect: Dialect, reader: Dialect): Database => ({
  dialect,
  introspect: async () => {
    try {
      const rows = inSnapshot(db, () => reader.catalog.queries.map((q) => [q.name, catalogRows(db, q.sql)] as const));
      return right(reader.catalog.lower(Object.fromEntries(rows)));
    } catch (error) {
      return left(asking(error));
    }
  },
  query: async (sql) => {
    try {
      return right(inSnapshot(db, () => all(db, sql)));
    } catch (error) {
      return left(asking(error));
    }
  },
  // A question is over before anybody else in this process could ask to end it.
  abort: async () => {},
  close: async () => {
    db.close();
  },
});

const load = async (): Promise<Library | null> => {
  try {
    return (await import('better-sqlite3')).default;
  } catch {
    return null;
  }
};

const exists = async (file: string): Promise<'file' | 'other' | 'denied' | 'missing'> => {
  const { stat } = await import('node:fs/promises');
  try {
    return (await stat(file)).isFile() ? 'file' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'denied';
  }
};

const open = (Library_: Library, file: string): Either<Fault, Database> => {
  let db: Handle | null = null;
  try {
    db = new Library_(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    db.pragma('query_only = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    const version = versionOf(String(all(db, 'SELECT sqlite_version() AS version')[0]?.['version'] ?? ''));
    // The header is read at the first question about the schema, not when the file is opened.
    all(db, 'SELECT count(*) AS objects FROM sqlite_master');
    return right(database(db, sqlite(planned(version)), sqlite(version)));
  } catch (error) {
    db?.close();
    return left(opening(error, file));
  }
};

export const connect: Connect = async (target: ConnectionTarget) => {
  const file = target.database;
  const there = await exists(file);
  if (there === 'missing') return left(fault('not-found', `there is no file ${file}`, 'ENOENT'));
  if (there === 'other') return left(fault('unsupported-server', `${file} is not a file`));
  if (there === 'denied') return left(fault('denied', `${file} cannot be read`, 'EACCES'));
  const library = await load();
  return library === null ? left(fault('driver-missing', 'install the package better-sqlite3')) : open(library, file);
};

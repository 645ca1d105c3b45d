/**
 * SQLite through better-sqlite3, opened so that it cannot write: read-only file, query_only, no trust in the schema's own
 * functions, statements only through prepare (which takes one statement and no more). What may take long is asked by a
 * process that can be ended (sqlite-process.ts).
 *
 * A file in WAL mode that nobody else has open gets its `-wal` and `-shm` beside it when it is read, and a read-only
 * connection cannot take them away again: https://www.sqlite.org/wal.html#read_only_databases. Opening it as `immutable`
 * would avoid them and read stale rows, so it is never done. Other files are left as they are.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Dialect, ServerVersion } from '../dialect/dialect.js';
import { sqlite } from '../dialect/sqlite/index.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { namedIn, sqliteReading } from './calls.js';
import type { Connect, ConnectionTarget, Database, Fault, Row } from './database.js';
import { patienceFor } from './patience.js';
import { askingFault, codeOf, sqliteFault as fault, openingFault } from './sqlite-fault.js';
import type { Questioner } from './sqlite-process.js';

type Library = typeof import('better-sqlite3');
type Handle = ReturnType<Library>;

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
 * and CHECK in 3.53; a plan made for a connection does without, unless the user names a newer `--server-version`. `text`
 * still says which library it is.
 */
const planned = (library: ServerVersion): ServerVersion =>
  library.major === 3 && library.minor > 52 ? { major: 3, minor: 52, patch: 0, text: library.text } : library;

const inSnapshot = <A>(db: Handle, read: () => A): A => {
  db.prepare('BEGIN').run();
  try {
    return read();
  } finally {
    db.prepare('COMMIT').run();
  }
};

/** Milliseconds. Opening and the catalog happen in this process, which hears nothing else meanwhile. */
const patience = { open: 1000, question: 500 } as const;

const sizeOf = (file: string): number => {
  const of = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  return of(file) + of(`${file}-wal`);
};

/** Bytes. Comparing every row in it with every other takes a fraction of a second. */
const tiny = 64 * 1024;

/**
 * What our questions are made of when no expression of anybody's is in them, and functions that take a value about as long
 * as it is. Nothing that repeats, replaces or matches patterns.
 */
const plainWords = new Set(
  `select from as where and or not is null exists in between count sum coalesce max min case when then else end group by
  having cast integer text numeric real blob collate binary nocase typeof length lower upper trim ltrim rtrim instr abs`.split(
    /\s+/,
  ),
);

/** A question that cannot take long, so that no process need be started for it. */
const isQuick = (sql: string, file: string): boolean => {
  const bare = sql.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, ' ');
  const words = bare.match(/[A-Za-z_]\w*/g) ?? [];
  return !/--|\/\*/.test(bare) && words.every((w) => plainWords.has(w.toLowerCase())) && sizeOf(file) <= tiny;
};

/**
 * Functions that the library itself holds for harmless wherever they stand (SQLITE_INNOCUOUS): no other can have been made
 * by anybody here, and the rest of its own load code or are parts of its extensions. https://www.sqlite.org/c3ref/c_deterministic.html
 */
const innocuousFunctions = 'SELECT DISTINCT name FROM pragma_function_list WHERE flags & 0x200000 <> 0';

/** Words before a bracket that call nothing. */
const grammar: ReadonlySet<string> = new Set(
  `all and as between by case cast collate decimal distinct else end except exists filter from group having in integer
  intersect is key like match not null numeric on or over partition real select text then union using values varchar when
  where with`.split(/\s+/),
);

const acts = (sql: string, innocuous: ReadonlySet<string>): boolean =>
  namedIn(sql, sqliteReading).functions.some(
    ({ name, plain }) => !(plain && grammar.has(name)) && !innocuous.has(name.toLowerCase()),
  );

const gone = left(fault('lost', 'the asking was stopped'));

const database = (db: Handle, file: string, asker: Asker, dialect: Dialect, reader: Dialect): Database => {
  let over = false;
  let known: ReadonlySet<string> | null = null;
  const innocuous = (): ReadonlySet<string> => {
    known ??= new Set(all(db, innocuousFunctions).map((row) => String(row['name'])));
    return known;
  };
  const elsewhere = async (sql: string): Promise<Either<Fault, ReadonlyArray<Row>>> => {
    const { ask } = await asker.questioner();
    const answer = over ? gone : await ask(sql);
    return isLeft(answer) ? (over ? gone : answer) : right(answer.right.map(plainRow));
  };
  const end = async (): Promise<void> => {
    over = true;
    await asker.end();
  };
  return {
    dialect,
    introspect: async () => {
      try {
        const rows = inSnapshot(db, () => reader.catalog.queries.map((q) => [q.name, catalogRows(db, q.sql)] as const));
        return right(reader.catalog.lower(Object.fromEntries(rows)));
      } catch (error) {
        return left(askingFault(codeOf(error)));
      }
    },
    query: async (sql) => {
      if (over) return gone;
      if (!isQuick(sql, file)) return elsewhere(sql);
      try {
        return right(inSnapshot(db, () => all(db, sql)));
      } catch (error) {
        return left(askingFault(codeOf(error)));
      }
    },
    acts: async (sql) => right(acts(sql, innocuous())),
    abort: end,
    close: async () => {
      await end();
      db.close();
    },
  };
};

const load = async (): Promise<Library | null> => {
  try {
    return (await import('better-sqlite3')).default;
  } catch {
    return null;
  }
};

const exists = (file: string): 'file' | 'other' | 'denied' | 'missing' => {
  try {
    return statSync(file).isFile() ? 'file' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'denied';
  }
};

/** The process for questions that may take long, started when it is wanted. */
interface Asker {
  readonly questioner: () => Promise<Questioner>;
  readonly end: () => Promise<void>;
}

const askerOf = (file: string, statement: number): Asker => {
  let asking: Promise<Questioner> | null = null;
  return {
    questioner: () => {
      asking ??= import('./sqlite-process.js').then((m) => m.questioner(file, patience.question, statement));
      return asking;
    },
    end: async () => (await asking)?.end(),
  };
};

const open = (Library_: Library, file: string, asker: Asker): Either<Fault, Database> => {
  let db: Handle | null = null;
  try {
    db = new Library_(file, { readonly: true, fileMustExist: true, timeout: patience.open });
    db.pragma('query_only = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    const version = versionOf(String(all(db, 'SELECT sqlite_version() AS version')[0]?.['version'] ?? ''));
    // The header is read at the first question about the schema, not when the file is opened.
    all(db, 'SELECT count(*) AS objects FROM sqlite_master');
    return right(database(db, resolve(file), asker, sqlite(planned(version)), sqlite(version)));
  } catch (error) {
    db?.close();
    return left(openingFault(codeOf(error), file));
  }
};

export const connect: Connect = async (target: ConnectionTarget) => {
  const file = target.database;
  const there = exists(file);
  if (there === 'missing') return left(fault('not-found', `there is no file ${file}`, 'ENOENT'));
  if (there === 'other') return left(fault('unsupported-server', `${file} is not a file`));
  if (there === 'denied') return left(fault('denied', `${file} cannot be read`, 'EACCES'));
  const library = await load();
  if (library === null) return left(fault('driver-missing', 'install the package better-sqlite3'));
  const asker = askerOf(resolve(file), patienceFor(target).statement);
  // Who opens a database has questions about rows in the end: their process starts while the catalog is read.
  if (sizeOf(file) > tiny) (await asker.questioner()).begin();
  const opened = open(library, file, asker);
  if (isLeft(opened)) await asker.end();
  return opened;
};

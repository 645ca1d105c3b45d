/**
 * Two SQLite libraries behind one face: the one better-sqlite3 brings (3.53) and the `sqlite3` program of the system,
 * usually older. Each test file runs on both.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CatalogRows, Dialect, ServerVersion } from '../../../../src/dialect/dialect.js';
import { sqlite } from '../../../../src/dialect/sqlite/index.js';
import type { Schema } from '../../../../src/ir/schema.js';
import { isLeft } from '../../../../src/prelude.js';
import type { Statement } from '../../../../src/sql/ast.js';

export interface Handle {
  /** Runs the statements in one session with foreign keys on; throws at the first that fails, rolled back. */
  readonly run: (statements: ReadonlyArray<string>) => void;
  readonly rows: (sql: string) => ReadonlyArray<Record<string, unknown>>;
  /** Lets the schema's texts be edited by hand, where the build forbids it. */
  readonly unlock: () => void;
  readonly close: () => void;
}

export interface Library {
  readonly version: ServerVersion;
  readonly dialect: Dialect;
  readonly open: () => Handle;
}

const versionOf = (text: string): ServerVersion => {
  const [major = 3, minor = 0, patch = 0] = text.split('.').map(Number);
  return { major, minor, patch, text };
};

const driver = (): Library => {
  const probe = new Database(':memory:');
  const version = versionOf(String(probe.prepare('SELECT sqlite_version()').pluck().get()));
  probe.close();
  return {
    version,
    dialect: sqlite(version),
    open: () => {
      const db = new Database(':memory:');
      db.pragma('foreign_keys = ON');
      return {
        run: (statements) => {
          try {
            for (const sql of statements) {
              const prepared = db.prepare(sql);
              if (prepared.reader) prepared.all();
              else prepared.run();
            }
          } catch (e) {
            if (db.inTransaction) db.exec('ROLLBACK');
            throw e;
          }
        },
        rows: (sql) => db.prepare<[], Record<string, unknown>>(sql).all(),
        unlock: () => {
          db.unsafeMode(true);
        },
        close: () => db.close(),
      };
    },
  };
};

const program = (): Library | null => {
  const found = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  const version = versionOf(found.stdout.split(' ')[0] ?? '');
  const ask = (file: string, input: string, json: boolean): string =>
    execFileSync('sqlite3', ['-batch', '-bail', ...(json ? ['-json'] : []), file], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  return {
    version,
    dialect: sqlite(version),
    open: () => {
      const folder = mkdtempSync(join(tmpdir(), 'altair-sqlite-'));
      const file = join(folder, 'test.db');
      return {
        run: (statements) => {
          ask(file, `PRAGMA foreign_keys = ON;\n${statements.map((s) => `${s};\n`).join('')}`, false);
        },
        rows: (sql) => {
          const out = ask(file, `${sql};\n`, true).trim();
          return out === '' ? [] : JSON.parse(out);
        },
        unlock: () => undefined,
        close: () => rmSync(folder, { recursive: true }),
      };
    },
  };
};

/** The old library is optional on a developer's machine; the new one never is. */
export const libraries = (): ReadonlyArray<Library> => {
  const old = program();
  return old === null ? [driver()] : [driver(), old];
};

export const catalogRows = (handle: Handle, dialect: Dialect): CatalogRows =>
  Object.fromEntries(dialect.catalog.queries.map((q) => [q.name, handle.rows(q.sql)]));

export const read = (handle: Handle, dialect: Dialect): Schema => {
  const schema = dialect.catalog.lower(catalogRows(handle, dialect));
  if (isLeft(schema)) throw new Error(JSON.stringify(schema.left));
  return schema.right;
};

export const printed = (dialect: Dialect, statements: ReadonlyArray<Statement>): ReadonlyArray<string> =>
  statements.map((s) => {
    const text = dialect.print(s);
    if (isLeft(text)) throw new Error(`${s.kind}: ${JSON.stringify(text.left)}`);
    return text.right;
  });

/** Legalised, framed and in a transaction, as a migration runs. */
export const migration = (
  dialect: Dialect,
  statements: ReadonlyArray<Statement>,
  before: Schema,
  after: Schema,
): ReadonlyArray<string> => {
  const legal = dialect.legalise({ statements, before, after });
  if (isLeft(legal)) throw new Error(JSON.stringify(legal.left));
  const frame = dialect.frame(legal.right);
  return [
    ...printed(dialect, frame.outsideBefore),
    'BEGIN',
    ...printed(dialect, frame.insideBefore),
    ...printed(dialect, legal.right),
    ...printed(dialect, frame.insideAfter),
    'COMMIT',
    ...printed(dialect, frame.outsideAfter),
  ];
};

/** Statements that make a schema from nothing. */
export const creation = (dialect: Dialect, schema: Schema): ReadonlyArray<string> =>
  migration(
    dialect,
    schema.tables.map((table): Statement => ({ kind: 'CreateTable', table })),
    { tables: [], enums: [], opaque: [] },
    schema,
  );

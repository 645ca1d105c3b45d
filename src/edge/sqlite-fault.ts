/** Errors of better-sqlite3 → faults, in sentences of our own: the library's may quote names and values. */
import type { Fault } from './database.js';

export const sqliteFault = (code: Fault['code'], detail: string, sqlState: string | null = null): Fault => ({
  kind: 'Fault',
  code,
  detail,
  sqlState,
});

export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const is = (code: string | null, ...names: ReadonlyArray<string>): boolean =>
  names.some((name) => code?.startsWith(`SQLITE_${name}`) === true);

/** What opening or the first read may end with. https://www.sqlite.org/rescode.html */
export const openingFault = (code: string | null, file: string): Fault => {
  if (is(code, 'NOTADB'))
    return sqliteFault('unsupported-server', `${file} is not a SQLite database, or it is encrypted`, code);
  if (is(code, 'CORRUPT')) return sqliteFault('unsupported-server', `${file} is damaged`, code);
  if (is(code, 'READONLY', 'PERM', 'AUTH'))
    return sqliteFault(
      'denied',
      `${file} cannot be read without writing beside it; copy it to a folder you may write to`,
      code,
    );
  if (is(code, 'BUSY', 'LOCKED')) return sqliteFault('timeout', `${file} is locked by another program`, code);
  if (is(code, 'CANTOPEN')) return sqliteFault('denied', `${file} cannot be opened`, code);
  return sqliteFault('unreachable', `${file} cannot be opened`, code);
};

export const askingFault = (code: string | null): Fault => {
  if (is(code, 'BUSY', 'LOCKED')) return sqliteFault('timeout', 'the database is locked by another program', code);
  if (is(code, 'READONLY')) return sqliteFault('not-read-only', 'the statement would write', code);
  if (is(code, 'NOTADB')) return sqliteFault('unsupported-server', 'the file is not a SQLite database', code);
  return sqliteFault('query', 'the database refused a query', code);
};

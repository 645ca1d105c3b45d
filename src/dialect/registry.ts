/** One line a dialect. */
import type { DialectId } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import { left, right, type Validated } from '../prelude.js';
import type { Dialect, MakeDialect, ServerVersion } from './dialect.js';
import { mariadb } from './mariadb/index.js';
import { mysql } from './mysql/index.js';
import { postgres } from './postgres/index.js';
import { sqlite } from './sqlite/index.js';

interface Entry {
  readonly make: MakeDialect;
  /** The newest version the tests run against: what is assumed when nobody says. */
  readonly newest: string;
  readonly oldest: string;
}

export const dialects: { readonly [K in DialectId]: Entry } = {
  postgres: { make: postgres, newest: '18.4', oldest: '14' },
  mysql: { make: mysql, newest: '9.7.4', oldest: '8.0' },
  mariadb: { make: mariadb, newest: '10.11.19', oldest: '10.5' },
  // The library that applies a migration is often older than the one that plans it: 3.53's ALTERs only when it is said.
  sqlite: { make: sqlite, newest: '3.52.0', oldest: '3.35' },
};

/** `15.18 (Debian …)`, `10.11.19-MariaDB`, `8.0.36` → its numbers; null when it starts with none. */
export const parseVersion = (text: string): ServerVersion | null => {
  const m = /^\s*v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?/.exec(text);
  return m === null
    ? null
    : { major: Number(m[1]), minor: Number(m[2] ?? 0), patch: Number(m[3] ?? 0), text: m[0].trim().replace(/^v/, '') };
};

const below = (a: ServerVersion, b: ServerVersion): boolean =>
  a.major !== b.major ? a.major < b.major : a.minor !== b.minor ? a.minor < b.minor : a.patch < b.patch;

/** The dialect of a server version; without one, of the newest that the tests run against. */
export const dialectOf = (
  id: DialectId,
  version: string | ServerVersion | null = null,
): Validated<Problem, Dialect> => {
  const entry = dialects[id];
  const said = version === null ? entry.newest : version;
  const parsed = typeof said === 'string' ? parseVersion(said) : said;
  const oldest = parseVersion(entry.oldest);
  if (parsed === null)
    return left([
      problem(
        'option.invalid',
        { option: 'server-version', value: String(said) },
        null,
        `write it like ${entry.newest}`,
      ),
    ]);
  if (oldest !== null && below(parsed, oldest))
    return left([
      problem(
        'option.invalid',
        { option: 'server-version', value: parsed.text },
        null,
        `${entry.oldest} is the oldest version supported`,
      ),
    ]);
  return right(entry.make(parsed));
};

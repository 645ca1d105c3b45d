/**
 * Connection URLs, read by ourselves: drivers let a URL switch on several statements a call, read local files or override
 * the session's settings, so only the parts listed here get through, and anything else is refused by name.
 */
import type { DialectId } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { left, right, type Validated } from '../prelude.js';
import type { ConnectionTarget } from './database.js';
import { redact } from './redact.js';

const schemes: Readonly<Record<string, DialectId>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  pgsql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
};

export const defaultPort: Readonly<Record<DialectId, number>> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlite: 0,
};

const defaultHost = '127.0.0.1';

const tlsWords: Readonly<Record<string, ConnectionTarget['tls']>> = {
  disable: 'off',
  disabled: 'off',
  allow: 'prefer',
  prefer: 'prefer',
  preferred: 'prefer',
  require: 'require',
  required: 'require',
  'verify-ca': 'verify',
  verify_ca: 'verify',
  'verify-full': 'verify',
  verify_identity: 'verify',
};

/** What a driver's URL may say after the question mark. Frameworks add the last two; the server answers both itself. */
const queryKeys: Readonly<Record<Exclude<DialectId, 'sqlite'>, ReadonlyArray<string>>> = {
  postgres: ['sslmode', 'schema', 'serverVersion', 'charset'],
  mysql: ['sslmode', 'ssl-mode', 'serverVersion', 'charset'],
  mariadb: ['sslmode', 'ssl-mode', 'serverVersion', 'charset'],
};

const refuse = (url: string, why: string, hint: string | null = null): Validated<Problem, never> =>
  left([problem('option.invalid', { option: 'connection', value: redact(url), why }, null, hint)]);

/** True for what is a URL or a database file by its look, and no connection's name. */
export const looksLikeUrl = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) || isSqliteFile(text);

const isSqliteFile = (text: string): boolean => /\.(db|sqlite|sqlite3)$/i.test(text) && !text.includes('://');

export const driverOf = (word: string): DialectId | null =>
  Object.hasOwn(schemes, word.toLowerCase()) ? (schemes[word.toLowerCase()] ?? null) : null;

export const parseConnectionUrl = (url: string): Validated<Problem, ConnectionTarget> => {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1] ?? null;
  if (scheme === null || (scheme.length === 1 && isSqliteFile(url))) {
    return isSqliteFile(url)
      ? sqliteFile(url, url)
      : refuse(url, 'it is no connection URL', 'Write driver://user@host/database, or sqlite:path.');
  }
  const driver = driverOf(scheme);
  if (driver === null) {
    const near = suggest(scheme, Object.keys(schemes));
    return refuse(
      url,
      `there is no driver "${scheme}"`,
      near === null ? `Drivers are ${Object.keys(schemes).join(', ')}.` : `Did you mean "${near}"?`,
    );
  }
  const rest = url.slice(scheme.length + 1);
  return driver === 'sqlite' ? sqliteUrl(url, rest) : serverUrl(url, driver, rest);
};

const sqliteFile = (url: string, path: string): Validated<Problem, ConnectionTarget> =>
  path === '' || path === ':memory:'
    ? refuse(url, 'a database in memory is empty for everybody else', 'Name a file: sqlite:path/to/file.db.')
    : right({
        driver: 'sqlite',
        host: '',
        port: 0,
        user: null,
        password: null,
        database: path,
        namespace: null,
        tls: 'off',
      });

/** `sqlite:relative.db`, `sqlite:/abs.db`, `sqlite:///abs.db`. */
const sqliteUrl = (url: string, rest: string): Validated<Problem, ConnectionTarget> => {
  if (rest.includes('?')) return refuse(url, 'a file takes no settings', 'Leave out what follows the question mark.');
  if (rest.startsWith('//') && !rest.startsWith('///'))
    return refuse(
      url,
      'it is not clear where the file is',
      'Write sqlite:path (from here) or sqlite:///path (from the root).',
    );
  const path = decode(rest.startsWith('///') ? rest.slice(2) : rest);
  return path === null ? refuse(url, 'a % stands before something that is no hexadecimal code') : sqliteFile(url, path);
};

/** Percent-decoding without forgiveness; null for a broken code or a control character. */
const decode = (text: string): string | null => {
  try {
    const decoded = decodeURIComponent(text);
    return /[\u0000-\u001f\u007f]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
};

const authority =
  /^\/\/(?:(?<login>[^/?#]*)@)?(?<host>\[[0-9A-Fa-f:.]+\]|[^/?#:@[\]]*)(?::(?<port>[0-9]{1,5}))?(?:\/(?<database>[^?#/]*))?(?:\?(?<query>[^#]*))?$/;

const serverUrl = (
  url: string,
  driver: Exclude<DialectId, 'sqlite'>,
  rest: string,
): Validated<Problem, ConnectionTarget> => {
  const parts = authority.exec(rest)?.groups;
  if (parts === undefined)
    return refuse(
      url,
      'its parts cannot be told apart',
      'Write driver://user:password@host:port/database and %-encode what is special.',
    );
  const [user, password] = splitLogin(parts['login'] ?? '');
  const host = (parts['host'] ?? '').replace(/^\[|\]$/g, '');
  const decoded = [user, password, host, parts['database'] ?? ''].map((part) => (part === null ? '' : decode(part)));
  if (decoded.includes(null)) return refuse(url, 'a % stands before something that is no hexadecimal code');
  const database = decoded[3] ?? '';
  if (database === '') return refuse(url, 'it names no database', 'Write the database after the host: …/database.');
  if ((decoded[2] ?? '').startsWith('/')) return refuse(url, 'a socket cannot be named here', 'Use a host name.');
  if (!isHost(decoded[2] ?? '')) return refuse(url, 'this is no host name');
  const port = parts['port'] === undefined ? defaultPort[driver] : Number(parts['port']);
  if (port < 1 || port > 65535) return refuse(url, `${port} is no port`);
  const settings = querySettings(url, driver, parts['query'] ?? '');
  return settings._tag === 'Left'
    ? settings
    : right({
        driver,
        host: decoded[2] === '' || decoded[2] === null ? defaultHost : (decoded[2] ?? defaultHost),
        port,
        user: user === null ? null : (decoded[0] ?? null),
        password: password === null ? null : (decoded[1] ?? null),
        database,
        ...settings.right,
      });
};

/**
 * A name or an address as people write them. A bare number is an address, too (167772161 is 10.0.0.1), and one that hides
 * where it leads. https://pubs.opengroup.org/onlinepubs/9699919799/functions/inet_addr.html
 */
export const isHost = (host: string): boolean =>
  host === '' ||
  /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(host) ||
  (/^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/.test(host) && !/(?:^|\.)(?:0x[0-9a-f]*|\d+)$/i.test(host)) ||
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(host);

const splitLogin = (login: string): readonly [string | null, string | null] => {
  if (login === '') return [null, null];
  const colon = login.indexOf(':');
  return colon < 0 ? [login, null] : [login.slice(0, colon), login.slice(colon + 1)];
};

type Settings = Pick<ConnectionTarget, 'namespace' | 'tls'>;

const querySettings = (
  url: string,
  driver: Exclude<DialectId, 'sqlite'>,
  query: string,
): Validated<Problem, Settings> => {
  const known = queryKeys[driver];
  let settings: Settings = { namespace: null, tls: 'prefer' };
  for (const pair of query.split('&').filter((p) => p !== '')) {
    const equals = pair.indexOf('=');
    const key = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (key === null || value === null) return refuse(url, 'a % stands before something that is no hexadecimal code');
    if (!known.includes(key)) {
      const near = suggest(key, known);
      return refuse(
        url,
        `"${key}" cannot be set in it`,
        near === null ? `What can be set: ${known.join(', ')}.` : `Did you mean "${near}"?`,
      );
    }
    if (key === 'schema') settings = { ...settings, namespace: value };
    if (key === 'sslmode' || key === 'ssl-mode') {
      const tls = tlsOf(value);
      if (tls === null) return refuse(url, `"${value}" is no ${key}`, `It is one of ${tlsNames.join(', ')}.`);
      settings = { ...settings, tls };
    }
  }
  return right(settings);
};

export const tlsNames = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export const tlsOf = (word: string): ConnectionTarget['tls'] | null =>
  Object.hasOwn(tlsWords, word.toLowerCase()) ? (tlsWords[word.toLowerCase()] ?? null) : null;

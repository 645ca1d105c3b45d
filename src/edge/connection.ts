/**
 * Which database is meant: `--db NAME|URL`, else the configuration's default, else DATABASE_URL, else DB_CONNECTION and
 * its companions. Null when nobody names one.
 */
import type { DialectId } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { isLeft, left, right, type Validated } from '../prelude.js';
import { type Config, type NamedConnection, type ReadConfig, timeOf } from './config.js';
import { defaultPort, driverOf, isHost, looksLikeUrl, parseConnectionUrl, tlsNames, tlsOf } from './connection-url.js';
import type { ConnectionTarget } from './database.js';
import type { Environment } from './env-file.js';
import { redact } from './redact.js';

export const resolveConnection = (
  db: string | null,
  { config, file }: ReadConfig,
  env: Environment,
): Validated<Problem, ConnectionTarget | null> => {
  const target = find(db, config, file, env);
  if (isLeft(target) || target.right === null) return target;
  const configured = db === null ? config.default_connection !== undefined : !looksLikeUrl(db);
  const { question } = timeOf(config);
  return allowed({ ...target.right, ...(question === undefined ? {} : { question }) }, config, configured);
};

const find = (
  db: string | null,
  config: Config,
  file: string | null,
  env: Environment,
): Validated<Problem, ConnectionTarget | null> => {
  if (db !== null && looksLikeUrl(db)) return parseConnectionUrl(db);
  if (db !== null) return named(db, config, file, env);
  if (config.default_connection !== undefined) return named(config.default_connection, config, file, env);
  if (said(env['DATABASE_URL'])) return parseConnectionUrl(env['DATABASE_URL'] ?? '');
  return said(env['DB_CONNECTION']) ? fromParts(env) : right(null);
};

const said = (text: string | undefined): boolean => text !== undefined && text !== '';

const invalid = (option: string, value: string, why: string, hint: string | null = null): Validated<Problem, never> =>
  left([problem('option.invalid', { option, value: redact(value), why }, null, hint)]);

/** A connection of the configuration. */
const named = (
  name: string,
  config: Config,
  file: string | null,
  env: Environment,
): Validated<Problem, ConnectionTarget> => {
  const connections = config.connections ?? {};
  const found = Object.hasOwn(connections, name) ? connections[name] : undefined;
  if (found !== undefined) return ofConfig(name, found, env);
  const near = suggest(name, Object.keys(connections));
  return invalid(
    '--db',
    name,
    file === null
      ? 'there is no altair.config.yaml that could name it'
      : `there is no connection of this name in ${file}`,
    near === null
      ? 'Give a URL like postgres://user@host/database, or a name under connections.'
      : `Did you mean "${near}"?`,
  );
};

const ofConfig = (name: string, c: NamedConnection, env: Environment): Validated<Problem, ConnectionTarget> => {
  const option = `connections.${name}`;
  if (c.url_env !== undefined) {
    return said(env[c.url_env])
      ? parseConnectionUrl(env[c.url_env] ?? '')
      : invalid(option, c.url_env, 'this environment variable is not set');
  }
  if (c.url !== undefined) {
    const parsed = parseConnectionUrl(c.url);
    return isLeft(parsed) || c.password_env === undefined
      ? parsed
      : right({ ...parsed.right, password: env[c.password_env] ?? null });
  }
  const driver = driverOf(c.driver ?? '');
  if (driver === null)
    return invalid(
      option,
      c.driver ?? '',
      said(c.driver) ? 'there is no such driver' : 'it needs a url or a driver',
      driverHint,
    );
  const tls = c.sslmode === undefined ? 'prefer' : tlsOf(c.sslmode);
  if (tls === null) return invalid(option, c.sslmode ?? '', 'no such sslmode', `It is one of ${tlsNames.join(', ')}.`);
  if (c.password_env !== undefined && env[c.password_env] === undefined)
    return invalid(option, c.password_env, 'this environment variable is not set');
  return complete(option, driver, {
    host: c.host,
    port: c.port,
    database: c.database,
    user: c.user,
    password: c.password_env === undefined ? undefined : env[c.password_env],
    namespace: c.schema,
    tls,
  });
};

const driverHint = 'Drivers are postgres, mysql, mariadb, sqlite.';

/** Number() would take 0x1538 and 1e3, too. */
const digits = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN);

/** DB_CONNECTION=pgsql, DB_HOST, DB_PORT, DB_DATABASE, DB_USER (or DB_USERNAME), DB_PASSWORD. */
const fromParts = (env: Environment): Validated<Problem, ConnectionTarget> => {
  const word = env['DB_CONNECTION'] ?? '';
  const driver = driverOf(word);
  if (driver === null) return invalid('DB_CONNECTION', word, 'there is no such driver', driverHint);
  const port = said(env['DB_PORT']) ? digits(env['DB_PORT'] ?? '') : undefined;
  return complete('DB_CONNECTION', driver, {
    host: env['DB_HOST'],
    port,
    database: env['DB_DATABASE'],
    user: env['DB_USER'] ?? env['DB_USERNAME'],
    password: env['DB_PASSWORD'],
    namespace: undefined,
    tls: 'prefer',
  });
};

interface Parts {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly database: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly namespace: string | undefined;
  readonly tls: ConnectionTarget['tls'];
}

const complete = (option: string, driver: DialectId, p: Parts): Validated<Problem, ConnectionTarget> => {
  if (!said(p.database))
    return invalid(option, driver, 'it names no database', 'Set DB_DATABASE, or the key database.');
  if (driver === 'sqlite') return parseConnectionUrl(`sqlite:${encodeURI(p.database ?? '').replace(/\?/g, '%3F')}`);
  const host = p.host ?? '';
  if (!host.startsWith('/') && !isHost(host)) return invalid(option, host, 'this is no host name');
  const port = p.port ?? defaultPort[driver];
  if (!Number.isInteger(port) || port < 1 || port > 65535) return invalid(option, String(p.port), 'this is no port');
  return right({
    driver,
    host: host === '' ? '127.0.0.1' : host,
    port,
    user: p.user ?? null,
    password: p.password ?? null,
    database: p.database ?? '',
    namespace: p.namespace ?? null,
    tls: p.tls,
  });
};

/** This machine, a socket, or a name without a dot: what a compose file or a hosts file calls a neighbour. */
const isNear = (host: string): boolean =>
  ['', 'localhost', '127.0.0.1', '::1'].includes(host) || host.startsWith('/') || !/[.:]/.test(host);

/**
 * Questions are put to a database that the project knows: one on this machine, one of the configuration's connections, or
 * one whose host the configuration lists. A URL that was pasted in from elsewhere is refused, since it may be production.
 */
const allowed = (
  target: ConnectionTarget,
  config: Config,
  configured: boolean,
): Validated<Problem, ConnectionTarget> => {
  const hosts = config.allow_hosts;
  const local = ['', 'localhost', '127.0.0.1', '::1'].includes(target.host);
  const known = hosts === undefined ? isNear(target.host) || configured : local || hosts.includes(target.host);
  return known
    ? right(target)
    : invalid(
        'connection',
        target.host,
        hosts === undefined
          ? 'it is not on this machine, and the configuration does not list it'
          : 'the configuration does not list this host',
        `Add it to altair.config.yaml: allow_hosts: [${target.host}].`,
      );
};

/** For people, without the password. */
export const showTarget = (t: ConnectionTarget): string =>
  t.driver === 'sqlite'
    ? `sqlite:${t.database}`
    : `${t.driver}://${t.user === null ? '' : `${t.user}@`}${t.host}:${t.port}/${t.database}`;

/** Errors of mysql2 → Fault. The server's sentence may quote values of rows and is not kept. */
import type { Fault } from './database.js';

export const mysqlFault = (code: Fault['code'], detail: string, sqlState: string | null = null): Fault => ({
  kind: 'Fault',
  code,
  detail,
  sqlState,
});

/** https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html and Node's own names. */
const known: Readonly<Record<string, readonly [Fault['code'], string]>> = {
  ECONNREFUSED: ['unreachable', 'nothing listens at this host and port'],
  ENOTFOUND: ['unreachable', 'there is no host of this name'],
  EAI_AGAIN: ['unreachable', 'the host name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'there is no way to this host'],
  ENETUNREACH: ['unreachable', 'there is no way to this host'],
  ETIMEDOUT: ['timeout', 'the server did not answer in time'],
  ECONNRESET: ['lost', 'the server closed the connection'],
  EPIPE: ['lost', 'the server closed the connection'],
  PROTOCOL_CONNECTION_LOST: ['lost', 'the server closed the connection'],
  PROTOCOL_SEQUENCE_TIMEOUT: ['timeout', 'the server did not answer in time'],
  HANDSHAKE_NO_SSL_SUPPORT: ['unreachable', 'the server offers no TLS'],
  HANDSHAKE_SSL_ERROR: ['unreachable', 'no TLS connection could be made; is the certificate trusted?'],
  ER_ACCESS_DENIED_ERROR: ['denied', 'the server refuses this user and password'],
  ER_DBACCESS_DENIED_ERROR: ['denied', 'the user may not use this database'],
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: ['denied', 'the server refuses this user without a password'],
  ER_NOT_SUPPORTED_AUTH_MODE: ['denied', 'the server asks for a way of authentication that is not supported'],
  AUTH_SWITCH_PLUGIN_ERROR: ['denied', 'the server asks for a way of authentication that is not supported'],
  ER_TABLEACCESS_DENIED_ERROR: ['denied', 'the user may not read this table'],
  ER_COLUMNACCESS_DENIED_ERROR: ['denied', 'the user may not read this column'],
  ER_SPECIFIC_ACCESS_DENIED_ERROR: ['denied', 'the user lacks a privilege for this'],
  ER_BAD_DB_ERROR: ['not-found', 'there is no database of this name'],
  ER_NO_SUCH_TABLE: ['not-found', 'there is no table of this name'],
  ER_BAD_FIELD_ERROR: ['not-found', 'there is no column of this name'],
  ER_LOCK_WAIT_TIMEOUT: ['timeout', 'another transaction holds a lock'],
  ER_QUERY_TIMEOUT: ['timeout', 'the server did not answer in time'],
  ER_STATEMENT_TIMEOUT: ['timeout', 'the server did not answer in time'],
  ER_QUERY_INTERRUPTED: ['timeout', 'the question was interrupted'],
  ER_CON_COUNT_ERROR: ['unreachable', 'the server has no free connection'],
  ER_HOST_NOT_PRIVILEGED: ['denied', 'the server takes no connection from this machine'],
};

const byNumber: Readonly<Record<number, string>> = {
  1045: 'ER_ACCESS_DENIED_ERROR',
  1044: 'ER_DBACCESS_DENIED_ERROR',
  1049: 'ER_BAD_DB_ERROR',
  1130: 'ER_HOST_NOT_PRIVILEGED',
  1205: 'ER_LOCK_WAIT_TIMEOUT',
  1317: 'ER_QUERY_INTERRUPTED',
  1969: 'ER_STATEMENT_TIMEOUT',
  3024: 'ER_QUERY_TIMEOUT',
  4161: 'ER_UNKNOWN_DATA_TYPE',
};

const field = (e: unknown, name: 'code' | 'errno'): unknown =>
  typeof e === 'object' && e !== null && name in e ? (e as Readonly<Record<string, unknown>>)[name] : undefined;

export const faultOf = (e: unknown): Fault => {
  const errno = field(e, 'errno');
  const named = typeof errno === 'number' ? byNumber[errno] : undefined;
  const code = field(e, 'code');
  const name = named ?? (typeof code === 'string' ? code : null);
  const [kind, detail] = (name === null ? undefined : known[name]) ?? ['query', 'the server refused the question'];
  return mysqlFault(kind, detail, name);
};

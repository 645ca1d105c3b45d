/** The driver's errors → faults. The server's own message may quote a row's values, so only its SQLSTATE is kept. */
import type { Fault } from './database.js';

export const makeFault = (code: Fault['code'], detail: string, sqlState: string | null = null): Fault => ({
  kind: 'Fault',
  code,
  detail,
  sqlState,
});

type Said = readonly [code: Fault['code'], detail: string];

const network: Readonly<Record<string, Said>> = {
  ECONNREFUSED: ['unreachable', 'nothing listens at the address'],
  ENOTFOUND: ['unreachable', 'the host is not known'],
  EAI_AGAIN: ['unreachable', 'the host could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'the host cannot be reached'],
  ENETUNREACH: ['unreachable', 'the network cannot be reached'],
  ETIMEDOUT: ['unreachable', 'the host did not answer in time'],
  ENOENT: ['unreachable', 'there is no such socket'],
  EACCES: ['unreachable', 'the socket may not be opened'],
  CONNECT_TIMEOUT: ['unreachable', 'the server did not answer in time'],
};

/** By the first characters of SQLSTATE, the longest first. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const states: ReadonlyArray<readonly [string, Said]> = [
  ['57014', ['timeout', 'the statement took too long and was stopped']],
  ['55P03', ['timeout', 'a lock was not free in time']],
  ['25P03', ['timeout', 'the transaction was idle for too long and was ended']],
  [
    '08P01',
    [
      'unsupported-server',
      'the server refused the settings of a read-only session; connect to it directly, not through a pooler',
    ],
  ],
  ['53300', ['unreachable', 'the server has no free connection']],
  ['57P03', ['unreachable', 'the server is starting or stopping']],
  ['3D000', ['not-found', 'there is no such database']],
  ['42501', ['denied', 'the user may not read this']],
  ['28', ['denied', 'the server does not accept the user or the password']],
  ['08', ['lost', 'the connection to the database was lost']],
  ['57P', ['lost', 'the server ended the connection']],
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** An error with several addresses tried in turn holds one error for each. */
const inner = (error: unknown): unknown =>
  error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;

export const faultOf = (thrown: unknown, during: 'connect' | 'query'): Fault => {
  const error = inner(thrown);
  const code = codeOf(error);
  const known = network[code];
  if (known !== undefined) return makeFault(known[0], known[1]);
  if (code.startsWith('CONNECTION_') || code === 'ECONNRESET' || code === 'EPIPE')
    return during === 'connect'
      ? makeFault('unreachable', 'the server closed the connection')
      : makeFault('lost', 'the connection to the database was lost');
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code))
    return makeFault('unreachable', 'no secure connection could be made: the certificate is not accepted');
  if (!/^[0-9A-Z]{5}$/.test(code))
    return makeFault(during === 'connect' ? 'unreachable' : 'query', 'the driver failed in a way it does not explain');
  const state = states.find(([prefix]) => code.startsWith(prefix));
  return state === undefined
    ? makeFault('query', 'the server refused the statement', code)
    : makeFault(state[1][0], state[1][1], code);
};

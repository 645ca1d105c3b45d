/**
 * A fault's sentence: our own words for what the outside did. A server's message may quote row values, so only its code
 * is repeated.
 */
import { visible } from './visible.js';

/** The codes of an edge fault; edge/database.ts uses the same words. */
export type FaultCode =
  | 'unreachable'
  | 'denied'
  | 'not-found'
  | 'timeout'
  | 'lost'
  | 'unsupported-server'
  | 'driver-missing'
  | 'not-read-only'
  | 'query';

const words: Readonly<Record<FaultCode, string>> = {
  unreachable: 'the database cannot be reached',
  denied: 'the database refused the login',
  'not-found': 'there is no such database',
  timeout: 'the database did not answer in time',
  lost: 'the connection to the database was lost',
  'unsupported-server': 'this server is not supported',
  'driver-missing': 'the driver for this database is not installed',
  'not-read-only': 'the connection could not be made read-only, so nothing was asked',
  query: 'the database refused a query',
};

export const faultSentence = (f: {
  readonly code: FaultCode;
  readonly detail: string;
  readonly sqlState: string | null;
}) =>
  `${words[f.code]}${f.detail === '' ? '' : `: ${visible(f.detail)}`}${f.sqlState === null ? '' : ` [${visible(f.sqlState)}]`}`;

import type { ServerVersion } from '../dialect/dialect.js';
import { type Either, left, right } from '../prelude.js';
import type { Fault } from './database.js';
import { makeFault } from './postgres-fault.js';

/** `15.18 (Debian 15.18-0+deb12u1)`, `18beta2` → numbers. PostgreSQL 14 and later; others that speak its protocol are refused. */
export const parseServerVersion = (banner: string, version: string): Either<Fault, ServerVersion> => {
  const found = /^(\d+)(?:\.(\d+))?/.exec(version);
  const major = Number(found?.[1]);
  if (!banner.startsWith('PostgreSQL ') || found === null)
    return left(makeFault('unsupported-server', 'the server is not PostgreSQL'));
  if (major < 14)
    return left(makeFault('unsupported-server', `PostgreSQL ${found[0]} is too old: 14 is the oldest known`));
  return right({ major, minor: Number(found[2] ?? '0'), patch: 0, text: found[0] });
};

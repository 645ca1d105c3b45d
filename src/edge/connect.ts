/** Opens the driver a target asks for; a driver is loaded when it is needed and not before. */
import type { DialectId } from '../ir/expression.js';
import { type Either, left } from '../prelude.js';
import type { Connect, ConnectionTarget, Database, Fault } from './database.js';

const drivers: Readonly<Record<DialectId, () => Promise<Connect>>> = {
  postgres: async () => (await import('./postgres.js')).connect,
  mysql: async () => (await import('./mysql.js')).connect,
  mariadb: async () => (await import('./mysql.js')).connect,
  sqlite: async () => (await import('./sqlite.js')).connect,
};

export const connect = async (target: ConnectionTarget): Promise<Either<Fault, Database>> => {
  let open: Connect;
  try {
    open = await drivers[target.driver]();
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!missing) throw error;
    return left({
      kind: 'Fault',
      code: 'driver-missing',
      detail: `install the package for ${target.driver}`,
      sqlState: null,
    });
  }
  return open(target);
};

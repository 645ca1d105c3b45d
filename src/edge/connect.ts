/** Opens the driver a target asks for. Each loads its package when it is asked for the first time. */
import type { DialectId } from '../ir/expression.js';
import type { Connect } from './database.js';
import { connect as mysql } from './mysql.js';
import { connect as postgres } from './postgres.js';
import { connect as sqlite } from './sqlite.js';

const drivers: Readonly<Record<DialectId, Connect>> = { postgres, mysql, mariadb: mysql, sqlite };

export const connect: Connect = (target) => drivers[target.driver](target);

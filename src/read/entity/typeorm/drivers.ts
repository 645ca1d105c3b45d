import type { DialectId } from '../../../ir/expression.js';
import type { Driver } from './driver.js';
import { mariadbDriver, mysqlDriver } from './driver-mysql.js';
import { postgresDriver } from './driver-postgres.js';
import { sqliteDriver } from './driver-sqlite.js';

export const drivers: Readonly<Record<DialectId, Driver>> = {
  postgres: postgresDriver,
  mysql: mysqlDriver,
  mariadb: mariadbDriver,
  sqlite: sqliteDriver,
};

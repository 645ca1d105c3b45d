import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Row } from '../../../src/edge/database.js';
import { type Content, type Session, scratchName, sortRows, text } from './session.js';

const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/**
 * SHOW CREATE TABLE without the counter, its lines sorted: an added column stands where it was added. MySQL writes a
 * number of a check as `-(1)` until some ALTER folds it into `-1`.
 */
const tidy = (create: string): string => {
  const lines = create.replace(/-\((\d+(?:\.\d+)?)\)/g, '-$1').split('\n');
  const last = lines.pop() ?? '';
  const first = lines.shift() ?? '';
  return [
    first,
    ...lines.map((l) => l.replace(/,$/, '').replace(/-\((\d+(?:\.\d+)?)\)/g, '-$1')).sort(),
    last.replace(/ AUTO_INCREMENT=\d+/, ''),
  ].join('\n');
};

export const openMysql = async (url: string, driver: 'mysql' | 'mariadb'): Promise<Session> => {
  const name = scratchName();
  const at = new URL(url);
  const target = {
    driver,
    host: at.hostname,
    port: Number(at.port || 3306),
    user: at.username === '' ? 'root' : decodeURIComponent(at.username),
    password: at.password === '' ? null : decodeURIComponent(at.password),
    database: name,
    namespace: null,
    tls: 'off' as const,
  };
  const connection = await createConnection({
    host: target.host,
    port: target.port,
    user: target.user,
    password: target.password ?? '',
    multipleStatements: true,
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });
  const query = async (sql: string): Promise<ReadonlyArray<Row>> => {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  };
  const make = async () => {
    await connection.query(
      `CREATE DATABASE ${name} CHARACTER SET utf8mb4; USE ${name}; SET time_zone = '+00:00', foreign_key_checks = 1`,
    );
  };
  await make();

  const content = async (): Promise<Content> => {
    const columns = await query(
      `SELECT c.TABLE_NAME AS t, c.COLUMN_NAME AS c, c.DATA_TYPE AS d FROM information_schema.COLUMNS c
         JOIN information_schema.TABLES b ON b.TABLE_SCHEMA = c.TABLE_SCHEMA AND b.TABLE_NAME = c.TABLE_NAME
        WHERE c.TABLE_SCHEMA = DATABASE() AND b.TABLE_TYPE = 'BASE TABLE'`,
    );
    const tables = new Map<string, string[]>();
    for (const { t, c, d } of columns) {
      const bytes = /binary|blob|bit|geometry|point|polygon|linestring/.test(text(d));
      const value = bytes ? `HEX(${quote(text(c))})` : `CAST(${quote(text(c))} AS CHAR)`;
      tables.set(text(t), [...(tables.get(text(t)) ?? []), `${value} AS ${quote(text(c))}`]);
    }
    const rows: Array<readonly [string, Content[string]]> = [];
    for (const [t, list] of tables)
      rows.push([
        t,
        sortRows((await query(`SELECT ${list.join(', ')} FROM ${quote(t)}`)) as ReadonlyArray<Record<string, string>>),
      ]);
    return Object.fromEntries(rows);
  };

  return {
    target,
    begin: 'START TRANSACTION',
    exec: async (script) => {
      await connection.query(script);
    },
    query,
    reset: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await make();
    },
    dump: async () => {
      const parts: string[] = [];
      for (const row of await query(`SHOW FULL TABLES FROM ${name}`)) {
        const [table, kind] = Object.values(row).map(text);
        const word = kind === 'VIEW' ? 'VIEW' : 'TABLE';
        const [made] = await query(`SHOW CREATE ${word} ${quote(table ?? '')}`);
        const create = text(made?.[word === 'VIEW' ? 'Create View' : 'Create Table']);
        parts.push(word === 'VIEW' ? create : tidy(create));
      }
      for (const row of await query(`SHOW TRIGGERS FROM ${name}`))
        parts.push(
          `TRIGGER ${text(row['Trigger'])} ${text(row['Timing'])} ${text(row['Event'])} ON ${text(row['Table'])} ${text(row['Statement'])}`,
        );
      return parts.sort().join('\n').replaceAll(name, 'DATABASE');
    },
    content,
    drop: async () => {
      // A test may have ended between LOCK TABLES and UNLOCK TABLES.
      await connection.query('UNLOCK TABLES');
      await connection.query(`DROP DATABASE IF EXISTS ${name}`);
      await connection.end();
    },
  };
};

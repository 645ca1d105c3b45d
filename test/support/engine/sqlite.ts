import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Row } from '../../../src/edge/database.js';
import { type Content, type Session, scratchName, sortRows, text } from './session.js';
import { tidyCreate } from './sqlite-dump.js';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const openSqlite = async (folder: string): Promise<Session> => {
  const path = join(folder, `${scratchName()}.sqlite`);
  const open = () => {
    const db = new Database(path);
    // The state of a program that wants its foreign keys kept; the plan must live with it.
    db.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
    return db;
  };
  let db = open();
  const remove = () => {
    db.close();
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true });
  };
  const rows = (sql: string): ReadonlyArray<Row> => {
    const statement = db.prepare<unknown[], Row>(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  };
  const names = (): ReadonlyArray<string> =>
    rows(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    ).map((r) => text(r['name']));

  return {
    target: {
      driver: 'sqlite',
      host: '',
      port: 0,
      user: null,
      password: null,
      database: path,
      namespace: null,
      tls: 'off',
    },
    begin: 'BEGIN',
    exec: async (script) => {
      db.exec(script);
    },
    query: async (sql) => rows(sql),
    reset: async () => {
      remove();
      db = open();
    },
    dump: async () => {
      const facts = rows(
        `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      ).map((r) => `${text(r['type'])} ${text(r['name'])} on ${text(r['tbl_name'])}: ${tidyCreate(text(r['sql']))}`);
      return facts.sort().join('\n');
    },
    content: async () => {
      const all: Record<string, Content[string]> = {};
      for (const table of names()) {
        const columns = rows(`SELECT name FROM pragma_table_xinfo(${`'${table.replaceAll("'", "''")}'`})`).map((r) =>
          text(r['name']),
        );
        const list = columns.map((c) => `quote(${quote(c)}) AS ${quote(c)}`).join(', ');
        all[table] = sortRows(rows(`SELECT ${list} FROM ${quote(table)}`) as ReadonlyArray<Record<string, string>>);
      }
      return all;
    },
    drop: async () => remove(),
  };
};

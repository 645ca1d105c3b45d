import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import type { Row } from '../../../src/edge/database.js';
import { findProgram } from '../boot/server.js';
import { catalogDump } from './postgres-dump.js';
import { type Content, type Session, scratchName, sortRows, text } from './session.js';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Leaves out what differs between two dumps of the same thing: comments, settings, the random key of `\restrict`, and the
 * name of an identity column's sequence, which stays behind when the table is renamed and means nothing to anybody.
 */
const tidy = (dump: string): string =>
  dump
    .split(/;\n/)
    .map((statement) =>
      statement
        .split('\n')
        .filter((l) => l !== '' && !l.startsWith('--') && !l.startsWith('\\'))
        .join('\n'),
    )
    .map((s) => s.replace(/(ADD GENERATED [\s\S]*\n\s+SEQUENCE NAME ).+/, '$1(its own)'))
    .filter((s) => s !== '' && !/^(SET|SELECT pg_catalog\.set_config)/.test(s))
    .map((s) => {
      // Columns stand in the order in which they came to be; that is compared apart.
      const create = /^(CREATE [^(]*TABLE [\s\S]*? \(\n)([\s\S]*)(\n\)[\s\S]*)$/.exec(s);
      if (!create) return s;
      const [, head = '', body = '', end = ''] = create;
      return `${head}${body
        .split('\n')
        .map((l) => l.replace(/,$/, ''))
        .sort()
        .join('\n')}${end}`;
    })
    .sort()
    .join(';\n');

export const openPostgres = async (url: string, version: number): Promise<Session> => {
  const name = scratchName();
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`);
  const at = new URL(url);
  const target = {
    driver: 'postgres' as const,
    host: at.hostname,
    port: Number(at.port || 5432),
    user: at.username === '' ? 'postgres' : decodeURIComponent(at.username),
    password: at.password === '' ? null : decodeURIComponent(at.password),
    database: name,
    namespace: null,
    tls: 'off' as const,
  };
  at.pathname = `/${name}`;
  const sql = postgres(at.toString(), {
    max: 1,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', client_min_messages: 'warning' },
    fetch_types: false,
  });
  const query = async (statement: string): Promise<ReadonlyArray<Row>> => [...(await sql.unsafe<Row[]>(statement))];
  const dumper = findProgram(['pg_dump'], [`/usr/lib/postgresql/${version}/bin`]);
  const pgDump = await (async () => {
    if (dumper === null) return null;
    const { stdout } = await promisify(execFile)(dumper, ['--version']);
    return Number(/(\d+)/.exec(stdout)?.[1]) >= version ? dumper : null;
  })();

  const content = async (): Promise<Content> => {
    const columns = await query(
      `SELECT c.relnamespace::regnamespace::text AS ns, c.relname AS t, a.attname AS c
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        ORDER BY 1, 2, 3`,
    );
    const tables = new Map<string, { readonly from: string; readonly columns: string[] }>();
    for (const { ns, t, c } of columns) {
      const key = text(ns) === 'public' ? text(t) : `${text(ns)}.${text(t)}`;
      // regnamespace::text is quoted already.
      const entry = tables.get(key) ?? { from: `${text(ns)}.${quote(text(t))}`, columns: [] };
      entry.columns.push(text(c));
      tables.set(key, entry);
    }
    const rows = await Promise.all(
      [...tables].map(async ([key, t]) => {
        const list = t.columns.map((c) => `${quote(c)}::text AS ${quote(c)}`).join(', ');
        return [
          key,
          sortRows((await query(`SELECT ${list} FROM ${t.from}`)) as ReadonlyArray<Record<string, string | null>>),
        ] as const;
      }),
    );
    return Object.fromEntries(rows);
  };

  return {
    target,
    begin: 'BEGIN',
    exec: async (script) => {
      await sql.unsafe(script).simple();
    },
    query,
    reset: async () => {
      const schemas = await query(
        `SELECT nspname AS n FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`,
      );
      const drops = schemas.map((s) => `DROP SCHEMA ${quote(text(s['n']))} CASCADE;`).join('\n');
      await sql.unsafe(`${drops} CREATE SCHEMA public;`).simple();
    },
    dump: async () => {
      if (pgDump === null) return catalogDump(query);
      const args = [
        '-s',
        '--no-owner',
        '--no-privileges',
        '-h',
        target.host,
        '-p',
        String(target.port),
        '-U',
        target.user,
        name,
      ];
      const env = { ...process.env, ...(target.password === null ? {} : { PGPASSWORD: target.password }) };
      return tidy((await promisify(execFile)(pgDump, args, { env, maxBuffer: 1 << 28 })).stdout);
    },
    content,
    drop: async () => {
      await sql.end({ timeout: 5 });
      await admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end({ timeout: 5 });
    },
  };
};

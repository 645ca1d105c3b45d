import { writeFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import pg from 'postgres';
import { test } from 'vitest';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { toMariaDb, toMySql, toPostgres, toSqlite } from '../../src/sql/portable.js';
import { printExpression } from '../../src/sql/print-expression.js';
import { portable } from './zz-cases.js';

const q = (c: string) => (s: string) => c + s.replaceAll(c, c + c) + c;
const styles: any = {
  postgres: {
    dialect: 'postgres',
    name: 'PostgreSQL',
    quote: q('"'),
    string: (s: string) => "'" + s.replaceAll("'", "''") + "'",
    boolean: (b: boolean) => (b ? 'TRUE' : 'FALSE'),
    bytes: (h: string) => `'\\x${h}'::bytea`,
  },
  mysql: {
    dialect: 'mysql',
    name: 'MySQL',
    quote: q('`'),
    string: (s: string) => "'" + s.replaceAll('\\', '\\\\').replaceAll("'", "''") + "'",
    boolean: (b: boolean) => (b ? 'TRUE' : 'FALSE'),
    bytes: (h: string) => `x'${h}'`,
  },
};
styles.mariadb = { ...styles.mysql, dialect: 'mariadb' };
test('explore', async () => {
  const out: string[] = [];
  const p15 = pg('postgres://postgres@127.0.0.1:54315/postgres', { onnotice: () => {} });
  const p18 = pg('postgres://postgres@127.0.0.1:54318/postgres', { onnotice: () => {} });
  const my = await mysql.createConnection({ host: '127.0.0.1', port: 33097, user: 'root' });
  const ma = await mysql.createConnection({ host: '127.0.0.1', port: 33098, user: 'root' });
  const cols = {
    pg: 'i int, j int, b bigint, n numeric(10,2), r double precision, s varchar(50), t text, c char(5), d date, ts timestamp, tz timestamptz, f boolean, u uuid, js jsonb, bin bytea',
    my: 'i int, j int, b bigint, n numeric(10,2), r double, s varchar(50), t text, c char(5), d date, ts datetime, tz timestamp null, f boolean, u char(36), js json, bin blob',
  };
  for (const p of [p15, p18]) {
    await p.unsafe('drop schema if exists lang cascade; create schema lang; set search_path=lang');
  }
  for (const m of [my, ma]) {
    await m.query('drop database if exists lang_x');
    await m.query('create database lang_x');
    await m.query('use lang_x');
  }
  const tryDo = async (label: string, f: () => Promise<unknown>) => {
    try {
      out.push(`    ${label}: ${await f()}`);
    } catch (e: any) {
      out.push(`    ${label}: !! ${e.message}`);
    }
  };
  for (const [kind, text] of portable) {
    const e = parseExpression(text, 'portable');
    out.push(`${kind} ${text}`);
    if (e._tag === 'Left') {
      out.push('   LEFT ' + JSON.stringify(e.left));
      continue;
    }
    for (const [name, p] of [
      ['p15', p15],
      ['p18', p18],
    ] as const)
      await tryDo(name, async () => {
        const r = printExpression(styles.postgres)(toPostgres(e.right));
        const s = (r as any).right;
        const res = await p.begin(async (tx) => {
          await tx.unsafe('set search_path=lang');
          if (kind === 'check') {
            await tx.unsafe(`create table z (${cols.pg}, constraint k check (${s}))`);
            const [row] = await tx.unsafe(
              `select pg_get_expr(conbin, conrelid) x from pg_constraint where conname='k'`,
            );
            await tx.unsafe('drop table z');
            return row?.['x'];
          }
          await tx.unsafe(`create table z (${cols.pg}, g ${kind} generated always as (${s}) stored)`);
          const [row] = await tx.unsafe(
            `select pg_get_expr(adbin, adrelid) x from pg_attrdef where adrelid='z'::regclass`,
          );
          await tx.unsafe('drop table z');
          return row?.['x'];
        });
        return res;
      });
    for (const [name, m, to] of [
      ['mysql', my, toMySql],
      ['maria', ma, toMariaDb],
    ] as const)
      await tryDo(name, async () => {
        const r = printExpression(styles[name === 'mysql' ? 'mysql' : 'mariadb'])(to(e.right));
        const s = (r as any).right;
        const ty: any = { int: 'int', text: 'varchar(500)', timestamp: 'datetime', boolean: 'tinyint(1)' };
        await m.query('drop table if exists z');
        if (kind === 'check') {
          await m.query(`create table z (${cols.my}, constraint k check (${s}))`);
          const [row] = await m.query(
            name === 'mysql'
              ? `select check_clause x from information_schema.check_constraints where constraint_schema='lang_x'`
              : `select check_clause x from information_schema.check_constraints where constraint_schema='lang_x' and constraint_name='k'`,
          );
          return (row as any)[0].x;
        }
        await m.query(`create table z (${cols.my}, g ${ty[kind] ?? kind} generated always as (${s}) stored)`);
        const [row] = await m.query(
          `select generation_expression x from information_schema.columns where table_schema='lang_x' and table_name='z' and column_name='g'`,
        );
        return (row as any)[0].x;
      });
  }
  writeFileSync('/tmp/w/lang-out.txt', out.join('\n'));
  await p15.unsafe('drop schema lang cascade');
  await p18.unsafe('drop schema lang cascade');
  await my.query('drop database lang_x');
  await ma.query('drop database lang_x');
  await p15.end();
  await p18.end();
  await my.end();
  await ma.end();
}, 300000);

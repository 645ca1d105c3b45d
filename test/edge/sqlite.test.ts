/** The read-only connection, on real files. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Library from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Fault } from '../../src/edge/database.js';
import { connect } from '../../src/edge/sqlite.js';
import { isLeft } from '../../src/prelude.js';

let folder: string;
let file: string;
let open: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'altair-edge-'));
  file = join(folder, 'data.db');
});
afterEach(async () => {
  for (const db of open) await db.close();
  open = [];
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const make = (...statements: ReadonlyArray<string>): void => {
  const db = new Library(file);
  for (const s of statements) db.exec(s);
  db.close();
};

const tryOpen = (database: string) =>
  connect({ driver: 'sqlite', host: '', port: 0, user: null, password: null, database, namespace: null, tls: 'off' });

const opened = async (): Promise<Database> => {
  const db = await tryOpen(file);
  if (isLeft(db)) throw new Error(db.left.detail);
  open.push(db.right);
  return db.right;
};

const faultOf = async (database: string): Promise<Fault> => {
  const db = await tryOpen(database);
  if (isLeft(db)) return db.left;
  open.push(db.right);
  throw new Error('it opened');
};

const hash = (): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('a file that can be read', () => {
  it('gives its schema and rows, and is left as it was', async () => {
    make('CREATE TABLE t (id INTEGER PRIMARY KEY, big INTEGER)', 'INSERT INTO t VALUES (1, 9007199254740993), (2, -5)');
    const before = [hash(), readdirSync(folder)];
    const db = await opened();
    const schema = await db.introspect();
    expect(schema).toMatchObject({
      _tag: 'Right',
      right: { _tag: 'Right', right: { tables: [{ name: { name: 't' } }] } },
    });
    const rows = await db.query('SELECT id, big, 1.5 AS half, NULL AS none FROM t ORDER BY id');
    expect(rows).toEqual({
      _tag: 'Right',
      right: [
        { id: 1, big: '9007199254740993', half: 1.5, none: null },
        { id: 2, big: -5, half: 1.5, none: null },
      ],
    });
    await db.close();
    open = [];
    expect([hash(), readdirSync(folder)]).toEqual(before);
  });

  it('an empty file is an empty database', async () => {
    writeFileSync(file, '');
    const db = await opened();
    expect(await db.introspect()).toEqual({
      _tag: 'Right',
      right: { _tag: 'Right', right: { tables: [], enums: [], opaque: [] } },
    });
  });

  it('rows that are still in the write-ahead log are seen', async () => {
    const writer = new Library(file);
    writer.pragma('journal_mode = WAL');
    writer.exec('CREATE TABLE t (a)');
    writer.exec('INSERT INTO t VALUES (1), (2), (3)');
    const db = await opened();
    expect(await db.query('SELECT count(*) AS n FROM t')).toEqual({ _tag: 'Right', right: [{ n: 3 }] });
    writer.close();
  });

  it('plans for the SQLite that will run the migration, which is rarely as new as ours', async () => {
    make('CREATE TABLE t (a)');
    const { version } = (await opened()).dialect;
    expect([version.major, version.minor]).toEqual([3, 52]);
  });

  it('a virtual table whose module is not there does not stop the reading', async () => {
    make('CREATE TABLE t (a)', 'CREATE VIRTUAL TABLE f USING fts5(x)');
    const db = new Library(file);
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_master SET sql = 'CREATE VIRTUAL TABLE f USING nowhere(x)' WHERE name = 'f'`);
    db.close();
    const schema = await (await opened()).introspect();
    expect(schema).toMatchObject({ right: { right: { tables: [{ name: { name: 't' } }] } } });
  });
});

describe('a connection cannot', () => {
  const attempts: ReadonlyArray<readonly [string, string]> = [
    ['write rows', 'INSERT INTO secret VALUES (1)'],
    ['write through RETURNING', 'INSERT INTO secret VALUES (1) RETURNING a'],
    ['change the schema', 'DROP TABLE secret'],
    ['make a temporary table', 'CREATE TEMP TABLE x (a)'],
    ['write another file', `VACUUM INTO 'FOLDER/copy.db'`],
    ['attach a new file', `ATTACH 'FOLDER/other.db' AS o`],
    ['switch its own guard off', 'PRAGMA query_only = OFF'],
    ['change how the file is kept', 'PRAGMA journal_mode = WAL'],
    ['run a second statement', 'SELECT 1; DROP TABLE secret'],
    ['run a statement it cannot read', 'SELEC 1'],
  ];
  it.each(attempts)('%s', async (_, sql) => {
    make('CREATE TABLE secret (a)');
    const before = hash();
    const db = await opened();
    const result = await db.query(sql.replace('FOLDER', folder));
    expect(isLeft(result)).toBe(true);
    // The raw message may quote values and is not handed on.
    if (isLeft(result)) expect(result.left.detail).not.toContain('secret');
    expect(hash()).toBe(before);
    expect(readdirSync(folder)).toEqual(['data.db']);
    // It goes on working after a refusal.
    expect(await db.query('SELECT count(*) AS n FROM secret')).toEqual({ _tag: 'Right', right: [{ n: 0 }] });
  });
});

describe('a file that cannot be read', () => {
  it('is missing', async () => {
    const fault = await faultOf(join(folder, 'no', 'such.db'));
    expect(fault).toMatchObject({ code: 'not-found', detail: `there is no file ${join(folder, 'no', 'such.db')}` });
    expect(readdirSync(folder)).toEqual([]);
  });
  it('is a folder', async () => {
    mkdirSync(file);
    expect(await faultOf(file)).toMatchObject({ code: 'unsupported-server' });
  });
  it('is no database', async () => {
    writeFileSync(
      file,
      'just some text that is long enough to be taken for a header of sorts, and then some more'.repeat(20),
    );
    expect(await faultOf(file)).toMatchObject({ code: 'unsupported-server', sqlState: 'SQLITE_NOTADB' });
  });
  it('is locked by a writer', { timeout: 20_000 }, async () => {
    make('CREATE TABLE t (a)');
    const writer = new Library(file);
    writer.exec('BEGIN EXCLUSIVE');
    expect(await faultOf(file)).toMatchObject({ code: 'timeout' });
    writer.exec('ROLLBACK');
    writer.close();
  });
});

describe('a question that would never end', () => {
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n';

  /** Processes of ours that have the file in hand. */
  const processes = (): number =>
    execFileSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(file) && !line.startsWith('Z')).length;

  const gone = async (): Promise<void> => {
    while (processes() > 0) await new Promise((go) => setTimeout(go, 20));
  };

  it('is ended when its time is up, and others are answered after it', async () => {
    make('CREATE TABLE t (a)');
    const before = [hash(), readdirSync(folder)];
    const db = await opened();
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 50);
    expect(await db.query(endless)).toMatchObject({ left: { code: 'timeout' } });
    clearInterval(turning);
    // Meanwhile this process had time for other things.
    expect(turns).toBeGreaterThan(20);
    await gone();
    expect(await db.query('SELECT length(sqlite_version()) > 0 AS yes')).toEqual({
      _tag: 'Right',
      right: [{ yes: 1 }],
    });
    expect([hash(), readdirSync(folder)]).toEqual(before);
  });

  it('is ended when somebody says so', async () => {
    make('CREATE TABLE t (a)');
    const before = [hash(), readdirSync(folder)];
    const db = await opened();
    const answer = db.query(endless);
    while (processes() === 0) await new Promise((go) => setTimeout(go, 20));
    await db.abort();
    expect(await answer).toMatchObject({ left: { code: 'lost' } });
    await gone();
    // Nothing more is asked, neither there nor here.
    expect(await db.query('SELECT count(*) AS n FROM t')).toMatchObject({ left: { code: 'lost' } });
    expect([hash(), readdirSync(folder)]).toEqual(before);
  });

  it('that is killed by somebody else is no answer, and the next one is asked anew', async () => {
    make('CREATE TABLE t (a)');
    const db = await opened();
    const answer = db.query(endless);
    while (processes() === 0) await new Promise((go) => setTimeout(go, 20));
    const [line = ''] = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((l) => l.includes(file));
    process.kill(Number.parseInt(line, 10), 'SIGKILL');
    expect(await answer).toMatchObject({ left: { code: 'query' } });
    expect(await db.query('SELECT max(a) AS a FROM t')).toEqual({ _tag: 'Right', right: [{ a: null }] });
  });

  it('does not outlive the connection', async () => {
    make('CREATE TABLE t (a)');
    const db = await opened();
    const answer = db.query(endless);
    while (processes() === 0) await new Promise((go) => setTimeout(go, 20));
    await db.close();
    expect(isLeft(await answer)).toBe(true);
    await gone();
  });

  it('answers those that come together one after the other', async () => {
    make('CREATE TABLE t (a)', 'INSERT INTO t VALUES (9007199254740993)');
    const db = await opened();
    const answers = await Promise.all([1, 2, 3].map((n) => db.query(`SELECT max(a) AS a, ${n} AS n FROM t`)));
    expect(answers.map((a) => (isLeft(a) ? a.left : a.right[0]))).toEqual(
      [1, 2, 3].map((n) => ({ a: '9007199254740993', n })),
    );
    expect(processes()).toBe(1);
  });

  it('a question that is over at once needs no process', async () => {
    make('CREATE TABLE t (a)');
    const db = await opened();
    await db.introspect();
    expect(await db.query('SELECT count(*) AS "n" FROM "t" AS "o" WHERE "o"."a" IS NULL')).toMatchObject({
      _tag: 'Right',
    });
    expect(processes()).toBe(0);
    // A name may say anything: only words outside quotes count.
    expect(await db.query(`SELECT count(*) AS "hex(randomblob(9))" FROM "t" WHERE '--' IS NULL`)).toMatchObject({
      _tag: 'Right',
    });
    expect(processes()).toBe(0);
  });
});

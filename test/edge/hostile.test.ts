/** What somebody may write where a connection is named: no text of it leads elsewhere, switches a guard off or is told back with its password. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/edge/config.js';
import { connect } from '../../src/edge/connect.js';
import { resolveConnection, showTarget } from '../../src/edge/connection.js';
import { redact } from '../../src/edge/redact.js';
import { isLeft } from '../../src/prelude.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, scratch } from '../support/engines.js';

const secret = 'hunter2';

const answer = (db: string | null, env: Record<string, string> = {}, settings = ''): string => {
  const config = parseConfig('altair.config.yaml', settings);
  if (isLeft(config)) return problemsText(config.left);
  const found = resolveConnection(db, { file: 'altair.config.yaml', config: config.right }, env);
  if (isLeft(found)) return `refused: ${problemsText(found.left)}`;
  return found.right === null ? 'none' : `taken: ${showTarget(found.right)}`;
};

/** Each in one of the places a URL can come from. */
const urls: ReadonlyArray<string> = [
  // Settings that would switch guards off, or read files of this machine.
  'postgres://u:hunter2@localhost/d?options=-c%20default_transaction_read_only%3Doff',
  'postgres://u:hunter2@localhost/d?Options=-cstatement_timeout=0',
  'postgres://u:hunter2@localhost/d?%6fptions=x',
  'postgres://u:hunter2@localhost/d?statement_timeout=0',
  'postgres://u:hunter2@localhost/d?default_transaction_read_only=off',
  'postgres://u:hunter2@localhost/d?search_path=evil',
  'postgres://u:hunter2@localhost/d?application_name=x',
  'postgres://u:hunter2@localhost/d?sslrootcert=/etc/passwd',
  'postgres://u:hunter2@localhost/d?sslkey=/root/.ssh/id_rsa',
  'postgres://u:hunter2@localhost/d?sslcert=/etc/passwd',
  'postgres://u:hunter2@localhost/d?passfile=/etc/passwd',
  'postgres://u:hunter2@localhost/d?service=prod',
  'postgres://u:hunter2@localhost/d?target_session_attrs=read-write',
  'mysql://u:hunter2@localhost/d?multipleStatements=true',
  'mysql://u:hunter2@localhost/d?flags=LOCAL_FILES',
  'mysql://u:hunter2@localhost/d?flags=-SECURE_CONNECTION',
  'mysql://u:hunter2@localhost/d?infileStreamFactory=x',
  'mysql://u:hunter2@localhost/d?socketPath=/run/mysqld/mysqld.sock',
  'mysql://u:hunter2@localhost/d?ssl=%7B%22rejectUnauthorized%22%3Afalse%7D',
  'mysql://u:hunter2@localhost/d?timezone=local',
  'mysql://u:hunter2@localhost/d?authPlugins=x',
  'mariadb://u:hunter2@localhost/d?initSql=DROP%20TABLE%20t',
  'mysql://u:hunter2@localhost/d?charset=utf8&multipleStatements=1',
  'sqlite:app.db?mode=rwc',
  'sqlite:///srv/app.db?immutable=1',
  // Another host than it looks like, or a socket.
  'postgres://u:hunter2@localhost/d?host=/tmp',
  'postgres://u:hunter2@localhost/d?hostaddr=10.0.0.1',
  'postgres://u:hunter2@%2Ftmp/d',
  'postgres://u:hunter2@%2Fvar%2Frun%2Fpostgresql/d',
  'postgres://u:hunter2@localhost,prod.example/d',
  'postgres://u:hunter2@localhost%2Cprod/d',
  'postgres://u:hunter2@prod.example/d',
  'postgres://u:hunter2@localhost:5432@prod.example/d',
  'postgres://u:hunter2@localhost%40prod.example/d',
  'postgres://localhost@prod.example:5432/d',
  'postgres://u:hunter2@localhost.prod.example/d',
  'postgres://u:hunter2@127.0.0.1.prod.example/d',
  'postgres://u:hunter2@localhost\\@prod.example/d',
  'postgres://u:hunter2@prod.example%00localhost/d',
  'postgres://u:hunter2@prod.example%23localhost/d',
  'mysql://u:hunter2@10.0.0.7/d',
  'mysql://u:hunter2@169.254.169.254/d',
  'mysql://u:hunter2@0.0.0.0/d',
  'mysql://u:hunter2@127.1/d',
  'mysql://u:hunter2@167772161/d',
  'mysql://u:hunter2@0x0a000001/d',
  'mysql://u:hunter2@0xA9FEA9FE/d',
  'mysql://u:hunter2@012.0.0.1/d',
  'mysql://u:hunter2@10.0x1/d',
  'postgres://u:hunter2@[2001:db8::1]/d',
  'postgres://u:hunter2@[::ffff:10.0.0.1]/d',
  'postgres://u:hunter2@[fe80::1%25eth0]/d',
  'postgres://u:hunter2@ⓛocalhost.example/d',
  'postgres://u:hunter2@db.rds.amazonaws.com/d?sslmode=disable',
  // Texts that are no URL because of the password, or nearly one.
  'postgres://u:hun/ter2hunter2@localhost/d',
  'postgres://u:hunter2?@localhost/d',
  'postgres://u:hunter2#@localhost/d',
  'postgres://u:%zzhunter2@localhost/d',
  'postgres:u:hunter2@localhost/d',
  'postgres:/u:hunter2@localhost/d',
  'postgres//u:hunter2@localhost/d',
  'u:hunter2@localhost/d',
  '"postgres://u:hunter2@localhost/d"',
  ' postgres://u:hunter2@localhost/d',
  'postgres://u:hunter2@localhost/d\n',
  'postgres://u:hunter2@localhost/',
  'postgres://u:hunter2@localhost:0/d',
  'postgres://u:hunter2@localhost:5432x/d',
  'postgres://u:hunter2@localhost/d/../e',
  'postgres://u:hunter2@localhost/%2e%2e%00',
  'jdbc:postgresql://localhost/d?user=u&password=hunter2',
  'Server=localhost;Uid=u;Pwd=hunter2;',
  'postgres://u@localhost/d?password=hunter2',
  'mysql://u@localhost/d?PASSWORD=hunter2',
  'http://u:hunter2@localhost/d',
  'file:///etc/passwd',
  'javascript:alert(1)',
];

describe('a hostile URL', () => {
  it('is one of many', () => expect(new Set(urls).size).toBeGreaterThanOrEqual(70));

  it.each(urls)('%j is refused, by whichever way it comes, and its password is not told', (url) => {
    const settings = JSON.stringify({ connections: { main: { url } } });
    for (const said of [
      answer(url, {}),
      answer(null, { DATABASE_URL: url }),
      // A connection of the configuration may be elsewhere: it was written down on purpose.
      ...(/prod|10\.|169|rds|ffff|2001|example|0\.0\.0\.0/.test(url)
        ? []
        : [answer('main', {}, settings), answer('main', { URL: url }, 'connections: { main: { url_env: URL } }')]),
    ]) {
      expect(said).toMatch(/^refused: /);
      expect(said.replace('hun/ter2hunter2@', secret)).not.toContain(secret);
      expect(said).not.toContain('ter2');
    }
  });

  it.each([
    ['a trace', `connect failed for postgres://u:${secret}@h/d and mysql://v:${secret}@h/e`],
    ['a password with every sign', `postgres://u:/?# @:${secret}@h/d`],
    ['a text without a scheme', `could not log in as u:${secret}@h`],
    ['settings', `host=h user=u password=${secret}`],
    ['an environment', `PGPASSWORD=${secret} MYSQL_PWD=${secret} DB_PASSWORD=${secret}`],
  ])('in %s is masked', (_, text) => expect(redact(text)).not.toContain(secret));

  it('leaves other texts readable', () => {
    for (const text of [
      'api/users.yaml:3:1: no such key',
      'api/users.yaml@HEAD~1',
      'sqlite:/srv/app.db',
      'a@b.example',
    ])
      expect(redact(text)).toBe(text);
  });
});

describe('a hostile environment', () => {
  const parts = { DB_CONNECTION: 'pgsql', DB_DATABASE: 'd', DB_USER: 'u', DB_PASSWORD: secret };
  it.each([
    { DB_HOST: 'prod.example' },
    { DB_HOST: '10.0.0.7' },
    { DB_HOST: '167772161' },
    { DB_HOST: '0x0a000001' },
    { DB_HOST: 'localhost,prod.example' },
    { DB_HOST: 'localhost prod' },
    { DB_HOST: 'localhost?options=-c' },
    { DB_HOST: 'u:p@prod.example' },
    { DB_PORT: '0x1538' },
    { DB_PORT: '1e3' },
    { DB_PORT: '5432/x' },
    { DB_PORT: '-1' },
    { DB_PORT: '99999999' },
    { DB_CONNECTION: '__proto__' },
    { DB_CONNECTION: 'constructor' },
    { DB_CONNECTION: `postgres://u:${secret}@prod.example/d` },
  ])('%j is refused', (env) => {
    const said = answer(null, { ...parts, ...env });
    expect(said).toMatch(/^refused: /);
    expect(said).not.toContain(secret);
  });

  it('names no connection by way of a prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      expect(answer(name, {}, 'connections: { main: { url: "sqlite:a.db" } }')).toMatch(/^refused: /);
  });
});

describe('nobody is called', () => {
  it('for a text that is refused', async () => {
    let calls = 0;
    const listener = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((go) => listener.listen(0, '127.0.0.1', go));
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const url of [
      `postgres://u:p@2130706433:${port}/d`,
      `mysql://u:p@0x7f000001:${port}/d`,
      `postgres://u:p@localhost:${port}/d?options=-c`,
      `mysql://u:p@localhost:${port}/d?multipleStatements=true`,
      `http://localhost:${port}/d`,
    ])
      expect(answer(url)).toMatch(/^refused: /);
    await new Promise((go) => setTimeout(go, 50));
    listener.close();
    expect(calls).toBe(0);
  });

  it('a file is not made by naming it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'altair-hostile-'));
    try {
      for (const name of ['no.db', 'file:no.db', 'file:no.db?mode=rwc', 'file:///x?vfs=unix-none', ' ', '*'])
        expect(
          isLeft(
            await connect({
              driver: 'sqlite',
              host: '',
              port: 0,
              user: null,
              password: null,
              database: join(folder, name),
              namespace: null,
              tls: 'off',
            }),
          ),
        ).toBe(true);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Variables that clients of PostgreSQL and MySQL read by themselves. */
const inherited: Readonly<Record<string, string>> = {
  PGOPTIONS: '-c default_transaction_read_only=off -c statement_timeout=0',
  PGHOST: 'prod.example',
  PGPORT: '1',
  PGDATABASE: 'nowhere',
  PGSSLMODE: 'verify-full',
  PGAPPNAME: 'evil',
  MYSQL_HOST: 'prod.example',
  MYSQL_TCP_PORT: '1',
};

describeEngines(
  'an environment that clients listen to',
  (engine) => {
    const before = { ...process.env };
    const listen = (): void => {
      for (const [name, value] of Object.entries(inherited)) process.env[name] = value;
    };
    const listenNoMore = (): void => {
      for (const name of Object.keys(inherited))
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
    };

    it('changes neither where a connection goes nor what it may', async () => {
      const db = await scratch(engine);
      try {
        await db.exec('CREATE TABLE here (n integer)');
        listen();
        const opened = await connect(db.target);
        if (isLeft(opened)) throw new Error(opened.left.detail);
        const tables = await opened.right.introspect();
        expect(JSON.stringify(tables)).toContain('"here"');
        expect(isLeft(await opened.right.query('INSERT INTO here VALUES (1)'))).toBe(true);
        await opened.right.close();
        expect((await db.query('SELECT n FROM here')).length).toBe(0);
      } finally {
        listenNoMore();
        await db.drop();
      }
    });
  },
  ['postgres15', 'postgres18', 'mysql', 'mariadb'],
);

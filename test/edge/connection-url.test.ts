import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeUrl, parseConnectionUrl } from '../../src/edge/connection-url.js';
import { redact } from '../../src/edge/redact.js';
import { isLeft } from '../../src/prelude.js';
import { problemsText } from '../../src/report/problems.js';

const read = (url: string): unknown => {
  const parsed = parseConnectionUrl(url);
  return isLeft(parsed) ? problemsText(parsed.left) : parsed.right;
};

const server = {
  driver: 'postgres',
  host: 'h',
  port: 5432,
  user: 'u',
  password: 'p',
  database: 'd',
  namespace: null,
  tls: 'prefer',
};

describe('parseConnectionUrl', () => {
  it.each([
    ['postgres://u:p@h/d', {}],
    ['postgresql://u:p@h:5432/d', {}],
    ['pgsql://u:p@h/d?serverVersion=15&charset=utf8', {}],
    ['postgres://u@h/d', { password: null }],
    ['postgres:///d', { host: '127.0.0.1', user: null, password: null }],
    ['postgres://u:p%40%3A%2F@h/d%20x', { password: 'p@:/', database: 'd x' }],
    ['postgres://u:p:q@h/d', { password: 'p:q' }],
    ['postgres://u:p@[::1]:6/d', { host: '::1', port: 6 }],
    ['postgres://u:p@h/d?sslmode=verify-full&schema=app', { tls: 'verify', namespace: 'app' }],
    ['postgres://u:p@h/d?sslmode=disable', { tls: 'off' }],
    ['mysql://u:p@h/d', { driver: 'mysql', port: 3306 }],
    ['mariadb://u:p@h:3307/d?ssl-mode=REQUIRED', { driver: 'mariadb', port: 3307, tls: 'require' }],
  ])('%s', (url, more) => expect(read(url)).toEqual({ ...server, ...more }));

  it.each([
    ['sqlite:app.db', 'app.db'],
    ['sqlite:/srv/app.db', '/srv/app.db'],
    ['sqlite:///srv/app.db', '/srv/app.db'],
    ['sqlite:a%20b', 'a b'],
    ['data/app.sqlite3', 'data/app.sqlite3'],
  ])('%s', (url, database) => expect(read(url)).toMatchObject({ driver: 'sqlite', database }));

  it.each([
    ['postgers://u:secret@h/d', /Did you mean "postgres"\?/],
    ['oracle://u:secret@h/d', /Drivers are postgres/],
    ['postgres://u:secret@h/d?sslmod=require', /Did you mean "sslmode"\?/],
    ['postgres://u:secret@h/d?options=-c%20default_transaction_read_only%3Doff', /"options" cannot be set/],
    ['postgres://u:secret@h/d?sslrootcert=/etc/passwd', /"sslrootcert" cannot be set/],
    ['postgres://u:secret@h/d?statement_timeout=0', /cannot be set/],
    ['postgres://u:secret@h/d?host=/tmp', /"host" cannot be set/],
    ['mysql://u:secret@h/d?multipleStatements=true', /"multipleStatements" cannot be set/],
    ['mysql://u:secret@h/d?flags=LOCAL_FILES', /cannot be set/],
    ['mysql://u:secret@h/d?schema=x', /cannot be set/],
    ['postgres://u:secret@h/d?sslmode=maybe', /"maybe" is no sslmode/],
    ['postgres://u:secret@h/', /names no database/],
    ['postgres://u:secret@h:0/d', /is no port/],
    ['postgres://u:secret@h:99999/d', /is no port/],
    ['postgres://u:secret@h:x/d', /cannot be told apart/],
    ['postgres://u:secret@h/d/e', /cannot be told apart/],
    ['postgres://u:secret@h/d#f', /cannot be told apart/],
    ['postgres://u:secret@h/%zz', /hexadecimal/],
    ['postgres://u:secret@%2Ftmp/d', /socket/],
    ['postgres://u:secret@h/d%00', /hexadecimal/],
    ['postgres:d', /cannot be told apart/],
    ['sqlite::memory:', /in memory/],
    ['sqlite:', /in memory/],
    ['sqlite://app.db', /not clear where the file is/],
    ['sqlite:app.db?mode=rwc', /takes no settings/],
    ['C:app', /there is no driver "C"/],
    ['nothing', /no connection URL/],
  ])('refuses %s', (url, why) => {
    expect(read(url)).toMatch(why);
    expect(read(url)).not.toContain('secret');
  });

  it('never shows a password, whatever the rest is', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string({ maxLength: 20 }), (url, rest) => {
        const secret = 'pa55word';
        const text = url.replace('://', `://someone:${secret}@`) + rest;
        expect(redact(text)).not.toContain(secret);
        expect(String(JSON.stringify(read(text)))).not.toContain(`:${secret}@`);
      }),
    );
  });

  it('tells URLs and files from names', () => {
    expect(['postgres://x', 'sqlite:x', 'a.db', 'x/y.sqlite'].every(looksLikeUrl)).toBe(true);
    expect(['main', 'replica-2', 'my_db'].some(looksLikeUrl)).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../../src/edge/config.js';
import { resolveConnection, showTarget } from '../../src/edge/connection.js';
import { parseEnv } from '../../src/edge/env-file.js';
import { isLeft } from '../../src/prelude.js';
import { problemsText } from '../../src/report/problems.js';

const yaml = `connections:
  main:
    driver: mysql
    database: shop
    password_env: SHOP_PASSWORD
  copy: { url: "postgres://u@h/d", password_env: SHOP_PASSWORD }
  secret: { url_env: SECRET_URL }
specs: [api, more]
output: migrations
`;

const resolve = (db: string | null, env: Record<string, string>, text = yaml): string => {
  const config = parseConfig('altair.config.yaml', text);
  if (isLeft(config)) return problemsText(config.left);
  const found = resolveConnection(db, { file: 'altair.config.yaml', config: config.right }, env);
  if (isLeft(found)) return problemsText(found.left);
  return found.right === null ? 'none' : `${showTarget(found.right)} ${found.right.password ?? '-'}`;
};

describe('the time for a question', () => {
  it.each([
    ['', undefined],
    ['question_seconds: 30\n', 30_000],
    ['question_seconds: 0\n', 1],
  ])('%j', (line, expected) => {
    const config = parseConfig('altair.config.yaml', `${yaml}${line}`);
    if (isLeft(config)) throw new Error(problemsText(config.left));
    const found = resolveConnection('copy', { file: 'altair.config.yaml', config: config.right }, {});
    expect(isLeft(found) ? found.left : found.right?.question).toBe(expected);
  });
});

describe('resolveConnection', () => {
  it.each([
    ['sqlite:a.db', {}, 'sqlite:a.db -'],
    ['main', { SHOP_PASSWORD: 'x' }, 'mysql://127.0.0.1:3306/shop x'],
    ['copy', { SHOP_PASSWORD: 'x' }, 'postgres://u@h:5432/d x'],
    ['secret', { SECRET_URL: 'mysql://a:b@c/d' }, 'mysql://a@c:3306/d b'],
    [null, { DATABASE_URL: 'postgres://u:p@h/d', DB_CONNECTION: 'mysql' }, 'postgres://u@h:5432/d p'],
    [
      null,
      { DB_CONNECTION: 'pgsql', DB_HOST: 'db', DB_PORT: '6000', DB_DATABASE: 'x', DB_USER: 'u', DB_PASSWORD: 'p@/' },
      'postgres://u@db:6000/x p@/',
    ],
    [null, { DB_CONNECTION: 'sqlite', DB_DATABASE: '/srv/50%.db?' }, 'sqlite:/srv/50%.db? -'],
    [null, {}, 'none'],
  ])('%s %j', (db, env, expected) => expect(resolve(db, env)).toBe(expected));

  it.each([
    ['mian', {}, /Did you mean "main"\?/],
    ['main', {}, /SHOP_PASSWORD" *: this environment variable is not set/],
    ['constructor', {}, /no connection of this name/],
    [null, { DB_CONNECTION: 'oci' }, /there is no such driver/],
    [null, { DB_CONNECTION: 'pgsql' }, /names no database/],
    [null, { DB_CONNECTION: 'pgsql', DB_DATABASE: 'x', DB_PORT: 'abc' }, /no port/],
  ])('refuses %s %j', (db, env, why) => expect(resolve(db, env)).toMatch(why));

  it('keeps to the hosts a project lists', () => {
    const text = 'allow_hosts: [db.test]\n';
    expect(resolve('postgres://u@db.test/d', {}, text)).toMatch(/^postgres/);
    expect(resolve('postgres://u@localhost/d', {}, text)).toMatch(/^postgres/);
    expect(resolve('postgres://u@prod.example/d', {}, text)).toMatch(/allow_hosts: \[prod\.example\]/);
  });

  it('refuses a host elsewhere that the project does not know', () => {
    const known = 'connections: { far: { url: "postgres://u@far.example/d" } }\n';
    for (const url of ['postgres://u@prod.example/d', 'mysql://u@10.0.0.7/d', 'postgres://u@[2001:db8::1]/d']) {
      expect(resolve(url, {}, known)).toMatch(/not on this machine/);
      expect(resolve(null, { DATABASE_URL: url }, known)).toMatch(/allow_hosts/);
    }
    expect(resolve('far', {}, known)).toMatch(/^postgres:\/\/u@far\.example/);
    for (const url of ['postgres://u@localhost/d', 'mysql://u@127.0.0.1/d', 'mysql://u@db/d'])
      expect(resolve(url, {}, known)).toMatch(/^(postgres|mysql):/);
  });
});

describe('configuration', () => {
  it('refuses what it does not know, with place and suggestion', () => {
    const text = 'conections: {}\nconnections:\n  main:\n    databse: x\n    port: high\nspecs: api\nemit: flyway\n';
    const parsed = parseConfig('altair.config.yaml', text);
    expect(isLeft(parsed) && problemsText(parsed.left)).toBe(
      [
        'altair.config.yaml:1:1: unknown key "conections" in the configuration',
        '  Did you mean "connections"?',
        'altair.config.yaml:4:5: unknown key "databse" in connections.main',
        '  Did you mean "database"?',
        'altair.config.yaml:5:5: expected a number for "connections.main.port", found "high"',
        'altair.config.yaml:6:1: expected a list for "specs", found "api"',
        'altair.config.yaml:7:1: expected one of cycle, sql for "emit", found "flyway"',
      ].join('\n'),
    );
  });

  it('says where YAML ends to be YAML, and takes no aliases', () => {
    for (const text of ['a: [', 'specs: &a [x]\noutput: *a\n', '- 1'])
      expect(isLeft(parseConfig('c', text))).toBe(true);
  });

  it('knows the keys that its schema describes', () => {
    const schema = JSON.parse(readFileSync('grammar/config.schema.json', 'utf8'));
    const keysIn = (text: string): ReadonlyArray<string> => {
      const parsed = parseConfig('c', text);
      const hint = isLeft(parsed) ? (parsed.left[0]?.hint ?? '') : '';
      return hint.replace(/^Known here: |\.$/g, '').split(', ');
    };
    expect(keysIn('qqqqqqqq: 1')).toEqual(Object.keys(schema.properties));
    expect(keysIn('connections: { a: { qqqqqqqq: 1 } }')).toEqual(Object.keys(schema.$defs.connection.properties));
  });

  it('is optional, unless it was named', async () => {
    expect(await readConfig('/nonexistent', null)).toEqual({ _tag: 'Right', right: { file: null, config: {} } });
    expect(isLeft(await readConfig('/nonexistent', 'x.yaml'))).toBe(true);
  });
});

describe('parseEnv', () => {
  it('reads KEY=value lines and nothing more', () => {
    const text = `# comment\nexport A=1\nB = two words # no\nC='a # b'\nD="x\\ny" # c\nE=\n\nF=$A\`id\`$(id)\r\n`;
    expect(parseEnv('.env', text)).toEqual({
      _tag: 'Right',
      right: { A: '1', B: 'two words', C: 'a # b', D: 'x\ny', E: '', F: '$A`id`$(id)' },
    });
  });

  it('names the line that is none', () => {
    const parsed = parseEnv('.env', 'A=1\nnonsense\nB="open\n');
    expect(isLeft(parsed) && parsed.left.map((p) => p.at?.line)).toEqual([2, 3]);
  });
});

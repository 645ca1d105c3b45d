import { readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/check/registry.js';
import { parseConfig } from '../../src/edge/config.js';
import { isLeft } from '../../src/prelude.js';
import { describeEngines, scratch } from '../support/engines.js';
import { altair, here, inShell, put, withAltair } from './altair.js';
import { users } from './specs.js';

withAltair();

describe('explain', () => {
  it('lists every code', async () => {
    const { code, stdout } = await altair('explain');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((l) => l.split(' ')[0])).toEqual([...checks.map((c) => c.code), '']);
  });

  it('shows the page of each', async () => {
    const { stdout } = await altair('explain', 'add-unique');
    await expect(stdout).toMatchFileSnapshot('../../snapshots/cli/explain.txt');
    const json = JSON.parse((await altair('explain', 'add-unique', '--format=json')).stdout);
    expect(Object.keys(json)).toEqual(['code', 'title', 'why', 'fix']);
    expect(JSON.parse((await altair('explain', '--format=json')).stdout).checks).toHaveLength(checks.length);
  });

  it('knows what was meant', async () => {
    const { code, stdout, stderr } = await altair('explain', 'add-uniqe');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('error: there is no check "add-uniqe"\n  Did you mean "add-unique"?\n');
    expect((await altair('explain', 'x'.repeat(200))).stderr).toContain('altair explain lists them');
  });
});

describe('init', () => {
  it('writes settings that are read, and never over any', async () => {
    await put({ 'specs/users.yaml': users(), 'composer.json': '{"require":{"cycle/orm":"*"}}' });
    const first = await altair('init');
    expect([first.code, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toContain('wrote altair.config.yaml');
    const text = await readFile(here('altair.config.yaml'), 'utf8');
    await expect(text).toMatchFileSnapshot('../../snapshots/cli/altair.config.yaml');
    const read = parseConfig('altair.config.yaml', text);
    expect(isLeft(read) ? read.left : read.right).toMatchObject({ specs: ['specs/'], emit: 'cycle' });
    // What is commented out is right too.
    const all = parseConfig(
      'altair.config.yaml',
      text.replace(/^(\s*)# (?=[a-z_]+: \S)/gm, '$1').replace(/^ {2}main: \{ url_env.*$/m, ''),
    );
    expect(isLeft(all) ? all.left : []).toEqual([]);

    await writeFile(here('altair.config.yaml'), 'specs: [mine/]\n');
    const second = await altair('init');
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('altair.config.yaml is there already');
    expect(await readFile(here('altair.config.yaml'), 'utf8')).toBe('specs: [mine/]\n');
  });

  it('leaves other settings files and dangling links alone', async () => {
    await put({ 'altair.config.json': '{}' });
    expect((await altair('init')).stderr).toContain('altair.config.json is there already');
    inShell('rm altair.config.json');
    await symlink(here('elsewhere'), here('altair.config.yaml'));
    expect((await altair('init')).code).toBe(2);
    expect(inShell('ls')).toBe('altair.config.yaml\n');
  });
});

describe('doctor', () => {
  it('looks at what a plan needs, without a database too', async () => {
    const { code, stdout } = await altair('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ node +\d/);
    expect(stdout).toContain('✓ driver    SQLite (better-sqlite3)');
    expect(stdout).toContain('! database  none was named');
  });

  it('says what is wrong, and keeps a password to itself', async () => {
    const { code, stdout } = await altair('doctor', '--db=postgres://u:hunter2@127.0.0.1:1/d');
    expect(code).toBe(4);
    expect(stdout).toContain('✗ database  postgres://u@127.0.0.1:1/d: the database cannot be reached');
    expect(stdout).not.toContain('hunter2');
    await put({ 'altair.config.yaml': 'spcs: [api/]\n' });
    const wrong = await altair('doctor');
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toContain('✗ settings  altair.config.yaml:1: unknown key "spcs"');
  });
});

describeEngines('doctor', (engine) => {
  it('proves that the connection cannot write', async () => {
    const db = await scratch(engine);
    try {
      await db.exec('CREATE TABLE t (n integer)');
      const { driver, user, password, host, port, database } = db.target;
      const login = user === null ? '' : `${user}${password === null ? '' : `:${password}`}@`;
      const url = driver === 'sqlite' ? `sqlite:${database}` : `${driver}://${login}${host}:${port}/${database}`;
      const { code, stdout, stderr } = await altair('doctor', `--db=${url}`, '--format=json');
      const document = JSON.parse(stdout);
      expect([code, stderr, document.exit_code]).toEqual([0, '', 0]);
      const states = document.looked_at.map((l: { what: string; state: string }) => `${l.what} ${l.state}`);
      expect(states).toEqual(expect.arrayContaining(['database ok', 'server ok', 'read-only ok', 'schema ok']));
      expect(stdout).toContain('"1 table"');
      // The servers of the tests let the tests in as administrators.
      if (driver !== 'sqlite') expect(stdout).toContain('the role may more than read');
    } finally {
      await db.drop();
    }
  });
});

describe('formats for machines', () => {
  it.each([
    ['github', '::error file=api/users.yaml,line=11,col=15,title=altair spec.unknown-key::unknown key "tpye"'],
    ['markdown', '- `api/users.yaml:11:15`: unknown key "tpye" in field nick (`spec.unknown-key`)'],
    ['sarif', '"executionSuccessful": false'],
    ['html', '<code>api/users.yaml:11:15</code>: unknown key &quot;tpye&quot;'],
  ])('%s tells problems on stdout, and people on stderr', async (format, said) => {
    await put({ 'api/users.yaml': users('      nick: { tpye: string }\n') });
    const { code, stdout, stderr } = await altair('db:migration-plan', '--from=api', `--format=${format}`);
    expect(code).toBe(2);
    expect(stdout).toContain(said);
    expect(stderr).toMatch(/^error: [\s\S]*\napi\/users.yaml:11:15: unknown key/);
  });

  it.each(['github', 'markdown', 'sarif', 'html'])('%s tells a mistake on the command line too', async (format) => {
    const { code, stdout } = await altair('db:migration-plan', '--format', format, '--outptu=x');
    expect(code).toBe(2);
    expect(stdout).toContain('unknown option');
  });
});

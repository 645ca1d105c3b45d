import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/cli/version.js';
import { violations } from '../report/schema.js';
import { altair, altairWith, put, withAltair } from './altair.js';
import { users } from './specs.js';

withAltair();

describe('help', () => {
  it.each([
    ['altair', []],
    ['db-migration-plan', ['db:migration-plan']],
    ['db-schema', ['db:schema']],
    ['explain', ['explain']],
    ['doctor', ['doctor']],
    ['init', ['init']],
    ['mcp', ['mcp']],
  ])('%s begins with examples', async (name, command) => {
    const { code, stdout, stderr } = await altair(...command, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.startsWith('Examples:\n')).toBe(true);
    await expect(stdout).toMatchFileSnapshot(`../../snapshots/cli/${name}.help.txt`);
  });

  it('knows its version', async () => {
    expect((await altair('--version')).stdout).toBe(`${version}\n`);
    expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(version);
  });
});

const plan = 'db:migration-plan';

describe('a mistake on the command line', () => {
  it.each([
    [[], 'no command was given', '--help'],
    [['db:migraton-plan'], "unknown command 'db:migraton-plan'", 'Did you mean db:migration-plan?'],
    [[plan, '--outptu=x'], "unknown option '--outptu=x'", 'Did you mean --output?'],
    [[plan, '--outpt=some/folder/far/away'], "unknown option '--outpt=", 'Did you mean --output?'],
    [[plan, '--db'], "option '--db <name|url>' argument missing", ''],
    [[plan, '--driver=postgers'], '--driver does not take "postgers"', 'Did you mean "postgres"?'],
    [[plan, '--format=jsn'], '--format does not take "jsn"', 'Did you mean "json"?'],
    [[plan, '--emit=cycl'], '--emit does not take "cycl"', 'Did you mean "cycle"?'],
    [[plan, '--filename-style=kebab'], '--filename-style does not take "kebab"', 'It takes native, snake.'],
    [[plan, '--emit=flyway'], '--emit=flyway is not in this version', ''],
    [[plan, '--strategy=two-phases'], '--strategy does not take "two-phases"', 'Did you mean "two-phase"?'],
    [[plan, '--sync=trigger'], '--sync does not take "trigger"', 'Did you mean "triggers"?'],
    [[plan, '--online=sometimes'], '--online does not take "sometimes"', 'auto, always, never'],
    [[plan, '--archive=ninety'], '--archive does not take "ninety"', 'days'],
    [[plan, '--dev-url=postgres://x/y'], '--dev-url is not in this version', ''],
    [[plan, '--verify'], '--verify is not in this version', ''],
    [[plan, 'a.yaml', '--to=b.yaml'], '--to and "a.yaml" both say what is wanted', ''],
    [[plan, '--from=a.yaml', '--from-spec=b.yaml'], '--from and --from-spec are the same option', ''],
    [[plan, '--from=a.yaml', '--db=sqlite:x.db'], '--from and --db both say what is there now', ''],
    [[plan], 'there is no spec', 'altair.config.yaml'],
    [[plan, 'a.yaml'], 'a.yaml: cannot be read: there is no such file', ''],
    [[plan, 'users.yml'], 'users.yml: cannot be read', 'users.yaml'],
    [[plan, 'users.yaml'], 'no database was named', '--from=spec.yaml@REVISION'],
    [[plan, '--from-entity=App\\User\\User'], 'there is no class "App\\User\\User"', 'name its file'],
    [[plan, 'users.yaml', '--db=nowhere'], '"nowhere"', ''],
    [[plan, 'users.yaml', '--db=postgres://u:hunter2@h/d?sslmod=x'], '"sslmod" cannot be set', 'sslmode'],
    [[plan, '--from=users.yaml', '--to=users.yaml', '--timestamp=now'], '--timestamp "now"', ''],
    [[plan, '--from=users.yaml', '--to=users.yaml', '--server-version=x'], 'server-version', ''],
    [[plan, '--from=users.yaml', '--to=users.yaml', '--server-version=9', '--driver=postgres'], 'server-version', ''],
    [[plan, '--from=users.yaml', '--to=users.yaml', '--rename=nick:handle'], 'rename', ''],
  ])('%j', async (args, message, hint) => {
    await put({ 'users.yaml': users() });
    const human = await altair(...args);
    expect(human.code).toBe(2);
    expect(human.stdout).toBe('');
    expect(human.stderr).toContain(message);
    expect(human.stderr).toContain(hint);
    expect(human.stderr).toMatch(/^error: /);
    expect(human.stderr).not.toMatch(/\n\s+at |hunter2/);

    const json = await altair(...args, ...(args.some((a) => a.startsWith('--format')) ? [] : ['--format=json']));
    if (args.includes('--format=jsn')) return;
    const document = JSON.parse(json.stdout);
    expect(json.code).toBe(2);
    expect(violations(document)).toEqual([]);
    expect(document.exit_code).toBe(2);
    expect(json.stdout).not.toContain('hunter2');
  });
});

describe('a mistake in a spec', () => {
  it('is shown with file, line, column and suggestion, all of them at once', async () => {
    await put({
      'api/users.yaml': users('      nick: { tpye: string }\n      age: { type: itn }\n'),
    });
    const human = await altair(plan, '--from=api/users.yaml', '--to=api', '--driver=sqlite');
    expect(human.code).toBe(2);
    await expect(human.stderr).toMatchFileSnapshot('../../snapshots/cli/spec-problems.txt');
    const json = await altair(plan, '--from=api/users.yaml', '--to=api', '--format=json');
    const document = JSON.parse(json.stdout);
    expect(violations(document)).toEqual([]);
    expect(document.problems.length).toBeGreaterThan(1);
    expect(document.error).toMatchObject({ file: 'api/users.yaml', line: 11 });
  });
});

describe('a database that cannot be had', () => {
  it.each(['sqlite:missing.db', 'postgres://u:hunter2@127.0.0.1:1/d', 'mysql://u:hunter2@127.0.0.1:1/d'])(
    '%s',
    async (url) => {
      await put({ 'users.yaml': users() });
      const { code, stdout, stderr } = await altair(plan, 'users.yaml', `--db=${url}`);
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).toMatch(/^error: /);
      expect(stderr).not.toMatch(/\n\s+at |hunter2/);
      const json = await altairWith({ DATABASE_URL: url }, [plan, 'users.yaml', '--format=json']);
      expect(json.code).toBe(4);
      expect(violations(JSON.parse(json.stdout))).toEqual([]);
      expect(json.stdout + json.stderr).not.toContain('hunter2');
    },
  );
});

import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { violations } from '../report/schema.js';
import { describeEngines, scratch } from '../support/engines.js';
import { altair, altairWith, here, inShell, put, withAltair } from './altair.js';
import { displayName, users } from './specs.js';

withAltair();

const makeDatabase = (name: string): void => {
  const db = new Database(here(name));
  db.exec('CREATE TABLE other (n integer)');
  db.close();
};

const plan = 'db:migration-plan';
/** Rows are not what these tests are about. */
const anyway = '--allow-unproven';
const at = '--timestamp=2026-05-27T11:45:23Z';
const between = ['--from=users.yaml', '--to=new.yaml', '--driver=postgres', '--server-version=15.18', anyway, at];
const files = { 'users.yaml': users(), 'new.yaml': users(displayName) };

describe('a plan between two specs', () => {
  it('is told to people', async () => {
    await put(files);
    const { code, stdout, stderr } = await altair(plan, ...between, '--emit=cycle');
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('../../snapshots/cli/display-name.txt');
  });

  it('is told to programs, and the document is valid', async () => {
    await put(files);
    const { code, stdout, stderr } = await altair(plan, ...between, '--emit=cycle', '--format=json');
    expect([code, stderr]).toEqual([0, '']);
    expect(violations(JSON.parse(stdout))).toEqual([]);
    await expect(stdout).toMatchFileSnapshot('../../snapshots/cli/display-name.json');
  });

  it('is the same bytes whatever the time zone, the language and the day', async () => {
    await put(files);
    const run = (env: Record<string, string>) => altairWith(env, [plan, ...between, '--format=json']);
    const first = await run({ TZ: 'UTC', LANG: 'C' });
    expect(await run({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toEqual(first);
    const epoch = await altairWith({ SOURCE_DATE_EPOCH: '1779882323', TZ: 'Asia/Tokyo' }, [
      plan,
      ...between.filter((a) => a !== at),
      '--format=json',
    ]);
    expect(epoch).toEqual(first);
  });

  it('says so when there is nothing to do, and names no migration', async () => {
    await put(files);
    const same = ['--from=users.yaml', '--to=users.yaml'];
    const human = await altair(plan, ...same, '--output=out');
    expect(human).toEqual({
      code: 0,
      stdout: 'Nothing to do: the database already is what the specs say.\n',
      stderr: '',
    });
    expect(await readdir(here())).not.toContain('out');
    const document = JSON.parse((await altair(plan, ...same, '--format=json')).stdout);
    expect(violations(document)).toEqual([]);
    expect(document).toMatchObject({ migration_name: null, filename: null, migrations: [], exit_code: 0 });
  });

  it('takes renames, repeated or in a list, and refuses one that matches nothing', async () => {
    const old = users('      nick: { type: string, nullable: true }\n      mail: { type: string, nullable: true }\n');
    const now = users('      handle: { type: string, nullable: true }\n      post: { type: string, nullable: true }\n');
    await put({ 'old.yaml': old, 'now.yaml': now });
    const run = (...more: ReadonlyArray<string>) =>
      altair(plan, '--from=old.yaml', '--to=now.yaml', '--strategy=single', anyway, ...more);
    const listed = await run('--rename=nick:handle,users.mail:users.post');
    expect(listed.stdout).toContain('RENAME COLUMN nick TO handle');
    expect(listed.stdout).toContain('RENAME COLUMN mail TO post');
    expect(await run('--rename=nick:handle', '--rename', 'users.mail:users.post')).toEqual(listed);
    expect((await run('--rename=nik:handle')).code).toBe(2);
  });

  it('reads a file as it was at a revision', async () => {
    await put({ 'users.yaml': users() });
    const git = (...args: ReadonlyArray<string>) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd: here(),
        stdio: 'ignore',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    await put({ 'users.yaml': users(displayName) });
    const { code, stdout } = await altair(plan, '--from=users.yaml@HEAD', '--to=users.yaml', anyway);
    expect(code).toBe(0);
    expect(stdout).toContain('ADD COLUMN display_name');
  });
});

describe('--output', () => {
  it('writes what the plan says, and never over a file', async () => {
    await put(files);
    const run = (...more: ReadonlyArray<string>) =>
      altair(plan, ...between, '--emit=cycle', '--output=db/migrations', ...more);
    const first = await run('--format=json');
    const document = JSON.parse(first.stdout);
    const name = 'db/migrations/20260527.114523_0_add_display_name_to_users.php';
    expect(first.stderr).toBe(`wrote ${name}\n`);
    expect(document.filename).toBe(name);
    expect(await readFile(here(name), 'utf8')).toBe(document.migrations[0].contents);
    expect((await run()).stderr).toBe('wrote db/migrations/20260527.114523_1_add_display_name_to_users_2.php\n');
    expect((await run('--filename-style=snake')).stderr).toBe(
      'wrote db/migrations/2026_05_27_114523_add_display_name_to_users.php\n',
    );
    expect((await run('--filename-style=snake')).stderr).toBe(
      'wrote db/migrations/2026_05_27_114523_add_display_name_to_users_2.php\n',
    );
    expect(await readdir(here('db/migrations'))).toHaveLength(4);
  });

  it('writes two files of SQL', async () => {
    await put(files);
    const { stderr } = await altair(plan, ...between, '--output=out');
    expect(stderr).toBe(
      ['up', 'down'].map((d) => `wrote out/20260527.114523_0_add_display_name_to_users.${d}.sql\n`).join(''),
    );
  });

  it('writes nothing with --dry-run, and nothing that is unproven', async () => {
    await put(files);
    expect((await altair(plan, ...between, '--output=out', '--dry-run')).stderr).toBe('');
    const unproven = await altair(plan, ...between.filter((a) => a !== anyway), '--output=out');
    expect(unproven.code).toBe(3);
    expect(unproven.stderr).toContain('not written');
    expect(await readdir(here())).not.toContain('out');
  });

  it('keeps out of folders where no migration belongs', async () => {
    await put(files);
    const { code, stderr } = await altair(plan, ...between, '--output=.git/hooks');
    expect(code).toBe(2);
    expect(stderr).toContain('.git/hooks');
  });
});

describe('a plan that loses data', () => {
  const start = async (): Promise<void> => {
    await put({
      'api/notes.yaml':
        'persistence:\n  entity:\n    table: notes\n    fields:\n      id: { type: int, primary: true }\n',
    });
    const db = new Database(here('app.db'));
    db.exec(
      "CREATE TABLE notes (id integer PRIMARY KEY NOT NULL, body text); INSERT INTO notes VALUES (1, 'kept'), (2, NULL)",
    );
    db.close();
  };
  const run = (...more: ReadonlyArray<string>) =>
    altair(plan, 'api', '--db=sqlite:app.db', at, '--output=out', ...more);

  it('is unsafe, says how many rows, and is not written', async () => {
    await start();
    const { code, stdout, stderr } = await run('--format=json');
    expect(code).toBe(1);
    expect(stderr).toContain('not written: the plan is unsafe');
    const document = JSON.parse(stdout);
    expect(violations(document)).toEqual([]);
    expect(document).toMatchObject({ safety: { verdict: 'unsafe' }, exit_code: 1 });
    expect(document.safety.issues).toMatchObject([
      { table: 'notes', column: 'body', evidence: { kind: 'exact', count: 1 } },
    ]);
    expect(await readdir(here())).not.toContain('out');
  });

  it('is written when a person agrees, and only then', async () => {
    await start();
    expect((await run('--confirm=notes.title')).code).toBe(1);
    const agreed = await run('--confirm=notes.body', '--confirm=other');
    expect(agreed.code).toBe(0);
    expect(agreed.stdout).toContain('(confirmed)');
    expect(agreed.stderr).toContain('note: --confirm=other');
    expect(agreed.stderr).toContain('wrote out/');
    expect((await run('--force')).code).toBe(0);
  });

  it('is not written either when part of it would fail, whoever agrees', async () => {
    await start();
    await put({
      'api/notes.yaml':
        'persistence:\n  entity:\n    table: notes\n    fields:\n      id: { type: int, primary: true }\n      body: { type: text }\n',
    });
    const { code, stderr } = await run('--force', '--confirm=notes');
    expect(code).toBe(1);
    expect(stderr).toContain('not written: the plan is unsafe; --force and --confirm are for what is lost');
    expect(await readdir(here())).not.toContain('out');
  });

  it('is unproven when nobody is to ask', async () => {
    await start();
    expect((await run('--skip-safety')).code).not.toBe(0);
  });
});

describe('settings', () => {
  it('come from a file: connections, specs, folder, format', async () => {
    await put({
      'api/users.yaml': users(displayName),
      'altair.config.yaml':
        'connections:\n  main: { driver: sqlite, database: app.db }\ndefault_connection: main\nspecs: [api]\noutput: out\nemit: cycle\nfilename_style: snake\ncycle_database: shop\n',
    });
    makeDatabase('app.db');
    const { code, stdout } = await altair(plan, anyway, at, '--format=json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(violations(document)).toEqual([]);
    expect(document).toMatchObject({ dialect: 'sqlite', filename: 'out/2026_05_27_114523_create_users.php' });
    expect(document.migrations[0].contents).toContain("protected const DATABASE = 'shop';");
    expect((await altair(plan, '--db=mian')).stderr).toContain('Did you mean "main"?');
  });

  it('finds Cycle in composer.json', async () => {
    await put({ ...files, 'composer.json': '{"require":{"cycle/orm":"^2"}}' });
    expect((await altair(plan, ...between)).stdout).toMatch(/^Proposed migration: add_display_name_to_users\.php\n/);
  });

  it('takes .env only when it is named', async () => {
    await put({ 'api/users.yaml': users(), '.env': 'DATABASE_URL=sqlite:app.db\n' });
    makeDatabase('app.db');
    expect((await altair(plan, anyway)).code).toBe(2);
    expect((await altair(plan, anyway, '--env-file=.env')).code).toBe(0);
    const parts = { DB_CONNECTION: 'sqlite', DB_DATABASE: 'app.db' };
    expect((await altairWith(parts, [plan, anyway])).code).toBe(0);
  });
});

describe('the terminal', () => {
  it('gets colour only where it may', async () => {
    await put(files);
    const run = async (env: Record<string, string>) => (await altairWith(env, [plan, ...between])).stdout;
    expect(await run({})).not.toContain('\u001b');
    expect(await run({ CI: 'true' })).not.toContain('\u001b');
    expect(await run({ FORCE_COLOR: '1' })).toContain('\u001b');
    expect(await run({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b');
  });

  it('may close its end, and has nothing to say', async () => {
    await put(files);
    const piped = inShell(
      `"$ALTAIR_NODE" "$ALTAIR" ${plan} ${between.join(' ')} --format=json 2>err | head -c 10; cat err`,
    );
    expect(piped).toBe('{\n  "migra');
    expect(inShell(`"$ALTAIR_NODE" "$ALTAIR" ${plan} ${between.join(' ')} <&- 2>&1; echo $?`)).toMatch(/\n0\n$/);
  });
});

describeEngines('the command line against a server', (engine) => {
  it('plans, prints valid JSON, shows and snapshots the schema', async () => {
    const db = await scratch(engine);
    try {
      await put({ 'api/users.yaml': users(displayName) });
      await db.exec(
        'CREATE TABLE users (id char(36) NOT NULL PRIMARY KEY, email varchar(255) NOT NULL, nick varchar(20))',
      );
      const { driver, host, port, user, password, database } = db.target;
      const login = user === null ? '' : `${user}${password === null ? '' : `:${encodeURIComponent(password)}`}@`;
      const url = driver === 'sqlite' ? `sqlite:${database}` : `${driver}://${login}${host}:${port}/${database}`;
      const planned = await altairWith({ DATABASE_URL: url }, [plan, anyway, '--online=never', '--format=json']);
      expect(planned.stderr).toBe('');
      const document = JSON.parse(planned.stdout);
      expect(violations(document)).toEqual([]);
      expect(document.dialect).toBe(engine.dialect);
      expect(document.operations.map((o: { op: string }) => o.op)).toContain('data_migration');

      const shown = await altair('db:schema', `--db=${url}`);
      expect([shown.code, shown.stderr]).toEqual([0, '']);
      expect(shown.stdout).toMatch(/^users\n {2}id /);
      const snapshot = await altair('db:schema', `--db=${url}`, '--format=json');
      await put({ 'snapshot.json': snapshot.stdout });
      const offline = await altair(plan, '--from=snapshot.json', 'api', anyway, '--online=never', '--format=json');
      expect(JSON.parse(offline.stdout)).toMatchObject({
        dialect: engine.dialect,
        assumes: document.assumes,
        operations: document.operations,
      });
      expect((await altair(plan, '--from=snapshot.json', `--to=${url}`)).stdout).toContain('Nothing to do');
    } finally {
      await db.drop();
    }
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSources } from '../../src/edge/sources.js';
import type { Desired } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { writeSnapshot } from '../../src/read/snapshot.js';

const spec = (name: string, ...fields: ReadonlyArray<string>): string =>
  [
    'persistence:',
    '  entity:',
    `    table: ${name}`,
    '    fields:',
    '      id: int',
    ...fields.map((f) => `      ${f}`),
  ].join('\n');

let cwd = '';
const put = (path: string, text: string | Uint8Array): void => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
};
const git = (...args: ReadonlyArray<string>): void => {
  const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...settings, ...args], { cwd, stdio: 'pipe' });
};

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'altair-sources-'));
  git('init', '-q');
  put('api/users.yaml', spec('users'));
  put('api/orders.yml', spec('orders'));
  put('api/gone.yaml', spec('gone'));
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  git('tag', 'v1');
  rmSync(join(cwd, 'api/gone.yaml'));
  put('api/users.yaml', spec('users', 'email: string'));
  put('api/deep/er/items.yaml', spec('items'));
  put('api/health.yaml', 'endpoint: { path: /health }');
  put('api/openapi.yaml', 'openapi: 3.1.0');
  put('api/readme.md', 'no spec');
  put('api/node_modules/x/x.yaml', spec('never'));
  put('api/.hidden.yaml', spec('never'));
  put('odd/a@b.yaml', spec('odd'));
  put('schema.sql', 'create table t (id int)');
  put('notes', 'text');
  put('latin1.yaml', Uint8Array.from([0x61, 0x3a, 0x20, 0xe9]));
  put('big.yaml', `a: ${'x'.repeat(1_000_000)}`);
  const schema = { ...emptySchema, tables: [table(qname('t'), [column('a', T.date)])] };
  put('schema.json', writeSnapshot({ dialect: 'mysql', serverVersion: '9.7.0', schema }));
  mkdirSync(join(cwd, 'empty'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const read = async (sources: ReadonlyArray<string>, root: string | null = null) => {
  const said = await readSources(sources, { cwd, root });
  const { files, server } = said;
  const desired = isLeft(said.desired) ? said.desired : said.desired.right('postgres');
  return {
    files,
    server,
    tables: isLeft(desired) ? [] : desired.right.schema.tables.map((t) => t.name.name),
    columns: isLeft(desired) ? [] : desired.right.schema.tables.flatMap((t) => t.columns.map((c) => c.name)),
    problems: isLeft(desired) ? desired.left.map((p) => [p.code, p.data['why'] ?? p.data['source'] ?? '']) : [],
    hints: isLeft(desired) ? desired.left.map((p) => p.hint) : [],
  };
};

const placesOf = (d: Desired): ReadonlyArray<unknown> => ['people', 'people.mail', 'people.post'].map(d.positions);

describe('files and folders', () => {
  test('one file', async () => {
    expect(await read(['api/users.yaml'])).toMatchObject({
      files: ['api/users.yaml'],
      tables: ['users'],
      problems: [],
    });
  });

  test('a folder: every spec in it, sorted; what has no table, hidden files and packages are left out', async () => {
    expect(await read(['api'])).toMatchObject({
      files: ['api/deep/er/items.yaml', 'api/orders.yml', 'api/users.yaml'],
      tables: ['items', 'orders', 'users'],
      problems: [],
    });
  });

  test('a file and its folder say it once', async () => {
    const both = await read(['api/users.yaml', 'api']);
    expect(both.files).toEqual(['api/users.yaml', 'api/deep/er/items.yaml', 'api/orders.yml']);
    expect((await read(['api', 'api/users.yaml'])).problems).toEqual([]);
  });

  test('a text that was read before under another name stands where it stands now', async () => {
    const text = spec(
      'people',
      'mail: { type: string, renamed_from: email }',
      'age: { type: int, backfill: 0 }',
      `note: { type: int, nullable: true, using: "NULLIF(trim(note), '')" }`,
    );
    put('before/people.yaml', text);
    put('after/people.yaml', text);
    const known = new Map();
    const [before, again, fresh] = [
      await readSources(['before'], { cwd, root: null }, known),
      await readSources(['after'], { cwd, root: null }, known),
      await readSources(['after'], { cwd, root: null }),
    ]
      .map((said) => (isLeft(said.desired) ? said.desired : said.desired.right('postgres')))
      .map((said) => (isLeft(said) ? said : { ...said.right, positions: placesOf(said.right) }));
    expect(known.size).toBe(1);
    expect(fresh).toMatchObject({
      renames: [{}],
      data: [{}, {}],
      positions: [{ file: 'after/people.yaml', line: 3 }, { line: 6 }, null],
    });
    expect(again).toEqual(fresh);
    expect(again).not.toEqual(before);
  });

  test('a named file without a table is a problem, and so is a folder without any', async () => {
    expect((await read(['api/health.yaml'])).problems).toEqual([['source.empty', 'api/health.yaml']]);
    expect((await read(['empty'])).problems).toEqual([['source.empty', 'empty']]);
    expect((await read(['api/openapi.yaml'])).problems).toEqual([
      ['source.unsupported', 'it is OpenAPI without x-altair-persistence'],
    ]);
  });

  test('a missing file has a suggestion', async () => {
    expect(await read(['api/user.yaml'])).toMatchObject({
      problems: [['source.unreadable', 'there is no such file']],
      hints: ['Did you mean "api/users.yaml"?'],
    });
  });

  test.each([
    ['schema.sql', 'source.unsupported', 'it is SQL'],
    ['entity:postgres://me:secret@host/db', 'source.unsupported', 'postgres://…'],
    ['notes', 'source.unsupported', 'notes'],
    ['latin1.yaml', 'source.unreadable', 'it is not UTF-8 text'],
    ['big.yaml', 'source.too-large', 'big.yaml'],
    ['/dev/zero', 'source.unsupported', '/dev/zero'],
    ['a\0b.yaml', 'source.unreadable', 'a path cannot hold NUL'],
    ['postgres://me:secret@host/db', 'source.unsupported', 'postgres://…'],
  ])('%s is refused', async (source, code, why) => {
    const found = await read([source]);
    expect(found.problems).toEqual([[code, why]]);
  });

  test('every source is looked at, whatever the others say', async () => {
    const { problems } = await read(['nothing.yaml', 'api/health.yaml', 'schema.sql']);
    expect(problems.map(([code]) => code)).toEqual(['source.unreadable', 'source.empty', 'source.unsupported']);
  });

  test('a snapshot says where it is from, and stands alone', async () => {
    expect(await read(['schema.json'])).toMatchObject({
      tables: ['t'],
      server: { dialect: 'mysql', version: '9.7.0' },
    });
    expect((await read(['schema.json', 'api/users.yaml'])).problems.map(([code]) => code)).toEqual(['source.conflict']);
  });

  test('a pipe or a socket is not waited for', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(cwd, 'pipe.yaml'), done));
    expect((await read(['pipe.yaml'])).problems).toEqual([['source.unreadable', 'it is not a regular file']]);
    server.close();
  });

  test.skipIf(process.platform === 'win32')('a pipe that nobody writes to is not waited for', async () => {
    execFileSync('mkfifo', [join(cwd, 'fifo.yaml')]);
    expect((await read(['fifo.yaml'])).problems).toEqual([['source.unreadable', 'it is not a regular file']]);
    rmSync(join(cwd, 'fifo.yaml'));
  });

  test('a file larger than most is read whole, and a mark of the byte order is no text', async () => {
    put('large.yaml', `\ufeff${spec('users', 'email: string')}\n${'# nothing\n'.repeat(20_000)}`);
    expect((await read(['large.yaml'])).columns).toEqual(['id', 'email']);
    rmSync(join(cwd, 'large.yaml'));
  });
});

describe('a git revision', () => {
  test('has the file as it was', async () => {
    const now = await read(['api/users.yaml']);
    const then = await read(['api/users.yaml@v1']);
    expect([now.columns, then.columns]).toEqual([['id', 'email'], ['id']]);
    expect(then.files).toEqual(['api/users.yaml@v1']);
  });

  test.each(['HEAD', 'HEAD@{0}', 'v1^{commit}', 'HEAD~0'])('may be written %s', async (revision) => {
    expect(await read([`api/users.yaml@${revision}`])).toMatchObject({ tables: ['users'], problems: [] });
  });

  test('has files that are gone, and folders', async () => {
    expect((await read(['api/gone.yaml@v1'])).tables).toEqual(['gone']);
    expect((await read(['api@v1'])).files).toEqual(['api/gone.yaml@v1', 'api/orders.yml@v1', 'api/users.yaml@v1']);
    expect((await read(['.@v1'])).tables).toEqual(['gone', 'orders', 'users']);
  });

  test('is asked from any folder of the repository', async () => {
    const { desired } = await readSources(['users.yaml@v1', '../api/orders.yml@v1'], {
      cwd: join(cwd, 'api'),
      root: null,
    });
    expect(isLeft(desired)).toBe(false);
  });

  test('a file that is really called a@b.yaml is that file', async () => {
    expect((await read(['odd/a@b.yaml'])).tables).toEqual(['odd']);
  });

  test.each([
    ['api/users.yaml@v9', 'there is no revision "v9"'],
    ['api/users.yaml@--output=x', 'that is no git revision'],
    ['api/users.yaml@-p', 'that is no git revision'],
    ['api/never.yaml@v1', '"api/never.yaml" is not in that revision'],
    ['api/users.yaml@HEAD:api', 'there is no revision "HEAD:api"'],
  ])('%s is refused', async (source, why) => {
    expect((await read([source])).problems).toEqual([['source.unreadable', why]]);
  });

  test('outside a repository there is none', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'altair-outside-'));
    const { desired } = await readSources(['a.yaml@v1'], { cwd: outside, root: null });
    rmSync(outside, { recursive: true });
    expect(isLeft(desired) && desired.left[0]?.data['why']).toBe('it is not in a git repository');
  });
});

describe('with a root', () => {
  let outside = '';
  beforeAll(() => {
    outside = mkdtempSync(join(tmpdir(), 'altair-outside-'));
    writeFileSync(join(outside, 'secret.yaml'), spec('secret'));
    symlinkSync(join(outside, 'secret.yaml'), join(cwd, 'api/link.yaml'));
    symlinkSync(outside, join(cwd, 'linked'));
    symlinkSync(join(cwd, 'api/users.yaml'), join(cwd, 'inside.yaml'));
  });
  afterAll(() => {
    rmSync(outside, { recursive: true });
    rmSync(join(cwd, 'api/link.yaml'));
  });

  test('links out of it are refused, links inside are followed', async () => {
    for (const source of ['api/link.yaml', 'linked/secret.yaml', 'linked', '../x/../..', `${outside}/secret.yaml`]) {
      expect((await read([source], cwd)).problems).toEqual([['source.unreadable', 'it is outside the project']]);
    }
    expect((await read(['inside.yaml'], cwd)).tables).toEqual(['users']);
  });

  test('a link in a folder is refused by name', async () => {
    expect((await read(['api'], cwd)).problems).toEqual([['source.unreadable', 'it is outside the project']]);
    expect((await read(['api'])).tables).toContain('secret');
  });

  test('another repository’s history is refused', async () => {
    expect((await read([`${outside}/secret.yaml@v1`], cwd)).problems).toEqual([
      ['source.unreadable', 'it is outside the project'],
    ]);
  });
});

/** How entity sources are found: classes through Composer, files, folders, patterns, revisions, and what those refer to. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glob } from '../../../src/edge/glob.js';
import { readSources } from '../../../src/edge/sources.js';
import type { DialectId } from '../../../src/ir/expression.js';
import { isLeft } from '../../../src/prelude.js';

let cwd = '';
let outside = '';
const put = (path: string, text: string, base = cwd): void => {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
};
const git = (...args: ReadonlyArray<string>): void => {
  const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...settings, ...args], { cwd, stdio: 'pipe' });
};

const entity = (namespace: string, name: string, more = '', above = ''): string => `<?php
namespace ${namespace};
use Cycle\\Annotated\\Annotation\\{Column, Entity};
use Cycle\\Annotated\\Annotation\\Relation\\{BelongsTo, HasMany};
${above}
#[Entity]
class ${name} {
  #[Column('primary')] public int $id;
  ${more}
}`;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'altair-entities-'));
  outside = mkdtempSync(join(tmpdir(), 'altair-outside-'));
  git('init', '-q');
  const autoload = { 'psr-4': { 'App\\': 'src/', 'App\\Billing\\': ['packages/none/', 'packages/billing/'] } };
  put('composer.json', JSON.stringify({ autoload, 'autoload-dev': { 'psr-4': { 'Test\\': 'tests/' } } }));
  put('src/User.php', entity('App', 'User', '#[HasMany(target: Post::class)] public array $posts;'));
  put('src/Post.php', entity('App', 'Post', "#[Column('string')] public string $title;"));
  put('src/Lonely.php', entity('App', 'Lonely'));
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  git('tag', 'v1');
  put('src/Post.php', entity('App', 'Post', "#[Column('string(9)')] public string $subject;"));
  put(
    'packages/billing/Invoice.php',
    entity('App\\Billing', 'Invoice', '#[BelongsTo(target: \\App\\User::class)] public $user;'),
  );
  put('tests/Fake.php', entity('Test', 'Fake'));
  put('src/Plain.php', '<?php namespace App; class Plain {}');
  put('src/Doctrine.php', '<?php namespace App; use Doctrine\\ORM\\Mapping as ORM; #[ORM\\Entity] class Doctrine {}');
  put('src/vendor/Never.php', entity('App\\vendor', 'Never'));
  put('src/broken.ts', 'export const a = 1;');
  put('api/tags.yaml', 'persistence: { entity: { table: tags, fields: { id: int } } }');
  put('Secret.php', entity('App', 'Secret'), outside);
  put('other/composer.json', JSON.stringify({ autoload: { 'psr-4': { 'App\\': 'src/' } } }));
  put('other/src/Spy.php', entity('App', 'Spy', '#[BelongsTo(target: Secret::class)] public $secret;'));
  symlinkSync(join(outside, 'Secret.php'), join(cwd, 'other/src/Secret.php'));
  mkdirSync(join(cwd, 'empty'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});

const read = async (
  sources: ReadonlyArray<string>,
  {
    folder = cwd,
    root = null,
    dialect = 'postgres',
  }: { folder?: string; root?: string | null; dialect?: DialectId } = {},
) => {
  const said = await readSources(sources, { cwd: folder, root });
  const desired = isLeft(said.desired) ? said.desired : said.desired.right(dialect);
  return {
    files: said.files,
    tables: isLeft(desired) ? [] : desired.right.schema.tables.map((t) => t.name.name),
    columns: isLeft(desired)
      ? []
      : desired.right.schema.tables.flatMap((t) => t.columns.map((c) => `${t.name.name}.${c.name}`)),
    types: isLeft(desired)
      ? []
      : desired.right.schema.tables.flatMap((t) => t.columns.map((c) => JSON.stringify(c.type))),
    owns: isLeft(desired) ? [] : Object.values(desired.right.owns.byTable).map((o) => o.facets.includes('columns')),
    problems: isLeft(desired)
      ? desired.left.map((p) => [p.code, p.data['name'] ?? p.data['why'] ?? p.data['source']])
      : [],
    hints: isLeft(desired) ? desired.left.map((p) => p.hint) : [],
  };
};

describe('a PHP class', () => {
  test('stands where composer.json says, and what other classes say of its table counts', async () => {
    expect(await read(['entity:App\\Post'])).toMatchObject({
      files: ['src/Post.php'],
      columns: ['posts.id', 'posts.subject', 'posts.user_id'],
      owns: [true],
    });
    expect((await read(['entity:\\App\\User'])).tables).toEqual(['users']);
  });

  test('of the longest prefix, of several folders, and of autoload-dev', async () => {
    expect((await read(['entity:App\\Billing\\Invoice'])).columns).toEqual(['invoices.id', 'invoices.user_id']);
    expect((await read(['entity:Test\\Fake'])).tables).toEqual(['fakes']);
  });

  test('is found from a folder below', async () => {
    expect((await read(['entity:App\\User'], { folder: join(cwd, 'src') })).files).toEqual(['../src/User.php']);
    expect((await read(['entity:App\\User'], { folder: join(cwd, 'packages/billing') })).files).toEqual([
      '../../src/User.php',
    ]);
  });

  test('that is not there has a suggestion', async () => {
    expect(await read(['entity:App\\Usr'])).toMatchObject({
      problems: [['entity.unknown', 'App\\Usr']],
      hints: ['Did you mean App\\User?'],
    });
    expect((await read(['entity:Shop\\Invoice'])).hints).toEqual(['Did you mean App\\Billing\\Invoice?']);
    expect((await read(['entity:App\\User'], { folder: outside })).problems).toEqual([['entity.unknown', 'App\\User']]);
  });

  test('of another kind is told', async () => {
    expect((await read(['entity:App\\Plain'])).problems[0]?.[0]).toBe('source.unsupported');
    expect((await read(['entity:App\\Doctrine'])).problems).toEqual([
      ['source.unsupported', 'it is written for Doctrine'],
    ]);
  });

  test('at a revision is what it was', async () => {
    expect(await read(['entity:App\\Post@v1'])).toMatchObject({
      files: ['src/Post.php@v1'],
      columns: ['posts.id', 'posts.title', 'posts.user_id'],
    });
    expect((await read(['entity:App\\Billing\\Invoice@v1'])).problems).toEqual([
      ['entity.unknown', 'App\\Billing\\Invoice'],
    ]);
  });
});

describe('files', () => {
  test('one, with and without the class', async () => {
    expect((await read(['entity:src/User.php#User'])).tables).toEqual(['users']);
    expect((await read(['src/User.php#App\\User'])).tables).toEqual(['users']);
    expect((await read(['entity:src/Lonely.php'])).tables).toContain('lonelies');
    expect((await read(['entity:src/User.php#Usr'])).hints).toEqual(['Did you mean "User"?']);
    expect((await read(['src/Post.php@v1#Post'])).columns).toContain('posts.title');
    expect((await read(['src/Post.php#Post@v1'])).columns).toContain('posts.title');
  });

  test('several classes, each once', async () => {
    const both = await read(['entity:App\\User', 'entity:src/Post.php#Post', 'entity:src/Post.php#Post']);
    expect([...both.tables].sort()).toEqual(['posts', 'users']);
  });

  test('a folder and a pattern: what nobody claims is left out', async () => {
    expect((await read(['entity:packages'])).tables).toEqual(['invoices']);
    expect((await read(['entity:src/{User,Post}.php'])).tables).toEqual(['posts', 'users']);
    expect((await read(['entity:src/**/[PU]*r.php', 'entity:src/Post.php'])).tables).toEqual(['posts', 'users']);
    expect((await read(['entity:empty'])).problems[0]?.[0]).toBe('source.empty');
    expect((await read(['entity:src/*.prisma'])).problems[0]?.[0]).toBe('source.empty');
    expect((await read(['entity:tests@v1'])).problems[0]?.[0]).toBe('entity.unknown');
  });

  test('a file of no framework is told with what it can be', async () => {
    const { problems, hints } = await read(['src/broken.ts']);
    expect(problems[0]?.[0]).toBe('source.unsupported');
    expect(hints[0]).toContain('Give a file that declares the tables');
    expect((await read(['src/gone.ts'])).problems).toEqual([['source.unreadable', 'there is no such file']]);
  });

  test('are written for the engine that is asked for', async () => {
    const [pg, my] = [await read(['entity:App\\Post']), await read(['entity:App\\Post'], { dialect: 'mysql' })];
    expect([pg.types[1], my.types[1]]).toEqual([
      '{"kind":"Native","spelling":"character varying(9)"}',
      '{"kind":"Native","spelling":"varchar(9)"}',
    ]);
  });

  test('stand beside specs', async () => {
    expect((await read(['api/tags.yaml', 'entity:App\\User'])).tables).toEqual(['tags', 'users']);
    expect((await read(['api', 'entity:App\\User'])).files).toEqual(['api/tags.yaml', 'src/User.php']);
  });

  test('lead nowhere outside the project', async () => {
    expect((await read(['entity:App\\Spy'], { folder: join(cwd, 'other') })).problems).toEqual([
      ['entity.unresolved', 'App\\Secret'],
    ]);
    expect((await read(['entity:other/src/Secret.php'], { root: cwd })).problems).toEqual([
      ['source.unreadable', 'it is outside the project'],
    ]);
    expect((await read(['entity:../x.php'], { root: cwd })).problems).toEqual([
      ['source.unreadable', 'it is outside the project'],
    ]);
  });
});

test.each([
  ['src/*.ts', 'src', ['src/a.ts'], ['src/b/a.ts', 'src/a.tsx', 'a.ts']],
  ['src/**/*.ts', 'src', ['src/a.ts', 'src/b/c/a.ts'], ['src/a.php']],
  ['./src/**', 'src', ['src/a.ts', 'src/b/a.ts'], ['lib/a.ts']],
  ['*.{ts,php}', '.', ['a.ts', 'a.php'], ['a.js', 'b/a.ts']],
  ['src/a?.[jt]s', 'src', ['src/ab.js', 'src/ac.ts'], ['src/a.js', 'src/abc.ts', 'src/ab.xs']],
  ['src/[!a]*.ts', 'src', ['src/b.ts'], ['src/a.ts']],
  ['a+b/(c)/*.ts', 'a+b/(c)', ['a+b/(c)/d.ts'], ['aab/c/d.ts']],
  ['/abs/*.ts', '/abs', ['/abs/a.ts'], ['abs/a.ts']],
])('the pattern %s', (pattern, folder, yes, no) => {
  const g = glob(pattern);
  expect(g.folder).toBe(folder);
  expect(yes.filter((path) => !g.matches(path))).toEqual([]);
  expect(no.filter((path) => g.matches(path))).toEqual([]);
});

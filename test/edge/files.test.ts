import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timestampOf } from '../../src/edge/clock.js';
import { existingSpecFolders, usesCycle } from '../../src/edge/project.js';
import { filesIn, writeFiles } from '../../src/edge/write-files.js';
import { isLeft } from '../../src/prelude.js';
import { problemsText } from '../../src/report/problems.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'altair-edge-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFiles', () => {
  const write = async (...paths: ReadonlyArray<string>) => {
    const done = await writeFiles(paths.map((p) => ({ path: join(folder, p), contents: `for ${p}` })));
    return isLeft(done) ? problemsText(done.left) : 'written';
  };

  it('makes the folder and leaves nothing but the files', async () => {
    expect(await write('a/b/1.php', 'a/b/2.php')).toBe('written');
    expect((await readdir(join(folder, 'a/b'))).sort()).toEqual(['1.php', '2.php']);
    expect(await readFile(join(folder, 'a/b/1.php'), 'utf8')).toBe('for a/b/1.php');
  });

  it('overwrites nothing, and writes all files or none', async () => {
    await writeFile(join(folder, 'second.php'), 'mine');
    expect(await write('first.php', 'second.php')).toContain('a file of this name is there already');
    expect(await readdir(folder)).toEqual(['second.php']);
    expect(await readFile(join(folder, 'second.php'), 'utf8')).toBe('mine');
  });

  it('does not follow a link that waits at the name', async () => {
    await symlink(join(folder, 'elsewhere'), join(folder, 'first.php'));
    expect(await write('first.php')).toContain('there already');
    expect(filesIn(folder)).toEqual(['first.php']);
  });

  it('keeps out of .git and node_modules, also through a link', async () => {
    await mkdir(join(folder, '.git/hooks'), { recursive: true });
    await symlink(join(folder, '.git/hooks'), join(folder, 'out'));
    expect(await write('out/1.php')).toContain('not written into this folder');
    expect(await write('node_modules/1.php')).toContain('not written into this folder');
  });

  it('says why a folder cannot be', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await write('file/1.php')).toMatch(/a file stands where the folder should be|already/);
  });
});

describe('project', () => {
  it('knows Cycle from composer.json, here or further up', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    expect(usesCycle(join(folder, 'a/b'))).toBe(false);
    await writeFile(join(folder, 'a/composer.json'), '{ "require": { "laravel/framework": "*" } }');
    expect(usesCycle(join(folder, 'a/b'))).toBe(false);
    await writeFile(join(folder, 'composer.json'), '{ "require": { "cycle/orm": "^2" } }');
    expect(usesCycle(join(folder, 'a/b'))).toBe(true);
    await writeFile(join(folder, 'composer.json'), 'not json: cycle/orm');
    expect(usesCycle(join(folder, 'a/b'))).toBe(false);
  });

  it('finds the spec folders', async () => {
    expect(await existingSpecFolders(folder)).toEqual([]);
    await mkdir(join(folder, 'specs'));
    await writeFile(join(folder, 'api'), 'a file');
    expect(await existingSpecFolders(folder)).toEqual(['specs']);
  });
});

describe('timestampOf', () => {
  const show = (given: string | null, epoch?: string) => {
    const t = timestampOf(given, epoch, () => 0);
    return isLeft(t) ? problemsText(t.left) : Object.values(t.right).join(' ');
  };

  it.each([
    ['2026-05-27T11:45:23Z', '2026 05 27 11 45 23'],
    ['2026-05-27T11:45:23', '2026 05 27 11 45 23'],
    ['2026-05-27 11:45', '2026 05 27 11 45 00'],
    ['2026-05-27T01:45:23+0200', '2026 05 26 23 45 23'],
    ['2026-05-27', '2026 05 27 00 00 00'],
  ])('%s', (iso, expected) => expect(show(iso)).toBe(expected));

  it.each(['now', '2026-13-01', '2026-02-30', '2026-05-27T25:00:00Z', '27.05.2026', ''])('refuses %j', (iso) =>
    expect(show(iso)).toContain('is no moment'),
  );

  it('takes the epoch of a reproducible build, else now', () => {
    expect(show(null, '1779882323')).toBe('2026 05 27 11 45 23');
    expect(show(null)).toBe('1970 01 01 00 00 00');
    expect(show(null, 'soon')).toContain('no number of seconds');
  });
});

/** A file or a folder at a git revision. Runs git itself, without a shell, and reads objects only: nothing is checked out. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { codeOf, decodeText, tooLarge, unreadable } from './text-file.js';

/** Where a revision's files are: the folder git runs in, the path from there, and the commit. */
export interface AtRevision extends Standing {
  readonly commit: string;
}

const run = (folder: string, args: ReadonlyArray<string>, limit: number): Promise<Either<string, Uint8Array>> =>
  new Promise((done) => {
    const options = {
      cwd: folder,
      encoding: 'buffer' as const,
      maxBuffer: limit,
      timeout: 20_000,
      windowsHide: true,
      env: { ...ownEnvironment(), GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
    };
    execFile('git', [...args], options, (error, stdout) => done(error === null ? right(stdout) : left(codeOf(error))));
  });

/** A git hook sets variables that would point another folder's git at the hook's repository. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !fromHooks.has(name)));

const fromHooks = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);

const notInstalled = 'ENOENT';
const overLimit = 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';

/** Finds the commit. `source` is what the user wrote: `path@revision`. */
export const atRevision = async (
  source: string,
  place: Standing,
  revision: string,
): Promise<Either<Problem, AtRevision>> => {
  // As an argument it would be an option.
  if (revision === '' || revision.startsWith('-') || /[\u0000-\u001f\u007f]/.test(revision)) {
    return left(unreadable(source, 'that is no git revision'));
  }
  const inside = await run(place.folder, ['rev-parse', '--git-dir'], 100_000);
  if (isLeft(inside)) {
    const why = inside.left === notInstalled ? 'git is not installed' : 'it is not in a git repository';
    return left(unreadable(source, why));
  }
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = await run(place.folder, verify, 1000);
  if (isLeft(commit)) return left(unreadable(source, `there is no revision ${JSON.stringify(revision)}`));
  return right({ ...place, commit: new TextDecoder().decode(commit.right).trim() });
};

export interface Standing {
  readonly folder: string;
  readonly path: string;
}

/** The nearest folder that exists today, and the rest of the path from there ('' for the folder itself): it may be gone. */
export const standing = async (path: string): Promise<Standing> => {
  if (await isFolder(path)) return { folder: path, path: '' };
  let folder = dirname(path);
  let rest = basename(path);
  while (dirname(folder) !== folder && !(await isFolder(folder))) {
    rest = join(basename(folder), rest);
    folder = dirname(folder);
  }
  return { folder, path: rest };
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

const objectOf = (at: AtRevision, path: string): string => `${at.commit}:./${path.replaceAll('\\', '/')}`;

/** `blob` (a file), `tree` (a folder), or null when the revision has no such path. */
export const kindAt = async (at: AtRevision): Promise<'blob' | 'tree' | null> => {
  const kind = await run(at.folder, ['cat-file', '-t', objectOf(at, at.path)], 100);
  const word = isLeft(kind) ? '' : new TextDecoder().decode(kind.right).trim();
  return word === 'blob' || word === 'tree' ? word : null;
};

export const showFile = async (
  source: string,
  at: AtRevision,
  path: string,
  limit: number,
): Promise<Either<Problem, string>> => {
  const content = await run(at.folder, ['cat-file', 'blob', objectOf(at, path)], limit);
  if (isLeft(content)) {
    return left(
      content.left === overLimit ? tooLarge(source, limit) : unreadable(source, 'the revision does not have it'),
    );
  }
  return decodeText(source, content.right);
};

/** The files of a folder at the revision, paths from the folder that git runs in. Links and submodules are left out. */
export const listFiles = async (source: string, at: AtRevision): Promise<Either<Problem, ReadonlyArray<string>>> => {
  const folder = at.path === '' ? './' : `./${at.path.replaceAll('\\', '/')}/`;
  const args = ['ls-tree', '-r', '-z', at.commit, '--', folder];
  const listed = await run(at.folder, args, 10_000_000);
  if (isLeft(listed)) {
    const data = { source, why: 'the folder has too many files' };
    return left(
      listed.left === overLimit ? problem('source.too-large', data) : unreadable(source, 'git cannot list the folder'),
    );
  }
  const entries = new TextDecoder().decode(listed.right).split('\0');
  return right(entries.flatMap((entry) => /^100\d{3} blob [0-9a-f]+\t(.+)$/s.exec(entry)?.[1] ?? []));
};

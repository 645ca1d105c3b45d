/** Files and folders to read from: the disk as it is now, or (revision-tree.ts) as git has them at a revision. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { because, openPath, type Places, readTextFile, realPath, unreadable } from './text-file.js';

/** Paths are the user's: absolute, or from the folder that the tree was opened in. */
export interface FileTree {
  /** What positions say: the path, and perhaps a revision. */
  readonly label: (path: string) => string;
  readonly kind: (path: string) => Promise<Either<Problem, 'file' | 'folder'>>;
  readonly read: (path: string, maxBytes: number) => Promise<Either<Problem, string>>;
  /** The wanted files under a folder at any depth, sorted by code points, so that the order is the same everywhere. */
  readonly list: (folder: string, wanted: (path: string) => boolean) => Promise<Listed>;
  /** How many files are best read together. */
  readonly batch: number;
}

export interface Listed {
  readonly names: ReadonlyArray<string>;
  readonly problems: ReadonlyArray<Problem>;
}

/** More files than any project of specs has; a home folder named by mistake has more. */
export const maxFiles = 5000;
const maxLevels = 32;
const maxEntries = 200_000;
const skipped = new Set(['node_modules', 'vendor']);

/** Hidden files and other people's packages are nobody's schema. */
export const leftAlone = (path: string): boolean => path.split(/[\\/]/).some(isLeftAlone);

const isLeftAlone = (part: string): boolean => /^\.[^.]/.test(part) || skipped.has(part);

export const tooMany = (source: string): Problem =>
  problem('source.too-large', { source, why: `more than ${maxFiles} specs or ${maxEntries} files` });

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

export const diskTree = (places: Places): FileTree => ({
  label: (path) => path,
  kind: async (path) => {
    const real = await realPath(path, places);
    if (isLeft(real)) return real;
    return right(isFolder(real.right) ? 'folder' : 'file');
  },
  read: async (path, maxBytes) => {
    const open = await openPath(path, places);
    return isLeft(open) ? open : readTextFile(path, open.right, maxBytes);
  },
  list: (folder, wanted) => listOnDisk(folder, wanted, places),
  batch: 32,
});

/** Linked folders are left alone; a link to a file may lead to it, but not out of the project. */
const listOnDisk = async (source: string, wanted: (path: string) => boolean, places: Places): Promise<Listed> => {
  const names: string[] = [];
  const problems: Problem[] = [];
  let entries = 0;
  const walk = async (folder: string, level: number): Promise<void> => {
    const real = await realPath(folder, places);
    if (isLeft(real)) return void problems.push(real.left);
    const listed = listFolder(folder, real.right);
    if (isLeft(listed)) return void problems.push(listed.left);
    const within = join(folder, 'a').slice(0, -1);
    for (const entry of listed.right) {
      if (++entries > maxEntries || names.length > maxFiles) return;
      if (isLeftAlone(entry.name)) continue;
      const path = within + entry.name;
      if (entry.isDirectory() && level < maxLevels) await walk(path, level + 1);
      else if (!entry.isDirectory() && wanted(path)) names.push(path);
    }
  };
  await walk(source, 0);
  if (names.length > maxFiles || entries > maxEntries) return { names: [], problems: [tooMany(source)] };
  return { names: names.sort(compareText), problems };
};

const listFolder = (name: string, real: string) => {
  try {
    return right(readdirSync(real, { withFileTypes: true }));
  } catch (error) {
    return left(unreadable(name, because(error)));
  }
};

/**
 * A few at a time, in order: hundreds of files wait for the disk together, and none of them for too many handles. Between
 * them others have their turn: a server's answer is taken, and the next question sent.
 */
export const inBatches = async <A, B>(
  all: ReadonlyArray<A>,
  size: number,
  f: (a: A) => Promise<B>,
): Promise<ReadonlyArray<B>> => {
  const done: B[] = [];
  for (let i = 0; i < all.length; i += size) {
    done.push(...(await Promise.all(all.slice(i, i + size).map(f))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
};

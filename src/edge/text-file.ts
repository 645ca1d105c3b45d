/**
 * Reads one text file: regular, UTF-8, no larger than allowed, and inside the root where there is one. The calls do not
 * yield: for a file that the system has at hand, handing each to another thread costs several times what it does.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { type Either, left, right } from '../prelude.js';

/** `root`: no file outside it is read, whatever links lead there; null = wherever the user points. */
export interface Places {
  readonly cwd: string;
  readonly root: string | null;
}

export const unreadable = (source: string, why: string, hint: string | null = null): Problem =>
  problem('source.unreadable', { source, why }, { file: source, line: null, column: null }, hint);

export const tooLarge = (source: string, limit: number): Problem =>
  problem('source.too-large', { source, limit: `${limit} bytes` }, { file: source, line: null, column: null });

/** The error code of a failed system call, never its message: that quotes absolute paths. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

const notRegular = 'it is not a regular file';

const reasons: Readonly<Record<string, string>> = {
  ENXIO: notRegular,
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

export const because = (error: unknown): string => reasons[codeOf(error)] ?? `the system says ${codeOf(error)}`;

/** The path to open: where no file is out of bounds, the system may follow all links by itself. */
export const openPath = async (name: string, places: Places): Promise<Either<Problem, string>> =>
  places.root === null && !name.includes('\0')
    ? right(isAbsolute(name) ? name : resolve(places.cwd, name))
    : realPath(name, places);

/** The real path behind all links, or why it may not be read. */
export const realPath = async (name: string, places: Places): Promise<Either<Problem, string>> => {
  if (name.includes('\0')) return left(unreadable(name, 'a path cannot hold NUL'));
  try {
    const path = resolve(places.cwd, name);
    if (places.root === null) return right(realpathSync.native(path));
    const root = realpathSync.native(places.root);
    const outside = left(unreadable(name, 'it is outside the project'));
    // Said before looking: what is or is not there, outside, is nobody's business.
    if (!isInside(resolve(places.root), path) && !isInside(root, path)) return outside;
    const real = realpathSync.native(path);
    return isInside(root, real) ? right(real) : outside;
  } catch (error) {
    return left(unreadable(name, because(error), nearby(name, places)));
  }
};

export const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way);
};

/** "Did you mean" among the files beside it. Says nothing about folders outside the root. */
const nearby = (name: string, places: Places): string | null => {
  if (places.root !== null) return null;
  try {
    const near = suggest(basename(name), readdirSync(resolve(places.cwd, dirname(name))));
    return near === null ? null : `Did you mean ${JSON.stringify(resolveLike(name, near))}?`;
  } catch {
    return null;
  }
};

const resolveLike = (name: string, near: string): string => name.slice(0, name.length - basename(name).length) + near;

/** Enough for nearly every file, so that memory is asked for once. Nothing in it outlives a call. */
const usual = Buffer.allocUnsafeSlow(64 * 1024);

/** A pipe or a device may never end, and opening it may not either; only what has a size is read. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export const readTextFile = (name: string, path: string, limit: number): Either<Problem, string> => {
  try {
    const file = openSync(path, readOnly);
    try {
      // The size is asked of the open file, and no more than it allows is read, whatever happens to the file meanwhile.
      const stats = fstatSync(file);
      if (!stats.isFile()) return left(unreadable(name, notRegular));
      const { size } = stats;
      if (size > limit) return left(tooLarge(name, limit));
      const most = limit < size + 1 ? limit + 1 : size + 1;
      const buffer = most <= usual.length ? usual : Buffer.allocUnsafe(most);
      let length = 0;
      while (length < most) {
        const bytesRead = readSync(file, buffer, length, most - length, length);
        length += bytesRead;
        // There was room for more than the file had when it was opened.
        if (bytesRead === 0 || length === size) break;
      }
      return length > limit ? left(tooLarge(name, limit)) : decodeText(name, buffer.subarray(0, length));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return left(unreadable(name, because(error)));
  }
};

export const decodeText = (name: string, bytes: Uint8Array): Either<Problem, string> =>
  // A byte order mark is no part of the text.
  isUtf8(bytes)
    ? right(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
          .toString()
          .replace(/^\ufeff/, ''),
      )
    : left(unreadable(name, 'it is not UTF-8 text'));

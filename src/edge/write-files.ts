/**
 * Writes migration files: all of them or none. Each is written beside its place first and then linked there, which fails
 * when something stands there already; so no file is ever half written, and none is overwritten.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { link, mkdir, realpath, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { type Problem, problem } from '../ir/problem.js';
import { isLeft, left, right, type Validated } from '../prelude.js';

export interface FileToWrite {
  readonly path: string;
  readonly contents: string;
}

/** Folders where no migration belongs, whatever a link says. */
const forbidden = new Set(['.git', 'node_modules']);

const refuse = (path: string, why: string): Validated<Problem, never> =>
  left([problem('option.invalid', { option: '--output', value: path, why })]);

/** The names of the files in a folder; none when there is no such folder yet. */
export const filesIn = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder === '' ? '.' : folder);
  } catch {
    return [];
  }
};

export const writeFiles = async (
  files: ReadonlyArray<FileToWrite>,
): Promise<Validated<Problem, ReadonlyArray<string>>> => {
  const written: string[] = [];
  for (const file of files) {
    const done = await writeOne(file);
    if (isLeft(done)) {
      await Promise.all(written.map((path) => unlink(path).catch(() => undefined)));
      return done;
    }
    written.push(file.path);
  }
  return right(written);
};

const writeOne = async ({ path, contents }: FileToWrite): Promise<Validated<Problem, null>> => {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
    if ((await realpath(folder)).split(sep).some((part) => forbidden.has(part)))
      return refuse(folder, 'migrations are not written into this folder');
  } catch (error) {
    return refuse(folder, reasonOf(error));
  }
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(temporary, contents, { flag: 'wx' });
    await link(temporary, path);
    return right(null);
  } catch (error) {
    return refuse(path, reasonOf(error));
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
};

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a file of this name is there already',
  ENOTDIR: 'a file stands where the folder should be',
  EACCES: 'this folder may not be written to',
  EPERM: 'this folder may not be written to',
  EROFS: 'this folder may not be written to',
  ENOSPC: 'there is no room left',
  ENAMETOOLONG: 'the name is too long',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `it could not be written${code === '' ? '' : ` (${code})`}`;
};

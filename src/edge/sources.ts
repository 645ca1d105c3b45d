/**
 * The desired state from files: a spec, a folder of specs, a snapshot, or any of them at a git revision
 * (`spec.yaml@v1`). Only reads; every failure is a Problem.
 */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Desired } from '../ir/desired.js';
import { compareText } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft, left, right, type Validated } from '../prelude.js';
import { mergeDesired } from '../read/merge.js';
import { readerOf, readSource, type SourceSaid, unsupported } from '../read/registry.js';
import { atRevision, kindAt, listFiles, showFile, standing } from './git.js';
import { because, type Places, readTextFile, realPath, unreadable } from './text-file.js';

export interface FromFiles {
  readonly desired: Validated<Problem, Desired>;
  /** What was read, as positions name it, in order. Files of a folder without a persistence block are not among them. */
  readonly files: ReadonlyArray<string>;
  /** The server that a snapshot was taken from. */
  readonly server: SourceSaid['server'];
}

/** A text with the name its problems carry, and the name its reader is chosen by. */
interface Text {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  /** Found in a folder: without a table it is no error. */
  readonly found: boolean;
}

type Texts = ReadonlyArray<Either<Problem, Text>>;

/** @param sources files and folders, relative to `places.cwd`; `path@revision` is looked up with git. */
export const readSources = async (sources: ReadonlyArray<string>, places: Places): Promise<FromFiles> => {
  const files: string[] = [];
  const problems: Problem[] = [];
  const parts: Desired[] = [];
  const seen = new Set<string>();
  let server: SourceSaid['server'] = null;
  for (const source of sources) {
    const texts = await textsOf(source, places);
    let tables = false;
    for (const text of texts) {
      if (isLeft(text)) {
        problems.push(text.left);
        tables = true;
        continue;
      }
      const { name, label, found } = text.right;
      // The same file named twice, or by itself and in its folder, says nothing new.
      if (seen.has(label)) {
        tables = true;
        continue;
      }
      const read = readSource(name, label, text.right.text);
      if (found && isLeft(read) && read.left.every(saysNothing)) continue;
      tables = true;
      seen.add(label);
      files.push(label);
      if (isLeft(read)) problems.push(...read.left);
      else {
        parts.push(read.right.desired);
        server = read.right.server ?? server;
      }
    }
    if (!tables) {
      const hint = 'Name a folder with specs (.yaml, .yml) that have a persistence: block.';
      problems.push(problem('source.empty', { source }, { file: source, line: null, column: null }, hint));
    }
  }
  const merged = mergeDesired(parts);
  if (problems.length === 0) return { desired: merged, files, server };
  return { desired: left([...problems, ...(isLeft(merged) ? merged.left : [])]), files, server };
};

/** An endpoint without a table, or another YAML document, in a folder of specs. */
const saysNothing = (p: Problem): boolean => p.code === 'source.empty' || p.code === 'source.unsupported';

const textsOf = async (source: string, places: Places): Promise<Texts> => {
  // A URL may hold a password: it is no file, and it is not repeated.
  const scheme = /^([a-z][a-z0-9+.-]*:\/\/)/i.exec(source)?.[1];
  if (scheme !== undefined) return [left(unsupported(`${scheme}…`))];
  const real = await realPath(source, places);
  // A file that is really called a@b.yaml is that file.
  if (!isLeft(real))
    return (await isFolder(real.right)) ? inFolder(source, places) : [await ofFile(source, places, false)];
  const revision = splitRevision(source);
  if (revision !== null) return ofRevision(source, revision, places);
  return [left(readerOf(source) === null && /^entity:|\.\w+$/.test(source) ? unsupported(source) : real.left)];
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

const ofFile = async (name: string, places: Places, found: boolean): Promise<Either<Problem, Text>> => {
  const reader = readerOf(name);
  if (reader === null) return left(unsupported(name));
  const real = await realPath(name, places);
  if (isLeft(real)) return real;
  const text = await readTextFile(name, real.right, reader.maxBytes);
  return isLeft(text) ? text : right({ name, label: name, text: text.right, found });
};

/** More files than any project of specs has; a home folder named by mistake has more. */
const maxFiles = 5000;
const maxLevels = 32;
const maxEntries = 200_000;
const skipped = new Set(['node_modules', 'vendor']);

/** Sorted by code points, so that the order is the same everywhere. Hidden files and linked folders are left alone. */
const inFolder = async (source: string, places: Places): Promise<Texts> => {
  const names: string[] = [];
  const texts: Either<Problem, Text>[] = [];
  let entries = 0;
  const walk = async (folder: string, level: number): Promise<void> => {
    const real = await realPath(folder, places);
    if (isLeft(real)) return void texts.push(real);
    const listed = await listFolder(folder, real.right);
    if (isLeft(listed)) return void texts.push(listed);
    for (const entry of listed.right) {
      if (++entries > maxEntries || names.length > maxFiles) return;
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
      if (entry.isDirectory() && level < maxLevels) await walk(path, level + 1);
      else if (readerOf(entry.name)?.inFolders === true && !entry.isDirectory()) names.push(path);
    }
  };
  await walk(source, 0);
  if (names.length > maxFiles || entries > maxEntries) return [left(tooMany(source))];
  // A link among the specs may lead to a file, but not out of the project and not into the folder's own depths.
  const sorted = [...names].sort(compareText);
  return [...texts, ...(await inBatches(sorted, 32, (name) => ofFile(name, places, true)))];
};

/** A few at a time, in order: hundreds of files wait for the disk together, and none of them for too many handles. */
const inBatches = async <A, B>(
  all: ReadonlyArray<A>,
  size: number,
  f: (a: A) => Promise<B>,
): Promise<ReadonlyArray<B>> => {
  const done: B[] = [];
  for (let i = 0; i < all.length; i += size) done.push(...(await Promise.all(all.slice(i, i + size).map(f))));
  return done;
};

const tooMany = (source: string): Problem =>
  problem('source.too-large', { source, why: `more than ${maxFiles} specs or ${maxEntries} files` });

const listFolder = async (name: string, real: string) => {
  try {
    return right(await readdir(real, { withFileTypes: true }));
  } catch (error) {
    return left(unreadable(name, because(error)));
  }
};

interface Revision {
  readonly path: string;
  readonly revision: string;
}

/** `users.yaml@HEAD@{1}`: after the file's name; else, for a folder, at the last `@` that no brace follows. */
const splitRevision = (source: string): Revision | null => {
  const [, path, revision] = /^(.+?\.(?:ya?ml|json))@(.+)$/is.exec(source) ?? /^(.+?)@(?!\{)(.+)$/s.exec(source) ?? [];
  return path === undefined || revision === undefined ? null : { path, revision };
};

const ofRevision = async (source: string, { path, revision }: Revision, places: Places): Promise<Texts> => {
  const place = await standing(resolve(places.cwd, path));
  // Where only a project may be read, its history must be the project's too.
  const allowed = await realPath(place.folder, places);
  if (isLeft(allowed)) return [left(unreadable(source, 'it is outside the project'))];
  const at = await atRevision(source, place, revision);
  if (isLeft(at)) return [at];
  const kind = await kindAt(at.right);
  if (kind === null) return [left(unreadable(source, `${JSON.stringify(path)} is not in that revision`))];
  const one = async (name: string, from: string, found: boolean): Promise<Either<Problem, Text>> => {
    const label = `${name}@${revision}`;
    const reader = readerOf(name);
    if (reader === null) return left(unsupported(name));
    const text = await showFile(label, at.right, from, reader.maxBytes);
    return isLeft(text) ? text : right({ name, label, text: text.right, found });
  };
  if (kind === 'blob') return [await one(path, at.right.path, false)];
  const listed = await listFiles(source, at.right);
  if (isLeft(listed)) return [listed];
  const specs = listed.right.filter((name) => readerOf(name)?.inFolders === true && !hidden(name)).sort(compareText);
  if (specs.length > maxFiles) return [left(tooMany(source))];
  const from = at.right.path === '' ? 0 : at.right.path.length + 1;
  return inBatches(specs, 8, (name) => one(join(path, name.slice(from)), name, true));
};

const hidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || skipped.has(part));

/** Which file a PHP class stands in, by composer.json's PSR-4 map. @see https://getcomposer.org/doc/04-schema.md#psr-4 */
import { dirname, join } from 'node:path';
import { compareText } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { type FileTree, leftAlone } from './file-tree.js';
import { isRecord } from './record.js';

interface Mapping {
  /** With the backslash at its end; '' maps every class. */
  readonly prefix: string;
  /** Where the prefix's classes are, as paths of the tree. */
  readonly folder: string;
}

export interface Composer {
  readonly path: string;
  /** The longest prefix first, as Composer's own loader asks them. */
  readonly mappings: ReadonlyArray<Mapping>;
}

const maxBytes = 1_000_000;
const maxLevels = 64;

/** The composer.json of a folder or of the nearest one above it; null = none may be read. */
export const findComposer = async (tree: FileTree, folder: string): Promise<Either<Problem, Composer> | null> => {
  let at = folder;
  for (let level = 0; level < maxLevels; level++) {
    const path = join(at, 'composer.json');
    const kind = await tree.kind(path);
    if (!isLeft(kind) && kind.right === 'file') return readComposer(tree, path);
    const above = /^(?:\.|(?:\.\.[\\/])*\.\.)$/.test(at) ? join('..', at) : dirname(at);
    if (above === at) return null;
    at = above;
  }
  return null;
};

const readComposer = async (tree: FileTree, path: string): Promise<Either<Problem, Composer>> => {
  const text = await tree.read(path, maxBytes);
  if (isLeft(text)) return text;
  try {
    const manifest: unknown = JSON.parse(text.right);
    const mappings = ['autoload', 'autoload-dev'].flatMap((section) => mappingsOf(manifest, section, dirname(path)));
    return right({ path, mappings: mappings.sort((a, b) => b.prefix.length - a.prefix.length) });
  } catch {
    const at = { file: tree.label(path), line: null, column: null };
    return left(problem('source.syntax', { language: 'JSON' }, at));
  }
};

const mappingsOf = (manifest: unknown, section: string, folder: string): ReadonlyArray<Mapping> => {
  const autoload = isRecord(manifest) ? manifest[section] : undefined;
  const psr4 = isRecord(autoload) ? autoload['psr-4'] : undefined;
  if (!isRecord(psr4)) return [];
  return Object.entries(psr4).flatMap(([prefix, folders]) =>
    (Array.isArray(folders) ? folders : [folders])
      .filter((f): f is string => typeof f === 'string')
      .map((f) => ({ prefix, folder: join(folder, f, '.') })),
  );
};

/** The class's file; null where no mapping leads to one. Packages are other people's. */
export const fileOfClass = async (tree: FileTree, composer: Composer, name: string): Promise<string | null> => {
  for (const { prefix, folder } of composer.mappings) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, `${name.slice(prefix.length).replaceAll('\\', '/')}.php`);
    if (leftAlone(path)) continue;
    const kind = await tree.kind(path);
    if (!isLeft(kind) && kind.right === 'file') return path;
  }
  return null;
};

/** All PHP files that the map leads to; null = there are too many to look at. */
export const filesOfClasses = async (tree: FileTree, composer: Composer): Promise<ReadonlyArray<string> | null> => {
  const found = new Set<string>();
  for (const folder of new Set(composer.mappings.map((m) => m.folder))) {
    const { names, problems } = await tree.list(folder, (path) => path.endsWith('.php'));
    if (problems.some((p) => p.code === 'source.too-large')) return null;
    for (const name of names) found.add(name);
  }
  return [...found].sort(compareText);
};

/** "Did you mean" among all classes that the map leads to. */
export const unknownClass = async (tree: FileTree, composer: Composer, name: string): Promise<Problem> => {
  const known: string[] = [];
  for (const { prefix, folder } of composer.mappings) {
    const { names } = await tree.list(folder, (path) => path.endsWith('.php'));
    const from = folder === '.' ? 0 : folder.length + 1;
    known.push(...names.map((path) => prefix + path.slice(from, -'.php'.length).replaceAll('/', '\\')));
  }
  const near = suggest(name, known) ?? known.find((k) => k.endsWith(`\\${name.split('\\').at(-1) ?? ''}`)) ?? null;
  const at = { file: tree.label(composer.path), line: null, column: null };
  const hint = near === null ? 'Name its file: entity:src/User.php#User.' : `Did you mean ${near}?`;
  return problem('entity.unknown', { kind: 'class', name, in: 'the folders of autoload.psr-4' }, at, hint);
};

/** The files that entity classes refer to, and those that these refer to, as far as the project goes. */
import { dirname, join } from 'node:path';
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft } from '../prelude.js';
import type { Framework, SourceFile } from '../read/entity/framework.js';
import { type Composer, fileOfClass, findComposer } from './composer.js';
import { type FileTree, inBatches, leftAlone } from './file-tree.js';

export const maxEntityBytes = 2_000_000;
/** More than any domain model has; a circle ends by itself. */
const maxFollowed = 3000;
const maxTotal = 64_000_000;

export interface Followed {
  readonly files: ReadonlyArray<SourceFile>;
  readonly problems: ReadonlyArray<Problem>;
  /** By the two names, as `linkOf` joins them. */
  readonly links: ReadonlyMap<string, string>;
}

export const linkOf = (file: string, specifier: string): string => `${file}\u0000${specifier}`;

/** A path of the tree and what stands there. */
export interface NamedFile {
  readonly path: string;
  readonly file: SourceFile;
}

/** @param tree the project and no more: what lies outside it is not found. */
export const follow = async (
  tree: FileTree,
  named: ReadonlyArray<NamedFile>,
  framework: Framework,
): Promise<Followed> => {
  const resolve = resolver(tree);
  const files = named.map((n) => n.file);
  const problems: Problem[] = [];
  const links = new Map<string, string>();
  const seen = new Set(named.map((n) => tree.label(n.path)));
  let total = files.reduce((sum, f) => sum + f.text.length, 0);
  let next = named;
  while (next.length > 0) {
    const found: string[] = [];
    for (const { path, file } of next) {
      for (const specifier of new Set(framework.refersTo({ name: path, text: file.text }))) {
        const to = await resolve(path, specifier);
        if (to === null) continue;
        links.set(linkOf(file.name, specifier), tree.label(to));
        if (seen.has(tree.label(to))) continue;
        seen.add(tree.label(to));
        found.push(to);
      }
    }
    if (seen.size > maxFollowed || total > maxTotal) {
      const why = `it refers to more than ${maxFollowed} files or ${maxTotal} characters`;
      problems.push(problem('source.too-large', { source: files[0]?.name ?? '', why }));
      break;
    }
    const read = await inBatches(found, tree.batch, async (path) => ({
      path,
      text: await tree.read(path, maxEntityBytes),
    }));
    next = read.flatMap(({ path, text }): ReadonlyArray<NamedFile> => {
      if (isLeft(text)) {
        problems.push(text.left);
        return [];
      }
      return [{ path, file: { name: tree.label(path), text: text.right } }];
    });
    files.push(...next.map((n) => n.file));
    total += next.reduce((sum, n) => sum + n.file.text.length, 0);
  }
  return { files, problems, links };
};

type Resolve = (from: string, specifier: string) => Promise<string | null>;

const resolver = (tree: FileTree): Resolve => {
  const composers = new Map<string, Promise<Either<Problem, Composer> | null>>();
  const composerOf = (folder: string): Promise<Either<Problem, Composer> | null> => {
    const known = composers.get(folder) ?? findComposer(tree, folder);
    composers.set(folder, known);
    return known;
  };
  return async (from, specifier) => {
    if (specifier.startsWith('.')) {
      for (const path of candidates(join(dirname(from), specifier))) {
        if (leftAlone(path)) continue;
        const kind = await tree.kind(path);
        if (!isLeft(kind) && kind.right === 'file') return path;
      }
      return null;
    }
    if (!/\.php$/i.test(from)) return null;
    const composer = await composerOf(dirname(from));
    return composer === null || isLeft(composer) ? null : fileOfClass(tree, composer.right, specifier);
  };
};

/** As TypeScript looks for a module: `./user.js` is `user.ts` first. */
const candidates = (path: string): ReadonlyArray<string> => {
  const [, stem, m = '', x = ''] = /^(.*)\.([cm]?)js(x?)$/i.exec(path) ?? [];
  if (stem !== undefined) return [`${stem}.${m}ts${x}`, ...(m + x === '' ? [`${stem}.tsx`] : []), path];
  const endings = ['ts', 'tsx', 'mts', 'cts', 'js', 'mjs', 'cjs', 'jsx'];
  const all = [...endings.map((e) => `${path}.${e}`), ...endings.map((e) => join(path, `index.${e}`))];
  return /\.(?:[cm]?tsx?|php|prisma|json)$/i.test(path) ? [path, ...all] : all;
};

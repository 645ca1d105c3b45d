/** Which of the given files a specifier means. */
import type { Module } from './modules.js';

const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.mts', '/index.js'];

/** `./a.js` is written where `./a.ts` stands. https://www.typescriptlang.org/docs/handbook/modules/theory.html */
const spellings = (path: string): ReadonlyArray<string> => {
  const bare = path.replace(/\.([cm]?)js$/, '.$1ts');
  return [...endings.map((e) => path + e), ...(bare === path ? [] : [bare])];
};

const joined = (folder: string, specifier: string): string => {
  const parts: string[] = folder === '' ? [] : folder.split('/');
  for (const part of specifier.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
};

/** Drops `./` at the front and double slashes, so that names from different hands meet. */
const plain = (file: string): string => (file.startsWith('/') ? '/' : '') + joined('', file.replaceAll('\\', '/'));

const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/');

export type Resolve = (from: Module, specifier: string) => Module | null;

export const isRelative = (specifier: string): boolean => /^\.{1,2}(?:\/|$)|^\//.test(specifier);

export const resolver = (modules: ReadonlyArray<Module>): Resolve => {
  const byName = new Map(modules.map((m) => [plain(m.file), m]));
  return (from, specifier) => {
    const path = isRelative(specifier)
      ? specifier.startsWith('/')
        ? specifier
        : (from.file.startsWith('/') ? '/' : '') + joined(folderOf(plain(from.file)).replace(/^\//, ''), specifier)
      : specifier;
    for (const name of spellings(path)) {
      const found = byName.get(name);
      if (found !== undefined) return found;
    }
    if (isRelative(specifier) || !specifier.includes('/')) return null;
    // A path from tsconfig's baseUrl: `src/user/user.entity`.
    for (const name of spellings(specifier)) {
      const found = [...byName].filter(([file]) => file.endsWith(`/${name}`));
      const [only] = found;
      if (only !== undefined && found.length === 1) return only[1];
    }
    return null;
  };
};

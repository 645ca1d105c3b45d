/** Patterns of paths as shells have them: `*` and `?` within a name, `**` over folders, `{a,b}`, `[a-z]`. */
import { normalize } from 'node:path';

export const isGlob = (path: string): boolean => /[*?{[]/.test(path);

/** The folder that a pattern cannot leave, and whether a path found below it is meant. */
export const glob = (pattern: string): { readonly folder: string; readonly matches: (path: string) => boolean } => {
  const slashed = (path: string): string => path.replaceAll('\\', '/');
  const parts = slashed(normalize(pattern)).split('/');
  const folder = parts.slice(0, parts.findIndex(isGlob)).join('/');
  const meant = new RegExp(`^${parts.map(segment).join('')}$`, 's');
  return {
    folder: folder !== '' ? folder : pattern.startsWith('/') ? '/' : '.',
    matches: (path) => meant.test(slashed(path)),
  };
};

const segment = (part: string, at: number, parts: ReadonlyArray<string>): string => {
  const last = at === parts.length - 1;
  if (part === '**') return last ? '.+' : '(?:[^/]+/)*';
  return `${part.replace(/\*+|\?|\{[^{}]*\}|\[[^\]]+\]|[^\w\s]/g, spelled)}${last ? '' : '/'}`;
};

const spelled = (token: string): string => {
  if (token.startsWith('*')) return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length < 3) return `\\${token}`;
  const inner = token.slice(1, -1);
  if (token.startsWith('[')) return `[${inner.replace(/^!/, '^').replace(/[\\[]/g, '\\$&')}]`;
  const words = inner.split(',').map((word) => word.replace(/\*+|\?|[^\w\s]/g, spelled));
  return `(?:${words.join('|')})`;
};

/** What the folder we are in tells about the project: its migration runner and where its specs are. */
import { readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** True when a composer.json here or further up asks for Cycle. */
export const usesCycle = (folder: string): boolean => {
  for (let at = folder; ; at = dirname(at)) {
    if (mentionsCycle(join(at, 'composer.json'))) return true;
    if (dirname(at) === at) return false;
  }
};

const mentionsCycle = (file: string): boolean => {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return ['require', 'require-dev'].some((key) =>
      Object.keys(propertyOf(manifest, key) ?? {}).some(
        (name) => name.startsWith('cycle/') || name === 'spiral/cycle-bridge',
      ),
    );
  } catch {
    return false;
  }
};

const propertyOf = (value: unknown, key: string): object | null => {
  const found: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === key)?.[1] : undefined;
  return typeof found === 'object' && found !== null ? found : null;
};

export const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (s) => s.isDirectory(),
    () => false,
  );

/** The folders that hold specs when nobody says otherwise. */
export const specFolders = ['api', 'specs'] as const;

export const existingSpecFolders = async (folder: string): Promise<ReadonlyArray<string>> => {
  const there = await Promise.all(specFolders.map((name) => isFolder(join(folder, name))));
  return specFolders.filter((_, i) => there[i]);
};

/**
 * The project that a folder belongs to: its repository; without one, the nearest folder with a manifest; else the folder.
 * What is read without being named stays inside it.
 */
export const projectOf = async (folder: string, cwd: string): Promise<string> => {
  const start = await realpath(resolve(cwd, folder)).catch(() => resolve(cwd, folder));
  const nearest = async (marks: ReadonlyArray<string>): Promise<string | null> => {
    for (let at = start; ; at = dirname(at)) {
      const there = await Promise.all(marks.map((mark) => stat(join(at, mark)).catch(() => null)));
      if (there.some((s) => s !== null)) return at;
      if (dirname(at) === at) return null;
    }
  };
  return (await nearest(['.git'])) ?? (await nearest(['composer.json', 'package.json'])) ?? start;
};

/** The files of a git revision as a tree: `path@revision`. Nothing is checked out. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { compareText } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { type FileTree, leftAlone, maxFiles, tooMany } from './file-tree.js';
import { type AtRevision, atRevision, kindAt, listFiles, showFile, standing } from './git.js';
import { isInside, type Places, realPath, unreadable } from './text-file.js';

export interface Revision {
  readonly path: string;
  readonly revision: string;
}

const fileAt = /^(.+?\.(?:ya?ml|json|prisma|php|[cm]?[jt]sx?))@(.+)$/is;

/** `users.yaml@HEAD@{1}`: after the file's name; else, for a folder, at the last `@` that no brace follows. */
export const splitRevision = (source: string): Revision | null => {
  const [, path, revision] = fileAt.exec(source) ?? /^(.+?)@(?!\{)(.+)$/s.exec(source) ?? [];
  return path === undefined || revision === undefined ? null : { path, revision };
};

export const revisionTree = async (
  source: string,
  { path, revision }: Revision,
  places: Places,
): Promise<Either<Problem, FileTree>> => {
  const place = await standing(resolve(places.cwd, path));
  // Where only a project may be read, its history must be the project's too.
  const allowed = await realPath(place.folder, places);
  const outside = left(unreadable(source, 'it is outside the project'));
  if (isLeft(allowed)) return outside;
  const at = await atRevision(source, place, revision);
  if (isLeft(at)) return at;
  const root = places.root === null ? null : await realpath(places.root);
  const label = (name: string): string => `${name}@${revision}`;
  const objectAt = (name: string): Either<Problem, AtRevision> => {
    const full = resolve(places.cwd, name);
    // Git runs in the folder behind all links, and finds its own way up from there.
    const below = isInside(place.folder, full);
    const way = relative(below ? place.folder : allowed.right, full);
    if (isAbsolute(way) || (root !== null && !isInside(root, resolve(allowed.right, way)))) return outside;
    return right({ ...at.right, path: way });
  };
  return right({
    label,
    // Each is a process.
    batch: 8,
    kind: async (name) => {
      const object = objectAt(name);
      if (isLeft(object)) return object;
      const kind = await kindAt(object.right);
      return kind === null
        ? left(unreadable(source, `${JSON.stringify(name)} is not in that revision`))
        : right(kind === 'blob' ? 'file' : 'folder');
    },
    read: async (name, maxBytes) => {
      const object = objectAt(name);
      return isLeft(object) ? object : showFile(label(name), object.right, object.right.path, maxBytes);
    },
    list: async (folder, wanted) => {
      const object = objectAt(folder);
      if (isLeft(object)) return { names: [], problems: [object.left] };
      const listed = await listFiles(source, object.right);
      if (isLeft(listed)) return { names: [], problems: [listed.left] };
      const from = object.right.path === '' ? 0 : object.right.path.length + 1;
      const names = listed.right
        .map((name) => name.slice(from))
        .filter((name) => !leftAlone(name))
        .map((name) => join(folder, name))
        .filter(wanted)
        .sort(compareText);
      return names.length > maxFiles ? { names: [], problems: [tooMany(source)] } : { names, problems: [] };
    },
  });
};

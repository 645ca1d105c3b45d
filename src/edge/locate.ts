/** Where a path of the command line leads: a file or a folder, on the disk or, where there is none, at a git revision. */
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft, right } from '../prelude.js';
import { diskTree, type FileTree } from './file-tree.js';
import { revisionTree, splitRevision } from './revision-tree.js';
import type { Places } from './text-file.js';

export interface Located {
  readonly tree: FileTree;
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** A file that is really called a@b.yaml is that file. */
export const locate = async (source: string, places: Places): Promise<Either<Problem, Located>> => {
  const disk = diskTree(places);
  const kind = await disk.kind(source);
  if (!isLeft(kind)) return right({ tree: disk, path: source, kind: kind.right });
  const revision = splitRevision(source);
  if (revision === null) return kind;
  const tree = await revisionTree(source, revision, places);
  if (isLeft(tree)) return tree;
  const { path } = revision;
  const there = await tree.right.kind(path);
  return isLeft(there) ? there : right({ tree: tree.right, path, kind: there.right });
};

/** A URL may hold a password: it is no file, and it is not repeated. */
export const schemeOf = (source: string): string | null => /^([a-z][a-z0-9+.-]*:\/\/)/i.exec(source)?.[1] ?? null;

export const emptySource = (source: string, hint: string): Problem =>
  problem('source.empty', { source }, { file: source, line: null, column: null }, hint);

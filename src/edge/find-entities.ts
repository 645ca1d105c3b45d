/** Which files an entity source means: a file, a folder, a glob, or a PHP class that composer.json knows the place of. */
import { dirname } from 'node:path';
import { type Problem, problem } from '../ir/problem.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { fileOfClass, filesOfClasses, findComposer, unknownClass } from './composer.js';
import { diskTree, type FileTree } from './file-tree.js';
import { glob, isGlob } from './glob.js';
import { emptySource, locate, schemeOf } from './locate.js';
import { projectOf } from './project.js';
import { revisionTree, splitRevision } from './revision-tree.js';
import type { Places } from './text-file.js';

const extension = /\.(?:php|prisma|[cm]?[jt]sx?)$/i;

/** A file's name decides; a folder is specs unless it says `entity:`. */
export const isEntitySource = (source: string): boolean =>
  source.startsWith('entity:') ||
  (schemeOf(source) === null &&
    (extension.test(source) || extension.test(splitRevision(source)?.path ?? '') || splitNames(source)[1] !== null));

export interface EntityFiles {
  readonly tree: FileTree;
  /** The same tree, as far as the project goes: what the files refer to is looked up there. */
  readonly within: FileTree;
  /** What tells trees apart: the revision, and the folder of the project. */
  readonly label: string;
  readonly project: string;
  readonly paths: ReadonlyArray<string>;
  readonly only: ReadonlyArray<string> | null;
  /** Other files of the project that may speak of the same tables: PHP's autoloader says where all its classes are. */
  readonly around: ReadonlyArray<string>;
  /** Nothing else speaks of these tables. */
  readonly everything: boolean;
  /** Found in a folder: a file that nobody claims is none of ours. */
  readonly searched: boolean;
}

export const findEntityFiles = async (source: string, places: Places): Promise<Either<Problem, EntityFiles>> => {
  const text = source.replace(/^entity:/, '');
  const scheme = schemeOf(text);
  if (scheme !== null) return left(problem('source.unsupported', { source: `${scheme}…` }, null, forms));
  const [path, only] = splitNames(text);
  const located = await locate(path, places);
  if (!isLeft(located)) {
    const { tree, kind, path: real } = located.right;
    if (kind === 'folder') return inFolder(source, real, isSource, { tree, only }, places);
    return right({ ...(await named(tree, real, places)), only });
  }
  const at = splitRevision(path);
  const name = at?.path ?? path;
  const className = isClassName(name) && only === null;
  if (!className && !isGlob(name)) return located;
  const tree = at === null ? right(diskTree(places)) : await revisionTree(path, { ...at, path: '.' }, places);
  if (isLeft(tree)) return tree;
  if (className) return inComposer(name.replace(/^\\/, ''), tree.right, places);
  const { folder, matches } = glob(name);
  return inFolder(source, folder, (file) => isSource(file) && matches(file), { tree: tree.right, only }, places);
};

const forms = 'Give entity:App\\User\\User, entity:src/user.ts#User, entity:FOLDER or entity:"src/entity/*.ts".';

/** Declarations repeat what another file says. */
const isSource = (path: string): boolean => extension.test(path) && !/\.d\.[cm]?ts$/i.test(path);

const word = '[\\p{L}_$][\\p{L}\\p{N}_$.\\\\]*';
const withNames = new RegExp(`^(.+?)#(${word}(?:,${word})*)(@.+)?$`, 'su');

/** `src/user.ts#User,Role@v1`: the names stand after the file and before a revision. */
const splitNames = (text: string): readonly [string, ReadonlyArray<string> | null] => {
  const [, path, names, revision = ''] = withNames.exec(text) ?? [];
  return path === undefined || names === undefined ? [text, null] : [path + revision, names.split(',')];
};

const isClassName = (text: string): boolean => /^\\?[\p{L}_][\p{L}\p{N}_]*(?:\\[\p{L}_][\p{L}\p{N}_]*)*$/u.test(text);

const within = async (
  tree: FileTree,
  folder: string,
  places: Places,
): Promise<Pick<EntityFiles, 'tree' | 'within' | 'label' | 'project'>> => {
  const label = tree.label('');
  // A revision ends where the repository does.
  if (places.root !== null || label !== '') return { tree, within: tree, label, project: '' };
  const project = await projectOf(folder, places.cwd);
  return { tree, within: diskTree({ ...places, root: project }), label, project };
};

const inFolder = async (
  source: string,
  folder: string,
  wanted: (path: string) => boolean,
  { tree, only }: Pick<EntityFiles, 'tree' | 'only'>,
  places: Places,
): Promise<Either<Problem, EntityFiles>> => {
  const { names, problems } = await tree.list(folder, wanted);
  const [first] = problems;
  if (first !== undefined) return left(first);
  if (names.length === 0)
    return left(emptySource(source, 'There is no PHP, TypeScript, JavaScript or Prisma file by that name.'));
  const scope = await within(tree, folder, places);
  const php = names.find((name) => name.endsWith('.php'));
  const around = php === undefined ? null : await classesAround(scope.within, php);
  const others = (around ?? []).filter((path) => !names.includes(path));
  return right({ ...scope, paths: names, only, around: others, everything: true, searched: true });
};

const inComposer = async (name: string, tree: FileTree, places: Places): Promise<Either<Problem, EntityFiles>> => {
  const composer = await findComposer(tree, '.');
  if (composer === null) {
    const hint = 'There is no composer.json here or above whose autoload.psr-4 says where it is: name its file.';
    return left(problem('entity.unknown', { kind: 'class', name }, null, hint));
  }
  if (isLeft(composer)) return composer;
  const path = await fileOfClass(tree, composer.right, name);
  if (path === null) return left(await unknownClass(tree, composer.right, name));
  return right({ ...(await named(tree, path, places)), only: [name] });
};

/** One file, and the classes of its project where Composer knows them: a relation may stand on its other side only. */
const named = async (tree: FileTree, path: string, places: Places): Promise<Omit<EntityFiles, 'only'>> => {
  const scope = await within(tree, dirname(path), places);
  const around = path.endsWith('.php') ? await classesAround(scope.within, path) : null;
  const others = (around ?? []).filter((other) => other !== path);
  return { ...scope, paths: [path], around: others, everything: around !== null, searched: false };
};

/** The files of all classes that Composer knows, if it knows this one. */
const classesAround = async (tree: FileTree, path: string): Promise<ReadonlyArray<string> | null> => {
  const composer = await findComposer(tree, dirname(path));
  const all = composer === null || isLeft(composer) ? null : await filesOfClasses(tree, composer.right);
  return all?.includes(path) === true ? all : null;
};

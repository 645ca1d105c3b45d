/**
 * Entity classes and framework schemas as sources: `entity:App\User\User`, `entity:src/user.ts#User`, `entity:folder`, a glob,
 * and files that a framework's schema stands in (`schema.prisma`, `schema.ts`). Finds the files, asks who claims them, loads
 * that reader and no other, and follows what the files refer to.
 */
import type { Desired } from '../ir/desired.js';
import type { DialectId } from '../ir/expression.js';
import type { Problem } from '../ir/problem.js';
import { isLeft, type Validated } from '../prelude.js';
import type { Framework, SourceFile } from '../read/entity/framework.js';
import { frameworks } from '../read/entity/registry.js';
import { inBatches } from './file-tree.js';
import { type EntityFiles, findEntityFiles } from './find-entities.js';
import { follow, linkOf, maxEntityBytes, type NamedFile } from './follow.js';
import { emptySource } from './locate.js';
import type { Places } from './text-file.js';
import { unclaimed } from './unclaimed.js';

export type Reading = (dialect: DialectId) => Validated<Problem, Desired>;

export interface Entities {
  readonly readings: ReadonlyArray<Reading>;
  readonly files: ReadonlyArray<string>;
  readonly problems: ReadonlyArray<Problem>;
}

/** Files of one framework that are read together. */
interface Group {
  readonly framework: Framework;
  readonly found: EntityFiles;
  readonly files: NamedFile[];
}

export const gatherEntities = async (sources: ReadonlyArray<string>, places: Places): Promise<Entities> => {
  const problems: Problem[] = [];
  const groups = new Map<string, Group>();
  for (const source of sources) {
    const found = await findEntityFiles(source, places);
    if (isLeft(found)) {
      problems.push(found.left);
      continue;
    }
    const claims = await claimed(source, found.right);
    problems.push(...claims.problems);
    for (const { framework, ...file } of claims.files) {
      const { label, only, project } = found.right;
      // What is asked for by name is read by itself, so that a name means what it says.
      const key = JSON.stringify([framework.name, label, project, only === null ? null : source]);
      const group = groups.get(key) ?? { framework, found: found.right, files: [] };
      groups.set(key, group);
      if (!group.files.some((f) => f.path === file.path)) group.files.push(file);
    }
  }
  const readings: Reading[] = [];
  const files = new Set<string>();
  for (const { framework, found, files: named } of groups.values()) {
    const around = (await claimedAround(found, framework)).filter((a) => named.every((n) => n.path !== a.path));
    const followed = await follow(found.within, [...named, ...around], framework);
    problems.push(...followed.problems);
    for (const n of named) files.add(n.file.name);
    const leadsTo = (file: string, to: string): string | null => followed.links.get(linkOf(file, to)) ?? null;
    const { only, everything } = found;
    const names = named.map((n) => n.file.name);
    readings.push((dialect) =>
      framework.read({ files: followed.files, named: names, only, everything, dialect, leadsTo }),
    );
  }
  return { readings, files: [...files], problems };
};

interface Claimed {
  readonly files: ReadonlyArray<NamedFile & { readonly framework: Framework }>;
  readonly problems: ReadonlyArray<Problem>;
}

const claimed = async (source: string, { tree, paths, searched }: EntityFiles): Promise<Claimed> => {
  const problems: Problem[] = [];
  const files: Claimed['files'][number][] = [];
  const strangers: SourceFile[] = [];
  const texts = await inBatches(paths, tree.batch, (path) => tree.read(path, maxEntityBytes));
  for (const [i, text] of texts.entries()) {
    if (isLeft(text)) {
      problems.push(text.left);
      continue;
    }
    const path = paths[i] ?? '';
    const file = { name: tree.label(path), text: text.right };
    const framework = await frameworkOf({ name: path, text: text.right });
    if (framework === null) strangers.push(file);
    else files.push({ path, file, framework });
  }
  if (!searched) problems.push(...strangers.map((file) => unclaimed(file)));
  else if (files.length === 0 && problems.length === 0) {
    const known = strangers[0];
    problems.push(
      known === undefined
        ? emptySource(source, 'There is no PHP, TypeScript, JavaScript or Prisma file in it.')
        : unclaimed(known, source),
    );
  }
  return { files, problems };
};

const claimedAround = async (
  { within, around }: EntityFiles,
  framework: Framework,
): Promise<ReadonlyArray<NamedFile>> => {
  const read = await inBatches(around, within.batch, async (path) => ({
    path,
    text: await within.read(path, maxEntityBytes),
  }));
  return read.flatMap(({ path, text }) => {
    if (isLeft(text)) return [];
    const file = { name: within.label(path), text: text.right };
    return framework.claims({ name: path, text: text.right }) ? [{ path, file }] : [];
  });
};

/** A name without a revision tells what a file is. */
const frameworkOf = async (file: SourceFile): Promise<Framework | null> => {
  for (const { mayClaim, load } of frameworks) {
    if (!mayClaim(file)) continue;
    const framework = await load();
    if (framework.claims(file)) return framework;
  }
  return null;
};

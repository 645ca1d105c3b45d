/**
 * The desired state from files: a spec, a folder of specs, a snapshot, an entity class or a framework's schema, each also at
 * a git revision (`spec.yaml@v1`). Only reads; every failure is a Problem.
 */
import type { Desired } from '../ir/desired.js';
import type { DialectId } from '../ir/expression.js';
import type { Problem } from '../ir/problem.js';
import { type Either, isLeft, left, right, traverse, type Validated } from '../prelude.js';
import { mergeDesired } from '../read/merge.js';
import { readerOf, readSource, type SourceSaid, unsupported } from '../read/registry.js';
import { saidIn } from '../read/said-in.js';
import { gatherEntities } from './entity-sources.js';
import { inBatches } from './file-tree.js';
import { isEntitySource } from './find-entities.js';
import { emptySource, locate, schemeOf } from './locate.js';
import type { Places } from './text-file.js';

export interface FromFiles {
  /**
   * Left: what is wrong whatever the engine. A spec means the same everywhere; a framework's classes mean what the
   * framework makes of them on the engine that the plan is for, so that they are read when it is known.
   */
  readonly desired: Validated<Problem, (dialect: DialectId) => Validated<Problem, Desired>>;
  /** What was read, as positions name it, in order. Files of a folder without a persistence block are not among them. */
  readonly files: ReadonlyArray<string>;
  /** The server that a snapshot was taken from. */
  readonly server: SourceSaid['server'];
}

/** What a text says, with the name its problems carry. */
interface Text {
  readonly label: string;
  readonly said: Validated<Problem, SourceSaid>;
  /** Found in a folder: without a table it is no error. */
  readonly found: boolean;
}

type Texts = ReadonlyArray<Either<Problem, Text>>;

/** What the texts of a run said that were read without a problem: two revisions of a folder differ in a few of them. */
export type Known = Map<string, SourceSaid>;

const readOnce = (name: string, label: string, text: string, known: Known): Text['said'] => {
  // A snapshot is large, alone and read once.
  if (readerOf(name)?.inFolders !== true) return readSource(name, label, text);
  const before = known.get(text);
  if (before !== undefined) return right({ ...before, desired: saidIn(label, before.desired) });
  const said = readSource(name, label, text);
  if (!isLeft(said)) known.set(text, said.right);
  return said;
};

/** @param sources files, folders and `entity:…`, relative to `places.cwd`; `path@revision` is looked up with git. */
export const readSources = async (
  sources: ReadonlyArray<string>,
  places: Places,
  known: Known = new Map(),
): Promise<FromFiles> => {
  const files: string[] = [];
  const problems: Problem[] = [];
  const parts: Desired[] = [];
  const seen = new Set<string>();
  let server: SourceSaid['server'] = null;
  for (const source of sources.filter((s) => !isEntitySource(s))) {
    const texts = await textsOf(source, places, known);
    let tables = false;
    for (const text of texts) {
      if (isLeft(text)) {
        problems.push(text.left);
        tables = true;
        continue;
      }
      const { label, found, said: read } = text.right;
      // The same file named twice, or by itself and in its folder, says nothing new.
      if (seen.has(label)) {
        tables = true;
        continue;
      }
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
      const hint = `Name a folder with specs (.yaml, .yml) that have a persistence: block; a folder of classes is entity:${source}.`;
      problems.push(emptySource(source, hint));
    }
  }
  const entities = await gatherEntities(sources.filter(isEntitySource), places);
  const all = [...files, ...entities.files];
  const wrong = [...problems, ...entities.problems];
  const merged = mergeDesired(parts);
  if (wrong.length > 0)
    return { desired: left([...wrong, ...(isLeft(merged) ? merged.left : [])]), files: all, server };
  if (isLeft(merged)) return { desired: merged, files: all, server };
  const desired = (dialect: DialectId): Validated<Problem, Desired> => {
    if (entities.readings.length === 0) return merged;
    const read = traverse(entities.readings, (reading) => reading(dialect));
    return isLeft(read) ? read : mergeDesired([...parts, ...read.right]);
  };
  return { desired: right(desired), files: all, server };
};

/** An endpoint without a table, or another YAML document, in a folder of specs. */
const saysNothing = (p: Problem): boolean => p.code === 'source.empty' || p.code === 'source.unsupported';

const textsOf = async (source: string, places: Places, known: Known): Promise<Texts> => {
  const scheme = schemeOf(source);
  if (scheme !== null) return [left(unsupported(`${scheme}…`))];
  const located = await locate(source, places);
  if (isLeft(located))
    return [left(readerOf(source) === null && /\.\w+$/.test(source) ? unsupported(source) : located.left)];
  const { tree, path, kind } = located.right;
  const one = async (name: string, found: boolean): Promise<Either<Problem, Text>> => {
    const reader = readerOf(name);
    if (reader === null) return left(unsupported(name));
    const text = await tree.read(name, reader.maxBytes);
    if (isLeft(text)) return text;
    const label = tree.label(name);
    return right({ label, said: readOnce(name, label, text.right, known), found });
  };
  if (kind === 'file') return [await one(path, false)];
  const { names, problems } = await tree.list(path, (name) => readerOf(name)?.inFolders === true);
  const read = await inBatches(names, tree.batch, (name) => one(name, true));
  return [...problems.map((p) => left(p)), ...read];
};

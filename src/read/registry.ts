/** Which reader a source has: by its name, then by what it begins with. One line here for each. */
import { type Desired, whole } from '../ir/desired.js';
import type { DialectId } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import { left, map, pipe, type Validated } from '../prelude.js';
import { extension } from './openapi/blocks.js';
import { isOpenApi, readOpenApi } from './openapi/index.js';
import { readSnapshot } from './snapshot.js';
import { readSpec } from './spec/index.js';

/** What a source says, and the server it was taken from, when it says so. */
export interface SourceSaid {
  readonly desired: Desired;
  readonly server: { readonly dialect: DialectId; readonly version: string | null } | null;
}

type Read = (file: string, text: string) => Validated<Problem, SourceSaid>;

interface Reader {
  readonly kind: string;
  /** The file's name, without a git revision. */
  readonly named: RegExp;
  readonly read: Read;
  readonly maxBytes: number;
  /** Whether a folder's files of this kind are read together. */
  readonly inFolders: boolean;
}

export const readers: ReadonlyArray<Reader> = [
  {
    kind: 'spec',
    named: /\.ya?ml$/i,
    read: (file, text) => readYaml(file, text),
    maxBytes: 1_000_000,
    inFolders: true,
  },
  {
    kind: 'snapshot',
    named: /\.json$/i,
    read: (file, text) => readJson(file, text),
    maxBytes: 64_000_000,
    inFolders: false,
  },
];

/** Sources that are known by name and not read today. */
const known: ReadonlyArray<{ readonly kind: string; readonly named: RegExp }> = [{ kind: 'SQL', named: /\.sql$/i }];

export const readerOf = (name: string): Reader | null => readers.find((r) => r.named.test(name)) ?? null;

const accepted =
  'Give a YAML spec (.yaml, .yml), a folder of them, an OpenAPI document, a schema snapshot (.json), an entity class (entity:…) or a database.';

export const unsupported = (name: string): Problem => {
  const kind = known.find((k) => k.named.test(name))?.kind;
  const data = kind === undefined ? { source: name } : { source: name, kind, why: `it is ${kind}` };
  return problem('source.unsupported', data, null, accepted);
};

/** Reads one file's text with the reader of its name. `label` is what positions say: the name, and perhaps a revision. */
export const readSource = (name: string, label: string, text: string): Validated<Problem, SourceSaid> => {
  const reader = readerOf(name);
  return reader === null ? left([unsupported(name)]) : reader.read(label, text);
};

const specOrOpenApi =
  (read: typeof readSpec): Read =>
  (file, text) =>
    pipe(
      read(file, text),
      map((desired) => ({ desired, server: null })),
    );

/** An OpenAPI document is YAML too, or JSON. */
const readYaml: Read = (file, text) =>
  specOrOpenApi(
    isOpenApi(text) && (text.includes(extension) || !/^persistence\s*:/m.test(text)) ? readOpenApi : readSpec,
  )(file, text);

const readJson: Read = (file, text) =>
  isOpenApi(text)
    ? specOrOpenApi(readOpenApi)(file, text)
    : pipe(
        readSnapshot(file, text),
        map(({ schema, dialect, serverVersion }) => ({
          desired: whole(schema),
          server: { dialect, version: serverVersion },
        })),
      );

/** A SOURCE of the command line: a database (URL or connection:NAME) is asked, anything else is read by the edge. */

import type { ServerVersion } from '../dialect/dialect.js';
import { parseVersion } from '../dialect/registry.js';
import type { ReadConfig } from '../edge/config.js';
import { connect } from '../edge/connect.js';
import { resolveConnection, showTarget } from '../edge/connection.js';
import { looksLikeUrl } from '../edge/connection-url.js';
import type { ConnectionTarget, Database } from '../edge/database.js';
import type { Environment } from '../edge/env-file.js';
import { existingSpecFolders, specFolders } from '../edge/project.js';
import { type FromFiles, type Known, readSources } from '../edge/sources.js';
import { type Desired, whole } from '../ir/desired.js';
import type { DialectId } from '../ir/expression.js';
import type { Problem } from '../ir/problem.js';
import { type Either, isLeft, left, right, type Validated } from '../prelude.js';
import { ofFault, ofProblems, ofStop, type Trouble, usage } from './trouble.js';

export interface Settings {
  readonly read: ReadConfig;
  readonly env: Environment;
  readonly folder: string;
  /** What was read before in this run. */
  readonly known: Known;
  /** Ends what a database is busy with for us. */
  readonly signal: AbortSignal;
}

/** What a source says, and the server it was read from if it was one. */
export interface Said {
  /** Classes mean what their framework makes of them on the engine that the plan is for. */
  readonly desired: (dialect: DialectId) => Validated<Problem, Desired>;
  readonly server: { readonly dialect: DialectId; readonly version: ServerVersion } | null;
  /** What was read, as messages name it; none for a database. */
  readonly files: ReadonlyArray<string>;
  /** Still open, so that it can be asked about its rows; whoever gets this closes it (`closing`). */
  readonly database: Database | null;
}

/** Runs to the end, whatever it is, and closes what was opened for it. */
export const closing = async <A>(said: ReadonlyArray<Either<Trouble, Said>>, use: () => Promise<A> | A): Promise<A> => {
  try {
    return await use();
  } finally {
    for (const one of said) if (!isLeft(one)) await one.right.database?.close();
  }
};

const isConnectionName = (text: string): boolean => text.startsWith('connection:');

/** `spec.yaml@v1` and `entity:…` have a colon or not, but no driver before it. */
const isDatabase = (text: string): boolean =>
  isConnectionName(text) || (looksLikeUrl(text) && !/^(entity|[A-Za-z]):/.test(text));

export const readSource = async (texts: ReadonlyArray<string>, s: Settings): Promise<Either<Trouble, Said>> => {
  const databases = texts.filter(isDatabase);
  const [database] = databases;
  if (database === undefined) {
    const { desired, server, files } = await readSources(texts, { cwd: s.folder, root: null }, s.known);
    if (isLeft(desired)) return left(ofProblems(desired.left));
    return right({ desired: desired.right, server: serverOf(server), files, database: null });
  }
  if (texts.length > 1)
    return left(usage('conflict', 'a database is a source of its own', 'Give the database alone, or specs only.'));
  const name = isConnectionName(database) ? database.slice('connection:'.length) : database;
  const target = resolveConnection(name, s.read, s.env);
  if (isLeft(target)) return left(ofProblems(target.left));
  return target.right === null
    ? left(usage('no-database', 'no database was named'))
    : readDatabase(target.right, s.signal);
};

/** The server that a snapshot was taken from: a plan that starts there is made for it. */
const serverOf = (said: FromFiles['server']): Said['server'] => {
  const version = said === null ? null : parseVersion(said.version ?? '');
  return said === null || version === null ? null : { dialect: said.dialect, version };
};

/** The whole catalog of a database. */
export const readDatabase = async (target: ConnectionTarget, signal: AbortSignal): Promise<Either<Trouble, Said>> => {
  const shown = showTarget(target);
  const opened = await unlessStopped(connect(target), signal);
  if (opened === null) return left(ofStop(signal));
  if (isLeft(opened)) return left(ofFault(opened.left, shown));
  const database = opened.right;
  signal.addEventListener('abort', () => void database.abort(), { once: true });
  const said = await saidBy(database, shown).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  if (isLeft(said)) await database.close();
  return said;
};

/** Null when somebody stops the program first: reaching a server may take long, and it is not busy with anything yet. */
const unlessStopped = <A>(work: Promise<A>, signal: AbortSignal): Promise<A | null> =>
  Promise.race([
    work,
    new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null), { once: true });
    }),
  ]);

const saidBy = async (database: Database, shown: string): Promise<Either<Trouble, Said>> => {
  const answer = await database.introspect();
  if (isLeft(answer)) return left(ofFault(answer.left, shown));
  if (isLeft(answer.right)) return left(ofProblems(answer.right.left));
  const { id, version } = database.dialect;
  const desired = right(whole(answer.right.right));
  return right({ desired: () => desired, server: { dialect: id, version }, files: [], database });
};

/** Which specs are meant when the command line names none. */
export const defaultSources = async (s: Settings): Promise<Either<Trouble, ReadonlyArray<string>>> => {
  const configured = s.read.config.specs ?? [];
  if (configured.length > 0) return right(configured);
  const there = await existingSpecFolders(s.folder);
  return there.length > 0
    ? right(there)
    : left(
        usage(
          'no-source',
          `there is no spec: none was named, and there is no folder ${specFolders.map((f) => `${f}/`).join(' or ')}`,
          'Name a spec, or list the folders under specs: in altair.config.yaml.',
        ),
      );
};

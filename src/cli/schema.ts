/** `altair db:schema`: what a database is now, or what an engine would store for a source. */
import { dialectOf } from '../dialect/registry.js';
import { resolveConnection } from '../edge/connection.js';
import { normalise } from '../ir/normalise.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { writeSnapshot } from '../read/snapshot.js';
import { exitCode } from '../report/exit-code.js';
import { schemaText } from '../report/schema.js';
import { spellingOf } from '../report/spelling.js';
import { type RawOptions, type Request, requestOf } from './request.js';
import type { Done } from './run.js';
import { readSettings } from './settings.js';
import { closing, readDatabase, readSource, type Said, type Settings } from './source.js';
import { standard } from './stream.js';
import { paintFor } from './terminal.js';
import { ofProblems, type Trouble, usage } from './trouble.js';

export const schema = async (
  sources: ReadonlyArray<string>,
  raw: RawOptions,
  signal: AbortSignal,
): Promise<Either<Trouble, Done>> => {
  const request = requestOf(sources, raw, standard.stdout.isTTY, ['human', 'json']);
  if (isLeft(request)) return request;
  const settings = await readSettings(request.right.config, request.right.envFile, signal);
  if (isLeft(settings)) return settings;
  const said = await saidOf(request.right, settings.right);
  if (isLeft(said)) return said;
  return closing([said], () => shown(request.right, said.right));
};

const shown = (r: Request, { desired, server }: Said): Either<Trouble, Done> => {
  const dialect = dialectOf(server?.dialect ?? r.driver ?? 'postgres', server?.version ?? r.serverVersion);
  if (isLeft(dialect)) return left(ofProblems(dialect.left));
  const read = desired(dialect.right.id);
  if (isLeft(read)) return left(ofProblems(read.left));
  const stored = normalise(dialect.right.physical(read.right.schema));
  const output =
    r.format === 'json'
      ? writeSnapshot({ dialect: dialect.right.id, serverVersion: dialect.right.version.text, schema: stored })
      : schemaText(stored, spellingOf(dialect.right), paintFor(standard.stdout, process.env));
  return right({ exitCode: exitCode.safe, output, notes: [] });
};

const saidOf = async (r: Request, s: Settings): Promise<Either<Trouble, Said>> => {
  if (r.sources.length > 0 && r.db !== null)
    return left(usage('conflict', `--db and "${r.sources[0]}" both say what to show`, 'Give one of them.'));
  if (r.sources.length > 0) return readSource(r.sources, s);
  const target = resolveConnection(r.db, s.read, s.env);
  if (isLeft(target)) return left(ofProblems(target.left));
  return target.right === null
    ? left(usage('no-database', 'no database was named', 'Give --db, set DATABASE_URL, or name a source.'))
    : readDatabase(target.right, s.signal);
};

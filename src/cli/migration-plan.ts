/** `altair db:migration-plan`: sources and database in, a plan told and, when asked for, written. */
import { type PlanOptions, plan } from '../compile.js';
import { dialectOf } from '../dialect/registry.js';
import { timestampOf } from '../edge/clock.js';
import { resolveConnection } from '../edge/connection.js';
import { usesCycle } from '../edge/project.js';
import { filesIn, writeFiles } from '../edge/write-files.js';
import type { EmittedFile, Emitter } from '../emit/emitter.js';
import { type EmitterId, emitters, isEmitterId } from '../emit/registry.js';
import type { DialectId } from '../ir/expression.js';
import type { Plan } from '../plan/plan.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { type ExitCode, exitCode, exitCodeOf } from '../report/exit-code.js';
import { humanReport } from '../report/human.js';
import { jsonText, planDocument } from '../report/json.js';
import { spellingOf } from '../report/spelling.js';
import { confirm } from './confirm.js';
import { drivers, type RawOptions, type Request, requestOf } from './request.js';
import type { Done } from './run.js';
import { readSettings } from './settings.js';
import { closing, defaultSources, readDatabase, readSource, type Said, type Settings } from './source.js';
import { paintFor } from './terminal.js';
import { ofProblems, type Trouble, usage } from './trouble.js';

const defaultFolder = 'database/migrations';

export const migrationPlan = async (
  sources: ReadonlyArray<string>,
  raw: RawOptions,
): Promise<Either<Trouble, Done>> => {
  const request = requestOf(sources, raw);
  if (isLeft(request)) return request;
  const settings = await readSettings(request.right.config, request.right.envFile);
  if (isLeft(settings)) return settings;
  const wanted = await wantedOf(request.right, settings.right);
  if (isLeft(wanted)) return wanted;
  return closing([wanted.right], async () => {
    const current = await currentOf(request.right, settings.right);
    if (isLeft(current)) return current;
    return closing([current.right], () => planned(request.right, settings.right, current.right, wanted.right));
  });
};

const planned = async (r: Request, s: Settings, current: Said, wanted: Said): Promise<Either<Trouble, Done>> => {
  const target = targetOf(r, s, current, wanted);
  if (isLeft(target)) return target;
  const made = plan(current.desired, wanted.desired, { ...target.right, renames: r.renames, prune: r.prune });
  return isLeft(made) ? left(ofProblems(made.left)) : tell(made.right, r, s);
};

const wantedOf = async (r: Request, s: Settings): Promise<Either<Trouble, Said>> => {
  if (r.to !== null) return readSource([r.to], s);
  if (r.sources.length > 0) return readSource(r.sources, s);
  const found = await defaultSources(s);
  return isLeft(found) ? found : readSource(found.right, s);
};

const currentOf = async (r: Request, s: Settings): Promise<Either<Trouble, Said>> => {
  if (r.from !== null) return readSource([r.from], s);
  const target = resolveConnection(r.db, s.read, s.env);
  if (isLeft(target)) return left(ofProblems(target.left));
  return target.right === null
    ? left(
        usage(
          'no-database',
          'no database was named to compare with',
          'Give --db, set DATABASE_URL, or compare with another source: --from=spec.yaml@REVISION.',
        ),
      )
    : readDatabase(target.right);
};

/** The server that was asked decides; without one, the command line, the configuration, the default. */
const targetOf = (
  r: Request,
  s: Settings,
  current: Said,
  wanted: Said,
): Either<Trouble, Pick<PlanOptions, 'dialect' | 'serverVersion'>> => {
  const server = current.server ?? wanted.server;
  if (server === null) {
    const configured = s.read.config.driver;
    const dialect = r.driver ?? (configured !== undefined && isDriver(configured) ? configured : 'postgres');
    return right({ dialect, serverVersion: r.serverVersion ?? s.read.config.server_version ?? null });
  }
  if (r.driver !== null && r.driver !== server.dialect)
    return left(
      usage('conflict', `--driver=${r.driver}, but the database is ${server.dialect}`, 'Leave out --driver.'),
    );
  // The server that will run the migration may be another than the one that was asked.
  return right({ dialect: server.dialect, serverVersion: r.serverVersion ?? server.version });
};

const isDriver = (word: string): word is DialectId => Object.hasOwn(drivers, word);

const emitterOf = async (r: Request, s: Settings): Promise<Either<Trouble, Emitter>> => {
  if (r.emit !== null) return right(emitters[r.emit]);
  const configured = s.read.config.emit;
  if (configured === undefined) return right(emitters[(await usesCycle(s.folder)) ? 'cycle' : 'sql']);
  return isEmitterId(configured)
    ? right(emitters[configured satisfies EmitterId])
    : left(
        usage(
          'invalid-value',
          `emit: there is no format "${configured}"`,
          `It is one of ${Object.keys(emitters).join(', ')}.`,
        ),
      );
};

const tell = async (made: Plan, r: Request, s: Settings): Promise<Either<Trouble, Done>> => {
  const emitter = await emitterOf(r, s);
  if (isLeft(emitter)) return emitter;
  const dialect = dialectOf(made.dialect, made.serverVersion);
  if (isLeft(dialect)) return left(ofProblems(dialect.left));
  const timestamp = timestampOf(r.timestamp, s.env['SOURCE_DATE_EPOCH'], Date.now);
  if (isLeft(timestamp)) return left(ofProblems(timestamp.left));
  const { plan: confirmed, unused } = confirm(made, r.force, r.confirm);
  const directory = r.output ?? s.read.config.output ?? defaultFolder;
  const files = emitter.right.files(confirmed, {
    timestamp: timestamp.right,
    directory,
    filenameStyle: r.filenameStyle ?? (s.read.config.filename_style === 'snake' ? 'snake' : 'native'),
    existing: await filesIn(directory),
    transactional: dialect.right.capabilities.transactionalDdl,
    database: s.read.config.cycle_database ?? 'default',
  });
  if (isLeft(files)) return left(ofProblems(files.left));
  const code = codeOf(confirmed, r.allowUnproven);
  const written = await writeIfAsked(confirmed, code, files.right, r);
  if (isLeft(written)) return written;
  const spelling = spellingOf(dialect.right);
  const output =
    r.format === 'json'
      ? jsonText(planDocument(confirmed, { spelling, files: files.right, exitCode: code }))
      : humanReport(confirmed, {
          spelling,
          extension: emitter.right.extension,
          paint: paintFor(process.stdout, process.env),
        });
  const idle = unused.map((thing) => `note: --confirm=${thing}: no error finding is about it`);
  return right({ exitCode: code, output, notes: [...idle, ...written.right] });
};

const codeOf = (p: Plan, allowUnproven: boolean): ExitCode =>
  p.verdict === 'unproven' && allowUnproven ? exitCode.safe : exitCodeOf(p.verdict);

/** Writes a plan that nothing speaks against; says what it wrote, or why it did not. */
const writeIfAsked = async (
  p: Plan,
  code: ExitCode,
  files: ReadonlyArray<EmittedFile>,
  r: Request,
): Promise<Either<Trouble, ReadonlyArray<string>>> => {
  if (r.output === null || r.dryRun || p.migrations.length === 0) return right([]);
  if (code !== exitCode.safe)
    return right([
      code === exitCode.unsafe
        ? 'not written: the plan is unsafe; --force or --confirm=TABLE[.COLUMN] goes on in spite of it'
        : 'not written: a check could not be answered; --allow-unproven goes on in spite of it',
    ]);
  const done = await writeFiles(files);
  return isLeft(done) ? left(ofProblems(done.left)) : right(done.right.map((path) => `wrote ${path}`));
};

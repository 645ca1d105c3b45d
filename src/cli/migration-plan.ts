/** `altair db:migration-plan`: sources and database in, a plan told and, when asked for, written. */
import { consent } from '../check/consent.js';
import { lossCodes } from '../check/registry.js';
import { verdictOf } from '../check/verdict.js';
import type { PlanOptions } from '../compile.js';
import { dialectOf } from '../dialect/registry.js';
import { assess } from '../edge/assess.js';
import { momentOf, timestampOf } from '../edge/clock.js';
import { largeOf, timeOf } from '../edge/config.js';
import { resolveConnection } from '../edge/connection.js';
import { planAgainst } from '../edge/plan-against.js';
import { usesCycle } from '../edge/project.js';
import { tableSizes } from '../edge/table-sizes.js';
import { filesIn, writeFiles } from '../edge/write-files.js';
import type { EmittedFile, Emitter, Timestamp } from '../emit/emitter.js';
import { emitters } from '../emit/registry.js';
import type { DialectId } from '../ir/expression.js';
import { type Plan, revisedPlan } from '../plan/plan.js';
import type { Samples } from '../plan/sample.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { type ExitCode, exitCode, exitCodeOf } from '../report/exit-code.js';
import { type Report, reports } from '../report/registry.js';
import { spellingOf } from '../report/spelling.js';
import { progressOn } from './progress.js';
import { type RawOptions, type Request, requestOf } from './request.js';
import type { Done } from './run.js';
import { readSettings } from './settings.js';
import { closing, defaultSources, readDatabase, readSource, type Said, type Settings } from './source.js';
import { standard } from './stream.js';
import { paintFor } from './terminal.js';
import { ofProblems, ofStop, type Trouble, together, usage } from './trouble.js';
import { version } from './version.js';

const defaultFolder = 'database/migrations';

export const migrationPlan = async (
  sources: ReadonlyArray<string>,
  raw: RawOptions,
  signal: AbortSignal,
): Promise<Either<Trouble, Done>> => {
  const request = requestOf(sources, raw, standard.stdout.isTTY);
  if (isLeft(request)) return request;
  const settings = await readSettings(request.right.config, request.right.envFile, signal);
  if (isLeft(settings)) return settings;
  // Both at once: while a server works, files are read.
  const [current, wanted] = await Promise.all([
    currentOf(request.right, settings.right),
    wantedOf(request.right, settings.right),
  ]);
  return closing([wanted, current], async () => {
    if (isLeft(wanted)) return isLeft(current) ? left(together(wanted.left, current.left)) : wanted;
    return isLeft(current) ? current : planned(request.right, settings.right, current.right, wanted.right);
  });
};

const planned = async (r: Request, s: Settings, current: Said, wanted: Said): Promise<Either<Trouble, Done>> => {
  const target = targetOf(r, s, current, wanted);
  if (isLeft(target)) return target;
  const [has, asks] = [current.desired(target.right.dialect), wanted.desired(target.right.dialect)];
  if (isLeft(has) || isLeft(asks))
    return left(ofProblems([has, asks].flatMap((side) => (isLeft(side) ? side.left : []))));
  const timestamp = timestampOf(r.timestamp, s.env['SOURCE_DATE_EPOCH'], Date.now);
  if (isLeft(timestamp)) return left(ofProblems(timestamp.left));
  const made = await planAgainst(r.skipSafety ? null : current.database, has.right, asks.right, {
    ...target.right,
    renames: r.renames,
    prune: r.prune,
    strategy: r.strategy,
    online: r.online,
    sync: r.sync,
    rows: current.database === null ? {} : await tableSizes(current.database),
    ...largeOf(s.read.config),
    archiveDays: r.archive,
    fixes: r.fixes,
    now: momentOf(timestamp.right),
  });
  if (isLeft(made)) return left(ofProblems(made.left));
  return tell(await asked(made.right, r, s, current), r, s, timestamp.right, oneFile(wanted));
};

interface Asked {
  readonly plan: Plan;
  readonly samples: Samples;
}

/** The file that a finding can be shown at: the only one that says what is wanted, as it stands now. */
const oneFile = ({ files }: Said): string | null =>
  files.length === 1 && files[0] !== undefined && !files[0].includes('@') ? files[0] : null;

/** What the database says of its rows; without one, or when nobody is to ask, the plan's own doubts stay. */
const asked = async (p: Plan, r: Request, s: Settings, current: Said): Promise<Asked> => {
  let samples: Samples = new Map();
  if (current.database === null || r.skipSafety) return { plan: p, samples };
  const progress = progressOn(standard.stderr, 'asking the database');
  const known = await assess(p, current.database, {
    progress: progress.tell,
    signal: s.signal,
    ...largeOf(s.read.config),
    ...timeOf(s.read.config),
    ...(r.showValues
      ? {
          values: (fetched: Samples): void => {
            samples = fetched;
          },
        }
      : {}),
  });
  progress.end();
  return { plan: known, samples };
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
    : readDatabase(target.right, s.signal);
};

interface Target extends Pick<PlanOptions, 'serverVersion'> {
  readonly dialect: DialectId;
}

/** The server that was asked decides; without one, the command line, the configuration, the default. */
const targetOf = (r: Request, s: Settings, current: Said, wanted: Said): Either<Trouble, Target> => {
  const server = current.server ?? wanted.server;
  if (server === null) {
    const dialect = r.driver ?? s.read.config.driver ?? 'postgres';
    return right({ dialect, serverVersion: r.serverVersion ?? s.read.config.server_version ?? null });
  }
  if (r.driver !== null && r.driver !== server.dialect)
    return left(
      usage('conflict', `--driver=${r.driver}, but the database is ${server.dialect}`, 'Leave out --driver.'),
    );
  // The server that will run the migration may be another than the one that was asked.
  return right({ dialect: server.dialect, serverVersion: r.serverVersion ?? server.version });
};

const emitterOf = (r: Request, s: Settings): Emitter =>
  emitters[r.emit ?? s.read.config.emit ?? (usesCycle(s.folder) ? 'cycle' : 'sql')];

const tell = async (
  { plan: made, samples }: Asked,
  r: Request,
  s: Settings,
  timestamp: Timestamp,
  source: string | null,
): Promise<Either<Trouble, Done>> => {
  const emitter = emitterOf(r, s);
  const dialect = dialectOf(made.dialect, made.serverVersion);
  if (isLeft(dialect)) return left(ofProblems(dialect.left));
  const { findings, unused } = consent(made.findings, r);
  const confirmed = revisedPlan(made, { findings, verdict: verdictOf(findings) });
  const directory = r.output ?? s.read.config.output ?? defaultFolder;
  const files = emitter.files(confirmed, {
    timestamp,
    directory,
    filenameStyle: r.filenameStyle ?? s.read.config.filename_style ?? 'native',
    existing: filesIn(directory),
    transactional: dialect.right.capabilities.transactionalDdl,
    database: s.read.config.cycle_database ?? 'default',
  });
  if (isLeft(files)) return left(ofProblems(files.left));
  const code = codeOf(confirmed, r.allowUnproven);
  if (s.signal.aborted) return left(ofStop(s.signal));
  const written = await writeIfAsked(confirmed, code, files.right, r);
  if (isLeft(written)) return written;
  const report: Report = reports[r.format];
  const output = report.plan(confirmed, {
    spelling: spellingOf(dialect.right),
    files: files.right,
    exitCode: code,
    extension: emitter.extension,
    paint: paintFor(standard.stdout, process.env),
    samples,
    version,
    source,
  });
  const idle = unused.map((thing) => `note: --confirm=${thing}: nothing waits for it`);
  return right({ exitCode: code, output, notes: [...idle, ...written.right] });
};

const codeOf = (p: Plan, allowUnproven: boolean): ExitCode =>
  p.verdict === 'unproven' && allowUnproven ? exitCode.safe : exitCodeOf(p.verdict);

const whyNot = (p: Plan, code: ExitCode): string =>
  code !== exitCode.unsafe
    ? 'a check could not be answered; --allow-unproven goes on in spite of it'
    : p.findings.some((f) => f.level === 'error' && !lossCodes.has(f.code))
      ? 'the plan is unsafe; --force and --confirm are for what is lost, and part of it would fail'
      : 'the plan is unsafe; --force or --confirm=TABLE[.COLUMN] goes on in spite of it';

/** Writes a plan that nothing speaks against; says what it wrote, or why it did not. */
const writeIfAsked = async (
  p: Plan,
  code: ExitCode,
  files: ReadonlyArray<EmittedFile>,
  r: Request,
): Promise<Either<Trouble, ReadonlyArray<string>>> => {
  if (r.output === null || r.dryRun || p.migrations.length === 0) return right([]);
  if (code !== exitCode.safe) return right([`not written: ${whyNot(p, code)}`]);
  const done = await writeFiles(files);
  return isLeft(done) ? left(ofProblems(done.left)) : right(done.right.map((path) => `wrote ${path}`));
};

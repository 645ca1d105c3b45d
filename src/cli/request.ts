/** What the command line asks for, checked: words became values, and what this version does not do was refused. */
import { type EmitterId, emitters, isEmitterId } from '../emit/registry.js';
import type { DialectId } from '../ir/expression.js';
import { suggest } from '../ir/suggest.js';
import { type Either, left, right } from '../prelude.js';
import { type FormatId, isFormat, reports } from '../report/registry.js';
import { type Trouble, usage } from './trouble.js';

/** As commander gives it: what was not said is undefined. */
export interface RawOptions {
  readonly from?: string;
  readonly fromSpec?: string;
  readonly to?: string;
  readonly toSpec?: string;
  readonly fromEntity?: string;
  readonly db?: string;
  readonly driver?: string;
  readonly serverVersion?: string;
  readonly rename?: ReadonlyArray<string>;
  readonly strategy?: string;
  readonly prune?: boolean;
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly emit?: string;
  readonly filenameStyle?: string;
  readonly timestamp?: string;
  readonly format?: string;
  readonly force?: boolean;
  readonly confirm?: ReadonlyArray<string>;
  readonly skipSafety?: boolean;
  readonly allowUnproven?: boolean;
  readonly showValues?: boolean;
  readonly config?: string;
  readonly envFile?: string;
  readonly sync?: string;
  readonly online?: string;
  readonly archive?: string;
  readonly fix?: ReadonlyArray<string>;
  readonly devUrl?: string;
  readonly verify?: boolean;
}

export interface Request {
  readonly sources: ReadonlyArray<string>;
  readonly from: string | null;
  readonly to: string | null;
  readonly db: string | null;
  readonly driver: DialectId | null;
  readonly serverVersion: string | null;
  readonly renames: ReadonlyArray<string>;
  readonly strategy: 'auto' | 'two-phase' | 'single';
  readonly sync: 'triggers' | 'none';
  readonly online: 'auto' | 'always' | 'never';
  readonly prune: boolean;
  /** Days that dropped data is kept. */
  readonly archive: number | null;
  readonly fixes: ReadonlyArray<string>;
  readonly output: string | null;
  readonly dryRun: boolean;
  readonly emit: EmitterId | null;
  readonly filenameStyle: 'native' | 'snake' | null;
  readonly timestamp: string | null;
  readonly format: FormatId;
  readonly force: boolean;
  readonly confirm: ReadonlyArray<string>;
  readonly skipSafety: boolean;
  readonly allowUnproven: boolean;
  readonly showValues: boolean;
  readonly config: string | null;
  readonly envFile: string | null;
}

const later: ReadonlyArray<readonly [keyof RawOptions, string]> = [
  ['devUrl', '--dev-url'],
  ['verify', '--verify'],
];

const laterEmitters = [
  'flyway',
  'golang-migrate',
  'goose',
  'dbmate',
  'liquibase',
  'knex',
  'kysely',
  'prisma',
  'drizzle',
  'typeorm',
];

const drivers: Readonly<Record<DialectId, true>> = { postgres: true, mysql: true, mariadb: true, sqlite: true };
const isDriver = (word: string): word is DialectId => Object.hasOwn(drivers, word);

/** One of the words, or the refusal that names them. */
const oneOf = <W extends string>(
  option: string,
  value: string | undefined,
  words: ReadonlyArray<W>,
  notYet: ReadonlyArray<string> = [],
): Either<Trouble, W | null> => {
  if (value === undefined) return right(null);
  const found = words.find((w) => w === value);
  if (found !== undefined) return right(found);
  if (notYet.includes(value))
    return left(usage('not-yet', `${option}=${value} is not in this version`, `It takes ${words.join(', ')}.`));
  const near = suggest(value, words);
  return left(
    usage(
      'invalid-value',
      `${option} does not take "${value}"`,
      near === null ? `It takes ${words.join(', ')}.` : `Did you mean "${near}"?`,
    ),
  );
};

/** A hundred years are more than any archive is kept, and still a date. */
const days = (text: string | undefined): Either<Trouble, number | null> => {
  if (text === undefined) return right(null);
  const n = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return n >= 1 && n <= 36_500
    ? right(n)
    : left(usage('invalid-value', `--archive does not take "${text}"`, 'It takes a number of days, from 1 to 36500.'));
};

/** `a:b,c:d` and a repeated option are one list. */
const listed = (values: ReadonlyArray<string> | undefined): ReadonlyArray<string> =>
  (values ?? []).flatMap((v) => v.split(',').map((part) => part.trim())).filter((part) => part !== '');

export const requestOf = (
  sources: ReadonlyArray<string>,
  raw: RawOptions,
  isTerminal: boolean,
  formats: ReadonlyArray<FormatId> = Object.keys(reports).filter(isFormat),
): Either<Trouble, Request> => {
  const refused = later.find(([key]) => raw[key] !== undefined);
  if (refused !== undefined) return left(usage('not-yet', `${refused[1]} is not in this version`));
  const from = both('--from', raw.from, '--from-spec', raw.fromSpec);
  if (from._tag === 'Left') return from;
  const to = both('--to', raw.to, '--to-spec', raw.toSpec);
  if (to._tag === 'Left') return to;
  if (to.right !== null && sources.length > 0)
    return left(usage('conflict', `--to and "${sources[0]}" both say what is wanted`, 'Give one of them.'));
  if (raw.fromEntity !== undefined && (sources.length > 0 || to.right !== null))
    return left(usage('conflict', '--from-entity and another source both say what is wanted', 'Give one of them.'));
  if (from.right !== null && raw.db !== undefined)
    return left(usage('conflict', '--from and --db both say what is there now', 'Give one of them.'));
  const format = oneOf('--format', raw.format, formats);
  if (format._tag === 'Left') return format;
  const shown = raw.showValues === true ? showing(format.right ?? 'human', raw, isTerminal) : right(true);
  if (shown._tag === 'Left') return shown;
  const emit = oneOf('--emit', raw.emit, Object.keys(emitters).filter(isEmitterId), laterEmitters);
  if (emit._tag === 'Left') return emit;
  const style = oneOf('--filename-style', raw.filenameStyle, ['native', 'snake'] as const);
  if (style._tag === 'Left') return style;
  const strategy = oneOf('--strategy', raw.strategy, ['auto', 'two-phase', 'single'] as const);
  if (strategy._tag === 'Left') return strategy;
  const sync = oneOf('--sync', raw.sync, ['triggers', 'none'] as const);
  if (sync._tag === 'Left') return sync;
  const online = oneOf('--online', raw.online, ['auto', 'always', 'never'] as const);
  if (online._tag === 'Left') return online;
  const archive = days(raw.archive);
  if (archive._tag === 'Left') return archive;
  const driver = oneOf('--driver', raw.driver, Object.keys(drivers).filter(isDriver));
  if (driver._tag === 'Left') return driver;
  return right({
    sources: raw.fromEntity === undefined ? sources : [`entity:${raw.fromEntity}`],
    from: from.right,
    to: to.right,
    db: raw.db ?? null,
    driver: driver.right,
    serverVersion: raw.serverVersion ?? null,
    renames: listed(raw.rename),
    strategy: strategy.right ?? 'auto',
    online: online.right ?? 'auto',
    sync: sync.right ?? 'triggers',
    prune: raw.prune ?? false,
    archive: archive.right,
    fixes: raw.fix ?? [],
    output: raw.output ?? null,
    dryRun: raw.dryRun ?? false,
    emit: emit.right,
    filenameStyle: style.right,
    timestamp: raw.timestamp ?? null,
    format: format.right ?? 'human',
    force: raw.force ?? false,
    confirm: listed(raw.confirm),
    skipSafety: raw.skipSafety ?? false,
    allowUnproven: raw.allowUnproven ?? false,
    showValues: raw.showValues ?? false,
    config: raw.config ?? null,
    envFile: raw.envFile ?? null,
  });
};

/** Values of rows are for a person who looks at them, and for nothing that keeps them. */
const showing = (format: FormatId, raw: RawOptions, isTerminal: boolean): Either<Trouble, true> => {
  if (format !== 'human')
    return left(
      usage(
        'conflict',
        `--show-values and --format=${format} do not go together`,
        'It is for people: leave out --format.',
      ),
    );
  if (!isTerminal)
    return left(
      usage(
        'conflict',
        '--show-values shows values only on a terminal',
        'Leave it out, or do not redirect the output.',
      ),
    );
  return raw.skipSafety === true
    ? left(usage('conflict', '--show-values and --skip-safety do not go together', 'Give one of them.'))
    : right(true);
};

/** Two names of one option. */
const both = (
  name: string,
  value: string | undefined,
  otherName: string,
  other: string | undefined,
): Either<Trouble, string | null> =>
  value !== undefined && other !== undefined
    ? left(usage('conflict', `${name} and ${otherName} are the same option`, 'Give one of them.'))
    : right(value ?? other ?? null);

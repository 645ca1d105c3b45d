/** `altair doctor`: is everything there that a plan needs? Each line is one thing that was looked at. */
import { connect } from '../edge/connect.js';
import { resolveConnection, showTarget } from '../edge/connection.js';
import type { ConnectionTarget, Database } from '../edge/database.js';
import { refusesToWrite, rightsOf } from '../edge/rights.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { type ExitCode, exitCode } from '../report/exit-code.js';
import { faultSentence } from '../report/fault-words.js';
import type { Paint } from '../report/human.js';
import { jsonText } from '../report/json.js';
import { sentence } from '../report/problem-words.js';
import { visible } from '../report/visible.js';
import type { Done } from './run.js';
import { readSettings } from './settings.js';
import type { Settings } from './source.js';
import { standard } from './stream.js';
import { paintFor } from './terminal.js';
import { type Trouble, usage } from './trouble.js';
import { version } from './version.js';

export interface DoctorOptions {
  readonly db?: string;
  readonly config?: string;
  readonly envFile?: string;
  readonly format?: string;
}

interface Line {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'bad';
  readonly said: string;
}

const line = (state: Line['state'], what: string, said: string): Line => ({ what, state, said });

const oldestNode = 20;

const node = (): Line => {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= oldestNode
    ? line('ok', 'node', process.versions.node)
    : line('bad', 'node', `${process.versions.node}: Node ${oldestNode} or newer is needed`);
};

const packages = [
  ['PostgreSQL', 'postgres', () => import('postgres')],
  ['MySQL, MariaDB', 'mysql2', () => import('mysql2/promise')],
  // Loading the package proves little: its binary is looked for when a database is opened.
  ['SQLite', 'better-sqlite3', async () => new (await import('better-sqlite3')).default(':memory:').close()],
] as const;

const drivers = (): Promise<ReadonlyArray<Line>> =>
  Promise.all(
    packages.map(([engine, name, load]) =>
      load().then(
        () => line('ok', 'driver', `${engine} (${name})`),
        () => line('note', 'driver', `${engine}: ${name} is not installed or does not start`),
      ),
    ),
  );

const settingsLine = (s: Settings): Line =>
  s.read.file === null
    ? line('note', 'settings', 'no altair.config.yaml here; altair init writes one')
    : line('ok', 'settings', s.read.file);

interface Looked {
  readonly lines: ReadonlyArray<Line>;
  readonly exitCode: ExitCode;
}

const rightsLines = async (database: Database): Promise<ReadonlyArray<Line>> => {
  const rights = await rightsOf(database);
  if (isLeft(rights)) return [line('note', 'rights', `could not be asked: ${faultSentence(rights.left)}`)];
  if (rights.right === null) return [];
  const { mayWrite, unreadable } = rights.right;
  return [
    mayWrite.length === 0
      ? line('ok', 'rights', 'the role may only read')
      : line(
          'note',
          'rights',
          `the role may more than read (${mayWrite.join(', ')}); one that may only read is enough`,
        ),
    ...(unreadable === 0
      ? []
      : [line('note', 'rights', `${unreadable} table(s) cannot be read: plans that ask about them are unproven`)]),
  ];
};

const counted = (tables: number): string => `${tables} table${tables === 1 ? '' : 's'}`;

const databaseLines = async (target: ConnectionTarget, signal: AbortSignal): Promise<Looked> => {
  const shown = visible(showTarget(target));
  const opened = await connect(target);
  if (isLeft(opened))
    return {
      lines: [line('bad', 'database', `${shown}: ${faultSentence(opened.left)}`)],
      exitCode: exitCode.database,
    };
  const database = opened.right;
  signal.addEventListener('abort', () => void database.abort(), { once: true });
  try {
    const schema = await database.introspect();
    const { name, version: server } = database.dialect;
    const tables = isLeft(schema)
      ? line('bad', 'schema', faultSentence(schema.left))
      : isLeft(schema.right)
        ? line('bad', 'schema', schema.right.left.map(sentence).join('; '))
        : line('ok', 'schema', counted(schema.right.right.tables.length));
    const proof = (await refusesToWrite(database))
      ? line('ok', 'read-only', 'proved: the connection refused to make a temporary table')
      : line('bad', 'read-only', 'not proved: the connection did not refuse to make a temporary table');
    const lines = [
      line('ok', 'database', shown),
      line('ok', 'server', `${name} ${server.text}`),
      proof,
      tables,
      ...(await rightsLines(database)),
    ];
    return { lines, exitCode: lines.some((l) => l.state === 'bad') ? exitCode.database : exitCode.safe };
  } finally {
    await database.close();
  }
};

const look = async (o: DoctorOptions, signal: AbortSignal): Promise<Looked> => {
  const found = [line('ok', 'altair', version), node(), ...(await drivers())];
  const settings = await readSettings(o.config ?? null, o.envFile ?? null, signal);
  if (isLeft(settings)) {
    const wrong = settings.left.failures.map((f) =>
      line('bad', 'settings', `${f.file === null ? '' : `${visible(f.file)}:${f.line ?? 1}: `}${f.message}`),
    );
    return { lines: [...found, ...wrong], exitCode: exitCode.usage };
  }
  const target = resolveConnection(o.db ?? null, settings.right.read, settings.right.env);
  const lines = [...found, settingsLine(settings.right)];
  if (isLeft(target))
    return {
      lines: [...lines, ...target.left.map((p) => line('bad', 'database', sentence(p)))],
      exitCode: exitCode.usage,
    };
  if (target.right === null)
    return {
      lines: [...lines, line('note', 'database', 'none was named: give --db, or set DATABASE_URL')],
      exitCode: exitCode.safe,
    };
  const asked = await databaseLines(target.right, signal);
  return { lines: [...lines, ...asked.lines], exitCode: asked.exitCode };
};

const text = (lines: ReadonlyArray<Line>, paint: Paint): string => {
  const mark = { ok: paint.good('✓'), note: paint.doubtful('!'), bad: paint.bad('✗') };
  return lines.map((l) => `${mark[l.state]} ${l.what.padEnd(9)} ${visible(l.said)}\n`).join('');
};

export const doctor = async (o: DoctorOptions, signal: AbortSignal): Promise<Either<Trouble, Done>> => {
  const format = o.format ?? 'human';
  if (format !== 'human' && format !== 'json')
    return left(usage('invalid-value', `--format does not take "${format}" here`, 'It takes human, json.'));
  const { lines, exitCode: code } = await look(o, signal);
  const ended = lines.some((l) => l.what === 'node' && l.state === 'bad') ? exitCode.usage : code;
  return right({
    exitCode: ended,
    output:
      format === 'json'
        ? jsonText({ looked_at: lines.map((l) => ({ ...l })), exit_code: ended })
        : text(lines, paintFor(standard.stdout, process.env)),
    notes: [],
  });
};

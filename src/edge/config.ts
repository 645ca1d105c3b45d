/**
 * The project's own settings: altair.config.yaml or altair.config.json. Read with io-ts; a key nobody knows is refused
 * with its place and a suggestion.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as t from 'io-ts';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Position, type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { isLeft, left, right, type Validated } from '../prelude.js';

const connection = t.partial(
  {
    url: t.string,
    url_env: t.string,
    driver: t.string,
    host: t.string,
    port: t.number,
    database: t.string,
    user: t.string,
    password_env: t.string,
    schema: t.string,
    sslmode: t.string,
  },
  'connection',
);

const config = t.partial(
  {
    connections: t.record(t.string, connection),
    default_connection: t.string,
    specs: t.array(t.string),
    output: t.string,
    emit: t.keyof({ cycle: null, sql: null }),
    filename_style: t.keyof({ native: null, snake: null }),
    cycle_database: t.string,
    driver: t.keyof({ postgres: null, mysql: null, mariadb: null, sqlite: null }),
    server_version: t.string,
    large_table: t.number,
    question_seconds: t.number,
    allow_hosts: t.array(t.string),
  },
  'config',
);

export type Config = t.TypeOf<typeof config>;
/** What the settings say of large tables, as plan() and assess() take it. */
export const largeOf = (c: Config): { readonly largeTable?: number } =>
  c.large_table === undefined ? {} : { largeTable: c.large_table };

/** What they say of the time for questions: all of them together take no more than six times as long as one. */
export const timeOf = (c: Config): { readonly question?: number; readonly budget?: number } => {
  if (c.question_seconds === undefined) return {};
  // Servers take whole milliseconds, and 0 for "as long as you like".
  const question = Math.max(1, Math.round(c.question_seconds * 1000));
  return { question, budget: 6 * question };
};

export type NamedConnection = t.TypeOf<typeof connection>;

/** Where the settings stand, for messages; null when there is no file. */
export interface ReadConfig {
  readonly file: string | null;
  readonly config: Config;
}

export const configNames = ['altair.config.yaml', 'altair.config.yml', 'altair.config.json'] as const;

/** The first of the names that the folder has; `file` when the user named one. */
export const readConfig = async (folder: string, file: string | null): Promise<Validated<Problem, ReadConfig>> => {
  for (const name of file === null ? configNames : [file]) {
    const text = textOf(file === null ? join(folder, name) : name);
    if (text === null) continue;
    const parsed = parseConfig(name, text);
    return isLeft(parsed) ? parsed : right({ file: name, config: parsed.right });
  }
  return file === null
    ? right({ file: null, config: {} })
    : left([problem('source.unreadable', { file }, null, 'Check the path given with --config.')]);
};

/** Null when there is no such file. */
const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

type Path = ReadonlyArray<string>;

export const parseConfig = (file: string, text: string): Validated<Problem, Config> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0)
    return left(
      document.errors.map((e) =>
        problem('source.syntax', { language: 'YAML', why: firstLine(e.message) }, at(e.pos[0])),
      ),
    );
  const value = plainValue(document);
  if (value === undefined)
    return left([problem('source.syntax', { language: 'YAML', why: 'aliases have no place here' }, at(0))]);
  const place = (path: Path): Position => at(offsetOf(document, path));
  const unknown = unknownKeys(value, place);
  const decoded = config.decode(value);
  const wrong = isLeft(decoded) ? decoded.left.map((e) => mistyped(e, place)) : [];
  const problems = [...unknown, ...wrong];
  return problems.length > 0 || isLeft(decoded) ? left(problems) : right(decoded.right);
};

/** Undefined when the text uses aliases: settings need none, and enough of them fill the memory. */
const plainValue = (document: Document.Parsed): unknown => {
  try {
    return document.contents === null ? {} : document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
};

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

const entries = (value: unknown): ReadonlyArray<readonly [string, unknown]> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

const unknownKeys = (value: unknown, place: (path: Path) => Position): ReadonlyArray<Problem> => {
  const check = (map: unknown, known: ReadonlyArray<string>, path: Path): ReadonlyArray<Problem> =>
    entries(map)
      .filter(([key]) => !known.includes(key))
      .map(([key]) => {
        const near = suggest(key, known);
        return problem(
          'spec.unknown-key',
          { key, in: path.length === 0 ? 'the configuration' : path.join('.') },
          place([...path, key]),
          near === null ? `Known here: ${known.join(', ')}.` : `Did you mean "${near}"?`,
        );
      });
  const connections = entries(value).find(([key]) => key === 'connections')?.[1];
  return [
    ...check(value, Object.keys(config.props), []),
    ...entries(connections).flatMap(([name, c]) => check(c, Object.keys(connection.props), ['connections', name])),
  ];
};

const mistyped = (e: t.ValidationError, place: (path: Path) => Position): Problem => {
  const path = e.context.map((c) => c.key).filter((key) => key !== '');
  const expected = e.context[e.context.length - 1]?.type.name ?? 'something else';
  return problem(
    'spec.expected',
    { key: path.join('.') || 'the configuration', expected: typeWords(expected), found: found(e.value) },
    place(path),
  );
};

/** io-ts names a choice by its words: `"native" | "snake"`. */
const typeWords = (name: string): string =>
  name.startsWith('"') ? `one of ${name.replace(/"/g, '').replace(/ \| /g, ', ')}` : (plainWords(name) ?? 'a map');

const plainWords = (name: string): string | null =>
  ({ string: 'a text', number: 'a number', connection: 'a map', config: 'a map' })[name] ??
  (name.startsWith('Array') ? 'a list' : null);

const found = (value: unknown): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'a map'
        : JSON.stringify(value);

/** The offset of the key that a path ends with; of its nearest parent when there is none. */
const offsetOf = (document: Document.Parsed, path: Path): number => {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === key);
    if (pair === undefined) break;
    offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
    node = pair.value;
  }
  return offset;
};

/** MikroORM's platforms: what each makes of a type. https://mikro-orm.io/docs/schema-generator */

import type { DialectId } from '../../../ir/expression.js';
import { lookup } from '../../../ir/record.js';

/** The framework's own types, by their names in `types`. */
export type Mapped =
  | 'character'
  | 'string'
  | 'interval'
  | 'text'
  | 'integer'
  | 'bigint'
  | 'smallint'
  | 'tinyint'
  | 'mediumint'
  | 'float'
  | 'double'
  | 'decimal'
  | 'boolean'
  | 'blob'
  | 'uuid'
  | 'date'
  | 'datetime'
  | 'time'
  | 'json'
  | 'enum'
  | 'array'
  | 'unknown';

export interface Sized {
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly items: ReadonlyArray<string | number> | null;
}

export interface Platform {
  /** For people. */
  readonly name: string;
  readonly spell: Readonly<Record<Exclude<Mapped, 'unknown'>, (s: Sized) => string>>;
  /** Characters of an identifier. */
  readonly longestName: number;
  readonly unsigned: boolean;
  /** A many-to-one is indexed without being asked. */
  readonly indexesKeys: boolean;
  /** Labels: a text and a check, or a type of the column. */
  readonly enums: 'check' | 'inline';
  readonly nativeEnums: boolean;
  readonly serials: boolean;
  /** NOT NULL is left out of generated columns. */
  readonly generatedNullable: boolean;
  readonly currentTimestamp: (length: number) => string;
  readonly list: (items: ReadonlyArray<unknown>) => string;
  readonly fulltext: string | null;
  readonly numeric: ReadonlySet<Mapped>;
  readonly deferrable: boolean;
  /** An index on a value inside a JSON column; null where it cannot be planned. */
  readonly jsonIndex: ((column: string, path: ReadonlyArray<string>) => string) | null;
  readonly space: 'schema' | 'database';
}

const words: Readonly<Record<string, Mapped>> = {
  character: 'character',
  char: 'character',
  string: 'string',
  varchar: 'string',
  interval: 'interval',
  text: 'text',
  int: 'integer',
  number: 'integer',
  integer: 'integer',
  bigint: 'bigint',
  smallint: 'smallint',
  tinyint: 'tinyint',
  mediumint: 'mediumint',
  float: 'float',
  double: 'double',
  decimal: 'decimal',
  numeric: 'decimal',
  boolean: 'boolean',
  blob: 'blob',
  buffer: 'blob',
  uint8array: 'blob',
  uuid: 'uuid',
  date: 'date',
  datetime: 'datetime',
  timestamp: 'datetime',
  time: 'time',
  object: 'json',
  json: 'json',
  enum: 'enum',
  array: 'array',
};

export const mappedOf = (type: string): Mapped => {
  if (type === 'Date') return 'datetime';
  if (type.endsWith('[]')) return 'array';
  if (type === 'tinyint(1)') return 'boolean';
  const word = /[^(), ]+/.exec(type.toLowerCase())?.[0] ?? '';
  return lookup(words, word) ?? (word === 'jsonb' ? 'json' : 'unknown');
};

const some = (n: number | null): string => (n === null || n === 0 ? '' : `(${n})`);
const varchar = (s: Sized): string => `varchar(${s.length ?? 255})`;
const allTexts = (s: Sized): boolean => s.items?.every((i) => typeof i === 'string') ?? false;

const common: Platform['spell'] = {
  character: (s) => `char(${s.length ?? 1})`,
  string: varchar,
  interval: (s) => `interval${some(s.length)}`,
  text: () => 'text',
  integer: () => 'int',
  bigint: () => 'bigint',
  smallint: () => 'smallint',
  tinyint: () => 'tinyint',
  mediumint: () => 'mediumint',
  float: () => 'float',
  double: () => 'double',
  decimal: (s) => `numeric(${s.precision ?? 10},${s.scale ?? 0})`,
  boolean: () => 'boolean',
  blob: () => 'blob',
  uuid: (s) => `varchar(${s.length ?? 36})`,
  date: (s) => `date${some(s.length)}`,
  datetime: (s) => `datetime${some(s.length)}`,
  time: (s) => `time${some(s.length)}`,
  json: () => 'json',
  enum: (s) => (allTexts(s) ? 'enum' : 'tinyint'),
  array: () => 'text',
};

const whole: ReadonlyArray<Mapped> = ['integer', 'smallint', 'bigint', 'tinyint'];

const postgres: Platform = {
  name: 'PostgreSQL',
  spell: {
    ...common,
    string: (s) => (s.length === -1 ? 'varchar' : varchar(s)),
    character: (s) => (s.length === -1 ? 'char' : common.character(s)),
    interval: (s) => (s.length === null ? 'interval' : `interval(${s.length})`),
    tinyint: () => 'smallint',
    float: () => 'real',
    double: () => 'double precision',
    blob: () => 'bytea',
    uuid: () => 'uuid',
    datetime: (s) => (s.length === null ? 'timestamptz' : `timestamptz(${s.length})`),
    time: () => 'time(0)',
    json: () => 'jsonb',
    enum: (s) => (allTexts(s) ? 'text' : 'smallint'),
    array: () => 'text[]',
  },
  longestName: 63,
  unsigned: false,
  indexesKeys: false,
  enums: 'check',
  nativeEnums: true,
  serials: true,
  generatedNullable: false,
  currentTimestamp: (length) => `current_timestamp(${length})`,
  list: (items) =>
    `{${items.map((i) => (/^$|["{},\\]/.test(String(i)) ? JSON.stringify(String(i)) : String(i))).join(',')}}`,
  fulltext: null,
  numeric: new Set(whole),
  deferrable: true,
  jsonIndex: (column, path) => {
    const keys = path.map((k) => `'${k.replaceAll("'", "''")}'`);
    const last = keys.pop() ?? "''";
    return `"${column.replaceAll('"', '""')}"${keys.map((k) => `->${k}`).join('')}->>${last}`;
  },
  space: 'schema',
};

const mysql: Platform = {
  name: 'MySQL',
  spell: { ...common, boolean: () => 'tinyint(1)' },
  longestName: 64,
  unsigned: true,
  indexesKeys: true,
  enums: 'inline',
  nativeEnums: false,
  serials: false,
  generatedNullable: true,
  currentTimestamp: (length) => `current_timestamp${some(length)}`,
  list: (items) => items.join(','),
  fulltext: 'fulltext',
  numeric: new Set<Mapped>([...whole, 'decimal', 'double']),
  deferrable: false,
  // MySQL rewrites the expression into words of its own, which no second plan would know again.
  jsonIndex: null,
  space: 'database',
};

/** Null: the framework's schema generator was never seen beside ours there. */
export const platforms: Readonly<Record<DialectId, Platform | null>> = {
  postgres,
  mysql,
  mariadb: { ...mysql, name: 'MariaDB' },
  sqlite: null,
};

/**
 * Spelling and reading of column types. SQLite keeps any words as a declared type; those below are what Cycle, Doctrine
 * and most others write, so that their tables read back as what they mean. Anything else is Native.
 */
import { type Problem, problem } from '../../ir/problem.js';
import { remembered } from '../../ir/remembered.js';
import { type DataType, T } from '../../ir/type.js';
import { left, right, type Validated } from '../../prelude.js';
import { cursor } from './ddl/cursor.js';
import { typeText } from './ddl/parse-column.js';
import { tokenise } from './ddl/tokens.js';

const integers: Readonly<Record<number, string>> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  24: 'MEDIUMINT',
  32: 'INTEGER',
  64: 'BIGINT',
};

const sized = (word: string, ...sizes: ReadonlyArray<number | null>): string => {
  const given = sizes.filter((s) => s !== null);
  return given.length === 0 ? word : `${word}(${given.join(',')})`;
};

/** A Native spelling goes into the statement as it is, so it must be words with at most two sizes, nothing else. */
const native = (spelling: string): Validated<Problem, string> => {
  const c = cursor(tokenise(spelling));
  const text = typeText(c);
  const sizes = /\(([^()]*)\)$/.exec(text)?.[1];
  const legal = c.done() && (sizes === undefined || /^[+-]?\d+(\.\d+)?(,[+-]?\d+(\.\d+)?)?$/.test(sizes));
  return legal ? right(text) : left([problem('dialect.type', { engine: 'SQLite', type: spelling })]);
};

const times = { datetime: 'DATETIME', timestamp: 'TIMESTAMP', instant: 'TIMESTAMPTZ' } as const;

/** Types that `physical` replaces are spelled as what they become. */
export const spell = (t: DataType): Validated<Problem, string> => {
  switch (t.kind) {
    case 'Boolean':
      return right('BOOLEAN');
    case 'Integer':
      return right(`${integers[t.bits] ?? 'INTEGER'}${t.unsigned ? ' UNSIGNED' : ''}`);
    case 'Decimal':
      return right(sized('DECIMAL', t.precision, t.precision === null ? null : t.scale));
    case 'Float':
      return right(t.bits === 64 ? 'REAL' : 'FLOAT');
    case 'Varchar':
      return right(sized('VARCHAR', t.length));
    case 'Char':
      return right(sized('CHAR', t.length));
    case 'Uuid':
      return right('CHAR(36)');
    case 'Text':
    case 'Json':
    case 'Enum':
    case 'Set':
      return right('TEXT');
    case 'Binary':
    case 'Blob':
      return right('BLOB');
    case 'Bit':
      return right(sized(t.varying ? 'VARBIT' : 'BIT', t.length));
    case 'Date':
      return right('DATE');
    case 'Time':
      return right(sized(t.zone ? 'TIMETZ' : 'TIME', t.precision));
    case 'DateTime':
      return right(sized(times[t.variant], t.precision));
    case 'Year':
      return right('YEAR');
    case 'Native':
      return native(t.spelling);
  }
};

type Read = (a: number | null, b: number | null) => DataType | null;

const plain =
  (t: DataType): Read =>
  (a) =>
    a === null ? t : null;
/** A display width says nothing about what is stored. */
const integer =
  (bits: 8 | 16 | 24 | 32 | 64): Read =>
  (_, b) =>
    b === null ? T.integer(bits) : null;
const unsigned =
  (bits: 8 | 16 | 24 | 32 | 64): Read =>
  (_, b) =>
    b === null ? T.integer(bits, true) : null;
const decimal: Read = (p, s) => T.decimal(p, s);
const float = plain(T.float(64));
const varchar: Read = (n, b) => (b === null ? T.varchar(n) : null);
const char: Read = (n, b) => (n !== null && b === null ? T.char(n) : null);
const dateTime =
  (variant: 'datetime' | 'timestamp' | 'instant'): Read =>
  (p, b) =>
    b === null ? T.dateTime(variant, p) : null;

/** By the words of the type, lower case. The values' affinity is that of the spelling above, so nothing stored changes. */
const readers: Readonly<Record<string, Read>> = {
  boolean: plain(T.boolean),
  bool: plain(T.boolean),
  tinyint: (n, b) => (n === 1 && b === null ? T.boolean : integer(8)(n, b)),
  smallint: integer(16),
  int2: integer(16),
  mediumint: integer(24),
  integer: integer(32),
  int: integer(32),
  int4: integer(32),
  bigint: integer(64),
  int8: integer(64),
  'big int': integer(64),
  'tinyint unsigned': unsigned(8),
  'smallint unsigned': unsigned(16),
  'mediumint unsigned': unsigned(24),
  'integer unsigned': unsigned(32),
  'int unsigned': unsigned(32),
  'unsigned int': unsigned(32),
  'unsigned integer': unsigned(32),
  'bigint unsigned': unsigned(64),
  'unsigned bigint': unsigned(64),
  'unsigned big int': unsigned(64),
  decimal,
  numeric: decimal,
  dec: decimal,
  real: float,
  double: float,
  'double precision': float,
  float8: float,
  float: plain(T.float(32)),
  float4: plain(T.float(32)),
  varchar,
  nvarchar: varchar,
  'character varying': varchar,
  'varying character': varchar,
  char,
  nchar: char,
  character: char,
  'native character': char,
  text: plain(T.text()),
  clob: plain(T.text()),
  tinytext: plain(T.text()),
  mediumtext: plain(T.text()),
  longtext: plain(T.text()),
  blob: plain(T.blob()),
  tinyblob: plain(T.blob()),
  mediumblob: plain(T.blob()),
  longblob: plain(T.blob()),
  bit: (n, b) => (b === null ? T.bit(n) : null),
  varbit: (n, b) => (b === null ? T.bit(n, true) : null),
  'bit varying': (n, b) => (b === null ? T.bit(n, true) : null),
  date: plain(T.date),
  time: (p, b) => (b === null ? T.time(p) : null),
  timetz: (p, b) => (b === null ? T.time(p, true) : null),
  datetime: dateTime('datetime'),
  timestamp: dateTime('timestamp'),
  timestamptz: dateTime('instant'),
  'timestamp with time zone': dateTime('instant'),
  year: plain(T.year),
};

const shape = /^([a-z_][a-z0-9_]*(?: [a-z_][a-z0-9_]*)*)(?: ?\( ?(\d{1,9}) ?(?:, ?(\d{1,9}) ?)?\))?$/;

export const parse: (spelling: string) => DataType = remembered((spelling) => {
  const text = spelling.replace(/\s+/g, ' ').trim();
  const found = shape.exec(text.toLowerCase());
  const size = (s: string | undefined): number | null => (s === undefined ? null : Number(s));
  const word = found?.[1] ?? '';
  const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
  return reader?.(size(found?.[2]), size(found?.[3])) ?? T.native(text);
});

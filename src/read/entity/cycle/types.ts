/**
 * Cycle's abstract types as each engine stores them: the column classes of cycle/database 2. A type is spelled in the engine's
 * own words, so that it is read the way the engine's catalog will be.
 * @see https://github.com/cycle/database/tree/2.x/src/Driver
 */
import type { DialectId } from '../../../ir/expression.js';
import type { PhpValue } from './php/value.js';

export interface StoredType {
  readonly spelling: string;
  /** What PHP makes of a default. */
  readonly php: 'int' | 'float' | 'bool' | 'string';
  /** A default is a moment, formatted so. */
  readonly clock: 'datetime' | 'date' | 'time' | null;
  readonly numbersItself: boolean;
  /** An enum that is a text with a CHECK. */
  readonly values: ReadonlyArray<string> | null;
  /** The first is `castDefault`'s. */
  readonly labels: ReadonlyArray<string>;
  /** refused: Cycle throws; dropped: it leaves the default out. */
  readonly defaults: 'taken' | 'refused' | 'dropped';
  readonly json: boolean;
}

export type Attributes = ReadonlyMap<string, PhpValue>;

/** @param options what stands in the parentheses; null = no parentheses. */
type Make = (options: ReadonlyArray<string> | null, attributes: Attributes) => StoredType | string;

const stored = (spelling: string, more: Partial<StoredType> = {}): StoredType => ({
  spelling,
  php: 'string',
  clock: null,
  numbersItself: false,
  values: null,
  labels: [],
  defaults: 'taken',
  json: false,
  ...more,
});

const ignored = (options: ReadonlyArray<string> | null): string | null =>
  options === null
    ? null
    : `Cycle takes nothing in the parentheses of this type, and would leave out ${options.join(', ')}`;

const plain =
  (spelling: string, more: Partial<StoredType> = {}): Make =>
  (options) =>
    ignored(options) ?? stored(spelling, more);

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

const attribute = (attributes: Attributes, name: string): number | null => {
  const v = attributes.get(name);
  return v?.kind === 'int' ? whole(v.text) : null;
};

const flag = (attributes: Attributes, name: string): boolean => {
  const v = attributes.get(name);
  return v?.kind === 'bool' && v.value;
};

/** A type with one size: in parentheses where `inParentheses`, or as the attribute `size:`. */
const sized =
  (
    spell: (size: number | null, attributes: Attributes) => string,
    usual: number | null,
    inParentheses: boolean,
    more: Partial<StoredType> = {},
  ): Make =>
  (options, attributes) => {
    const wrong = inParentheses ? null : ignored(options);
    if (wrong !== null) return wrong;
    const given = options === null ? null : whole(options[0]);
    if (options !== null && (given === null || options.length > 1)) return 'it takes one whole number';
    const size = attribute(attributes, 'size') ?? given ?? usual;
    return stored(spell(size === 0 ? null : size, attributes), more);
  };

const decimal =
  (word: string): Make =>
  (options, attributes) => {
    const [p, s] = options ?? [];
    if (options !== null && (whole(p) === null || (s !== undefined && whole(s) === null) || options.length > 2))
      return 'it takes a precision and a scale';
    const precision = attribute(attributes, 'precision') ?? whole(p);
    const scale = attribute(attributes, 'scale') ?? whole(s) ?? 0;
    return stored(precision === null ? word : `${word}(${precision},${scale})`, { php: 'float' });
  };

const quoted = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Labels are cut at commas; quotes would be part of them. */
const labelled =
  (make: (labels: ReadonlyArray<string>) => StoredType): Make =>
  (options) => {
    const labels = (options ?? []).filter((l) => l !== '');
    if (labels.length === 0) return 'its values stand in parentheses: enum(active,disabled)';
    const strange = labels.find((l) => /^['"]|['"]$/.test(l));
    return strange === undefined ? make(labels) : `Cycle takes the quotes of ${strange} as part of the value`;
  };

const bytes = (text: string): number => [...text].reduce((n, ch) => n + utf8(ch.codePointAt(0) ?? 0), 0);
const utf8 = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

const suffix = (size: number | null): string => (size === null ? '' : `(${size})`);
const int: Partial<StoredType> = { php: 'int' };
const self: Partial<StoredType> = { php: 'int', numbersItself: true };
const float: Partial<StoredType> = { php: 'float' };
const bool: Partial<StoredType> = { php: 'bool' };
const moment: Partial<StoredType> = { clock: 'datetime' };

const zoned = (a: Attributes): string => (flag(a, 'withTimezone') ? ' with time zone' : ' without time zone');
const same = (words: string): ReadonlyArray<readonly [string, Make]> => words.split(' ').map((w) => [w, plain(w)]);

const postgres: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['smallPrimary', () => stored('smallint', self)],
  ['primary', () => stored('integer', self)],
  ['bigPrimary', () => stored('bigint', self)],
  ['smallserial', plain('smallint', self)],
  ['serial', plain('integer', self)],
  ['bigserial', plain('bigint', self)],
  [
    'enum',
    labelled((labels) => stored(`character varying(${Math.max(...labels.map(bytes))})`, { values: labels, labels })),
  ],
  ['boolean', plain('boolean', bool)],
  ['integer', plain('integer', int)],
  ['tinyInteger', plain('smallint', int)],
  ['smallInteger', plain('smallint', int)],
  ['bigInteger', plain('bigint', int)],
  ['string', sized((n) => `character varying${suffix(n)}`, 255, true)],
  ['text', plain('text')],
  ['tinyText', plain('text')],
  ['mediumText', plain('text')],
  ['longText', plain('text')],
  ['double', plain('double precision', float)],
  ['float', plain('real', float)],
  ['decimal', decimal('numeric')],
  ['datetime', sized((n, a) => `timestamp(${n ?? 0})${zoned(a)}`, null, true, moment)],
  ['timestamp', sized((n, a) => `timestamp(${n ?? 0})${zoned(a)}`, null, false, moment)],
  ['timestamptz', sized((n) => `timestamp(${n ?? 0}) with time zone`, null, false)],
  ['date', plain('date', { clock: 'date' })],
  ['time', sized((n, a) => `time(${n ?? 0})${zoned(a)}`, null, false, { clock: 'time' })],
  ['timetz', sized((n) => `time(${n ?? 0}) with time zone`, null, false)],
  ['interval', sized((n) => `interval${suffix(n)}`, null, true)],
  ['binary', plain('bytea')],
  ['tinyBinary', plain('bytea')],
  ['longBinary', plain('bytea')],
  ['bit', sized((n) => `bit(${n ?? 1})`, 1, false)],
  ['bit varying', sized((n) => `bit varying${suffix(n)}`, null, false)],
  ['json', plain('json', { json: true })],
  ['jsonb', plain('jsonb', { json: true })],
  ['ulid', plain('character varying(26)')],
  ['snowflake', plain('bigint', int)],
  ...same('uuid int4range int8range numrange tsrange tstzrange daterange point line lseg box path polygon circle'),
  ...same('cidr inet macaddr macaddr8 tsvector tsquery'),
  // Not Cycle's own words, but what it hands on to the engine as it stands.
  ...same('citext money xml hstore ltree oid vector geometry geography'),
]);

const integerOf =
  (word: string, more: Partial<StoredType>): Make =>
  (options, a) => {
    const wrong = ignored(options);
    if (wrong !== null) return wrong;
    if (flag(a, 'zerofill'))
      return stored(`${word}(${attribute(a, 'size') ?? widths[word] ?? 11}) unsigned zerofill`, more);
    if (word === 'tinyint' && attribute(a, 'size') === 1 && !flag(a, 'unsigned')) return stored('tinyint(1)', bool);
    const counts = flag(a, 'autoIncrement') || more.numbersItself === true;
    return stored(`${word}${flag(a, 'unsigned') ? ' unsigned' : ''}`, { ...more, numbersItself: counts });
  };

const widths: Readonly<Record<string, number>> = { int: 11, tinyint: 4, smallint: 6, bigint: 20 };

const noDefault: Partial<StoredType> = { defaults: 'refused' };
const dropsDefault: Partial<StoredType> = { defaults: 'dropped' };

const mysql: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['smallPrimary', integerOf('smallint', self)],
  ['primary', integerOf('int', self)],
  ['bigPrimary', integerOf('bigint', self)],
  ['enum', labelled((labels) => stored(`enum(${labels.map(quoted).join(',')})`, { labels }))],
  ['set', labelled((labels) => stored(`set(${labels.map(quoted).join(',')})`))],
  ['boolean', plain('tinyint(1)', bool)],
  ['integer', integerOf('int', int)],
  ['tinyInteger', integerOf('tinyint', int)],
  ['smallInteger', integerOf('smallint', int)],
  ['bigInteger', integerOf('bigint', int)],
  ['string', sized((n) => `varchar${suffix(n)}`, 255, true)],
  ['text', plain('text', noDefault)],
  ['tinyText', plain('tinytext', noDefault)],
  ['mediumText', plain('mediumtext', dropsDefault)],
  ['longText', plain('longtext', noDefault)],
  ['double', plain('double', float)],
  ['float', plain('float', float)],
  ['decimal', decimal('decimal')],
  ['datetime', sized((n) => `datetime${suffix(n)}`, null, true, moment)],
  ['timestamp', sized((n) => `timestamp${suffix(n)}`, null, false, moment)],
  ['date', plain('date', { clock: 'date' })],
  ['time', sized((n) => `time${suffix(n)}`, null, false, { clock: 'time' })],
  [
    'binary',
    (options, a) =>
      options === null ? stored('blob', dropsDefault) : sized((n) => `varbinary${suffix(n)}`, 255, true)(options, a),
  ],
  ['tinyBinary', plain('tinyblob', dropsDefault)],
  ['longBinary', plain('longblob', dropsDefault)],
  ['varbinary', sized((n) => `varbinary${suffix(n)}`, 255, true)],
  ['json', plain('json', noDefault)],
  ['uuid', plain('varchar(36)')],
  ['ulid', plain('varchar(26)')],
  ['snowflake', plain('bigint', int)],
  ...same('bit year mediumint mediumblob geometry point linestring polygon'),
]);

const sqlite: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['primary', () => stored('integer', self)],
  ['bigPrimary', () => stored('integer', self)],
  ['enum', labelled((labels) => stored('enum', { values: labels, labels }))],
  ['boolean', plain('tinyint(1)', bool)],
  ['integer', plain('integer', int)],
  ['tinyInteger', plain('tinyint', int)],
  ['smallInteger', plain('smallint', int)],
  ['bigInteger', plain('bigint', int)],
  ['string', sized((n) => `text${suffix(n)}`, 255, true)],
  ['text', sized((n) => `text${suffix(n)}`, null, false)],
  ['tinyText', plain('text')],
  ['mediumText', plain('text')],
  ['longText', plain('text')],
  ['double', plain('double', float)],
  ['float', plain('real', float)],
  ['decimal', decimal('numeric')],
  ['datetime', sized((n) => `datetime${suffix(n)}`, null, true, moment)],
  ['timestamp', sized((n) => `timestamp${suffix(n)}`, null, false, moment)],
  ['date', plain('date', { clock: 'date' })],
  ['time', sized((n) => `time${suffix(n)}`, null, false, { clock: 'time' })],
  ['binary', plain('blob')],
  ['tinyBinary', plain('blob')],
  ['longBinary', plain('blob')],
  ['json', plain('text', { json: true })],
  ['uuid', plain('varchar(36)')],
  ['ulid', plain('varchar(26)')],
  ['snowflake', plain('bigint', int)],
]);

export const typesOf: Readonly<Record<DialectId, ReadonlyMap<string, Make>>> = {
  postgres,
  mysql,
  mariadb: mysql,
  sqlite,
};

const aliases: Readonly<Record<string, string>> = {
  int: 'integer',
  smallint: 'smallInteger',
  bigint: 'bigInteger',
  incremental: 'primary',
  smallIncremental: 'smallPrimary',
  bigIncremental: 'bigPrimary',
  bool: 'boolean',
  blob: 'binary',
  bitVarying: 'bit varying',
  smallSerial: 'smallserial',
  bigSerial: 'bigserial',
};

export const aliasOf = (word: string): string => (Object.hasOwn(aliases, word) ? (aliases[word] ?? word) : word);

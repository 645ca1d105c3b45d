/** The words for types, what sizes each takes, and the type that it means. */
import { type DataType, T } from '../../ir/type.js';

export interface Sizes {
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly unsigned: boolean;
  readonly values: ReadonlyArray<string>;
}

export interface TypeWord {
  /** Which numbers or labels may stand in its parentheses, or in keys of their own. */
  readonly takes: 'nothing' | 'length' | 'precision and scale' | 'precision' | 'values';
  readonly unsigned: boolean;
  /** Greatest length or precision. */
  readonly most: number;
  readonly make: (sizes: Sizes) => DataType;
}

const plain = (type: DataType): TypeWord => ({ takes: 'nothing', unsigned: false, most: 0, make: () => type });

const integer = (bits: 8 | 16 | 24 | 32 | 64): TypeWord => ({
  takes: 'nothing',
  unsigned: true,
  most: 0,
  make: (s) => T.integer(bits, s.unsigned),
});

const float = (bits: 32 | 64): TypeWord => ({
  takes: 'nothing',
  unsigned: true,
  most: 0,
  make: (s) => T.float(bits, s.unsigned),
});

/** PostgreSQL's limit for varchar(n); the others are smaller and say so themselves. */
const length = (make: (length: number | null) => DataType): TypeWord => ({
  takes: 'length',
  unsigned: false,
  most: 10_485_760,
  make: (s) => make(s.length),
});

/** Fractional digits of seconds: six at most on every engine. */
const fraction = (make: (precision: number | null) => DataType): TypeWord => ({
  takes: 'precision',
  unsigned: false,
  most: 6,
  make: (s) => make(s.precision),
});

const decimal: TypeWord = {
  takes: 'precision and scale',
  unsigned: true,
  // PostgreSQL's limit; MySQL's is 65.
  most: 1000,
  make: (s) => T.decimal(s.precision, s.precision === null ? null : (s.scale ?? 0), s.unsigned),
};

const labels = (make: (values: ReadonlyArray<string>) => DataType): TypeWord => ({
  takes: 'values',
  unsigned: false,
  most: 0,
  make: (s) => make(s.values),
});

const string = length((n) => T.varchar(n ?? 255));
const char = length((n) => T.char(n ?? 1));
const bytes = length((n) => (n === null ? T.blob() : T.binary(n)));

/** `float` is 64-bit: a 32-bit column would lose digits of every PHP or JavaScript number. `real` is the 32-bit one. */
export const typeWords: ReadonlyMap<string, TypeWord> = new Map<string, TypeWord>([
  ['uuid', plain(T.uuid)],
  ['string', string],
  ['text', plain(T.text())],
  ['int', integer(32)],
  ['integer', integer(32)],
  ['bigint', integer(64)],
  ['smallint', integer(16)],
  ['tinyint', integer(8)],
  ['float', float(64)],
  ['double', float(64)],
  ['decimal', decimal],
  ['bool', plain(T.boolean)],
  ['boolean', plain(T.boolean)],
  ['datetime', fraction((p) => T.dateTime('datetime', p))],
  ['timestamp', fraction((p) => T.dateTime('timestamp', p))],
  ['date', plain(T.date)],
  ['time', fraction((p) => T.time(p))],
  ['json', plain(T.json())],
  ['binary', bytes],
  ['enum', labels((values) => (values.length === 0 ? T.varchar(255) : T.enum(values)))],
  // Beyond the list every endpoint file may use: the other types that engines share.
  ['timestamptz', fraction((p) => T.dateTime('instant', p))],
  ['timetz', fraction((p) => T.time(p, true))],
  ['varchar', string],
  ['character varying', string],
  ['char', char],
  ['character', char],
  ['tinytext', plain(T.text('tiny'))],
  ['mediumtext', plain(T.text('medium'))],
  ['longtext', plain(T.text('long'))],
  ['mediumint', integer(24)],
  ['real', float(32)],
  ['double precision', float(64)],
  ['numeric', decimal],
  ['jsonb', plain(T.json())],
  ['blob', plain(T.blob())],
  ['tinyblob', plain(T.blob('tiny'))],
  ['mediumblob', plain(T.blob('medium'))],
  ['longblob', plain(T.blob('long'))],
  ['bytea', plain(T.blob())],
  ['varbinary', bytes],
  ['bit', length((n) => T.bit(n ?? 1))],
  ['varbit', length((n) => T.bit(n, true))],
  ['bit varying', length((n) => T.bit(n, true))],
  ['year', plain(T.year)],
  ['set', labels((values) => T.set(values))],
]);

/** Words people know from elsewhere, and what to write instead. */
export const insteadOf: ReadonlyMap<string, string> = new Map([
  ['serial', 'int with auto_increment: true'],
  ['bigserial', 'bigint with auto_increment: true'],
  ['smallserial', 'smallint with auto_increment: true'],
  ['primary', 'int with primary: true'],
  ['bigprimary', 'bigint with primary: true'],
  ['increments', 'int with primary: true'],
  ['guid', 'uuid'],
  ['long', 'bigint'],
  ['number', 'int, bigint or decimal(12,2)'],
  ['money', 'decimal(12,2)'],
  ['array', 'json'],
  ['object', 'json'],
  ['interval', 'native: interval'],
]);

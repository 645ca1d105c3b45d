/** Values that fit a type, as SQL literals of an engine: `key(i)` differs for every i, `edge` goes to the limits. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { DataType } from '../../../src/ir/type.js';
import type { Random } from './random.js';

export const sqlString = (value: string, dialect: DialectId): string => {
  const doubled = value.replaceAll("'", "''");
  return dialect === 'mysql' || dialect === 'mariadb' ? `'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
};

const bytes = (hex: string, dialect: DialectId): string =>
  dialect === 'postgres' ? `'\\x${hex}'::bytea` : `X'${hex}'`;

const two = (n: number): string => String(n).padStart(2, '0');
const uuid = (i: number): string => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;

export interface Fit {
  /** The type in the old schema and, where it changes, in the new one: a value must fit both. */
  readonly types: ReadonlyArray<DataType>;
  readonly dialect: DialectId;
  /** Labels that both sides know; empty when it is no enum. */
  readonly labels: ReadonlyArray<string>;
}

const least = (numbers: ReadonlyArray<number>): number => Math.min(...numbers);

/** The narrowest of what the types allow. */
const limits = (fit: Fit) => {
  const lengths = fit.types.map((t) => {
    if (t.kind === 'Varchar') return t.length ?? 1000;
    if (t.kind === 'Char' || t.kind === 'Binary') return t.length;
    if (t.kind === 'Text' || t.kind === 'Blob') return t.size === 'tiny' ? 60 : 1000;
    return 1000;
  });
  const bits = fit.types.map((t) => (t.kind === 'Integer' ? (t.unsigned ? t.bits : t.bits - 1) : 63));
  const whole = fit.types.map((t) =>
    t.kind === 'Decimal' && t.precision !== null ? t.precision - (t.scale ?? 0) : 18,
  );
  const scale = fit.types.map((t) =>
    t.kind === 'Decimal' ? (t.scale ?? (t.precision === null ? 6 : 0)) : t.kind === 'Integer' ? 0 : 6,
  );
  const unsigned = fit.types.some(
    (t) => (t.kind === 'Integer' || t.kind === 'Decimal' || t.kind === 'Float') && t.unsigned,
  );
  const fraction = fit.types.map((t) => (t.kind === 'DateTime' || t.kind === 'Time' ? (t.precision ?? 0) : 6));
  return {
    length: least(lengths),
    bits: least(bits),
    whole: least(whole),
    scale: least(scale),
    fraction: least(fraction),
    unsigned,
    zone: fit.types.some((t) => t.kind === 'DateTime' && t.variant !== 'datetime'),
    single: fit.types.some((t) => t.kind === 'Float' && t.bits === 32),
    fixed: fit.types.some((t) => t.kind === 'Binary' && t.fixed),
  };
};

/** Kinds in the order in which they decide: text that becomes a number must hold a number. */
const deciding = (types: ReadonlyArray<DataType>): DataType => {
  const order = [
    'Enum',
    'Set',
    'Boolean',
    'Year',
    'Date',
    'Time',
    'DateTime',
    'Uuid',
    'Json',
    'Bit',
    'Binary',
    'Blob',
    'Integer',
    'Decimal',
    'Float',
  ];
  for (const kind of order) for (const t of types) if (t.kind === kind) return t;
  return types[0] as DataType;
};

/** A value of its own for every i from 0 to about 90, small enough for any check and any narrowing. */
export const keyValue = (fit: Fit, i: number): string => {
  const { dialect } = fit;
  const t = deciding(fit.types);
  const mixed =
    fit.types.some((x) => x.kind === 'Varchar' || x.kind === 'Text' || x.kind === 'Char') && t.kind !== 'Varchar';
  const quoteWhenText = (s: string) => (mixed && fit.types[0]?.kind !== t.kind ? sqlString(s, dialect) : s);
  switch (t.kind) {
    case 'Integer':
    case 'Decimal':
    case 'Float':
      return quoteWhenText(String(i + 1));
    case 'Boolean':
      return dialect === 'postgres' ? String(i % 2 === 0) : String(i % 2);
    case 'Enum':
    case 'Set':
      return sqlString(fit.labels[i % fit.labels.length] ?? '', dialect);
    case 'Date':
      return sqlString(`2024-${two(1 + (i % 12))}-${two(1 + Math.floor(i / 12))}`, dialect);
    case 'Time':
      return sqlString(`${two(i % 24)}:${two(Math.floor(i / 24))}:00`, dialect);
    case 'DateTime':
      return sqlString(`2024-${two(1 + (i % 12))}-${two(1 + Math.floor(i / 12))} 12:00:00`, dialect);
    case 'Year':
      return String(1990 + i);
    case 'Uuid':
      return sqlString(uuid(i), dialect);
    case 'Json':
      return sqlString(`{"k": ${i}}`, dialect);
    case 'Bit':
      return dialect === 'postgres' || dialect === 'mysql' || dialect === 'mariadb'
        ? `b'${(i + 1).toString(2).padStart(t.length ?? 8, '0')}'`
        : String(i);
    case 'Binary':
    case 'Blob': {
      const length = limits(fit).fixed && t.kind === 'Binary' ? t.length : 1;
      return bytes(
        (i + 1)
          .toString(16)
          .padStart(2, '0')
          .toUpperCase()
          .padStart(length * 2, '0'),
        dialect,
      );
    }
    case 'Native':
      return nativeValue(t.spelling, i, dialect);
    default: {
      // Letters, so that a length of one is enough for the first fifty; different under every collation.
      const { length } = limits(fit);
      const letter = 'abcdefghijklmnopqrstuvwxyz'[i % 26] ?? 'a';
      const more = i < 26 ? '' : String(Math.floor(i / 26));
      return sqlString((length > 4 ? `${letter}${i}` : `${letter}${more}`).slice(0, length), dialect);
    }
  }
};

const nativeValue = (spelling: string, i: number, dialect: DialectId): string => {
  if (spelling === 'inet') return `'10.0.0.${i}'`;
  if (spelling === 'tsvector') return `'word${i}'`;
  if (spelling === 'int4range') return `'[${i},${i + 5})'`;
  if (spelling.endsWith('[]')) return `'{${i},${i + 1}}'`;
  if (spelling === 'interval') return `'${i + 1} days'`;
  if (spelling === 'point') return dialect === 'postgres' ? `'(${i},1)'` : `ST_GeomFromText('POINT(${i} 1)')`;
  return sqlString(`n${i}`, dialect);
};

/** Anything the types allow, biased to their limits. */
export const edgeValue = (fit: Fit, rng: Random, i: number): string => {
  const { dialect } = fit;
  const t = deciding(fit.types);
  const { length, bits, whole, scale, fraction, unsigned, zone, single } = limits(fit);
  if (fit.types.length > 1 && new Set(fit.types.map((x) => x.kind)).size > 1) return keyValue(fit, i);
  switch (t.kind) {
    case 'Integer': {
      const max = 2n ** BigInt(bits) - 1n;
      const low = unsigned ? 0n : -max - 1n;
      return String(rng.pick([0n, 1n, max, max - 1n, low, unsigned ? 2n : -1n, BigInt(i)]));
    }
    case 'Decimal': {
      const nines = '9'.repeat(Math.max(1, whole));
      const tail = scale > 0 ? `.${'9'.repeat(scale)}` : '';
      return rng.pick([
        '0',
        whole > 0 ? '1' : '0',
        whole > 0 ? nines + tail : `0${tail}`,
        unsigned || whole < 1 ? '0' : `-${nines}${tail}`,
      ]);
    }
    case 'Float':
      return rng.pick(['0', '1.5', unsigned ? '2.25' : '-2.25', single ? '1024.5' : '1234567.891']);
    case 'Boolean':
      return keyValue(fit, rng.int(2));
    case 'Date':
      return sqlString(rng.pick(['1970-01-01', '2000-02-29', '2024-12-31', '1000-01-01', '9999-12-31']), dialect);
    case 'Time':
      return sqlString(
        rng.pick(['00:00:00', '23:59:59', fraction > 0 ? `12:34:56.${'5'.repeat(fraction)}` : '12:34:56']),
        dialect,
      );
    case 'DateTime':
      return sqlString(
        rng.pick([
          zone ? '1971-01-01 00:00:01' : '1000-01-01 00:00:00',
          zone ? '2037-12-31 23:59:59' : '9999-12-31 23:59:59',
          '2024-02-29 23:59:59',
          fraction > 0 ? `2024-03-31 02:30:00.${'9'.repeat(fraction)}` : '2024-03-31 02:30:00',
        ]),
        dialect,
      );
    case 'Varchar':
    case 'Char':
    case 'Text': {
      const hostile = [
        "O'Brien",
        'a\\b',
        '%s',
        'naïve Ünï ✓',
        'x"y`z',
        'line\nbreak',
        "''",
        '?',
        '$1',
        ':name',
        'null',
        '0',
        '-- no',
        'é',
      ];
      const long = 'x'.repeat(length);
      const chosen = rng.pick(['', long, ...hostile]);
      const cut = [...chosen].slice(0, length).join('');
      // CHAR gives no trailing spaces back, on any engine; none of these ends in one.
      return sqlString(cut, dialect);
    }
    case 'Json':
      return sqlString(
        rng.pick(['{}', '[]', 'null', '{"a": [1, {"b": "c\'d"}], "é": true}', '"text"', '12.50']),
        dialect,
      );
    case 'Blob':
      return bytes(rng.pick(['', '00', 'FF00FF', '27225C60']), dialect);
    default:
      return keyValue(fit, i);
  }
};

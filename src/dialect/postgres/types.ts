/**
 * Spelling and reading types. What `format_type` prints is what `spell` writes.
 * https://www.postgresql.org/docs/18/datatype.html
 */
import { type QName, qname } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import { remembered } from '../../ir/remembered.js';
import { type DataType, T } from '../../ir/type.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import { parseTypeWords, type TypeWords } from '../../sql/parse-type.js';
import { quoteName, typeNameProblem } from './quote.js';

const args = (...numbers: ReadonlyArray<number | null>): string => {
  const given = numbers.filter((n) => n !== null);
  return given.length === 0 ? '' : `(${given.join(',')})`;
};

const cannot = (t: DataType, why: string): Validated<Problem, string> =>
  left([problem('dialect.type', { type: t.kind, dialect: 'PostgreSQL', why })]);

const within = (
  t: DataType,
  n: number | null,
  min: number,
  max: number,
  spelling: string,
): Validated<Problem, string> =>
  n === null || (Number.isInteger(n) && n >= min && n <= max)
    ? right(spelling)
    : cannot(t, `${n} is not between ${min} and ${max}`);

/** The largest n of varchar(n) and char(n), and of bit(n). */
const maxLength = 10485760;
const maxBits = 83886080;

export const spell = (t: DataType): Validated<Problem, string> => {
  switch (t.kind) {
    case 'Boolean':
      return right('boolean');
    case 'Integer': {
      const name = { 8: null, 16: 'smallint', 24: null, 32: 'integer', 64: 'bigint' }[t.bits];
      return name === null || t.unsigned ? cannot(t, 'it has signed integers of 16, 32 and 64 bits') : right(name);
    }
    case 'Decimal':
      if (t.unsigned) return cannot(t, 'it has no unsigned numbers');
      return within(t, t.precision, 1, 1000, `numeric${args(t.precision, t.precision === null ? null : t.scale)}`);
    case 'Float':
      return t.unsigned ? cannot(t, 'it has no unsigned numbers') : right(t.bits === 32 ? 'real' : 'double precision');
    case 'Varchar':
      return within(t, t.length, 1, maxLength, `character varying${args(t.length)}`);
    case 'Char':
      return within(t, t.length, 1, maxLength, `character${args(t.length)}`);
    case 'Text':
      return t.size === 'regular' ? right('text') : cannot(t, 'it has one size of text');
    case 'Blob':
      return t.size === 'regular' ? right('bytea') : cannot(t, 'it has one size of bytea');
    case 'Bit':
      return within(t, t.length, 1, maxBits, `${t.varying ? 'bit varying' : 'bit'}${args(t.length)}`);
    case 'Date':
      return right('date');
    case 'Time':
      return within(t, t.precision, 0, 6, `time${args(t.precision)} ${t.zone ? 'with' : 'without'} time zone`);
    case 'DateTime':
      if (t.variant === 'timestamp') return cannot(t, 'it has timestamps with and without time zone');
      return within(
        t,
        t.precision,
        0,
        6,
        `timestamp${args(t.precision)} ${t.variant === 'instant' ? 'with' : 'without'} time zone`,
      );
    case 'Uuid':
      return right('uuid');
    case 'Json':
      return right(t.binary ? 'jsonb' : 'json');
    case 'Enum':
      return t.type === null ? cannot(t, 'the labels of an enum belong to a type') : enumName(t.type);
    case 'Native':
      return t.spelling.trim() === '' ? cannot(t, 'the type is empty') : right(t.spelling);
    case 'Binary':
    case 'Year':
    case 'Set':
      return cannot(t, 'it has no such type');
  }
};

const enumName = (name: QName): Validated<Problem, string> => {
  const bad = typeNameProblem(name);
  return bad === null ? right(quoteName(name)) : left([bad]);
};

/** `"mood"` or `"app"."mood"`: a type that is named in quotes is one of the schema's enums. */
const quotedName = (spelling: string): QName | null => {
  if (spelling === '"char"' || spelling === '"bit"') return null;
  const found = /^"((?:[^"]|"")+)"(?:\."((?:[^"]|"")+)")?$/.exec(spelling);
  const [first, second] = [found?.[1], found?.[2]].map((part) => part?.replaceAll('""', '"'));
  if (first === undefined) return null;
  return second === undefined ? qname(first) : qname(second, first);
};

const integer = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;

const floatBits = (digits: number | null): 32 | 64 => (digits !== null && digits <= 24 ? 32 : 64);

/** A type of the language, or null when it is one that only PostgreSQL has. */
const known = (w: TypeWords): DataType | null => {
  const [n, m] = [integer(w.args[0]), integer(w.args[1])];
  const zone = w.suffix === 'with time zone';
  if (w.suffix !== '' && !((w.name === 'time' || w.name === 'timestamp') && (zone || w.suffix === 'without time zone')))
    return null;
  switch (w.name) {
    case 'boolean':
    case 'bool':
      return T.boolean;
    case 'smallint':
    case 'int2':
      return T.integer(16);
    case 'integer':
    case 'int':
    case 'int4':
      return T.integer(32);
    case 'bigint':
    case 'int8':
      return T.integer(64);
    case 'numeric':
    case 'decimal':
    case 'dec':
      return T.decimal(n, n === null ? null : (m ?? 0));
    case 'real':
    case 'float4':
      return T.float(32);
    case 'double precision':
    case 'float8':
      return T.float(64);
    case 'float':
      return T.float(floatBits(n));
    case 'character varying':
    case 'varchar':
    case 'char varying':
      return T.varchar(n);
    case 'character':
    case 'char':
      return T.char(n ?? 1);
    case 'bpchar':
      return n === null ? null : T.char(n);
    case 'text':
      return T.text();
    case 'bytea':
      return T.blob();
    case 'bit':
      return T.bit(n ?? 1);
    case 'bit varying':
    case 'varbit':
      return T.bit(n, true);
    case 'date':
      return T.date;
    case 'time':
      return T.time(n, zone);
    case 'timetz':
      return T.time(n, true);
    case 'timestamp':
      return T.dateTime(zone ? 'instant' : 'datetime', n);
    case 'timestamptz':
      return T.dateTime('instant', n);
    case 'uuid':
      return T.uuid;
    case 'json':
      return T.json(false);
    case 'jsonb':
      return T.json(true);
    default:
      return null;
  }
};

/** Anything unknown is kept as it is spelled; arrays are spelled as the server does, whatever their dimensions. */
export const parse: (spelling: string) => DataType = remembered((spelling) => {
  const text = spelling.trim();
  const name = quotedName(text);
  if (name !== null) return T.enum([], name);
  const read = parseTypeWords(text);
  if (isLeft(read)) return T.native(text);
  const w = read.right;
  const one = known(w);
  if (w.array === 0) return one ?? T.native(text.replace(/\s+/g, ' '));
  const base = one === null ? null : spell(one);
  return base === null || isLeft(base)
    ? T.native(text.replace(/\s+/g, ' ').replace(/(\s*\[\d*\])+$/, '[]'))
    : T.native(`${base.right}[]`);
});

/**
 * Column types: the spelling that goes into DDL and the COLUMN_TYPE that information_schema gives.
 * Display widths mean nothing without ZEROFILL and MySQL has stopped printing them (8.0.19), but tinyint(1) is BOOLEAN.
 * https://dev.mysql.com/doc/refman/8.4/en/numeric-type-attributes.html · https://mariadb.com/kb/en/data-types/
 */
import { type Problem, problem } from '../../ir/problem.js';
import { lookup } from '../../ir/record.js';
import { remembered } from '../../ir/remembered.js';
import { type DataType, type LobSize, T } from '../../ir/type.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import { parseTypeWords } from '../../sql/parse-type.js';
import { isBeyondCatalog, literal } from './quote.js';

const integers = { 8: 'tinyint', 16: 'smallint', 24: 'mediumint', 32: 'int', 64: 'bigint' } as const;
const lobs: Readonly<Record<LobSize, string>> = { tiny: 'tiny', regular: '', medium: 'medium', long: 'long' };

const unsigned = (on: boolean): string => (on ? ' unsigned' : '');
const fraction = (precision: number | null): string => (precision === null ? '' : `(${precision})`);

/** Balanced, one statement, no comment: text that cannot leave its place in a column's definition. */
const staysInPlace = (spelling: string): boolean => {
  const bare = spelling.replace(/'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`/g, 'x');
  let depth = 0;
  for (const c of bare) {
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && c === ',')) return false;
  }
  return depth === 0 && spelling.trim() !== '' && !/['"`;#]|--|\/\*|\*\//.test(bare.replaceAll('x', ''));
};

export const spellType =
  (engine: string) =>
  (type: DataType): Validated<Problem, string> => {
    const unsupported = (): Validated<Problem, string> =>
      left([problem('dialect.type', { engine, type: type.kind, detail: JSON.stringify(type) })]);
    switch (type.kind) {
      case 'Boolean':
        return right('tinyint(1)');
      case 'Integer':
        return right(`${integers[type.bits]}${unsigned(type.unsigned)}`);
      case 'Decimal':
        return type.precision === null || type.precision > 65 || (type.scale ?? 0) > 30
          ? unsupported()
          : right(`decimal(${type.precision},${type.scale ?? 0})${unsigned(type.unsigned)}`);
      case 'Float':
        return right(`${type.bits === 32 ? 'float' : 'double'}${unsigned(type.unsigned)}`);
      case 'Varchar':
        return type.length === null ? unsupported() : right(`varchar(${type.length})`);
      case 'Char':
        return right(`char(${type.length})`);
      case 'Text':
        return right(`${lobs[type.size]}text`);
      case 'Binary':
        return right(`${type.fixed ? 'binary' : 'varbinary'}(${type.length})`);
      case 'Blob':
        return right(`${lobs[type.size]}blob`);
      case 'Bit':
        return type.varying || type.length === null || type.length > 64 ? unsupported() : right(`bit(${type.length})`);
      case 'Date':
        return right('date');
      case 'Time':
        return type.zone ? unsupported() : right(`time${fraction(type.precision)}`);
      case 'DateTime':
        return type.variant === 'instant' ? unsupported() : right(`${type.variant}${fraction(type.precision)}`);
      case 'Year':
        return right('year');
      case 'Json':
        return right('json');
      case 'Enum':
        // A label that the catalog shows otherwise could not be restated.
        return type.type !== null || type.values.length === 0 || type.values.some(isBeyondCatalog)
          ? unsupported()
          : right(`enum(${type.values.map(literal).join(',')})`);
      case 'Set':
        return type.values.length === 0 ? unsupported() : right(`set(${type.values.map(literal).join(',')})`);
      case 'Uuid':
        return unsupported();
      case 'Native':
        return staysInPlace(type.spelling) ? right(type.spelling) : unsupported();
    }
  };

const wholeNumbers: Readonly<Record<string, 8 | 16 | 24 | 32 | 64>> = {
  tinyint: 8,
  int1: 8,
  smallint: 16,
  int2: 16,
  mediumint: 24,
  int3: 24,
  middleint: 24,
  int: 32,
  integer: 32,
  int4: 32,
  bigint: 64,
  int8: 64,
};
const texts: Readonly<Record<string, DataType>> = {
  tinytext: T.text('tiny'),
  text: T.text('regular'),
  mediumtext: T.text('medium'),
  longtext: T.text('long'),
  tinyblob: T.blob('tiny'),
  blob: T.blob('regular'),
  mediumblob: T.blob('medium'),
  longblob: T.blob('long'),
};

/** The labels of `enum('a','b''c','d\\e')`; information_schema escapes a backslash whatever the sql_mode. */
const labels = (spelling: string): { readonly kind: 'enum' | 'set'; readonly values: ReadonlyArray<string> } | null => {
  const found = /^\s*(enum|set)\s*\(\s*('(?:[^'\\]|''|\\[\s\S])*'(?:\s*,\s*'(?:[^'\\]|''|\\[\s\S])*')*)\s*\)\s*$/i.exec(
    spelling,
  );
  if (found === null) return null;
  const values = [...(found[2] ?? '').matchAll(/'((?:[^'\\]|''|\\[\s\S])*)'/g)].map((m) =>
    (m[1] ?? '').replace(/''|\\([\s\S])/g, (_, c: string | undefined) => (c === undefined ? "'" : (control[c] ?? c))),
  );
  return { kind: found[1]?.toLowerCase() === 'set' ? 'set' : 'enum', values };
};
const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\u0000', Z: '\u001a', b: '\b' };

const native = (spelling: string): DataType => T.native(tidy(spelling));

/** Lower case and single blanks outside quotes, so that a spelling of a spec and the catalog's are one. */
const tidy = (spelling: string): string =>
  spelling
    .trim()
    .split(/('(?:[^'\\]|''|\\[\s\S])*'|`(?:[^`]|``)*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .toLowerCase()
            .replace(/\s+/g, ' ')
            .replace(/ ?([(),]) ?/g, '$1'),
    )
    .join('')
    .replace(/\)(?=[a-z])/g, ') ');

/** Nearly every type of a catalog is of this form, and needs no grammar. */
const simple = /^([a-z]+)(?:\((\d{1,9})(?:,(\d{1,9}))?\))?( unsigned)?$/;

const parseSimple = (spelling: string): DataType | null => {
  const m = simple.exec(spelling);
  if (m === null) return null;
  const args = [m[2], m[3]].flatMap((a) => (a === undefined ? [] : [Number(a)]));
  return known(m[1] ?? '', args, m[4] === undefined ? '' : 'unsigned');
};

export const parseType: (spelling: string) => DataType = remembered((spelling) => {
  const quick = parseSimple(spelling);
  if (quick !== null) return quick;
  const list = labels(spelling);
  if (list !== null) return list.kind === 'set' ? T.set(list.values) : T.enum(list.values);
  const words = parseTypeWords(spelling);
  if (isLeft(words) || words.right.array > 0) return native(spelling);
  const { name, args, suffix } = words.right;
  if (!args.every((a) => /^\d{1,9}$/.test(a))) return native(spelling);
  return known(name, args.map(Number), suffix) ?? native(spelling);
});

const known = (name: string, args: ReadonlyArray<number>, suffix: string): DataType | null => {
  const [first = null, second = null] = args;
  const isUnsigned = suffix === 'unsigned';
  if (suffix !== '' && !isUnsigned) return null;
  const bits = lookup(wholeNumbers, name);
  if (bits !== undefined && args.length <= 1)
    return name === 'tinyint' && first === 1 && !isUnsigned ? T.boolean : T.integer(bits, isUnsigned);
  switch (name) {
    case 'decimal':
    case 'dec':
    case 'numeric':
    case 'fixed':
      return args.length <= 2 ? T.decimal(first ?? 10, second ?? 0, isUnsigned) : null;
    case 'float':
      return args.length <= 1 && (first ?? 0) <= 53 ? T.float((first ?? 0) <= 24 ? 32 : 64, isUnsigned) : null;
    case 'double':
    case 'double precision':
    case 'real':
      return args.length === 0 ? T.float(64, isUnsigned) : null;
  }
  return isUnsigned ? null : unsizedOrSized(name, args, first);
};

const unsizedOrSized = (name: string, args: ReadonlyArray<number>, first: number | null): DataType | null => {
  if (args.length > 1) return null;
  const digits = first === 0 ? null : first;
  switch (name) {
    case 'varchar':
    case 'character varying':
      return first === null ? null : T.varchar(first);
    case 'char':
    case 'character':
      return T.char(first ?? 1);
    case 'varbinary':
      return first === null ? null : T.binary(first);
    case 'binary':
      return T.binary(first ?? 1, true);
    case 'bit':
      return T.bit(first ?? 1);
    case 'time':
      return T.time(digits);
    case 'datetime':
      return T.dateTime('datetime', digits);
    case 'timestamp':
      return T.dateTime('timestamp', digits);
    case 'year':
      return T.year;
  }
  if (args.length > 0) return null;
  switch (name) {
    case 'date':
      return T.date;
    case 'bool':
    case 'boolean':
      return T.boolean;
    case 'json':
      return T.json(false);
    default:
      return lookup(texts, name) ?? null;
  }
};

/**
 * What CAST refuses in an UPDATE, a copy of the table or an index, where a SELECT of it only warns: a number that does not
 * fit, a text that is cut off, a date that is none. As measured on MySQL 9.7 and MariaDB 10.11.
 * https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html · https://mariadb.com/kb/en/cast/
 */
import type { Expr } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { B, integerRange } from '../../sql/build.js';
import { outcome } from '../probe.js';
import type { ValueKind } from './probe-kind.js';
import { noDigits, noMoment, noNumber, noRealDay, noWhole, numberIn } from './probe-text.js';
import type { Product } from './product.js';

interface Cast {
  readonly arg: Expr;
  /** As it is written: `decimal(10,2)`. */
  readonly type: string;
  /** What the argument is; null = nobody can say. */
  readonly kind: ValueKind | null;
  /** Its type, when it is a column. */
  readonly column: DataType | null;
  /** An index alone holds it: MySQL takes JSON there that is no value of the type (3156, 3155), and NULL for it. */
  readonly inIndex: boolean;
}

/** True for rows that are refused; null = nobody can say. */
type Refused = Expr | null;

const { never } = outcome;

const shape = /^([a-z]+)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?/i;

const isText = (kind: ValueKind | null): boolean => kind === 'text' || kind === 'label';

/** MariaDB cuts off a text in silence, and only what is made one for the cast is too long. */
const tooLong = (product: Product, { arg, kind, column }: Cast, isBinary: boolean, length: string | null): Refused => {
  if (product.id === 'mariadb') {
    if (column?.kind === 'Bit') return null;
    // Bytes that are no text are refused there (1300).
    if (column?.kind === 'Binary' || column?.kind === 'Blob') return isBinary ? never : null;
    if (isText(kind) || kind === 'null' || column?.kind === 'Json') return never;
    if (kind === null && length !== null) return null;
  }
  if (length === null) return never;
  const size = isBinary ? B.call('length', B.cast(arg, 'binary')) : B.call('char_length', B.cast(arg, 'char'));
  return B.gt(size, B.num(length));
};

/** Decimal digits of the whole numbers that a column holds. */
const digitsOf = (column: DataType | null): number | null =>
  column?.kind === 'Integer' ? integerRange(column.bits, column.unsigned).high.length : null;

const beyond = ({ arg, column }: Cast, precision: number, scale: number): Expr => {
  const whole = precision - scale;
  const digits = digitsOf(column);
  if (digits !== null && digits <= whole) return never;
  // Of more digits than a number can be made of exactly a double tells enough.
  if (whole > 35) return B.ge(B.call('abs', B.cast(arg, 'double')), B.num(`1e${whole}`));
  const most = `${'9'.repeat(whole) || '0'}.${'9'.repeat(scale)}`.replace(/\.$/, '');
  const size = B.call('abs', B.call('round', numberIn(arg), B.num(`${scale}`)));
  // What is larger than the largest number becomes that.
  return whole === 35 && scale === 30 ? B.ge(size, B.num(most)) : B.gt(size, B.num(most));
};

/** Whole numbers go through 64 bits, texts through those of either sign. */
const beyondWhole = (product: Product, { arg, kind, column }: Cast, unsigned: boolean): Expr => {
  const [signed, either] = [integerRange(64, false), integerRange(64, true)];
  if (kind !== 'number') return B.outside(numberIn(arg), B.num(signed.low), B.num(either.high));
  if (column?.kind === 'Integer' || column?.kind === 'Boolean' || column?.kind === 'Year' || column?.kind === 'Bit')
    return never;
  const isFloat = column?.kind === 'Float';
  if (isFloat && (product.id === 'mariadb' || column.bits === 32)) return never;
  if (isFloat) return B.outside(arg, B.num('-9223372036854775808'), B.num('9223372036854774784'));
  const low = unsigned && product.id === 'mariadb' ? '0' : signed.low;
  return B.outside(B.call('round', arg), B.num(low), B.num(unsigned ? either.high : signed.high));
};

/** Only a text names a number that is too large for a double; MariaDB makes a single of anything. */
const beyondFloat = (product: Product, { arg, kind }: Cast, isSingle: boolean): Expr => {
  const size = B.call('abs', B.cast(arg, 'double'));
  if (isSingle && product.id === 'mysql') return B.gt(size, B.num('3.4028235e38'));
  return kind === 'number' ? never : B.ge(size, B.num('1.7976931348623157e308'));
};

/** A cast that gives NULL for a value that is none. */
const nothing = (arg: Expr, made: Expr): Expr => B.and(B.notNull(arg), B.isNull(made));

const or = (a: Refused, b: Refused): Refused =>
  a === null || b === null ? null : a === never ? b : b === never ? a : B.or(a, b);

/** Of a number beyond it MariaDB makes the last time that there is. */
const noTime = (product: Product, arg: Expr): Expr => {
  const made = B.cast(arg, 'time(6)');
  const last = B.eq(B.call('abs', B.call('time_to_sec', made)), B.num('3020399.999999'));
  return product.id === 'mariadb' ? B.or(nothing(arg, made), last) : nothing(arg, made);
};

/** A value of JSON, which MySQL casts by what it is; to MariaDB it is a text. */
const isJson = (product: Product, { arg, column }: Cast): boolean =>
  product.id === 'mysql' && (column?.kind === 'Json' || (arg.kind === 'Call' && arg.name === 'json_extract'));

/** `inText`: what is refused of a text. */
const refusedOf = (product: Product, c: Cast, inText: (v: Expr) => Expr): Expr => {
  if (!isJson(product, c)) return inText(c.arg);
  if (c.inIndex) return never;
  const type = B.call('json_type', c.arg);
  return B.and(
    B.notIn(type, ['INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL', 'BOOLEAN'].map(B.text)),
    B.or(B.ne(type, B.text('STRING')), inText(B.call('json_unquote', c.arg))),
  );
};

/** MySQL reads what stands in a column of texts without a length as far as it can, and in silence. */
const unreadNumber = (product: Product, c: Cast, isDecimal: boolean): Expr => {
  if (product.id === 'mysql' && c.column?.kind === 'Text') return isDecimal ? noDigits(c.arg) : never;
  // An empty text is 0 as a double, and no decimal.
  const isLax = product.id === 'mysql' && !isDecimal;
  return refusedOf(product, c, (v) =>
    isLax ? B.and(B.gt(B.call('length', v), B.num('0')), noNumber(v)) : noNumber(v),
  );
};

/** True for the rows whose value the cast refuses; what its argument refuses is another matter. */
export const castRefuses = (product: Product, c: Cast): Refused => {
  const { arg, kind } = c;
  const isFree = c.inIndex && isJson(product, c);
  const [all = '', name = '', first = null, second = null] = shape.exec(c.type) ?? [];
  // An array of such values, for an index over JSON.
  if (/\barray\b/i.test(c.type.slice(all.length))) return null;
  if (kind === 'null') return never;
  const isNumber = kind === 'number';
  const isMoment = kind === 'moment' || kind === 'time';
  switch (name.toLowerCase()) {
    case 'char':
    case 'nchar':
    case 'varchar':
      return tooLong(product, c, false, first);
    case 'binary':
      return tooLong(product, c, true, first);
    case 'decimal':
    case 'dec':
    case 'numeric':
      return or(
        isNumber || isMoment || kind === 'label' ? never : unreadNumber(product, c, true),
        beyond(c, Number(first ?? 10), Number(second ?? 0)),
      );
    case 'signed':
    case 'unsigned':
      if (isMoment || kind === 'label' || isFree) return never;
      return or(
        isNumber ? never : refusedOf(product, c, noWhole),
        beyondWhole(product, c, name.toLowerCase() === 'unsigned'),
      );
    case 'double':
    case 'float':
    case 'real':
      return or(
        isNumber || isMoment || kind === 'label' ? never : unreadNumber(product, c, false),
        isMoment || kind === 'label' || isFree ? never : beyondFloat(product, c, name.toLowerCase() === 'float'),
      );
    case 'date':
    case 'datetime': {
      const as = name.toLowerCase() === 'date' ? 'date' : 'datetime(6)';
      const made = B.cast(arg, as);
      if (isMoment || isFree) return never;
      const none = B.or(nothing(arg, made), noRealDay(product, made));
      return isNumber ? none : B.or(noMoment(arg), none);
    }
    case 'time':
      return isMoment || isFree ? never : isNumber ? noTime(product, arg) : null;
    case 'year':
      return isMoment ? never : isNumber ? nothing(arg, B.cast(arg, 'year')) : null;
    case 'json':
      return isNumber ? never : null;
    default:
      return null;
  }
};

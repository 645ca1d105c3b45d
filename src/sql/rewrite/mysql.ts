/** Portable expressions in the words of MySQL and MariaDB. */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import { concatenated } from '../spelling.js';
import {
  asBoolean,
  type Functions,
  integerOf,
  intervalOf,
  isBoolean,
  minus,
  plus,
  type Rule,
  rename,
  textOf,
  typeParts,
} from './rule.js';

const codePoints = (text: string): number => Array.from(text).length;

/**
 * split_part(s, d, n): what lies between the first n-1 and the first n delimiters. With fewer parts both prefixes are
 * the whole text and the substring behind it is empty, as PostgreSQL has it.
 */
const splitPart = ([text, delimiter, nth]: ReadonlyArray<Expr>): Expr | null => {
  const n = integerOf(nth);
  const d = textOf(delimiter);
  if (text === undefined || delimiter === undefined || d === null || d === '') return null;
  if (n === 1 || n === -1) return E.call('substring_index', text, delimiter, E.number(n));
  if (n === null || n < 1) return null;
  const before = E.call('char_length', E.call('substring_index', text, delimiter, E.number(n - 1)));
  return E.call(
    'substr',
    E.call('substring_index', text, delimiter, E.number(n)),
    plus(before, E.number(codePoints(d) + 1)),
  );
};

/** left(s, -k) is all but the last k, right(s, -k) all but the first k; MySQL's own give nothing then. */
const left = ([text, count]: ReadonlyArray<Expr>): Expr | null => {
  const n = integerOf(count);
  return text === undefined || n === null || n >= 0
    ? null
    : E.call('left', text, E.call('greatest', minus(E.call('char_length', text), E.number(-n)), E.number(0)));
};
const right = ([text, count]: ReadonlyArray<Expr>): Expr | null => {
  const n = integerOf(count);
  return text === undefined || n === null || n >= 0 ? null : E.call('substr', text, E.number(-n + 1));
};

const pad =
  (name: string) =>
  (args: ReadonlyArray<Expr>): Expr | null =>
    args.length === 2 ? E.call(name, ...args, E.string(' ')) : null;

const interval = (unit: string, amount: Expr): Expr => E.call(`interval ${unit}`, amount);
const times = (left: Expr, factor: number): Expr => E.binary('*', left, E.number(factor));

/** Without date_format, which depends on the locale and is therefore refused in stored columns of MariaDB. */
const dateTrunc = ([unit, at]: ReadonlyArray<Expr>): Expr | null => {
  if (at === undefined) return null;
  const day = E.cast(at, 'date');
  const hours = E.call('hour', at);
  const minutes = plus(times(hours, 60), E.call('minute', at));
  switch (textOf(unit)?.toLowerCase()) {
    case 'year':
      return E.cast(E.call('makedate', E.call('year', at), E.number(1)), 'datetime');
    case 'quarter': {
      const months = times(minus(E.call('quarter', at), E.number(1)), 3);
      const january = E.call('makedate', E.call('year', at), E.number(1));
      return E.cast(plus(january, interval('month', months)), 'datetime');
    }
    case 'month':
      return E.cast(minus(day, interval('day', minus(E.call('dayofmonth', at), E.number(1)))), 'datetime');
    case 'week':
      return E.cast(minus(day, interval('day', E.call('weekday', at))), 'datetime');
    case 'day':
      return E.cast(day, 'datetime');
    case 'hour':
      return plus(day, interval('hour', hours));
    case 'minute':
      return plus(day, interval('minute', minutes));
    case 'second':
      return plus(day, interval('second', plus(times(minutes, 60), E.call('second', at))));
    default:
      return null;
  }
};

const extract = ([field, at, ...more]: ReadonlyArray<Expr>): Expr | null => {
  if (at === undefined || more.length > 0) return null;
  switch (textOf(field)) {
    case 'dow':
      return minus(E.call('dayofweek', at), E.number(1));
    case 'isodow':
      return plus(E.call('weekday', at), E.number(1));
    case 'doy':
      return E.call('dayofyear', at);
    default:
      return null;
  }
};
const datePart = (args: ReadonlyArray<Expr>): Expr | null => extract(args) ?? E.call('extract', ...args);

const functions: Functions = {
  split_part: splitPart,
  strpos: ([text, part]) => (text === undefined || part === undefined ? null : E.call('locate', part, text)),
  position: rename('locate', 2),
  length: rename('char_length', 1),
  character_length: rename('char_length', 1),
  left,
  right,
  lpad: pad('lpad'),
  rpad: pad('rpad'),
  btrim: rename('trim'),
  random: rename('rand', 0),
  gen_random_uuid: rename('uuid', 0),
  localtime: rename('current_timestamp'),
  localtimestamp: rename('current_timestamp'),
  date_trunc: dateTrunc,
  extract,
  date_part: datePart,
};

/** https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html#function_cast */
const castTypes: Readonly<Record<string, string>> = {
  int: 'signed',
  integer: 'signed',
  smallint: 'signed',
  bigint: 'signed',
  tinyint: 'signed',
  int2: 'signed',
  int4: 'signed',
  int8: 'signed',
  'signed integer': 'signed',
  'unsigned integer': 'unsigned',
  text: 'char',
  varchar: 'char',
  'character varying': 'char',
  character: 'char',
  string: 'char',
  uuid: 'char(36)',
  numeric: 'decimal',
  dec: 'decimal',
  float: 'double',
  float4: 'real',
  float8: 'double',
  'double precision': 'double',
  timestamp: 'datetime',
  timestamptz: 'datetime',
  'timestamp without time zone': 'datetime',
  'timestamp with time zone': 'datetime',
  'time without time zone': 'time',
  jsonb: 'json',
  bytea: 'binary',
  blob: 'binary',
  varbinary: 'binary',
};
const sized: ReadonlySet<string> = new Set(['char', 'decimal', 'datetime', 'time', 'binary']);

export const mysqlCastType = (type: string): string | null => {
  const { base, args } = typeParts(type);
  // Without precision MySQL would take decimal(10,0) and round.
  if ((base === 'numeric' || base === 'decimal') && args === '') return 'decimal(65,30)';
  const own = Object.hasOwn(castTypes, base) ? castTypes[base] : undefined;
  return own === undefined ? null : `${own}${sized.has(own) ? args : ''}`;
};

/** What both products call float has 32 bits, as `real` has in the words of the standard. */
export const fromMysql = (e: Expr): Expr =>
  mapExpr(e, (x) => (x.kind === 'Cast' && x.type === 'float' ? { ...x, type: 'real' } : x));

const path = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? `$.${key}` : `$.${JSON.stringify(key)}`);

const rule: Rule = (e) => {
  const parts = concatenated(e);
  if (parts !== null) {
    // Inner concatenations were rewritten before: one flat call, as MySQL would be asked by hand.
    return E.call('concat', ...parts.flatMap((p) => (p.kind === 'Call' && p.name === 'concat' ? p.args : [p])));
  }
  if (e.kind === 'Cast') {
    if (isBoolean(e.type)) return asBoolean(e.arg);
    const type = mysqlCastType(e.type);
    return type === null ? null : E.cast(e.arg, type);
  }
  if (e.kind === 'Binary' && (e.op === 'ilike' || e.op === 'not ilike'))
    return { ...e, op: e.op === 'ilike' ? 'like' : 'not like' };
  if (e.kind === 'Binary' && (e.op === '+' || e.op === '-')) {
    const interval = intervalOf(e.right);
    return interval === null
      ? null
      : E.binary(e.op, e.left, E.call(`interval ${interval.unit}`, E.number(interval.amount)));
  }
  if (e.kind === 'Operator' && (e.op === '->' || e.op === '->>')) {
    const key = textOf(e.right);
    if (key === null) return null;
    const found = E.call('json_extract', e.left, E.string(key.startsWith('$') ? key : path(key)));
    return e.op === '->' ? found : E.call('json_unquote', found);
  }
  return null;
};

/** MariaDB has no boolean literals: it prints 1 and 0. */
const mariadbRule: Rule = (e) =>
  e.kind === 'Literal' && e.value.kind === 'Boolean' ? E.number(e.value.value ? 1 : 0) : rule(e);

export const mysqlParts = { functions, rule };
export const mariadbParts = { functions, rule: mariadbRule };

/** Portable expressions in the words of SQLite. https://sqlite.org/lang_corefunc.html, https://sqlite.org/lang_datefunc.html */
import { E, type Expr } from '../../ir/expression.js';
import { lookup } from '../../ir/record.js';
import {
  asBoolean,
  caseWhen,
  type Functions,
  integerOf,
  intervalOf,
  isBoolean,
  minus,
  plus,
  type Rule,
  rename,
  rewriteWith,
  textOf,
  typeParts,
} from './rule.js';

const zero = E.number(0);
const one = E.number(1);
const atLeastZero = (e: Expr): Expr => E.call('max', e, zero);
const cat = (...parts: ReadonlyArray<Expr>): Expr => parts.reduce((l, r) => E.binary('||', l, r));

/**
 * split_part by taking parts off the front. Each part taken doubles the text that is looked at, so only the first few
 * parts can be said; a later one is left as it stands and refused by the engine.
 */
const splitPart = ([text, delimiter, nth]: ReadonlyArray<Expr>): Expr | null => {
  const n = integerOf(nth);
  const d = textOf(delimiter);
  if (text === undefined || delimiter === undefined || n === null || n < 1 || n > 5 || d === null || d === '')
    return null;
  const length = Array.from(d).length;
  const at = (s: Expr): Expr => E.call('instr', s, delimiter);
  const found = (s: Expr): Expr => E.binary('=', at(s), zero);
  const rest = (s: Expr): Expr =>
    length === 1
      ? E.call('substr', s, plus(E.call('instr', cat(s, delimiter), delimiter), one))
      : caseWhen(found(s), E.string(''), E.call('substr', s, plus(at(s), E.number(length))));
  const first = (s: Expr): Expr =>
    length === 1
      ? E.call('substr', s, one, minus(E.call('instr', cat(s, delimiter), delimiter), one))
      : caseWhen(found(s), s, E.call('substr', s, one, minus(at(s), one)));
  let from = text;
  for (let i = 1; i < n; i += 1) from = rest(from);
  return first(from);
};

const left = ([text, count]: ReadonlyArray<Expr>): Expr | null => {
  if (text === undefined || count === undefined) return null;
  const n = integerOf(count);
  if (n !== null && n < 0) return E.call('substr', text, one, atLeastZero(minus(E.call('length', text), E.number(-n))));
  return E.call('substr', text, one, n === null ? atLeastZero(count) : count);
};
const right = ([text, count]: ReadonlyArray<Expr>): Expr | null => {
  if (text === undefined || count === undefined) return null;
  const n = integerOf(count);
  if (n !== null && n < 0) return E.call('substr', text, E.number(-n + 1));
  // substr(text, -n) would give the whole text for 0.
  return n !== null && n > 0
    ? E.call('substr', text, E.number(-n))
    : E.call('substr', text, plus(atLeastZero(minus(E.call('length', text), count)), one));
};

/** `n` times `text`: as many zero bytes, two digits each, replaced. */
const repeated = (text: Expr, n: Expr): Expr =>
  E.call('replace', E.call('hex', E.call('zeroblob', n)), E.string('00'), text);

const pad =
  (atStart: boolean) =>
  ([text, size, filler]: ReadonlyArray<Expr>): Expr | null => {
    const fill = filler ?? E.string(' ');
    if (text === undefined || size === undefined || textOf(fill) === null || textOf(fill) === '') return null;
    const length = E.call('length', text);
    const padding = E.call('substr', repeated(fill, size), one, minus(size, length));
    return caseWhen(
      E.binary('>=', length, size),
      E.call('substr', text, one, atLeastZero(size)),
      atStart ? cat(padding, text) : cat(text, padding),
    );
  };

/** PostgreSQL's GREATEST and LEAST ignore NULLs; max() and min() of several arguments give NULL for any. */
const extreme =
  (name: string) =>
  (args: ReadonlyArray<Expr>): Expr | null => {
    if (args.length < 2 || args.length > 5) return null;
    return args.reduce((l, r) => E.call('coalesce', E.call(name, l, r), l, r));
  };

const part = (format: string, at: Expr): Expr => E.cast(E.call('strftime', E.string(format), at), 'integer');
const fields: Readonly<Record<string, (at: Expr) => Expr>> = {
  year: (at) => part('%Y', at),
  month: (at) => part('%m', at),
  day: (at) => part('%d', at),
  hour: (at) => part('%H', at),
  minute: (at) => part('%M', at),
  second: (at) => E.cast(E.call('strftime', E.string('%f'), at), 'real'),
  dow: (at) => part('%w', at),
  isodow: (at) => plus(E.binary('%', plus(part('%w', at), E.number(6)), E.number(7)), one),
  doy: (at) => part('%j', at),
  epoch: (at) => part('%s', at),
  quarter: (at) => E.binary('/', plus(part('%m', at), E.number(2)), E.number(3)),
  // The ISO week of a day is that of its Thursday.
  week: (at) => {
    const thursday = E.call('date', at, E.string('-3 days'), E.string('weekday 4'));
    return plus(E.binary('/', minus(part('%j', thursday), one), E.number(7)), one);
  },
};
const extract = ([field, at]: ReadonlyArray<Expr>): Expr | null =>
  at === undefined ? null : (fields[textOf(field)?.toLowerCase() ?? '']?.(at) ?? null);

const formats: Readonly<Record<string, string>> = {
  second: '%Y-%m-%d %H:%M:%S',
  minute: '%Y-%m-%d %H:%M:00',
  hour: '%Y-%m-%d %H:00:00',
  day: '%Y-%m-%d 00:00:00',
  month: '%Y-%m-01 00:00:00',
  year: '%Y-01-01 00:00:00',
};
const midnight = E.string(' 00:00:00');
const dateTrunc = ([unit, at]: ReadonlyArray<Expr>): Expr | null => {
  const word = textOf(unit)?.toLowerCase() ?? '';
  if (at !== undefined && word === 'week')
    return cat(E.call('date', at, E.string('-6 days'), E.string('weekday 1')), midnight);
  if (at !== undefined && word === 'quarter') {
    const month = plus(E.binary('*', E.binary('/', minus(part('%m', at), one), E.number(3)), E.number(6)), one);
    const first = E.call('substr', E.string('01-01 04-01 07-01 10-01'), month, E.number(5));
    return cat(E.call('strftime', E.string('%Y-'), at), first, midnight);
  }
  const format = lookup(formats, word);
  return format === undefined || at === undefined ? null : E.call('strftime', E.string(format), at);
};

const random = (bytes: number): Expr => E.call('hex', E.call('randomblob', E.number(bytes)));
const uuid = (): Expr =>
  E.call(
    'lower',
    cat(
      random(4),
      E.string('-'),
      random(2),
      E.string('-4'),
      E.call('substr', random(2), E.number(2)),
      E.string('-'),
      E.call('substr', E.string('89AB'), plus(E.binary('%', E.call('abs', E.call('random')), E.number(4)), one), one),
      E.call('substr', random(2), E.number(2)),
      E.string('-'),
      random(6),
    ),
  );

const functions: Functions = {
  split_part: splitPart,
  position: ([piece, text]) => (piece === undefined || text === undefined ? null : E.call('instr', text, piece)),
  strpos: rename('instr', 2),
  substring: rename('substr'),
  char_length: rename('length', 1),
  character_length: rename('length', 1),
  octet_length: ([text]) => (text === undefined ? null : E.call('length', E.cast(text, 'blob'))),
  left,
  right,
  lpad: pad(true),
  rpad: pad(false),
  repeat: ([text, n]) => (text === undefined || n === undefined ? null : repeated(text, n)),
  btrim: rename('trim'),
  greatest: extreme('max'),
  least: extreme('min'),
  concat: (args) =>
    args.length === 0 ? null : cat(...args.map((a) => (textOf(a) === null ? E.call('coalesce', a, E.string('')) : a))),
  now: rename('current_timestamp', 0),
  localtimestamp: () => E.call('datetime', E.string('now'), E.string('localtime')),
  localtime: () => E.call('time', E.string('now'), E.string('localtime')),
  gen_random_uuid: uuid,
  date_trunc: dateTrunc,
  extract,
  date_part: extract,
};

/**
 * What a cast does rests on five words in the name of the type, looked for in this order.
 * https://sqlite.org/datatype3.html#determination_of_column_affinity
 */
const affinity = (type: string): string => {
  if (/int/.test(type)) return 'integer';
  if (/char|clob|text/.test(type)) return 'text';
  if (/blob/.test(type) || type === '') return 'blob';
  return /real|floa|doub/.test(type) ? 'real' : 'numeric';
};
/** Names that would get another affinity than they mean. */
const castTypes: Readonly<Record<string, string>> = {
  string: 'text',
  uuid: 'text',
  bytea: 'blob',
  json: 'text',
  jsonb: 'text',
};
/** SQLite has no such types: a cast would make a number of the first digits. */
const dates: Readonly<Record<string, string>> = {
  date: 'date',
  time: 'time',
  'time without time zone': 'time',
  timestamp: 'datetime',
  datetime: 'datetime',
  timestamptz: 'datetime',
  'timestamp without time zone': 'datetime',
  'timestamp with time zone': 'datetime',
};

const rule: Rule = (e) => {
  if (e.kind === 'Cast') {
    if (isBoolean(e.type)) return asBoolean(e.arg);
    const { base, args } = typeParts(e.type);
    const make = Object.hasOwn(dates, base) ? dates[base] : undefined;
    if (make !== undefined) return textOf(e.arg) === null ? E.call(make, e.arg) : e.arg;
    // Read together with the + or - before it, below.
    if (base.startsWith('interval')) return null;
    const size = /^\((\d+)(?:,(\d+))?\)$/.exec(args);
    if (/char/.test(base) && size !== null)
      return E.call('substr', E.cast(e.arg, 'text'), one, E.number(size[1] ?? ''));
    if (/^(numeric|decimal|dec)$/.test(base) && size !== null)
      return size[2] === undefined ? E.call('round', e.arg) : E.call('round', e.arg, E.number(size[2]));
    return E.cast(e.arg, (Object.hasOwn(castTypes, base) ? castTypes[base] : undefined) ?? affinity(base));
  }
  if (e.kind === 'Binary' && (e.op === 'ilike' || e.op === 'not ilike'))
    return { ...e, op: e.op === 'ilike' ? 'like' : 'not like' };
  // `x IS TRUE` asks for truth, not for the value 1.
  const distinct = e.kind === 'Binary' && (e.op === 'is distinct from' || e.op === 'is not distinct from');
  if (distinct && e.right.kind === 'Literal' && e.right.value.kind === 'Boolean')
    return { ...e, right: E.number(e.right.value.value ? 1 : 0) };
  if (e.kind === 'Binary' && (e.op === '+' || e.op === '-')) {
    const interval = intervalOf(e.right);
    if (interval === null) return null;
    const days = interval.unit === 'week' ? 7 : 1;
    const amount = (e.op === '-' ? -interval.amount : interval.amount) * days;
    const unit = interval.unit === 'week' ? 'day' : interval.unit;
    return E.call(
      'datetime',
      e.left,
      E.string(`${amount < 0 ? '' : '+'}${amount} ${unit}${Math.abs(amount) === 1 ? '' : 's'}`),
    );
  }
  return null;
};

export const sqliteParts = { functions, rule };

const own: Functions = {
  concat: functions['concat'] ?? rename('concat'),
  octet_length: functions['octet_length'] ?? rename('octet_length'),
  substring: rename('substr'),
};

/**
 * What people wrote for SQLite, in the words that portable SQL becomes here: a cast by its affinity, and the functions
 * that newer versions have in the words of the older ones. The meaning is the same, so that rewriting it again changes nothing.
 */
export const fromSqlite: (e: Expr) => Expr = rewriteWith(own, (e) =>
  e.kind === 'Cast' ? E.cast(e.arg, affinity(e.type.toLowerCase())) : null,
);

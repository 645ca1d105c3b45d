/**
 * Values of types that only PostgreSQL has, as the server gives them back under IntervalStyle postgres and bytea_output hex.
 * What is not recognised is left to the server. https://www.postgresql.org/docs/18/datatype-datetime.html,
 * datatype-net-types.html, arrays.html, rangetypes.html, datatype-geometric.html
 */
import { address, hardware } from './canonical-address.js';
import { dateRange, manyRanges, momentRange, wholeRange } from './canonical-range.js';
import { canonicalInstant, canonicalTimestamp } from './canonical-time.js';
import { jsonPath, lexemes, searched, withoutDeclaration } from './canonical-words.js';

const units: Readonly<Record<string, 'months' | 'days' | 'seconds'>> = {
  year: 'months',
  month: 'months',
  mon: 'months',
  week: 'days',
  day: 'days',
  hour: 'seconds',
  minute: 'seconds',
  min: 'seconds',
  second: 'seconds',
  sec: 'seconds',
};
const factors: Readonly<Record<string, number>> = { year: 12, week: 7, hour: 3600, minute: 60, min: 60 };

const counted = (n: number, word: string): string => (n === 0 ? '' : `${n} ${word}${n === 1 ? '' : 's'}`);

const two = (n: number): string => String(n).padStart(2, '0');

/** The words of an ISO 8601 period; what is not one stays. */
const inWords = (text: string): string => {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  const names = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
  const words = names.flatMap((name, n) => (found?.[n + 1] === undefined ? [] : [`${found[n + 1]} ${name}`]));
  return words.length === 0 ? text : words.join(' ');
};

/** Whole, positive amounts only: signs change places in the server's spelling, and fractions spill over. */
const interval = (text: string): string | null => {
  const total = { months: 0, days: 0, seconds: 0 };
  let rest = inWords(text.trim()).toLowerCase();
  while (rest !== '') {
    const clock = /^(\d{1,6}):(\d{2})(?::(\d{2}))?(?:\s+|$)/.exec(rest);
    const pair = /^(\d{1,6})\s*([a-z]+?)s?(?:\s+|$)/.exec(rest);
    if (clock !== null) {
      total.seconds += Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
      rest = rest.slice(clock[0].length);
      continue;
    }
    const word = pair?.[2] ?? '';
    const unit = Object.hasOwn(units, word) ? units[word] : undefined;
    if (pair === null || unit === undefined) return null;
    total[unit] += Number(pair[1]) * (factors[word] ?? 1);
    rest = rest.slice(pair[0].length);
  }
  const { months, days, seconds } = total;
  const time =
    seconds === 0
      ? ''
      : `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const said = [counted(Math.floor(months / 12), 'year'), counted(months % 12, 'mon'), counted(days, 'day'), time];
  return said.filter((part) => part !== '').join(' ') || '00:00:00';
};

/** Elements of one dimension that need no quotes: `{ 1, "a" }` → `{1,a}`. */
const array =
  (element: string) =>
  (text: string): string | null => {
    const inner = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
    if (inner === undefined || /[{}\\]/.test(inner)) return null;
    if (inner.trim() === '') return '{}';
    const parts = inner.split(',').map((p) => p.trim());
    const bare = parts.map((p) => /^"([\w.+-]+)"$/.exec(p)?.[1] ?? p);
    const known = /^(?:smallint|integer|bigint)$/.test(element)
      ? bare.every((p) => /^(?:0|-?[1-9]\d*)$/.test(p))
      : /^(?:text|character varying(?:\(\d+\))?)$/.test(element) &&
        bare.every((p, i) => /^[\w.+-]+$/.test(p) && (!/^null$/i.test(p) || parts[i] === p));
    return known
      ? `{${bare.map((p) => (/^null$/i.test(p) ? (parts.includes(`"${p}"`) ? `"${p}"` : 'NULL') : p)).join(',')}}`
      : null;
  };

const point = (text: string): string | null => {
  const found = /^\s*\(?\s*(-?\d{1,9})\s*,\s*(-?\d{1,9})\s*\)?\s*$/.exec(text);
  return found === null ? null : `(${Number(found[1])},${Number(found[2])})`;
};

/** The corner with the greater coordinates comes first. */
const box = (text: string): string | null => {
  const found = /^\s*\(?\s*(\([^()]*\))\s*,\s*(\([^()]*\))\s*\)?\s*$/.exec(text);
  const corners = [found?.[1], found?.[2]].map((c) => /^\((-?\d+),(-?\d+)\)$/.exec(point(c ?? '') ?? ''));
  const [xs, ys] = [1, 2].map((n) => corners.map((c) => Number(c?.[n] ?? Number.NaN)));
  if (xs === undefined || ys === undefined || [...xs, ...ys].some(Number.isNaN)) return null;
  return `(${Math.max(...xs)},${Math.max(...ys)}),(${Math.min(...xs)},${Math.min(...ys)})`;
};

/** A place in the write-ahead log. https://www.postgresql.org/docs/18/datatype-pg-lsn.html */
const logPlace = (text: string): string | null => {
  const found = /^0*([0-9a-f]{1,8})\/0*([0-9a-f]{1,8})$/i.exec(text);
  return found === null ? null : `${found[1]}/${found[2]}`.toUpperCase();
};

const byName: Readonly<Record<string, (text: string) => string | null>> = {
  interval,
  inet: address(false),
  cidr: address(true),
  macaddr: hardware(6),
  macaddr8: hardware(8),
  int4range: wholeRange,
  int8range: wholeRange,
  daterange: dateRange,
  tsrange: momentRange((t) => canonicalTimestamp(t, null)),
  tstzrange: momentRange((t) => canonicalInstant(t, null)),
  int4multirange: manyRanges,
  int8multirange: manyRanges,
  point,
  box,
  pg_lsn: logPlace,
  tsvector: lexemes,
  tsquery: searched,
  jsonpath: jsonPath,
  xml: withoutDeclaration,
};

/** Null where the type or the value is not known here. */
export const canonicalNative = (spelling: string, text: string): string | null => {
  const name = spelling.toLowerCase();
  const of = /^(.*)\[\]$/.exec(name)?.[1];
  if (of !== undefined) return array(of)(text);
  return Object.hasOwn(byName, name) ? (byName[name]?.(text) ?? null) : null;
};

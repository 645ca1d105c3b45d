/** Literals as they are told apart: one spelling of each value. */
import { E, type Expr } from '../expression.js';
import { lookup } from '../record.js';

/** `1.5e3` → `1500`, `.5` → `0.5`, `007` → `7`. Zeros behind the point stay: they are the scale of a decimal. */
export const plainNumber = (text: string): string => {
  const found = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
  if (found === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const shift = Number(exponent);
  if (Math.abs(shift) > 40) return text.toLowerCase();
  const digits = `${whole}${fraction}`;
  const point = whole.length + shift;
  const padded = point <= 0 ? digits.padStart(digits.length - point + 1, '0') : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at);
  const plain = after === '' ? before : `${before}.${after}`;
  return /^[0.]+$/.test(plain) ? plain : `${sign}${plain}`;
};

export const negative = (text: string): string => plainNumber(text.startsWith('-') ? text.slice(1) : `-${text}`);

const units: Readonly<Record<string, readonly ['months' | 'days' | 'seconds', number]>> = {
  year: ['months', 12],
  yr: ['months', 12],
  y: ['months', 12],
  mon: ['months', 1],
  month: ['months', 1],
  week: ['days', 7],
  w: ['days', 7],
  day: ['days', 1],
  d: ['days', 1],
  hour: ['seconds', 3600],
  hr: ['seconds', 3600],
  h: ['seconds', 3600],
  minute: ['seconds', 60],
  min: ['seconds', 60],
  m: ['seconds', 60],
  second: ['seconds', 1],
  sec: ['seconds', 1],
  s: ['seconds', 1],
};

/** PostgreSQL keeps an interval as months, days and seconds and prints `1 hour` as `01:00:00`. Null: not understood. */
export const plainInterval = (text: string): string | null => {
  const total = { months: 0, days: 0, seconds: 0 };
  const rest = text
    .toLowerCase()
    .replace(
      /([+-]?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?|([+-]?\d+(?:\.\d+)?) *([a-z]+)/g,
      (all, sign: string, hours: string, minutes: string, seconds: string, amount: string, word: string) => {
        if (hours !== undefined) {
          const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
          total.seconds += sign === '-' ? -time : time;
          return '';
        }
        const unit = lookup(units, word) ?? lookup(units, word.replace(/s$/, ''));
        if (unit === undefined) return all;
        total[unit[0]] += Number(amount) * unit[1];
        return '';
      },
    );
  return rest.trim() === '' && text.trim() !== ''
    ? `${total.months} months ${total.days} days ${Math.round(total.seconds * 1e6) / 1e6} seconds`
    : null;
};

/** `2020-01-01T00:00:00.000` → `2020-01-01`, as far as the text says the same point of time. */
export const plainMoment = (text: string): string =>
  text
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d)t/i, '$1 ')
    .replace(/(:\d\d)\.(\d*?)0+(?!\d)/, (_, seconds: string, digits: string) =>
      digits === '' ? seconds : `${seconds}.${digits}`,
    )
    .replace(/ ?(?:z|utc|[+-]00(?::?00)?)$/i, '+00')
    .replace(/(?<![:\d+-])(\d\d:\d\d)(?![:\d])/, '$1:00')
    .replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1');

/** jsonb: keys sorted, the last of the same name kept, no blanks. Text that is no JSON, or has numbers that JavaScript would round, stays. */
const plainJson = (text: string): string => {
  if (/\d{16}|\d\.\d|\d[eE]/.test(text)) return text;
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, v]) => ({ key, v: sorted(v) }));
  };
  try {
    return JSON.stringify({ json: sorted(JSON.parse(text)) });
  } catch {
    return text;
  }
};

/** A text without a zone is read in the session's, which is UTC when a catalog is read. */
const plainInstant = (text: string): string => plainMoment(plainMoment(text).replace(/\+00$/, ''));

export const plainValue = (type: string, text: string): string => {
  if (/^timestamp\b.* with time zone$/.test(type)) return plainInstant(text);
  if (type === 'jsonb') return plainJson(text);
  if (type === 'uuid') return text.toLowerCase().replace(/[{}-]/g, '');
  return type.startsWith('interval') ? (plainInterval(text) ?? text) : plainMoment(text);
};

const yes = new Set(['t', 'true', 'yes', 'y', 'on', '1']);
const no = new Set(['f', 'false', 'no', 'n', 'off', '0']);
export const booleanOf = (text: string): boolean | null => {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
};

/** The elements of `{a,b}`; null when one is quoted, nested or NULL. */
export const arrayOf = (text: string): ReadonlyArray<Expr> | null => {
  const inner = /^\{([^"\\{}]*)\}$/.exec(text)?.[1];
  if (inner === undefined) return null;
  const words = inner === '' ? [] : inner.split(',');
  return words.some((word) => word.trim() !== word || word === '' || /^null$/i.test(word)) ? null : words.map(E.string);
};

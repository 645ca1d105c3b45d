/**
 * The text that jsonb gives back: keys sorted by length and then by bytes, the last of equal keys, one blank after `:` and
 * `,`, numbers as numeric. https://www.postgresql.org/docs/18/datatype-json.html
 */

import { canonicalNumber } from './canonical-number.js';
import { byteLength } from './quote.js';

type Parsed = readonly [text: string, end: number] | null;

const encoder = new TextEncoder();

const compareBytes = (a: string, b: string): number => {
  const [x, y] = [encoder.encode(a), encoder.encode(b)];
  for (let i = 0; i < x.length && i < y.length; i += 1) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
};

const compareKeys = (a: string, b: string): number => byteLength(a) - byteLength(b) || compareBytes(a, b);

const blank = (text: string, from: number): number => {
  let at = from;
  while (/[ \t\n\r]/.test(text.charAt(at))) at += 1;
  return at;
};

const scalar =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const readScalar = (text: string, at: number): Parsed => {
  scalar.lastIndex = at;
  const found = scalar.exec(text)?.[0];
  if (found === undefined) return null;
  const end = at + found.length;
  if (found.startsWith('"')) return [JSON.stringify(JSON.parse(found)), end];
  return [/^-?\d/.test(found) ? (canonicalNumber(found) ?? found) : found, end];
};

const readMembers = (text: string, from: number, depth: number, close: string): Parsed => {
  const items: string[] = [];
  const members = new Map<string, string>();
  let at = blank(text, from + 1);
  if (text.charAt(at) === close) return [close === '}' ? '{}' : '[]', at + 1];
  for (;;) {
    let key: string | null = null;
    if (close === '}') {
      const name = text.charAt(at) === '"' ? readScalar(text, at) : null;
      const colon = name === null ? -1 : blank(text, name[1]);
      if (name === null || text.charAt(colon) !== ':') return null;
      key = name[0];
      at = blank(text, colon + 1);
    }
    const value = read(text, at, depth + 1);
    if (value === null) return null;
    if (key === null) items.push(value[0]);
    else members.set(key, value[0]);
    at = blank(text, value[1]);
    const next = text.charAt(at);
    if (next === close) break;
    if (next !== ',') return null;
    at = blank(text, at + 1);
  }
  const sorted = [...members].sort(([a], [b]) => compareKeys(decoded(a), decoded(b))).map(([k, v]) => `${k}: ${v}`);
  return [close === '}' ? `{${sorted.join(', ')}}` : `[${items.join(', ')}]`, at + 1];
};

const decoded = (key: string): string => String(JSON.parse(key));

const read = (text: string, at: number, depth: number): Parsed => {
  if (depth > 200) return null;
  const c = text.charAt(at);
  return c === '{' || c === '[' ? readMembers(text, at, depth, c === '{' ? '}' : ']') : readScalar(text, at);
};

/** Null for a text that is not JSON: the server would refuse it, and says so better than we can. */
export const canonicalJson = (text: string): string | null => {
  const value = read(text, blank(text, 0), 0);
  return value !== null && blank(text, value[1]) === text.length ? value[0] : null;
};

/** A literal as the catalog gives it back for a column of the type; what is not recognised is left to the server. */
import type { Literal } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { canonicalJson } from './canonical-json.js';
import { canonicalNative } from './canonical-native.js';
import { canonicalNumber } from './canonical-number.js';
import {
  canonicalClock,
  canonicalDate,
  canonicalInstant,
  canonicalTimestamp,
  canonicalZonedClock,
} from './canonical-time.js';

const text = (value: string): Literal => ({ kind: 'String', value });
const number = (digits: string): Literal => ({ kind: 'Number', text: digits });

/** https://www.postgresql.org/docs/18/datatype-boolean.html: unique prefixes of these words are read, too. */
const isTrue = (word: string): boolean => /^(t|tr|tru|true|y|ye|yes|on|1)$/.test(word);
const isFalse = (word: string): boolean => /^(f|fa|fal|fals|false|n|no|of|off|0)$/.test(word);

const asBoolean = (value: Literal): Literal => {
  if (value.kind !== 'String' && value.kind !== 'Number') return value;
  const word = (value.kind === 'String' ? value.value : value.text).trim().toLowerCase();
  if (isTrue(word)) return { kind: 'Boolean', value: true };
  return isFalse(word) ? { kind: 'Boolean', value: false } : value;
};

const asNumber = (value: Literal): Literal => {
  if (value.kind === 'Boolean') return number(value.value ? '1' : '0');
  const digits = value.kind === 'String' ? value.value : value.kind === 'Number' ? value.text : '';
  const canonical = canonicalNumber(digits);
  return canonical === null ? value : number(canonical);
};

const asText = (value: Literal): Literal => {
  if (value.kind === 'Number') return text(value.text);
  return value.kind === 'Boolean' ? text(String(value.value)) : value;
};

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** Text input of bytea: `\x` and hexadecimal digits, or the escape format (`\\`, `\ooo`). */
const asBytes = (value: Literal): Literal => {
  if (value.kind !== 'String') return value;
  const hex = /^\\x((?:\s*[0-9a-f]{2})*)\s*$/i.exec(value.value)?.[1];
  if (hex !== undefined) return { kind: 'Bytes', hex: hex.replace(/\s/g, '').toUpperCase() };
  if (/\\(?!\\|[0-3][0-7]{2})/.test(value.value.replaceAll('\\\\', ''))) return value;
  const pieces = value.value.split(/(\\\\|\\[0-3][0-7]{2})/);
  const encoder = new TextEncoder();
  const parts = pieces.map((p) => {
    if (p === '\\\\') return '5C';
    return /^\\[0-3][0-7]{2}$/.test(p)
      ? hexOf(Uint8Array.of(Number.parseInt(p.slice(1), 8)))
      : hexOf(encoder.encode(p));
  });
  return { kind: 'Bytes', hex: parts.join('') };
};

const asUuid = (value: string): string | null => {
  const hex = value
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex)
    ? [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    : null;
};

const asBits = (value: Literal, length: number | null): Literal => {
  if (value.kind === 'Boolean') return text((value.value ? '1' : '0').padStart(length ?? 1, '0'));
  return value.kind === 'Number' && /^\d{1,30}$/.test(value.text)
    ? text(
        BigInt(value.text)
          .toString(2)
          .padStart(length ?? 1, '0'),
      )
    : value;
};

const rewritten = (value: Literal, f: (text: string) => string | null): Literal => {
  if (value.kind !== 'String') return value;
  const made = f(value.value);
  return made === null ? value : text(made);
};

export const canonicalValue = (type: DataType, value: Literal): Literal => {
  switch (type.kind) {
    case 'Boolean':
      return asBoolean(value);
    case 'Integer':
    case 'Decimal':
    case 'Float':
    case 'Year':
      return asNumber(value);
    case 'Varchar':
    case 'Char':
    case 'Text':
    case 'Enum':
    case 'Set':
      return asText(value);
    case 'Blob':
    case 'Binary':
      return asBytes(value);
    case 'Bit':
      return asBits(value, type.length);
    case 'Date':
      return rewritten(value, canonicalDate);
    case 'Time':
      return rewritten(value, (t) =>
        type.zone ? canonicalZonedClock(t, type.precision) : canonicalClock(t, type.precision),
      );
    case 'DateTime':
      return rewritten(value, (t) =>
        type.variant === 'instant' ? canonicalInstant(t, type.precision) : canonicalTimestamp(t, type.precision),
      );
    case 'Uuid':
      return rewritten(value, asUuid);
    case 'Json':
      return type.binary ? rewritten(asText(value), canonicalJson) : asText(value);
    case 'Native':
      // The server writes amounts in its own currency: a bare number stays a number (datatype-money.html).
      if (type.spelling === 'money' && value.kind === 'String' && canonicalNumber(value.value) !== null)
        return asNumber(value);
      return rewritten(value, (t) => canonicalNative(type.spelling, t));
  }
};

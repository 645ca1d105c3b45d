/**
 * A default as the server stores it, so that what a spec says and what the catalog gives are the same: decimals with
 * all their places, dates and times written out, numbers in number columns and strings in string columns.
 * Measured on MySQL 9.7 and MariaDB 10.11; https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html
 */
import type { Expr, Literal } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { dateTimeText, decimalText, floatText, integerText, timeText } from './canonical-text.js';

type Value = Exclude<Literal, { readonly kind: 'Null' }>;

const value = (v: Literal): Default => ({ kind: 'Value', value: v });
const string = (text: string): Literal => ({ kind: 'String', value: text });
const number = (text: string): Literal => ({ kind: 'Number', text });

/** A literal written as an expression is that literal. */
const folded = (d: Default): Default => {
  if (d.kind === 'Value') return d;
  const e = d.expr;
  if (e.kind === 'Literal') return value(e.value);
  if (e.kind === 'Unary' && e.op === '-' && e.arg.kind === 'Literal' && e.arg.value.kind === 'Number')
    return value(number(e.arg.value.text.startsWith('-') ? e.arg.value.text.slice(1) : `-${e.arg.value.text}`));
  // b'101'
  if (e.kind === 'Cast' && e.type === '"bit"' && e.arg.kind === 'Literal' && e.arg.value.kind === 'String')
    return value(number(BigInt(`0b${e.arg.value.value === '' ? '0' : e.arg.value.value}`).toString()));
  return d;
};

const nows: ReadonlySet<string> = new Set(['now', 'current_timestamp', 'localtime', 'localtimestamp']);

/** `now()` in the precision of the column, as both products demand it. */
export const currentTimestamp = (type: DataType): Expr => ({
  kind: 'Call',
  name: 'current_timestamp',
  args:
    type.kind === 'DateTime' && type.precision !== null && type.precision > 0
      ? [{ kind: 'Literal', value: { kind: 'Number', text: String(type.precision) } }]
      : [],
});

export const isNow = (e: Expr): boolean => e.kind === 'Call' && nows.has(e.name);

const textOf = (v: Value): string => {
  switch (v.kind) {
    case 'String':
      return v.value;
    case 'Number':
      return v.text;
    case 'Boolean':
      return v.value ? '1' : '0';
    case 'Bytes':
      return v.hex;
  }
};

const truth = (text: string): boolean | null =>
  /^(?:1|true)$/i.test(text) ? true : /^(?:0|false)$/i.test(text) ? false : null;

const hexOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (b) => b.toString(16).padStart(2, '0').toUpperCase()).join('');

const canonicalValue = (type: DataType, v: Value): Literal => {
  const text = textOf(v);
  switch (type.kind) {
    case 'Boolean': {
      const known = truth(text.trim());
      return known === null ? number(integerText(text) ?? text) : { kind: 'Boolean', value: known };
    }
    case 'Integer':
    case 'Bit':
    case 'Year':
      return orString(integerText(text), text);
    case 'Decimal':
      return orString(decimalText(text, type.scale ?? 0), text);
    case 'Float':
      return orString(floatText(text, type.bits), text);
    case 'Date':
      return string(dateTimeText(text, null).slice(0, 10));
    case 'DateTime':
      return string(dateTimeText(text, type.precision ?? 0));
    case 'Time':
      return string(timeText(text, type.precision ?? 0));
    case 'Binary': {
      const hex = v.kind === 'Bytes' ? text : hexOf(text);
      // A fixed binary is padded with zeros, which the catalogs do not show.
      return { kind: 'Bytes', hex: type.fixed ? hex.replace(/(?:00)+$/, '') : hex };
    }
    case 'Blob':
      return { kind: 'Bytes', hex: v.kind === 'Bytes' ? text : hexOf(text) };
    case 'Char':
    case 'Enum':
      return v.kind === 'Bytes' ? v : string(text.replace(/ +$/, ''));
    case 'Varchar':
    case 'Text':
    case 'Set':
    case 'Json':
    case 'Uuid':
      return v.kind === 'Bytes' ? v : string(text);
    case 'Native': {
      const numeric = nativeNumber(type.spelling, text);
      return numeric !== null ? number(numeric) : v.kind === 'Boolean' ? number(text) : v;
    }
  }
};

/** `int(5) zerofill` and `double(10,2)` hold numbers, which the catalog pads with zeros. */
const nativeNumber = (spelling: string, text: string): string | null => {
  if (/^(?:tiny|small|medium|big)?int\b/.test(spelling)) return integerText(text);
  const sized = /^(?:decimal|double|float)\(\d+(?:,(\d+))?\)/.exec(spelling);
  return sized === null ? null : decimalText(text, Number(sized[1] ?? 0));
};

const orString = (numeric: string | null, text: string): Literal => (numeric === null ? string(text) : number(numeric));

/** Null for "no default": an explicit DEFAULT NULL is what a nullable column has anyway. */
export const canonicalDefault = (type: DataType, stated: Default | null): Default | null => {
  if (stated === null) return null;
  const d = folded(stated);
  if (d.kind === 'Expression')
    return type.kind === 'DateTime' && isNow(d.expr) ? { kind: 'Expression', expr: currentTimestamp(type) } : d;
  return d.value.kind === 'Null' ? null : value(canonicalValue(type, d.value));
};

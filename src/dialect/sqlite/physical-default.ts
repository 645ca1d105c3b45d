/**
 * Defaults as the engine will store them: the column's affinity is applied to the literal, so that `'5'` for an INTEGER
 * column and `5` are one default (https://www.sqlite.org/datatype3.html#type_affinity).
 */
import { E, type Expr, type Literal } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { affinityOf } from './affinity.js';
import { spellingOf } from './physical-type.js';

const decimal = /^\s*([+-]?)(\d+)(?:\.(\d*))?\s*$/;

/** `007.50` → `7.5`, `-0` → `0`; hexadecimal and exponents stay as they are. */
const canonicalNumber = (text: string): string => {
  const found = decimal.exec(text);
  if (found === null) return text.trim().toLowerCase();
  const whole = (found[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (found[3] ?? '').replace(/0+$/, '');
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return found[1] === '-' && digits !== '0' ? `-${digits}` : digits;
};

const looksNumeric = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/;

const number = (text: string): Literal => ({ kind: 'Number', text: canonicalNumber(text) });
const truth = (digit: string): Literal | null =>
  digit === '1' || digit === '0' ? { kind: 'Boolean', value: digit === '1' } : null;

const asNumber = (value: Literal): Literal => {
  if (value.kind === 'Boolean') return { kind: 'Number', text: value.value ? '1' : '0' };
  if (value.kind === 'Number') return number(value.text);
  return value.kind === 'String' && looksNumeric.test(value.value) ? number(value.value) : value;
};

const asText = (value: Literal): Literal => {
  if (value.kind === 'Boolean') return { kind: 'String', value: value.value ? '1' : '0' };
  // 1.10 and 1e3 are numbers first and become '1.1' and '1000.0': only whole numbers surely keep their digits.
  if (value.kind === 'Number' && /^(0|-?[1-9]\d{0,17})$/.test(value.text)) return { kind: 'String', value: value.text };
  return value;
};

const storedAs = (value: Literal, type: DataType): Literal => {
  if (type.kind === 'Boolean') {
    const n = asNumber(value);
    return (n.kind === 'Number' ? truth(n.text) : null) ?? n;
  }
  const affinity = affinityOf(spellingOf(type));
  if (affinity === 'text') return asText(value);
  if (affinity !== 'blob') return asNumber(value);
  return value.kind === 'Boolean' ? asNumber(value) : value;
};

const clock: Readonly<Record<string, string>> = {
  now: 'current_timestamp',
  localtimestamp: 'current_timestamp',
  current_timestamp: 'current_timestamp',
  current_date: 'current_date',
  curdate: 'current_date',
  current_time: 'current_time',
  curtime: 'current_time',
};

/** `CURRENT_TIMESTAMP(6)` and `now()` are the bare words here: SQLite's clock words take no precision. */
const clockWord = (e: Expr): Expr => {
  const word = e.kind === 'Call' && Object.hasOwn(clock, e.name) ? clock[e.name] : undefined;
  const sized = e.kind === 'Call' && e.args.every((a) => a.kind === 'Literal' && a.value.kind === 'Number');
  return word !== undefined && sized ? E.call(word) : e;
};

/** A text with U+0000 in it is written as CAST(X'…' AS TEXT) (quote.ts). */
const textOf = (hex: string): string =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));

const literalOf = (e: Expr): Literal | null => {
  if (e.kind === 'Literal') return e.value;
  if (e.kind === 'Cast' && e.type === 'text' && e.arg.kind === 'Literal' && e.arg.value.kind === 'Bytes') {
    return { kind: 'String', value: textOf(e.arg.value.hex) };
  }
  const inner = e.kind === 'Unary' && e.op === '-' ? literalOf(e.arg) : null;
  if (inner?.kind !== 'Number') return null;
  return { kind: 'Number', text: inner.text.startsWith('-') ? inner.text.slice(1) : `-${inner.text}` };
};

/** `lowered` is the default with its expression already in this engine's words. */
export const physicalDefault = (lowered: Default | null, type: DataType): Default | null => {
  if (lowered === null) return null;
  const literal = lowered.kind === 'Value' ? lowered.value : literalOf(lowered.expr);
  if (literal?.kind === 'Null') return null;
  if (literal !== null) return { kind: 'Value', value: storedAs(literal, type) };
  return lowered.kind === 'Expression' ? { kind: 'Expression', expr: clockWord(lowered.expr) } : null;
};

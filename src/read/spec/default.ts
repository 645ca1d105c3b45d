/**
 * A field's default. `default:` is a value of the field's type, `default_sql:` an expression. A number keeps its digits as
 * written (1.10 stays 1.10); what YAML parsers disagree about is refused unless it is quoted.
 */
import { E, type Literal } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import { suggest } from '../../ir/suggest.js';
import type { DataType } from '../../ir/type.js';
import { ambiguous, readsAsBoolean } from './column-type.js';
import { asJson, asMoment } from './default-text.js';
import { asExpr } from './expression.js';
import { booleanOf, isNull, type Node, type ScalarNode } from './node.js';
import type { Source } from './report.js';
import { badValue, expected, type Keys } from './values.js';

export const asDefault = (src: Source, keys: Keys, type: DataType, nullable: boolean): Default | null => {
  const value = keys.get('default');
  const sql = keys.get('default_sql');
  if (value !== undefined && sql !== undefined) {
    return badValue(src, sql.value, 'default_sql', 'the field has default: too', 'Keep one of them.');
  }
  if (sql !== undefined) {
    const expr = asExpr(src, sql.value, 'default_sql');
    return expr === null ? null : { kind: 'Expression', expr };
  }
  if (value === undefined) return null;
  if (isNull(value.value)) {
    return nullable
      ? null
      : badValue(src, value.value, 'default', 'the field is NOT NULL', 'Add nullable: true, or remove the default.');
  }
  return asValue(src, value.value, type);
};

const literal = (value: Literal | null): Default | null => (value === null ? null : { kind: 'Value', value });
const number = (text: string): Literal => ({ kind: 'Number', text });
const string = (value: string): Literal => ({ kind: 'String', value });
const now = (name: string): Default => ({ kind: 'Expression', expr: E.call(name) });

/** What `now` is for the type; the engine's clock, read when a row is written. */
const clocks: Readonly<Partial<Record<DataType['kind'], string>>> = {
  DateTime: 'current_timestamp',
  Date: 'current_date',
  Time: 'current_time',
  Native: 'current_timestamp',
};

const asValue = (src: Source, node: Node, type: DataType): Default | null => {
  if (type.kind === 'Json') {
    const json = asJson(src, node);
    return json === null ? null : literal(string(json));
  }
  if (node.kind !== 'Scalar') return expected(src, node, 'default', 'a value', 'Write an expression as default_sql:.');
  if (node.text.toLowerCase() === 'now') {
    const clock = clocks[type.kind];
    if (clock !== undefined) return now(clock);
    if (node.plain && !(type.kind === 'Enum' && type.values.includes(node.text)))
      return ambiguous(src, node, 'default');
  }
  return literal(asLiteral(src, node, type));
};

const asLiteral = (src: Source, node: ScalarNode, type: DataType): Literal | null => {
  switch (type.kind) {
    case 'Boolean':
      return asBooleanLiteral(src, node);
    case 'Integer':
      return asInteger(src, node, type.bits, type.unsigned);
    case 'Decimal':
    case 'Float':
      return asNumber(src, node, type);
    case 'Year':
      return /^\d{4}$/.test(node.text) ? number(node.text) : badValue(src, node, 'default', 'a year has four digits');
    case 'Varchar':
    case 'Char':
    case 'Text':
      return asString(src, node, type.kind === 'Text' ? null : type.length);
    case 'Enum':
      return asLabel(src, node, type.values);
    case 'Set':
      return asLabels(src, node, type.values);
    case 'Uuid':
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(node.text)
        ? string(node.text.toLowerCase())
        : badValue(src, node, 'default', 'it is no UUID', 'Write what makes one as default_sql:.');
    case 'Date':
    case 'Time':
    case 'DateTime': {
      const moment = asMoment(src, node, type);
      return moment === null ? null : string(moment);
    }
    case 'Binary':
    case 'Blob':
      return { kind: 'Bytes', hex: hexOf(node.text) };
    case 'Native':
      return asAny(node);
    case 'Bit':
    case 'Json':
      return badValue(src, node, 'default', 'engines write it differently', 'Write it as default_sql:.');
  }
};

/** A boolean field says enough for `no` and `off` to mean one thing only. */
const asBooleanLiteral = (src: Source, node: ScalarNode): Literal | null => {
  const text = node.text.toLowerCase();
  const value = /^(?:true|yes|on|1)$/.test(text) ? true : /^(?:false|no|off|0)$/.test(text) ? false : null;
  return value === null ? expected(src, node, 'default', 'true or false') : { kind: 'Boolean', value };
};

const asInteger = (src: Source, node: ScalarNode, bits: number, unsigned: boolean): Literal | null => {
  if (leadingZero(node)) return withoutZero(src, node);
  const hexadecimal = /^0x[0-9a-f]{1,16}$/i.test(node.text);
  if (!hexadecimal && !/^[-+]?\d{1,20}$/.test(node.text)) return expected(src, node, 'default', 'a whole number');
  const value = BigInt(node.text.replace(/^\+/, ''));
  const least = unsigned ? 0n : -(2n ** BigInt(bits - 1));
  const most = 2n ** BigInt(unsigned ? bits : bits - 1) - 1n;
  return value < least || value > most
    ? badValue(src, node, 'default', `it must be from ${least} to ${most}`)
    : number(String(value));
};

/** 010 is 8 in YAML 1.1 and 10 in 1.2; 0o10 is a text in 1.1. */
const leadingZero = (node: ScalarNode): boolean => node.plain && /^[-+]?0[0-9o]/i.test(node.text);

const withoutZero = (src: Source, node: ScalarNode): null => {
  const value = node.text;
  src.report(
    'spec.ambiguous-scalar',
    node.offset,
    { key: 'default', value, why: 'octal or decimal' },
    'Write it without the leading zero.',
  );
  return null;
};

const asNumber = (src: Source, node: ScalarNode, type: DataType & { kind: 'Decimal' | 'Float' }): Literal | null => {
  if (leadingZero(node)) return withoutZero(src, node);
  const shape = type.kind === 'Float' ? /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i : /^[-+]?(?:\d+\.?\d*|\.\d+)$/;
  if (!shape.test(node.text)) {
    return expected(src, node, 'default', 'a number', 'Write anything else as default_sql:.');
  }
  // `+.5` → `0.5`, `1.` → `1`, `007.50` → `7.50`: SQL's own spelling, the same digits.
  const [, sign = '', whole = '', rest = ''] = /^\+?(-?)0*(\d*)(.*)$/.exec(node.text) ?? [];
  const text = `${sign}${whole === '' ? '0' : whole}${rest.replace(/^\.(?=e|$)/i, '')}`;
  if (type.unsigned && text.startsWith('-')) return badValue(src, node, 'default', 'the field is unsigned');
  return number(text);
};

const asString = (src: Source, node: ScalarNode, length: number | null): Literal | null => {
  if (readsAsBoolean(node)) return ambiguous(src, node, 'default');
  return length !== null && [...node.text].length > length
    ? badValue(src, node, 'default', `it is longer than ${length} characters`)
    : string(node.text);
};

const asLabel = (src: Source, node: ScalarNode, values: ReadonlyArray<string>): Literal | null => {
  if (values.includes(node.text)) return string(node.text);
  const near = suggest(node.text, values);
  const hint = near === null ? `Its values are ${values.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`;
  return badValue(src, node, 'default', 'it is none of the values', hint);
};

const asLabels = (src: Source, node: ScalarNode, values: ReadonlyArray<string>): Literal | null => {
  const said = node.text === '' ? [] : node.text.split(',');
  const strange = said.find((label) => !values.includes(label));
  // MySQL stores and prints the labels in the order of the definition.
  return strange === undefined
    ? string(values.filter((label) => said.includes(label)).join(','))
    : badValue(src, node, 'default', `${JSON.stringify(strange)} is none of the values`);
};

/** For a type that only its engine knows, the value is what YAML says. */
const asAny = (node: ScalarNode): Literal => {
  const value = booleanOf(node);
  if (value !== null) return { kind: 'Boolean', value };
  return node.plain && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(node.text) ? number(node.text) : string(node.text);
};

const hexOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');

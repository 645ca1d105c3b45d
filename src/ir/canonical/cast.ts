/**
 * Casts that an engine adds by itself. PostgreSQL prints every implicit cast: `(name)::text = 'x'::text`,
 * `price * (quantity)::numeric`, `ARRAY['a'::character varying]::text[]`. What changes a value stays.
 */
import { E, type Expr, type ExprByKind } from '../expression.js';
import type { DataType } from '../type.js';
import { booleanOf, plainNumber } from './literal.js';

/** What is known of a column; null = nothing. */
export type TypeOf = (column: string) => DataType | null;

const names: Readonly<Record<string, string>> = {
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  int2: 'smallint',
  bool: 'boolean',
  decimal: 'numeric',
  dec: 'numeric',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  'signed integer': 'signed',
  'unsigned integer': 'unsigned',
  varbit: 'bit varying',
};

/** One name for each type. The character set of MySQL's CHAR is that of the connection that made it. */
export const plainType = (type: string): string => {
  const args = /\([^)]*\)/.exec(type)?.[0] ?? '';
  const dims = /(?:\[\])+$/.exec(type)?.[0] ?? '';
  const words = type
    .slice(0, type.length - dims.length)
    .replace(args, '')
    .replace(/ charset (?!binary)\w+$/, '')
    .replace(/ +/g, ' ')
    .trim();
  const base = names[words] ?? words;
  // MySQL and MariaDB show binary(3) so.
  if (base === 'char charset binary') return `binary${args}${dims}`;
  if (base === 'char' && args !== '') return `character${args}${dims}`;
  const scaled = base === 'numeric' && /^\(\d+\)$/.test(args) ? args.replace(')', ',0)') : args;
  const zoned = /^(timestamp|time|interval)( .*)?$/.exec(base);
  return (zoned === null ? `${base}${scaled}` : `${zoned[1]}${scaled}${zoned[2] ?? ''}`) + dims;
};

const texts = new Set(['text', 'character varying', 'char', 'bpchar', 'string', 'name', 'longtext', '"char"']);
/** From narrow to wide: PostgreSQL widens by itself along this line. */
const tower = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];
const moments = ['date', 'timestamp without time zone', 'timestamp with time zone'];
const rankIn = (type: string): number => Math.max(tower.indexOf(type), moments.indexOf(type));
const sameLine = (a: string, b: string): boolean => tower.includes(a) === tower.includes(b) && rankIn(b) >= 0;

export const isText = (type: string): boolean => texts.has(type);
/** PostgreSQL prints a value of such a type in one way, however it was written. */
export const isReformatted = (type: string): boolean =>
  /^(date|datetime|interval|time(stamp)?|uuid|jsonb)\b/.test(type) && !type.endsWith(']');

/** The name of a column's type where it stands on one of the two lines, `text` for any text, `other`, or null. */
const nameOf = (type: DataType | null): string | null => {
  switch (type?.kind) {
    case undefined:
    case 'Native':
      return null;
    case 'Integer':
      return type.bits <= 16 ? 'smallint' : type.bits <= 32 ? 'integer' : 'bigint';
    case 'Year':
      return 'smallint';
    case 'Decimal':
      return 'numeric';
    case 'Float':
      return type.bits === 32 ? 'real' : 'double precision';
    case 'Date':
      return 'date';
    case 'DateTime':
      return type.variant === 'instant' ? 'timestamp with time zone' : 'timestamp without time zone';
    case 'Varchar':
    case 'Char':
    case 'Text':
      return 'text';
    default:
      return 'other';
  }
};

const numbers = new Set(['+', '-', '*', '/', '%']);
const counts = new Set(['char_length', 'octet_length', 'locate', 'ascii']);

/** The type of an expression as far as it can be told from its columns; null = nobody knows. */
export const typeName = (e: Expr, typeOf: TypeOf): string | null => {
  switch (e.kind) {
    case 'Column':
      return nameOf(typeOf(e.name));
    case 'Cast':
      return isText(e.type) ? 'text' : e.type.replace(/\(.*\)/, '');
    case 'Literal':
      if (e.value.kind === 'Number')
        return /^-?\d{1,9}$/.test(e.value.text) ? 'integer' : e.value.text.includes('.') ? 'numeric' : 'bigint';
      return e.value.kind === 'Boolean' ? 'other' : null;
    case 'Unary':
      return e.op === '-' ? typeName(e.arg, typeOf) : 'other';
    case 'Binary':
      if (e.op === '||') return 'text';
      return numbers.has(e.op) ? widest([e.left, e.right], typeOf) : 'other';
    case 'Call':
      if (e.name === 'extract') return 'numeric';
      if (e.name === 'coalesce' || e.name === 'nullif') return widest(e.args, typeOf);
      return counts.has(e.name) ? 'integer' : null;
    case 'Case':
      return widest([...e.whens.map((w) => w.result), ...(e.otherwise === null ? [] : [e.otherwise])], typeOf);
    case 'Is':
    case 'In':
    case 'Between':
      return 'other';
    default:
      return null;
  }
};

const widest = (parts: ReadonlyArray<Expr>, typeOf: TypeOf): string | null => {
  let best: string | null = null;
  for (const part of parts) {
    const type = typeName(part, typeOf);
    if (type === null) return null;
    if (best === null || rankIn(type) > rankIn(best)) best = type;
  }
  return best;
};

/** A cast by itself: of a literal to what it is anyway, of text to text, of NULL to anything. */
export const plainCast = (e: ExprByKind['Cast'], typeOf: TypeOf): Expr => {
  const type = plainType(e.type);
  const arg = e.arg;
  const kept: Expr = { ...e, type };
  if (arg.kind === 'Array') return isText(type.replace(/(?:\[\])+$/, '')) ? arg : kept;
  if (arg.kind !== 'Literal') {
    if (!isText(type) || type === 'bpchar' || type === '"char"') return kept;
    const known = typeName(arg, typeOf);
    return known === null || known === 'text' ? arg : kept;
  }
  const value = arg.value;
  if (value.kind === 'Null') return arg;
  if (
    value.kind === 'Number' &&
    /^-?\d+$/.test(value.text) &&
    (type === 'integer' || type === 'bigint' || type === 'smallint')
  )
    return arg;
  if (value.kind !== 'String') return kept;
  if (tower.includes(type) && isNumeric(value.value)) {
    const text = plainNumber(value.value);
    const number = E.number(text);
    const whole = !text.includes('.');
    // '2'::numeric is a decimal where the bare 2 is not one; '1.5'::integer is an error.
    return (tower.indexOf(type) <= tower.indexOf('bigint') && whole) || (type === 'numeric' && !whole)
      ? number
      : { ...kept, arg: number };
  }
  if (type === 'boolean') {
    const truth = booleanOf(value.value);
    return truth === null ? kept : E.boolean(truth);
  }
  if (isReformatted(type)) return kept;
  return /[()]/.test(type) ? kept : arg;
};

const isNumeric = (text: string): boolean => /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);

/** Beside a number PostgreSQL reads `'1'` as the number and prints 1. */
export const typedNumbers = (operands: ReadonlyArray<Expr>, typeOf: TypeOf): ReadonlyArray<Expr> => {
  const beside = operands.some((e) => e.kind !== 'Literal' && tower.includes(typeName(e, typeOf) ?? ''));
  return beside
    ? operands.map((e) =>
        e.kind === 'Literal' && e.value.kind === 'String' && isNumeric(e.value.value)
          ? E.number(plainNumber(e.value.value))
          : e,
      )
    : operands;
};

/**
 * Operands that an engine brings to one type: of an operator, COALESCE, CASE, IN. A cast that the others imply goes;
 * one that nothing implies stands on every operand that is no constant.
 */
export const withoutImplied = (operands: ReadonlyArray<Expr>, typeOf: TypeOf): ReadonlyArray<Expr> => {
  const wide = operands.flatMap((e) => (isLineCast(e) ? [e.type] : []));
  const target = wide.reduce((a, b) => (rankIn(b) > rankIn(a) ? b : a), wide[0] ?? '');
  if (target === '' || wide.some((type) => !sameLine(target, type))) return operands;
  const bare = operands.map((e) => (isLineCast(e) && widens(e, target, typeOf) ? e.arg : e));
  const stranger = bare.some((e) => {
    const type = typeName(e, typeOf);
    return type !== null && !sameLine(target, type);
  });
  if (stranger) return operands;
  const implied = operands.some((e, i) => {
    const alone = bare[i] ?? e;
    const type = typeName(alone, typeOf);
    if (type === null) return alone === e && e.kind !== 'Literal';
    return rankIn(type) >= rankIn(target);
  });
  if (!implied) {
    if (bare.every(isConstant)) return operands;
    return bare.map((e) => (isConstant(e) || (e.kind === 'Cast' && e.type === target) ? e : E.cast(e, target)));
  }
  // A cast inside a cast that went: ('100000'::numeric)::double precision.
  return bare.some((e, i) => e !== operands[i]) ? withoutImplied(bare, typeOf) : bare;
};

const isConstant = (e: Expr): boolean => e.kind === 'Literal' || (e.kind === 'Cast' && isConstant(e.arg));

/** Not of a string: '2020-01-01'::date is a date whatever stands beside it. */
const isLineCast = (e: Expr): e is ExprByKind['Cast'] =>
  e.kind === 'Cast' && rankIn(e.type) >= 0 && !(e.arg.kind === 'Literal' && e.arg.value.kind === 'String');

/** The cast takes a value of a narrower type (or of one that nobody knows) along the line, so it loses nothing. */
const widens = (e: ExprByKind['Cast'], target: string, typeOf: TypeOf): boolean => {
  if (e.type !== target) return false;
  const from = typeName(e.arg, typeOf);
  if (from === null) return target === 'numeric' || target === 'double precision' || moments.indexOf(target) > 0;
  return sameLine(target, from) && rankIn(from) <= rankIn(target);
};

const read: Readonly<Partial<Record<DataType['kind'], string>>> = {
  Date: 'date',
  Time: 'time without time zone',
  DateTime: 'timestamp without time zone',
  Uuid: 'uuid',
  Json: 'jsonb',
};
const numeric: ReadonlySet<string> = new Set(['Integer', 'Decimal', 'Float']);

/** A literal as a column of the type takes it: a number without idle zeros, a moment, a truth value. */
export const assigned = (e: Expr, type: DataType | null): Expr => {
  if (type === null) return e;
  const literal = e.kind === 'Cast' && isReformatted(e.type) ? e.arg : e;
  if (literal.kind !== 'Literal') return e;
  const value = literal.value;
  const text = value.kind === 'String' ? value.value : value.kind === 'Number' ? value.text : null;
  if (numeric.has(type.kind)) {
    if (value.kind === 'Boolean') return E.number(value.value ? 1 : 0);
    return text !== null && isNumeric(text)
      ? E.number(
          plainNumber(text)
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, ''),
        )
      : e;
  }
  if (type.kind === 'Boolean') {
    const truth = text === null ? null : booleanOf(text);
    return truth === null ? e : E.boolean(truth);
  }
  const as = read[type.kind];
  return as !== undefined && value.kind === 'String' ? E.cast(literal, as) : e;
};

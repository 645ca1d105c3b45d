/**
 * What kind of value an expression gives, as far as comparing goes: beside a number both servers read a text as a number,
 * beside a date as a date. https://dev.mysql.com/doc/refman/8.4/en/type-conversion.html
 */
import type { Expr } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';

/** `label`: an ENUM or SET, which is a text beside a text and a number beside a number. */
export type ValueKind = 'number' | 'text' | 'label' | 'moment' | 'time' | 'null';

/** The types of columns; null = not known. */
export type TypeOf = (column: string) => DataType | null;

export const kindOfType = (type: DataType | null): ValueKind | null => {
  switch (type?.kind) {
    case 'Boolean':
    case 'Integer':
    case 'Decimal':
    case 'Float':
    case 'Year':
    case 'Bit':
      return 'number';
    case 'Varchar':
    case 'Char':
    case 'Text':
      return 'text';
    case 'Enum':
    case 'Set':
      return 'label';
    case 'Date':
    case 'DateTime':
      return 'moment';
    case 'Time':
      return 'time';
    default:
      return null;
  }
};

const calls: Readonly<Record<'number' | 'text' | 'moment', ReadonlySet<string>>> = {
  number: new Set([
    ...['abs', 'round', 'floor', 'ceil', 'ceiling', 'mod', 'power', 'pow', 'sqrt', 'truncate', 'sign'],
    ...[
      'length',
      'char_length',
      'character_length',
      'octet_length',
      'bit_length',
      'position',
      'locate',
      'instr',
      'ascii',
    ],
    ...['year', 'month', 'day', 'dayofmonth', 'dayofweek', 'dayofyear', 'hour', 'minute', 'second', 'quarter', 'week'],
    ...['extract', 'datediff', 'to_days', 'unix_timestamp', 'time_to_sec', 'find_in_set', 'crc32', 'json_valid'],
  ]),
  text: new Set([
    ...['concat', 'concat_ws', 'left', 'right', 'lower', 'lcase', 'upper', 'ucase', 'lpad', 'rpad', 'trim', 'ltrim'],
    ...['rtrim', 'repeat', 'replace', 'reverse', 'substr', 'substring', 'mid', 'substring_index', 'hex', 'md5', 'sha1'],
    ...['sha2', 'json_unquote', 'date_format', 'format', 'insert', 'elt', 'space', 'uuid', 'regexp_replace'],
  ]),
  moment: new Set(['date', 'current_date', 'current_timestamp', 'last_day', 'from_days', 'makedate']),
};

const chosen: ReadonlySet<string> = new Set(['coalesce', 'ifnull', 'greatest', 'least']);

const kindOfCast = (type: string): ValueKind | null => {
  const word = /^[a-z]+/i.exec(type)?.[0]?.toLowerCase() ?? '';
  if (/^(signed|unsigned|decimal|double|float|real|year)$/.test(word)) return 'number';
  if (/^n?char$/.test(word)) return 'text';
  return /^date(time)?$/.test(word) ? 'moment' : word === 'time' ? 'time' : null;
};

/** Of several values one is chosen: with a text among them the choice is a text. */
const common = (kinds: ReadonlyArray<ValueKind | null>): ValueKind | null => {
  const [first, ...rest] = kinds.filter((k) => k !== 'null');
  if (first === undefined) return 'null';
  if (rest.every((k) => k === first)) return first;
  return [first, ...rest].some((k) => k === 'text' || k === 'label') ? 'text' : null;
};

export const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

export const isComparison = (op: string): boolean => /^([<>=]+|is (not )?distinct from)$/.test(op);

export const isInterval = (e: Expr): boolean => e.kind === 'Call' && e.name.startsWith('interval ');

/** Null: nobody can say. */
export const kindOf = (e: Expr, typeOf: TypeOf): ValueKind | null => {
  const of = (x: Expr): ValueKind | null => kindOf(x, typeOf);
  switch (e.kind) {
    case 'Column':
      return kindOfType(typeOf(e.name));
    case 'Literal':
      if (e.value.kind === 'String') return 'text';
      if (e.value.kind === 'Null') return 'null';
      return e.value.kind === 'Bytes' ? null : 'number';
    case 'Cast':
      return kindOfCast(e.type);
    case 'Collate':
      return of(e.arg);
    case 'Binary':
      // A moment and an interval make a moment, or a text.
      if ([e.left, e.right].some(isInterval)) return null;
      return e.op === '||' ? 'text' : 'number';
    case 'Unary':
    case 'Is':
    case 'In':
    case 'Between':
      return 'number';
    case 'Call': {
      for (const kind of ['number', 'text', 'moment'] as const) if (calls[kind].has(e.name)) return kind;
      const [first, second, third] = e.args;
      if (e.name === 'nullif' && first !== undefined) return of(first);
      if (e.name === 'if' && second !== undefined && third !== undefined) return common([of(second), of(third)]);
      return chosen.has(e.name) ? common(e.args.map(of)) : null;
    }
    case 'Case':
      return common([...e.whens.map((w) => of(w.result)), ...(e.otherwise === null ? [] : [of(e.otherwise)])]);
    default:
      return null;
  }
};

/** The small words of the notation: names, strings, numbers, types, expressions. Everything stays on one line. */
import type { Expr, Literal } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import type { DataType } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import { portableStyle } from '../../sql/portable.js';
import { printExpression } from '../../sql/print-expression.js';

/** Control characters, line and paragraph separators, direction marks and halves of characters. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/g;
const pair = /[\ud800-\udbff][\udc00-\udfff]/;
const code = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Between marks, with the closing mark and the backslash escaped. */
const escaped = (text: string, mark: string): string =>
  text
    .split(/([\ud800-\udbff][\udc00-\udfff])/)
    .map((piece) =>
      pair.test(piece)
        ? piece
        : piece
            .replaceAll('\\', '\\\\')
            .replaceAll(mark, `\\${mark}`)
            .replace(unseen, (c) => short[c] ?? code(c)),
    )
    .join('');

export const text = (value: string): string => `'${escaped(value, "'")}'`;
export const name = (id: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(id) ? id : `"${escaped(id, '"')}"`);
export const names = (ids: ReadonlyArray<string>): string => `(${ids.map(name).join(', ')})`;
export const texts = (values: ReadonlyArray<string>): string => `(${values.map(text).join(', ')})`;
export const qualified = (q: QName): string =>
  q.namespace === null ? name(q.name) : `${name(q.namespace)}.${name(q.name)}`;
/** A column with its table: `users.email`. */
export const columnOf = (table: QName, column: string): string => `${qualified(table)}.${name(column)}`;

/** Digits as they are, anything else as a string. */
export const number = (digits: string): string =>
  /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? digits : `number ${text(digits)}`;

export const literal = (value: Literal): string => {
  switch (value.kind) {
    case 'String':
      return text(value.value);
    case 'Number':
      return number(value.text);
    case 'Boolean':
      return String(value.value);
    case 'Bytes':
      return `bytes ${text(value.hex)}`;
    case 'Null':
      return 'null';
  }
};

const arguments_ = (...args: ReadonlyArray<number | null>): string =>
  args.every((a) => a === null) ? '' : `(${args.map((a) => a ?? '*').join(',')})`;
const sizes = { tiny: 'tiny', regular: '', medium: 'medium', long: 'long' } as const;
const integers = { 8: 'tinyint', 16: 'smallint', 24: 'mediumint', 32: 'int', 64: 'bigint' } as const;
const unsigned = (type: { readonly unsigned: boolean }): string => (type.unsigned ? ' unsigned' : '');

export const type = (t: DataType): string => {
  switch (t.kind) {
    case 'Boolean':
    case 'Date':
    case 'Year':
    case 'Uuid':
      return t.kind.toLowerCase();
    case 'Integer':
      return integers[t.bits] + unsigned(t);
    case 'Decimal':
      return `decimal${arguments_(t.precision, ...(t.scale === null ? [] : [t.scale]))}${unsigned(t)}`;
    case 'Float':
      return (t.bits === 32 ? 'float' : 'double') + unsigned(t);
    case 'Varchar':
      return `varchar${arguments_(t.length)}`;
    case 'Char':
      return `char(${t.length})`;
    case 'Text':
      return `${sizes[t.size]}text`;
    case 'Blob':
      return `${sizes[t.size]}blob`;
    case 'Binary':
      return `${t.fixed ? 'binary' : 'varbinary'}(${t.length})`;
    case 'Bit':
      return (t.varying ? 'varbit' : 'bit') + arguments_(t.length);
    case 'Time':
      return `time${arguments_(t.precision)}${t.zone ? ' with zone' : ''}`;
    case 'DateTime':
      return t.variant + arguments_(t.precision);
    case 'Json':
      return t.binary ? 'jsonb' : 'json';
    case 'Enum':
      return `enum${t.type === null ? '' : ` ${qualified(t.type)}`}${t.type !== null && t.values.length === 0 ? '' : texts(t.values)}`;
    case 'Set':
      return `set${texts(t.values)}`;
    case 'Native': {
      if (t.byEngine === undefined) return `native ${text(t.spelling)}`;
      const each = Object.entries(t.byEngine.spelling).map(([engine, spelling]) => `${engine} ${text(spelling)}, `);
      const otherwise = t.byEngine.otherwise === null ? 'none' : type(t.byEngine.otherwise);
      return `native ${text(t.spelling)} (${each.join('')}otherwise ${otherwise})`;
    }
  }
};

const always = (id: string): string => `"${id.replaceAll('"', '""')}"`;
const bare = (id: string): string => (/^[a-z_][a-z0-9_]*$/i.test(id) ? id : always(id));

export const identical = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const other: Readonly<Record<string, unknown>> = { ...b };
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([k, v]) => Object.hasOwn(other, k) && identical(v, other[k]))
  );
};

/** SQL in braces where it reads back as what it was; else the tree itself in brackets. */
export const expr = (e: Expr): string => {
  for (const quote of [bare, always]) {
    const sql = printExpression(portableStyle(quote))(e);
    if (isLeft(sql)) break;
    const read = parseExpression(sql.right, 'portable');
    if (!isLeft(read) && identical(read.right, e)) return `{${escaped(sql.right, '}')}}`;
  }
  return tree(e);
};

const optional = (e: Expr | null): string => (e === null ? '-' : tree(e));
const not = (negated: boolean): string => (negated ? 'not ' : '');

const tree = (e: Expr): string => {
  switch (e.kind) {
    case 'Literal':
      return `[${literal(e.value)}]`;
    case 'Column':
      return `[column ${e.table === null ? '' : `${name(e.table)}.`}${name(e.name)}]`;
    case 'Unary':
      return `[unary ${text(e.op)} ${tree(e.arg)}]`;
    case 'Binary':
    case 'Operator':
      return `[${e.kind.toLowerCase()} ${text(e.op)} ${tree(e.left)} ${tree(e.right)}]`;
    case 'Is':
      return `[is ${not(e.negated)}${e.what} ${tree(e.arg)}]`;
    case 'In':
      return `[${not(e.negated)}in ${[e.arg, ...e.list].map(tree).join(' ')}]`;
    case 'Between':
      return `[${not(e.negated)}between ${[e.arg, e.low, e.high].map(tree).join(' ')}]`;
    case 'Call':
      return `[call ${text(e.name)}${e.args.map((a) => ` ${tree(a)}`).join('')}]`;
    case 'Case': {
      const whens = e.whens.map((w) => ` when ${tree(w.when)} ${tree(w.result)}`).join('');
      return `[case ${optional(e.operand)}${whens} else ${optional(e.otherwise)}]`;
    }
    case 'Cast':
      return `[cast ${tree(e.arg)} ${text(e.type)}]`;
    case 'Collate':
      return `[collate ${tree(e.arg)} ${text(e.collation)}]`;
    case 'Array':
      return `[array${e.items.map((a) => ` ${tree(a)}`).join('')}]`;
    case 'Native':
      return `[native${Object.entries(e.text)
        .map(([engine, sql]) => ` ${engine} ${text(sql)}`)
        .join('')}]`;
  }
};

/**
 * One form for a default, whoever states it: a spec (`'5'` for an integer) or the catalog (`'5'::integer`, `NULL::text`).
 * Casts that the server adds to a literal are taken off; https://www.postgresql.org/docs/18/catalog-pg-attrdef.html
 * stores the expression after the literal was coerced to the column's type.
 */
import type { Expr, Literal } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { canonicalValue } from './canonical-value.js';
import { quoteName } from './quote.js';
import { parse } from './types.js';

const families: Readonly<Partial<Record<DataType['kind'], string>>> = {
  Integer: 'number',
  Decimal: 'number',
  Float: 'number',
  Varchar: 'text',
  Char: 'text',
  Text: 'text',
};

const familyOf = (t: DataType): string => families[t.kind] ?? t.kind;

const bare = (name: string): string =>
  name
    .replace(/\(.*\)/, '')
    .replaceAll('"', '')
    .trim()
    .toLowerCase();

const isMoney = (t: DataType): boolean => t.kind === 'Native' && t.spelling === 'money';

/** Whether the cast is one that the server adds, or that changes nothing, for a column of the type. */
const addsNothing = (type: DataType, cast: string): boolean => {
  if (type.kind === 'Enum' && type.type !== null) {
    const qualified = type.type.namespace === null ? type.type.name : `${type.type.namespace}.${type.type.name}`;
    return (
      cast === quoteName(type.type) || cast === qualified || cast === `"${type.type.name}"` || cast === type.type.name
    );
  }
  if (cast === 'bpchar' || cast === '"bit"') return familyOf(type) === (cast === 'bpchar' ? 'text' : 'Bit');
  const target = parse(cast);
  if (isMoney(type) && familyOf(target) === 'number') return true;
  if (type.kind === 'Native') return target.kind === 'Native' && bare(target.spelling) === bare(type.spelling);
  if (type.kind === 'DateTime' && target.kind === 'DateTime') return type.variant === target.variant;
  if (type.kind === 'Time' && target.kind === 'Time') return type.zone === target.zone;
  if (type.kind === 'Json' && target.kind === 'Json') return type.binary === target.binary;
  return familyOf(type) === familyOf(target);
};

const literalOf = (type: DataType, e: Expr): Literal | null => {
  if (e.kind === 'Literal') return e.value;
  if (e.kind === 'Unary' && e.op === '-' && e.arg.kind === 'Literal' && e.arg.value.kind === 'Number')
    return {
      kind: 'Number',
      text: e.arg.value.text.startsWith('-') ? e.arg.value.text.slice(1) : `-${e.arg.value.text}`,
    };
  return e.kind === 'Cast' && addsNothing(type, e.type) ? literalOf(type, e.arg) : null;
};

/** A cast to a length cuts: `'abcdef'::varchar(3)` is not `'abcdef'`. */
const cuts = (e: Expr): boolean =>
  e.kind === 'Cast' &&
  // Parentheses in a quoted name are part of the name.
  (/\(/.test(e.type.replace(/"(?:[^"]|"")*"/g, '')) || cuts(e.arg)) &&
  !/^(timestamp|time)/.test(e.type);

export const canonicalDefault = (type: DataType, value: Default | null): Default | null => {
  if (value === null) return null;
  const literal = value.kind === 'Value' ? value.value : cuts(value.expr) ? null : literalOf(type, value.expr);
  if (literal === null) return value;
  return literal.kind === 'Null' ? null : { kind: 'Value', value: canonicalValue(type, literal) };
};

/** An old value as the new type, as an expression that a trigger can work out of its row. */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { conversion } from './conversion.js';
import { spell } from './types.js';

const isText = (c: Column): boolean => c.type.kind === 'Text' || c.type.kind === 'Varchar' || c.type.kind === 'Char';

export const convert = (from: Column, to: Column): Expr | null => {
  const value = E.column(from.name);
  const type = spell(to.type);
  const how = conversion(from.type, to.type);
  if (how.kind === 'none' || isLeft(type)) return null;
  // As text of any length: what is too long for the column is refused, not cut, and it can be compared with texts.
  if (how.kind === 'assignment') return isText(to) && !isText(from) ? E.cast(value, 'text') : value;
  const texts: Readonly<Record<string, Expr>> = {
    'x::y': E.cast(value, type.right),
    'x::text::y': E.cast(E.cast(value, 'text'), type.right),
    'x::integer::y': E.cast(E.cast(value, 'integer'), type.right),
    'x <> 0': E.binary('<>', value, E.number(0)),
  };
  const text = how.sql('x', 'y');
  return Object.hasOwn(texts, text) ? (texts[text] ?? null) : null;
};

/** As in USING, but that a text which is too long for the column is refused, not cut. */
export const asType = (value: Expr, to: Column): Expr | null => {
  const type = spell(to.type);
  if (isLeft(type)) return null;
  return E.cast(value, isText(to) ? 'text' : type.right);
};

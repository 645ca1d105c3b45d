/** When two values are the same, byte by byte. */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import type { SameValue } from '../in-step.js';
import type { Product } from './product.js';

const arguments_ = (...n: ReadonlyArray<number | null>): string => {
  const given = n.filter((x) => x !== null);
  return given.length === 0 ? '' : `(${given.join(',')})`;
};

/** Text of any character set, with no collation to say that more is the same than a program sees. */
const bytes = (e: Expr): Expr => E.cast(E.cast(e, 'char character set utf8mb4'), 'binary');

const isJson = (product: Product, c: Column): boolean => c.type.kind === 'Json' && product.id === 'mysql';

/**
 * The type as CAST calls it; null where it has no word for it, or none that keeps every value. `exact`: whole numbers too,
 * as decimals, so that a choice between value and column is not made by way of a float.
 * https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html#function_cast
 */
const castOf = (product: Product, c: Column, exact: boolean): string | null => {
  const t = c.type;
  switch (t.kind) {
    case 'Integer':
      return exact ? 'decimal(65,10)' : null;
    case 'Decimal':
      return `decimal${arguments_(t.precision ?? 10, t.scale ?? 0)}`;
    case 'Date':
      return 'date';
    case 'Time':
      return `time${arguments_(t.precision)}`;
    case 'DateTime':
      return `datetime${arguments_(t.precision)}`;
    case 'Binary':
      return t.fixed ? `binary(${t.length})` : 'binary';
    case 'Blob':
      return 'binary';
    case 'Json':
      return isJson(product, c) ? 'json' : null;
    default:
      return null;
  }
};

const isText = (c: Column): boolean => ['Varchar', 'Char', 'Text', 'Enum', 'Set', 'Json'].includes(c.type.kind);

/** The value as the column would hold it. */
export const asHeld = (product: Product, c: Column, value: Expr, exact = false): Expr => {
  const type = castOf(product, c, exact);
  if (type !== null) return E.cast(value, type);
  // Blanks at the end are not stored, or not read back. https://dev.mysql.com/doc/refman/8.4/en/char.html
  return c.type.kind === 'Char' ? E.call('rtrim', value) : value;
};

export const same =
  (product: Product): SameValue =>
  (c, held, value, alike) => {
    const equal = (a: Expr, b: Expr): Expr => E.binary('is not distinct from', a, b);
    if (!isText(c)) return equal(held, alike ? value : asHeld(product, c, value));
    if (alike && !isJson(product, c)) return equal(E.cast(held, 'binary'), E.cast(value, 'binary'));
    return equal(bytes(held), bytes(alike ? value : asHeld(product, c, value)));
  };

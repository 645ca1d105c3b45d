/** An old value as the new type: what a column of its affinity would hold (https://www.sqlite.org/lang_expr.html#castexpr). */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';

const castTo = (t: DataType): string | null => {
  switch (t.kind) {
    case 'Integer':
    case 'Boolean':
      return 'integer';
    case 'Float':
      return 'real';
    case 'Decimal':
      return 'numeric';
    case 'Varchar':
    case 'Char':
    case 'Text':
      return 'text';
    default:
      return null;
  }
};

export const convert = (from: Column, to: Column): Expr | null => {
  const type = castTo(to.type);
  return type === null || castTo(from.type) === null ? null : E.cast(E.column(from.name), type);
};

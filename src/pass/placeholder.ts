/** The value a restored NOT NULL column starts with; null when its type has none that means "nothing". */
import { E, type Expr } from '../ir/expression.js';
import type { DataType } from '../ir/type.js';

export const placeholder = (type: DataType): Expr | null => {
  switch (type.kind) {
    case 'Integer':
    case 'Decimal':
    case 'Float':
      return E.number(0);
    case 'Varchar':
    case 'Char':
    case 'Text':
      return E.string('');
    case 'Boolean':
      return E.boolean(false);
    case 'Date':
      return E.string('1970-01-01');
    case 'DateTime':
      return E.string('1970-01-02 00:00:00');
    default:
      return null;
  }
};

/**
 * Trying an expression of a table that is not there. Nearly every function takes nearly every type; what is refused are
 * names, numbers of arguments and character sets.
 */
import { E, type Expr } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import type { WordTrial } from '../probe.js';

/** https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html#function_cast */
const castOf = (type: DataType, charset: string | null): string | null => {
  switch (type.kind) {
    case 'Boolean':
      return 'signed';
    case 'Integer':
      return type.unsigned ? 'unsigned' : 'signed';
    case 'Decimal':
      return `decimal(${type.precision ?? 10},${type.scale ?? 0})`;
    case 'Float':
      return 'double';
    case 'Varchar':
    case 'Char':
    case 'Text':
    case 'Enum':
    case 'Set':
      return charset === null ? 'char' : `char character set ${charset}`;
    case 'Binary':
    case 'Blob':
      return 'binary';
    case 'Date':
      return 'date';
    case 'Time':
      return 'time(6)';
    case 'DateTime':
      return 'datetime(6)';
    default:
      return null;
  }
};

const nullOf: WordTrial['nullOf'] = (column): Expr => {
  const cast = castOf(column.type, column.charset);
  const none = cast === null ? E.null : B.cast(E.null, cast);
  return column.charset === null || column.collation === null || cast === null
    ? none
    : B.collate(none, column.collation);
};

export const words: WordTrial = {
  nullOf,
  fits: () => null,
  calm: (e) => e,
  knows: { current_timestamp: 'DateTime', current_date: 'Date', uuid: 'Varchar' },
  elsewhere: null,
};

/**
 * Trying an expression of a table that is not there. Nearly every function takes nearly every type; what is refused are
 * names, numbers of arguments and character sets.
 */
import { E, type Expr } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import type { WordTrial } from '../probe.js';
import type { Product } from './product.js';

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

/** Functions that give a truth value; others are numbers, though they only give 0 and 1. [measured on MySQL 9.7] */
const conditions: ReadonlySet<string> = new Set([
  'is_ipv4',
  'is_ipv4_compat',
  'is_ipv4_mapped',
  'is_ipv6',
  'is_uuid',
  'isnull',
  'json_contains',
  'json_contains_path',
  'json_overlaps',
  'json_schema_valid',
  'json_valid',
  'regexp_like',
]);

/** Error 3812. https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html */
const isNoCondition = (e: Expr): boolean => {
  switch (e.kind) {
    case 'Call':
      return !conditions.has(e.name);
    case 'Unary':
      return e.op === '-';
    case 'Binary':
      return numeric.has(e.op);
    case 'Cast':
    case 'Case':
    case 'Collate':
      return true;
    default:
      return false;
  }
};

const numeric: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '||']);

export const words = ({ features }: Product): WordTrial => ({
  isNoCondition: features.checksAreConditions ? isNoCondition : null,
  nullOf,
  fits: () => null,
  lookedUp: null,
  calm: (e) => e,
  knows: { current_timestamp: 'DateTime', current_date: 'Date', uuid: 'Varchar' },
  elsewhere: null,
});

/** Sentences that several checks share. Names stand in them as they are: whoever prints a report escapes them. */
import { type QName, showName } from '../ir/name.js';
import type { DataType } from '../ir/type.js';

export const list = (names: ReadonlyArray<string>): string => names.join(', ');

export const at = (table: QName, column: string): string => `${showName(table)}.${column}`;

/** Something like a type's name, for people; SQL is spelled by dialects. */
export const typeWords = (t: DataType): string => {
  switch (t.kind) {
    case 'Integer':
      return `${t.unsigned ? 'unsigned ' : ''}${t.bits}-bit integer`;
    case 'Decimal':
      return t.precision === null ? 'decimal' : `decimal(${t.precision},${t.scale ?? 0})`;
    case 'Float':
      return t.bits === 32 ? 'single-precision float' : 'double-precision float';
    case 'Varchar':
      return t.length === null ? 'varchar' : `varchar(${t.length})`;
    case 'Char':
    case 'Binary':
      return `${t.kind.toLowerCase()}(${t.length})`;
    case 'Text':
    case 'Blob':
      return t.size === 'regular' ? t.kind.toLowerCase() : `${t.size}${t.kind.toLowerCase()}`;
    case 'Bit':
      return t.length === null ? 'bits' : `${t.length} bits`;
    case 'Time':
      return `time${t.precision === null ? '' : `(${t.precision})`}${t.zone ? ' with time zone' : ''}`;
    case 'DateTime':
      return `${t.variant}${t.precision === null ? '' : `(${t.precision})`}`;
    case 'Enum':
      return t.type === null ? 'enum' : `enum ${showName(t.type)}`;
    case 'Native':
      return t.spelling;
    default:
      return t.kind.toLowerCase();
  }
};

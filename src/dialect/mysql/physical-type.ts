/** Logical type → the one that is stored. Total and idempotent; a type that a catalog gave stays as it is. */
import { keyOf } from '../../ir/name.js';
import type { EnumType } from '../../ir/schema.js';
import { type DataType, T } from '../../ir/type.js';
import { parseType } from './types.js';

const digits = (precision: number | null): number | null =>
  precision === null || precision === 0 ? null : Math.min(precision, 6);

/**
 * `inKey`: the column is part of a key or foreign key. A text without a length becomes TEXT, which holds whatever it
 * may hold; in a key, where TEXT needs a prefix length and would not be compared whole, it becomes varchar(255).
 */
export const physicalType = (type: DataType, enums: ReadonlyArray<EnumType>, inKey: boolean): DataType => {
  switch (type.kind) {
    case 'Decimal':
      return T.decimal(type.precision ?? 10, type.scale ?? 0, type.unsigned);
    case 'Varchar':
      if (type.length === null) return inKey ? T.varchar(255) : T.text();
      // No character set holds more than 65,535 characters in a row.
      return type.length <= 65535 ? type : T.text(type.length <= 4194303 ? 'medium' : 'long');
    case 'Char':
      return type.length > 255 ? T.varchar(type.length) : type;
    case 'Bit':
      return T.bit(type.length ?? 1);
    case 'Time':
      return T.time(digits(type.precision));
    case 'DateTime':
      return T.dateTime(type.variant === 'datetime' ? 'datetime' : 'timestamp', digits(type.precision));
    case 'Uuid':
      return T.char(36);
    case 'Json':
      return T.json(false);
    case 'Enum': {
      const named = type.type;
      const values =
        named === null ? type.values : (enums.find((e) => keyOf(e.name) === keyOf(named))?.values ?? type.values);
      // Blanks at the end of a label are not stored. https://dev.mysql.com/doc/refman/8.4/en/enum.html
      return T.enum(values.map((v) => v.replace(/ +$/, '')));
    }
    case 'Set':
      return T.set(type.values.map((v) => v.replace(/ +$/, '')));
    case 'Native':
      return type.byEngine === undefined ? parseType(type.spelling) : type;
    case 'Boolean':
    case 'Integer':
    case 'Float':
    case 'Text':
    case 'Binary':
    case 'Blob':
    case 'Date':
    case 'Year':
      return type;
  }
};

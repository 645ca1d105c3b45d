/**
 * Type changes that keep every value for sure. Which of them rewrite the table is another question (locks.ts).
 */
import type { Column } from '../../ir/schema.js';
import { type DataType, sameType } from '../../ir/type.js';

const integerDigits = { 8: 3, 16: 5, 24: 8, 32: 10, 64: 19 } as const;

const grows = (from: number | null, to: number | null): boolean => to === null || (from !== null && from <= to);

/** Since 15, before the point. https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL */
export const rounds = (scale: number | null): boolean => scale !== null && scale < 0;

const widensDecimal = (t: DataType, precision: number | null, scale: number | null): boolean => {
  if (precision === null) return t.kind === 'Integer' || t.kind === 'Decimal';
  if (t.kind === 'Integer') return !rounds(scale) && integerDigits[t.bits] <= precision - (scale ?? 0);
  if (t.kind !== 'Decimal' || t.precision === null) return false;
  return (t.scale ?? 0) <= (scale ?? 0) && t.precision - (t.scale ?? 0) <= precision - (scale ?? 0);
};

/** Fractional digits; six when nothing is said. */
const digits = (precision: number | null): number => precision ?? 6;

const widens = (from: DataType, to: DataType): boolean => {
  if (sameType(from, to)) return true;
  switch (to.kind) {
    case 'Integer':
      return from.kind === 'Integer' && !from.unsigned && !to.unsigned && from.bits <= to.bits;
    case 'Decimal':
      return widensDecimal(from, to.precision, to.scale);
    case 'Float':
      // A double holds every integer of 53 bits, a real one of 24.
      return (from.kind === 'Float' && from.bits <= to.bits) || (from.kind === 'Integer' && from.bits < to.bits);
    case 'Varchar':
      return (from.kind === 'Varchar' && grows(from.length, to.length)) || (from.kind === 'Text' && to.length === null);
    case 'Char':
      return from.kind === 'Char' && from.length <= to.length;
    case 'Text':
      return from.kind === 'Varchar' || from.kind === 'Text';
    case 'Bit':
      return from.kind === 'Bit' && from.varying && to.varying && grows(from.length, to.length);
    case 'Time':
      return from.kind === 'Time' && from.zone === to.zone && digits(from.precision) <= digits(to.precision);
    case 'DateTime':
      if (from.kind === 'Date') return to.variant !== 'instant';
      return (
        from.kind === 'DateTime' &&
        (from.variant === 'instant') === (to.variant === 'instant') &&
        digits(from.precision) <= digits(to.precision)
      );
    case 'Native':
      return to.spelling === 'inet' && from.kind === 'Native' && from.spelling === 'cidr';
    default:
      return false;
  }
};

export const keepsValues = (from: Column, to: Column): boolean => widens(from.type, to.type);

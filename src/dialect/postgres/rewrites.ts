/**
 * Type changes that leave the table as it is; every other one writes it anew.
 * https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
import type { DataType } from '../../ir/type.js';

const grows = (from: number | null, to: number | null): boolean => to === null || (from !== null && from <= to);

const digits = (precision: number | null): number => precision ?? 6;

export const rewritesType = (from: DataType, to: DataType): boolean => {
  switch (from.kind) {
    case 'Varchar':
      return !(to.kind === 'Text' || (to.kind === 'Varchar' && grows(from.length, to.length)));
    case 'Text':
      return !(to.kind === 'Text' || (to.kind === 'Varchar' && to.length === null));
    case 'Decimal':
      return !(
        to.kind === 'Decimal' &&
        (to.precision === null ||
          (from.scale === to.scale && from.precision !== null && from.precision <= to.precision))
      );
    case 'Bit':
      return !(to.kind === 'Bit' && from.varying && to.varying && grows(from.length, to.length));
    case 'Time':
      return !(to.kind === 'Time' && from.zone === to.zone && digits(from.precision) <= digits(to.precision));
    case 'DateTime':
      // Between timestamp and timestamptz the AT TIME ZONE that pins the meaning is computed row by row.
      return !(to.kind === 'DateTime' && from.variant === to.variant && digits(from.precision) <= digits(to.precision));
    case 'Native':
      return !(to.kind === 'Native' && from.spelling === 'cidr' && to.spelling === 'inet');
    default:
      return true;
  }
};

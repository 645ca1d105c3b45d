/** The type that PostgreSQL stores for a logical type. Enums with labels of their own are made types in physical-enums. */
import { type DataType, T } from '../../ir/type.js';
import { parse } from './types.js';

/** Digits of the largest unsigned integer of so many bits. */
const unsignedTypes = {
  8: T.integer(16),
  16: T.integer(32),
  24: T.integer(32),
  32: T.integer(64),
  64: T.decimal(20, 0),
};
const signedTypes = { 8: T.integer(16), 16: T.integer(16), 24: T.integer(32), 32: T.integer(32), 64: T.integer(64) };

/** The server keeps six fractional digits; more are cut with a warning. */
const fraction = (precision: number | null): number | null => (precision === null ? null : Math.min(precision, 6));

export const physicalType = (t: DataType): DataType => {
  switch (t.kind) {
    case 'Integer':
      return t.unsigned ? unsignedTypes[t.bits] : signedTypes[t.bits];
    case 'Decimal':
      return T.decimal(t.precision, t.precision === null ? null : (t.scale ?? 0));
    case 'Float':
      return T.float(t.bits);
    case 'Text':
      return T.text();
    // A list of labels in one text; physical-table adds the check that keeps it to them.
    case 'Set':
      return T.text();
    case 'Binary':
    case 'Blob':
      return T.blob();
    case 'Bit':
      return t.varying ? T.bit(t.length, true) : T.bit(t.length ?? 1);
    case 'Time':
      return T.time(fraction(t.precision), t.zone);
    case 'DateTime':
      return T.dateTime(t.variant === 'instant' ? 'instant' : 'datetime', fraction(t.precision));
    case 'Year':
      return T.integer(16);
    case 'Native': {
      // A domain or a composite type may need quotes as well as an enum does: a native type stays one.
      const known = parse(t.spelling);
      return known.kind === 'Enum' ? t : known;
    }
    case 'Boolean':
    case 'Varchar':
    case 'Char':
    case 'Date':
    case 'Uuid':
    case 'Json':
    case 'Enum':
      return t;
  }
};

/** Types whose values compare by a collation. */
export const collatable = (t: DataType): boolean =>
  t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text' || t.kind === 'Native';

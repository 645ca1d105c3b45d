/** Type changes of these engines that keep every value. False when in doubt. */
import type { Column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { widens } from '../../ir/widening.js';
import { hasCharset, holds } from './charset.js';

/** Bytes that a text of these sizes may have; one more for VARCHAR's own limit. */
const lobBytes = { tiny: 255, regular: 65535, medium: 16777215, long: 4294967295 } as const;

const digitsOf = { 8: 3, 16: 5, 24: 8, 32: 10, 64: 19 } as const;

const typeKeeps = (from: DataType, to: DataType): boolean => {
  if (widens(from, to)) return true;
  const whole = from.kind === 'Boolean' ? { bits: 8 as const, unsigned: false } : from.kind === 'Integer' ? from : null;
  if (whole !== null) {
    if (to.kind === 'Integer')
      return whole.unsigned === to.unsigned ? whole.bits <= to.bits : whole.unsigned && whole.bits < to.bits;
    if (to.kind === 'Decimal')
      return (
        (to.precision ?? 10) - (to.scale ?? 0) >= digitsOf[whole.bits] + (whole.unsigned ? 1 : 0) &&
        (whole.unsigned || !to.unsigned)
      );
    if (to.kind === 'Float') return to.bits === 64 && whole.bits <= 32 && (whole.unsigned || !to.unsigned);
  }
  // A character is at most four bytes; CHAR loses its blanks at the end, VARCHAR never does.
  if (from.kind === 'Varchar' && to.kind === 'Text')
    return from.length !== null && from.length * 4 <= lobBytes[to.size];
  if (from.kind === 'Char' && to.kind === 'Varchar') return to.length === null || from.length <= to.length;
  if (from.kind === 'Char' && to.kind === 'Char') return from.length <= to.length;
  if (from.kind === 'Char' && to.kind === 'Text') return from.length * 4 <= lobBytes[to.size];
  if (from.kind === 'Binary' && to.kind === 'Binary') return !to.fixed && from.length <= to.length;
  if (from.kind === 'Binary' && to.kind === 'Blob') return from.length <= lobBytes[to.size];
  if (from.kind === 'DateTime' && to.kind === 'DateTime')
    return from.variant === to.variant && (from.precision ?? 0) <= (to.precision ?? 0);
  if (from.kind === 'Time' && to.kind === 'Time') return (from.precision ?? 0) <= (to.precision ?? 0);
  if (from.kind === 'Date' && to.kind === 'DateTime') return to.variant === 'datetime';
  if (from.kind === 'Enum' && to.kind === 'Varchar')
    return to.length !== null && from.values.every((v) => [...v].length <= (to.length ?? 0));
  if (from.kind === 'Json' && to.kind === 'Text') return to.size === 'long';
  return false;
};

export const keepsValues = (from: Column, to: Column): boolean => {
  if (!typeKeeps(from.type, to.type)) return false;
  if (!hasCharset(from.type) || !hasCharset(to.type)) return true;
  if (from.charset === to.charset) return true;
  return from.charset !== null && to.charset !== null && holds(from.charset, to.charset);
};

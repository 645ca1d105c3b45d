/** Type changes that keep every value on every engine, so that going back brings back what was there. False when in doubt. */
import { type DataType, sameType } from './type.js';

const lobRank = { tiny: 0, regular: 1, medium: 2, long: 3 } as const;

const fits = (from: number | null, to: number | null): boolean => to === null || (from !== null && from <= to);

const sameLabels = (from: ReadonlyArray<string>, to: ReadonlyArray<string>): boolean =>
  from.every((v) => to.includes(v));

export const widens = (from: DataType, to: DataType): boolean => {
  if (sameType(from, to)) return true;
  if (from.kind === 'Integer' && to.kind === 'Integer')
    return from.unsigned === to.unsigned ? from.bits <= to.bits : from.unsigned && from.bits < to.bits;
  if (from.kind === 'Decimal' && to.kind === 'Decimal') {
    if (to.unsigned && !from.unsigned) return false;
    if (to.precision === null) return true;
    const [p, s, q, r] = [from.precision, from.scale ?? 0, to.precision, to.scale ?? 0];
    return p !== null && s <= r && p - s <= q - r;
  }
  if (from.kind === 'Float' && to.kind === 'Float') return from.bits <= to.bits && from.unsigned === to.unsigned;
  if (from.kind === 'Varchar' && to.kind === 'Varchar') return fits(from.length, to.length);
  // Engines differ in how long their texts may be, but no varchar is longer than the regular one.
  if (from.kind === 'Varchar' && to.kind === 'Text') return to.size !== 'tiny';
  if (from.kind === 'Text' && to.kind === 'Text') return lobRank[from.size] <= lobRank[to.size];
  if (from.kind === 'Blob' && to.kind === 'Blob') return lobRank[from.size] <= lobRank[to.size];
  if (from.kind === 'Binary' && to.kind === 'Binary') return !from.fixed && !to.fixed && from.length <= to.length;
  if (from.kind === 'DateTime' && to.kind === 'DateTime')
    return (
      from.variant === to.variant && from.precision !== null && to.precision !== null && from.precision <= to.precision
    );
  if (from.kind === 'Time' && to.kind === 'Time')
    return from.zone === to.zone && from.precision !== null && to.precision !== null && from.precision <= to.precision;
  if (from.kind === 'Enum' && to.kind === 'Enum')
    return from.type === null && to.type === null && sameLabels(from.values, to.values);
  if (from.kind === 'Set' && to.kind === 'Set') return sameLabels(from.values, to.values);
  return false;
};

/** Literals of which everybody can see that a column takes them, on every engine; of the others a server is asked. */
import type { Literal } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { integerRange } from '../../sql/build.js';

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isDay = (text: string): boolean => {
  const m = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text);
  const [month, day] = [Number(m?.[2]), Number(m?.[3])];
  return m !== null && day >= 1 && day <= (monthDays[month - 1] ?? 0);
};

const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text);

const isNumberOf = (text: string, type: DataType): boolean => {
  const m = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text);
  if (m === null || (m[2] === '' && m[3] === undefined && !/^-?0+$/.test(text))) return false;
  const [whole, part] = [m[2] ?? '', m[3] ?? ''];
  if (type.kind === 'Float') return whole.length <= 30 && !(type.unsigned && m[1] === '-');
  if (type.kind === 'Decimal') {
    const scale = type.scale ?? (type.precision === null ? part.length : 0);
    const fits = type.precision === null || whole.length <= type.precision - scale;
    return fits && part.length <= scale && !(type.unsigned && m[1] === '-');
  }
  if (type.kind !== 'Integer' || part !== '') return false;
  const { low, high } = integerRange(type.bits, type.unsigned);
  const n = BigInt(`${m[1]}${whole === '' ? '0' : whole}`);
  return n >= BigInt(low) && n <= BigInt(high);
};

const isTextOf = (text: string, type: DataType, labels: ReadonlyArray<string>): boolean => {
  switch (type.kind) {
    case 'Varchar':
      return type.length === null || [...text].length <= type.length;
    case 'Char':
      return [...text].length <= type.length;
    case 'Text':
      return text.length <= 60;
    case 'Enum':
      return labels.includes(text);
    case 'Set':
      return text === '' || text.split(',').every((part) => type.values.includes(part));
    // No character takes more than four bytes.
    case 'Binary':
      return !type.fixed && text.length * 4 <= type.length;
    case 'Date':
      return isDay(text);
    case 'Time':
      return isClock(text);
    case 'DateTime': {
      const [day = '', clock = '', ...more] = text.split(' ');
      return type.variant === 'datetime' && more.length === 0 && isDay(day) && isClock(clock);
    }
    case 'Uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
    default:
      return false;
  }
};

/** @param labels those of an enum. */
export const plainlyFits = (l: Literal, type: DataType, labels: ReadonlyArray<string>): boolean => {
  if (l.kind === 'Number') return isNumberOf(l.text, type) || (type.kind === 'Boolean' && /^[01]$/.test(l.text));
  return l.kind === 'String' ? isTextOf(l.value, type, labels) : true;
};

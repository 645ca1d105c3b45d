/** Numbers and points in time in the one way the servers write them. Null when the text is no such thing. */

const decimal = /^\s*([+-]?)0*(\d*)(?:\.(\d*))?\s*$/;

/** Decimal digits with exactly `scale` places, halves rounded away from zero as the servers do. */
export const decimalText = (text: string, scale: number): string | null => {
  const plain = /e/i.test(text) ? expanded(text) : text;
  const m = plain === null ? null : decimal.exec(plain);
  if (m === null || /^\s*[+-]?\.?\s*$/.test(text)) return null;
  const [, sign = '', whole = '', part = ''] = m;
  const digits = BigInt(`${whole}${part.slice(0, scale).padEnd(scale, '0')}` || '0');
  const rounded = digits + (Number(part[scale] ?? '0') >= 5 ? 1n : 0n);
  const shown = rounded.toString().padStart(scale + 1, '0');
  const minus = sign === '-' && rounded !== 0n ? '-' : '';
  return scale === 0 ? `${minus}${shown}` : `${minus}${shown.slice(0, -scale)}.${shown.slice(-scale)}`;
};

export const integerText = (text: string): string | null => decimalText(text, 0);

/** `1.5e3` without its exponent. */
const expanded = (text: string): string | null => {
  const m = /^\s*([+-]?)(\d*)\.?(\d*)e([+-]?\d{1,3})\s*$/i.exec(text);
  if (m === null) return null;
  const [, sign = '', whole = '', part = '', exponent = '0'] = m;
  const point = whole.length + Number(exponent);
  const digits = `${whole}${part}`;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits.padEnd(point, '0')}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
};

/** A FLOAT shows six significant digits, a DOUBLE as many as it takes. */
export const floatText = (text: string, bits: 32 | 64): string | null => {
  const n = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(n)) return null;
  const shown = bits === 32 ? Number(n.toPrecision(6)) : n;
  return String(shown === 0 ? 0 : shown).replace('e+', 'e');
};

const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0');

const fraction = (digits: string | undefined, precision: number): string =>
  precision === 0 ? '' : `.${(digits ?? '').slice(0, precision).padEnd(precision, '0')}`;

const pointInTime = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?)?)?\s*$/;

/** `2020-1-2` → `2020-01-02 00:00:00`; other text as it is. */
export const dateTimeText = (text: string, precision: number | null): string => {
  const m = pointInTime.exec(text);
  if (m === null) return text;
  const [, year, month, day, hour, minute, second, digits] = m;
  const date = `${year}-${two(month)}-${two(day)}`;
  return precision === null ? date : `${date} ${two(hour)}:${two(minute)}:${two(second)}${fraction(digits, precision)}`;
};

export const timeText = (text: string, precision: number): string => {
  const m = /^\s*(-?)(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?\s*$/.exec(text);
  if (m === null) return text;
  const [, sign = '', hour, minute, second, digits] = m;
  return `${sign}${two(hour)}:${two(minute)}:${two(second)}${fraction(digits, precision)}`;
};

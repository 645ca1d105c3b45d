/** Defaults that are texts with a shape of their own. */

/** The text as it is, when it is JSON. */
export const asJsonText = (text: string): string | null => {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
};

/** RFC 3339, which is all that Prisma takes. */
const moment = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * @param asText as Prisma writes it, for a column that keeps the text (SQLite); else as the type prints it: PostgreSQL leaves
 * out of a text what the type does not hold.
 */
export const asMomentText = (text: string, spelling: string, asText: boolean): string | null => {
  const [, day, clock, fraction = '', zone] = moment.exec(text) ?? [];
  if (day === undefined || clock === undefined || zone === undefined || !isDay(day)) return null;
  const offset = /^z$/i.test(zone) ? '+00:00' : zone;
  const digits = fraction.replace(/0+$/, '');
  if (asText) {
    const groups = digits === '' ? '' : `.${digits.padEnd(Math.ceil(digits.length / 3) * 3, '0')}`;
    return `${day} ${clock}${groups} ${offset}`;
  }
  const time = `${clock}${digits === '' ? '' : `.${digits}`}`;
  if (spelling === 'date') return day;
  // As PostgreSQL prints it: without minutes that are none.
  const zoned = spelling.endsWith(' with time zone') ? offset.replace(/:00$/, '') : '';
  return spelling.startsWith('timestamp') ? `${day} ${time}${zoned}` : `${time}${zoned}`;
};

const isDay = (day: string): boolean => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return date >= 1 && date <= days;
};

/**
 * How the servers read a constant beside a number, a date or a time, as measured on MySQL 9.7 and MariaDB 10.11.
 * https://dev.mysql.com/doc/refman/8.4/en/type-conversion.html · https://dev.mysql.com/doc/refman/8.4/en/date-and-time-literals.html
 */

/** `unknown`: a spelling that some server takes, or takes for something else. */
export type Reads = 'yes' | 'no' | 'unknown';

const number = /^[ \t\n\v\f\r]*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?[ \t\n\v\f\r]*$/i;
const moment = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?)?$/;
const digits = /^(\d{4})(\d\d)(\d\d)(\d{6})?$/;
const time = /^-?\d{2,3}:[0-5]?\d(:[0-5]?\d(\.\d*)?)?$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const momentReads = (text: string): Reads => {
  const m = moment.exec(text) ?? digits.exec(text);
  // MySQL refuses what begins with no number, and a single number of a few digits.
  if (m === null) return /^\s*\d/.test(text) && !/^\d{1,2}$/.test(text) ? 'unknown' : 'no';
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const clock = m[5] === undefined || (Number(m[4]) < 24 && Number(m[5]) < 60 && Number(m[6] ?? 0) < 60);
  // MariaDB takes zeros, and days that a month has not, by its SQL mode.
  if (month === 0 || day === 0 || (month <= 12 && day <= 31 && day > daysIn(year, month))) return 'unknown';
  return month > 12 || day > 31 ? 'no' : clock ? 'yes' : 'unknown';
};

export const readsAs = (kind: 'number' | 'moment' | 'time', text: string): Reads => {
  if (kind === 'number') return number.test(text) ? 'yes' : 'no';
  if (kind === 'moment') return momentReads(text);
  return time.test(text) ? 'yes' : /\d/.test(text) ? 'unknown' : 'no';
};

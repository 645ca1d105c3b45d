/** The moment that file names carry: `--timestamp`, else SOURCE_DATE_EPOCH, else now; always told in UTC. */
import type { Timestamp } from '../emit/emitter.js';
import { type Problem, problem } from '../ir/problem.js';
import { left, right, type Validated } from '../prelude.js';

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

export const timestampOf = (
  given: string | null,
  sourceDateEpoch: string | undefined,
  now: () => number,
): Validated<Problem, Timestamp> => {
  if (given !== null) return fromIso(given);
  if (sourceDateEpoch === undefined || sourceDateEpoch === '') return right(parts(now()));
  const seconds = /^\d{1,11}$/.test(sourceDateEpoch) ? Number(sourceDateEpoch) : Number.NaN;
  return Number.isNaN(seconds)
    ? invalid('SOURCE_DATE_EPOCH', sourceDateEpoch, 'it is no number of seconds')
    : right(parts(seconds * 1000));
};

/** Milliseconds since 1970. */
export const momentOf = (t: Timestamp): number =>
  Date.UTC(Number(t.year), Number(t.month) - 1, Number(t.day), Number(t.hour), Number(t.minute), Number(t.second));

const fromIso = (text: string): Validated<Problem, Timestamp> => {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const full = text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(' ', 'T')}${zoned ? '' : 'Z'}`;
  const time = iso.test(text) ? Date.parse(full.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
  // Date.parse lets February have thirty days; what comes back would be another day.
  const sameDay =
    !Number.isNaN(Date.parse(`${text.slice(0, 10)}T00:00:00Z`)) && dayOf(text.slice(0, 10)) === text.slice(0, 10);
  return Number.isNaN(time) || !sameDay
    ? invalid('--timestamp', text, 'it is no moment', 'Write it as 2026-05-27T11:45:23Z.')
    : right(parts(time));
};

const dayOf = (day: string): string => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10);

const invalid = (option: string, value: string, why: string, hint: string | null = null): Validated<Problem, never> =>
  left([problem('option.invalid', { option, value, why }, null, hint)]);

const parts = (time: number): Timestamp => {
  const text = new Date(time).toISOString();
  return {
    year: text.slice(0, 4),
    month: text.slice(5, 7),
    day: text.slice(8, 10),
    hour: text.slice(11, 13),
    minute: text.slice(14, 16),
    second: text.slice(17, 19),
  };
};

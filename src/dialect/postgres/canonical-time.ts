/**
 * Dates and times as the server gives them back under DateStyle ISO and TimeZone UTC. Only the ISO spellings are
 * recognised; anything else is left to the server. https://www.postgresql.org/docs/18/datatype-datetime.html
 */
const two = (n: number): string => String(n).padStart(2, '0');

const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const time = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/;
const zoned = /^(.*?)\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i;

export const canonicalDate = (text: string): string | null => {
  const found = date.exec(text.trim());
  return found === null ? null : `${found[1]}-${two(Number(found[2]))}-${two(Number(found[3]))}`;
};

const fractionOf = (digits: string, precision: number | null): string => {
  const kept = digits.replace(/0+$/, '');
  // More digits than the type keeps would be rounded, which can carry; the server shall do that.
  return kept === '' || (precision !== null && kept.length > precision) ? '' : `.${kept}`;
};

export const canonicalClock = (text: string, precision: number | null): string | null => {
  const found = time.exec(text.trim());
  if (found === null || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59) return null;
  if (precision !== null && (found[4] ?? '').replace(/0+$/, '').length > precision) return null;
  return `${two(Number(found[1]))}:${found[2]}:${found[3] ?? '00'}${fractionOf(found[4] ?? '', precision)}`;
};

export const canonicalTimestamp = (text: string, precision: number | null): string | null => {
  const [day, clock, ...rest] = text.trim().split(/[T\s]+/i);
  if (day === undefined || rest.length > 0) return null;
  const first = canonicalDate(day);
  const second = canonicalClock(clock ?? '00:00', precision);
  return first === null || second === null ? null : `${first} ${second}`;
};

/** A clock without zone is read in the session's, UTC; one in UTC is given back as `+00`; any other is left as it is. */
export const canonicalZonedClock = (text: string, precision: number | null): string | null => {
  const found = zoned.exec(text.trim());
  if (found !== null && minutesOf(found[2] ?? '') !== 0) return null;
  const clock = canonicalClock(found?.[1] ?? text, precision);
  return clock === null ? null : `${clock}+00`;
};

const minutesOf = (zone: string): number => {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  return found === null ? 0 : (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? '0'));
};

/** In UTC; a text without zone is read as UTC, the session's zone. */
export const canonicalInstant = (text: string, precision: number | null): string | null => {
  const found = zoned.exec(text.trim());
  // `2020-01-05` ends like a zone: only what follows a time of day is one.
  const hasZone = found?.[1]?.includes(':') ?? false;
  const local = canonicalTimestamp(hasZone ? (found?.[1] ?? '') : text, precision);
  if (local === null) return null;
  const minutes = hasZone ? minutesOf(found?.[2] ?? '') : 0;
  if (minutes === 0) return `${local}+00`;
  const [day, clock] = local.split(' ');
  const at = Date.parse(`${day}T${clock?.slice(0, 8)}Z`);
  if (Number.isNaN(at)) return null;
  const moved = new Date(at - minutes * 60000).toISOString();
  return moved.startsWith('+') || moved.startsWith('-')
    ? null
    : `${moved.slice(0, 10)} ${moved.slice(11, 19)}${clock?.slice(8)}+00`;
};

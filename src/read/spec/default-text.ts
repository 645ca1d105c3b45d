/** Defaults that are texts with a shape of their own: JSON, dates and times. */
import type { DataType } from '../../ir/type.js';
import { booleanOf, isNull, type Node, type ScalarNode } from './node.js';
import type { Source } from './report.js';
import { badValue } from './values.js';

/** JSON text: as written in a string, or made from a YAML map, list or scalar; numbers keep their digits. */
export const asJson = (src: Source, node: Node): string | null => {
  if (node.kind !== 'Scalar' || node.plain) return jsonOf(node);
  return isJson(node.text)
    ? node.text
    : badValue(src, node, 'default', 'it is no JSON text', 'Write the value itself: default: {}, [], 0 or {a: 1}.');
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const jsonOf = (node: Node): string => {
  if (node.kind === 'Seq') return `[${node.items.map(jsonOf).join(', ')}]`;
  if (node.kind === 'Map') {
    return `{${node.entries.map((e) => `${JSON.stringify(e.key)}: ${jsonOf(e.value)}`).join(', ')}}`;
  }
  if (isNull(node)) return 'null';
  const value = booleanOf(node);
  if (value !== null) return String(value);
  const number = node.plain && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(node.text);
  return number ? node.text : JSON.stringify(node.text);
};

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const time = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/;
const zone = /(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$/i;

type Moment = Extract<DataType, { kind: 'Date' | 'Time' | 'DateTime' }>;

/** The one spelling that every engine prints back: `2024-02-29 08:30:00.5`. */
export const asMoment = (src: Source, node: ScalarNode, type: Moment): string | null => {
  const text = node.text.trim();
  const said = { Date: dateOf, Time: timeOf, DateTime: dateTimeOf }[type.kind](text);
  const zoned = type.kind === 'DateTime' ? type.variant === 'instant' : type.kind === 'Time' && type.zone;
  if (said === null) return badValue(src, node, 'default', shapes[type.kind], 'Write an expression as default_sql:.');
  if (said.zone !== '' && !zoned) {
    return badValue(src, node, 'default', 'the type has no time zone', 'Use timestamptz, or leave the zone out.');
  }
  return said.text + said.zone;
};

const shapes = {
  Date: 'a date is written 2024-12-31',
  Time: 'a time is written 23:59:59',
  DateTime: 'a moment is written 2024-12-31 23:59:59',
};

interface Said {
  readonly text: string;
  readonly zone: string;
}

const daysOf: ReadonlyArray<number> = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const dateOf = (text: string): Said | null => {
  const [, year = '0000', month = '', day = ''] = date.exec(text) ?? [];
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = month === '02' && !leap ? 28 : (daysOf[Number(month) - 1] ?? 0);
  return year !== '0000' && Number(day) >= 1 && Number(day) <= days ? { text, zone: '' } : null;
};

const timeOf = (text: string): Said | null => {
  const offset = zone.exec(text)?.[1] ?? '';
  const [, hours, minutes, seconds = '00', fraction = ''] = time.exec(text.slice(0, text.length - offset.length)) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const digits = fraction.replace(/0+$/, '');
  return { text: `${hours}:${minutes}:${seconds}${digits === '' ? '' : `.${digits}`}`, zone: zoneOf(offset) };
};

const zoneOf = (offset: string): string => {
  if (offset === '') return '';
  if (/^z$/i.test(offset)) return '+00:00';
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return `${sign}${hours}:${minutes}`;
};

const dateTimeOf = (text: string): Said | null => {
  const day = dateOf(text.slice(0, 10));
  if (day === null) return null;
  if (text.length === 10) return { text: `${day.text} 00:00:00`, zone: '' };
  const clock = /^[ tT]$/.test(text[10] ?? '') ? timeOf(text.slice(11)) : null;
  return clock === null ? null : { text: `${day.text} ${clock.text}`, zone: clock.zone };
};

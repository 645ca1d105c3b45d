/** The default that Cycle writes for a column: PHP's casts, and moments in UTC, which is Cycle's own time zone. */

import type { Literal } from '../../../ir/expression.js';
import { E } from '../../../ir/expression.js';
import type { Position } from '../../../ir/problem.js';
import type { Default } from '../../../ir/schema.js';
import type { ColumnDraft } from './draft.js';
import type { PhpValue } from './php/value.js';
import type { Context } from './report.js';
import type { StoredType } from './types.js';

export interface DefaultPlace {
  readonly entity: string;
  readonly column: string;
  readonly at: Position;
}

export const defaultOf = (c: Context, draft: ColumnDraft, type: StoredType, place: DefaultPlace): Default | null => {
  const value = draft.value ?? (draft.castDefault ? castOf(type) : null);
  if (value === null || value.kind === 'null' || type.numbersItself) return null;
  if (type.defaults === 'refused') return refuse(c, place, 'Cycle refuses a default for texts and JSON on this engine');
  if (type.defaults === 'dropped') return null;
  if (value.kind === 'case') return refuse(c, place, 'it is a case of an enum', 'Write Role::Admin->value.');
  if (value.kind === 'new') return refuse(c, place, 'it is an object', 'Write a constant.');
  if (type.clock !== null) return moment(c, value, type.clock, place);
  const literal = literalOf(value, type);
  return literal === null ? refuse(c, place, `it is no ${words[type.php]}`) : { kind: 'Value', value: literal };
};

const words = { int: 'whole number', float: 'number', bool: 'truth value', string: 'text' } as const;

const refuse = (c: Context, p: DefaultPlace, why: string, hint: string | null = null): null =>
  c.report('entity.invalid', p.at, { what: `the default of ${p.column}`, entity: p.entity, why }, hint);

/** What `castDefault: true` stands for. */
const castOf = (type: StoredType): PhpValue => {
  if (type.clock !== null) return { kind: 'int', text: '0' };
  const [first] = type.labels;
  if (first !== undefined) return { kind: 'string', value: first };
  if (type.php === 'bool') return { kind: 'bool', value: false };
  return type.php === 'string' ? { kind: 'string', value: '' } : { kind: 'int', text: '0' };
};

const literalOf = (v: PhpValue, type: StoredType): Literal | null => {
  const json = v.kind === 'array' ? (type.json ? jsonOf(v) : null) : null;
  if (json !== null) return { kind: 'String', value: json };
  const text = v.kind === 'string' ? v.value : v.kind === 'int' || v.kind === 'float' ? v.text : null;
  switch (type.php) {
    case 'bool':
      if (v.kind === 'bool') return { kind: 'Boolean', value: v.value };
      return text === null ? null : { kind: 'Boolean', value: !['', '0', 'false'].includes(text.toLowerCase()) };
    case 'int': {
      if (v.kind === 'bool') return { kind: 'Number', text: v.value ? '1' : '0' };
      const digits = /^\s*([+-]?\d+)(?:\.\d*)?\s*$/.exec(text ?? '')?.[1];
      return digits === undefined ? null : { kind: 'Number', text: BigInt(digits).toString() };
    }
    case 'float': {
      const number =
        v.kind === 'bool' ? Number(v.value) : text === null || text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? { kind: 'Number', text: tidy(number.toFixed(6)) } : null;
    }
    case 'string':
      if (v.kind === 'bool') return { kind: 'String', value: v.value ? '1' : '' };
      return text === null ? null : { kind: 'String', value: v.kind === 'float' ? String(Number(text)) : text };
  }
};

/** Six digits behind the point are written, and mean what fewer do. */
const tidy = (digits: string): string => digits.replace(/\.?0+$/, '');

/** As json_encode writes it: slashes and everything but ASCII escaped. */
const jsonOf = (v: PhpValue): string | null => {
  switch (v.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(v.value);
    case 'int':
    case 'float':
      return v.text;
    case 'string':
      return escaped(v.value);
    case 'array': {
      const isList = v.entries.every((e, i) => e.key === null || e.key === String(i));
      const parts = v.entries.map((e) => {
        const value = jsonOf(e.value);
        return value === null ? null : isList ? value : `${escaped(e.key ?? '')}:${value}`;
      });
      if (parts.includes(null)) return null;
      return isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
    }
    default:
      return null;
  }
};

const escaped = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (ch) =>
      ch === '\u007f' ? ch : `\\u${ch.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );

const isNow = (text: string): boolean => text === 'CURRENT_TIMESTAMP' || text === 'now()';

/** A text that PHP reads the same on any day, or the seconds since 1970. */
const moment = (c: Context, v: PhpValue, kind: 'datetime' | 'date' | 'time', place: DefaultPlace): Default | null => {
  if (v.kind === 'string' && isNow(v.value)) return { kind: 'Expression', expr: E.call('current_timestamp') };
  const text = v.kind === 'int' ? ofSeconds(v.text) : v.kind === 'string' ? ofText(v.value) : null;
  if (text === null) {
    const why = 'what it means depends on the day the schema is made';
    return c.report(
      'entity.computed',
      place.at,
      { what: `the default of ${place.column}`, entity: place.entity, why },
      "Write 'CURRENT_TIMESTAMP' or a full date such as '2024-01-31 00:00:00'.",
    );
  }
  const [date = '', time = '00:00:00'] = text.split(' ');
  const value = kind === 'date' ? date : kind === 'time' ? time : `${date} ${time}`;
  return { kind: 'Value', value: { kind: 'String', value } };
};

const ofSeconds = (text: string): string | null => {
  const time = new Date(Number(text) * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().slice(0, 19).replace('T', ' ');
};

const ofText = (text: string): string | null => {
  const clock = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (clock !== null) return `1970-01-01 ${clock[1]}:${clock[2]}:${clock[3] ?? '00'}`;
  const full = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?$/.exec(text);
  return full === null ? null : `${full[1]} ${full[2] ?? '00:00'}${full[3] ?? ':00'}`;
};

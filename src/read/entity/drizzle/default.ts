/** `.default(…)`: a value as drizzle-kit writes it, or an expression. https://orm.drizzle.team/docs/column-types/pg#default-value */
import type { Literal } from '../../../ir/expression.js';
import type { Default } from '../../../ir/schema.js';
import { reportComputed, reportExpected, type Subject } from '../typescript/options.js';
import type { Value } from '../typescript/value.js';
import type { Flavour } from './flavour.js';
import { asExpr, isSqlValue } from './sql.js';
import type { World } from './world.js';

export interface TypeSaid {
  /** Of one value. */
  readonly spelling: string;
  /** How often `.array()` stands there. */
  readonly dimensions: number;
}

const string = (value: string): Literal => ({ kind: 'String', value });

export const asDefault = (
  world: World,
  flavour: Flavour,
  subject: Subject,
  type: TypeSaid,
  v: Value,
): Default | null => {
  if (isSqlValue(v)) {
    const expr = asExpr(world, flavour, subject, v);
    return expr === null ? null : { kind: 'Expression', expr };
  }
  const value = literalOf(world, flavour, subject, type, v);
  return value === null ? null : { kind: 'Value', value };
};

const isJson = (spelling: string): boolean => /^jsonb?$/.test(spelling);

const literalOf = (world: World, flavour: Flavour, subject: Subject, type: TypeSaid, v: Value): Literal | null => {
  const { reporter } = world;
  if (v.kind === 'Literal') {
    if (v.value === null) return { kind: 'Null' };
    // A JSON column takes a text as it is: it has to be JSON itself.
    switch (typeof v.value) {
      case 'string':
        return string(v.value);
      case 'number':
      case 'bigint':
        return isJson(type.spelling) ? string(String(v.value)) : { kind: 'Number', text: String(v.value) };
      case 'boolean':
        return isJson(type.spelling) ? string(String(v.value)) : { kind: 'Boolean', value: v.value };
      default:
        return reportExpected(reporter, subject, v, 'a value');
    }
  }
  const moment = dateOf(v);
  if (moment !== null) {
    if (flavour.dates) return string(momentText(type.spelling, moment));
    const hint = 'Write the number itself as sql`…`: a date would be kept as a text in quotes.';
    return reportComputed(reporter, subject, v, hint);
  }
  if (v.kind === 'List' && type.dimensions > 0) {
    const text = arrayText(v, type.spelling);
    return text === null ? reportExpected(reporter, subject, v, 'a list of known values') : string(text);
  }
  if (v.kind === 'List' || v.kind === 'Map') {
    const json = jsonOf(v);
    return json === null ? reportExpected(reporter, subject, v, 'a value that is known') : string(json);
  }
  return reportComputed(
    reporter,
    subject,
    v,
    'Write the value itself, sql`…`, or $defaultFn for what the program makes.',
  );
};

const moments = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?Z)?$/;

/** `new Date('2024-12-31T23:59:59.000Z')`: a day, and the time in UTC. Other texts depend on where the program runs. */
const dateOf = (v: Value): { readonly day: string; readonly time: string } | null => {
  if (v.kind !== 'New' || v.callee.kind !== 'Global' || v.callee.name !== 'Date' || v.args.length !== 1) return null;
  const [first] = v.args;
  const text =
    first?.kind !== 'Literal'
      ? ''
      : typeof first.value === 'number' && Math.abs(first.value) <= 8.64e15
        ? new Date(first.value).toISOString()
        : String(first.value);
  const [, day, clock = '00:00:00', fraction = '.0'] = moments.exec(text) ?? [];
  return day === undefined ? null : { day, time: `${clock}${fraction.padEnd(4, '0')}` };
};

const momentText = (spelling: string, { day, time }: { readonly day: string; readonly time: string }): string =>
  spelling === 'date' ? day : `${day} ${time}${spelling.endsWith(' with time zone') ? '+00' : ''}`;

/** As JSON.stringify writes it; null when a part is not known. */
export const jsonOf = (v: Value): string | null => {
  switch (v.kind) {
    case 'Literal':
      return typeof v.value === 'bigint' || v.value === undefined ? null : JSON.stringify(v.value);
    case 'List': {
      const items = v.items.map(jsonOf);
      return items.some((i) => i === null) ? null : `[${items.join(',')}]`;
    }
    case 'Map': {
      if (v.open !== null) return null;
      const said = [...v.entries].filter(([, e]) => !(e.value.kind === 'Literal' && e.value.value === undefined));
      const entries = said.map(([key, e]) => [key, jsonOf(e.value)] as const);
      return entries.some(([, json]) => json === null)
        ? null
        : `{${entries.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
    }
    default:
      return null;
  }
};

/** As PostgreSQL prints an array. https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
const arrayText = (v: Value, spelling: string): string | null => {
  if (v.kind !== 'List') return elementText(v, spelling);
  const items = v.items.map((item) => arrayText(item, spelling));
  return items.some((i) => i === null) ? null : `{${items.join(',')}}`;
};

const elementText = (v: Value, spelling: string): string | null => {
  const moment = dateOf(v);
  if (moment !== null) return quotedElement(momentText(spelling, moment));
  if (v.kind === 'Map') {
    const json = jsonOf(v);
    return json === null ? null : quotedElement(json);
  }
  if (v.kind !== 'Literal') return null;
  switch (typeof v.value) {
    case 'boolean':
      return v.value ? 't' : 'f';
    case 'number':
    case 'bigint':
      return String(v.value);
    case 'string':
      return quotedElement(v.value);
    default:
      return v.value === null ? 'NULL' : null;
  }
};

const quotedElement = (text: string): string =>
  text === '' || /[{}",\\\s]/.test(text) || /^null$/i.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;

/**
 * How the values of one type become another's in ALTER COLUMN … TYPE.
 * Without USING the server takes the assignment cast, which refuses what does not fit; with USING it takes what the
 * expression gives, and an explicit cast to varchar(n) cuts. So USING is written only where no assignment cast stands
 * (pg_cast.castcontext; https://www.postgresql.org/docs/18/catalog-pg-cast.html), or where the session's time zone would
 * decide what the values mean.
 */
import { type Problem, problem } from '../../ir/problem.js';
import { type DataType, sameType } from '../../ir/type.js';

export type Conversion =
  | { readonly kind: 'assignment' }
  | { readonly kind: 'using'; readonly sql: (column: string, type: string) => string }
  | { readonly kind: 'none'; readonly problem: Problem };

type Family =
  | 'boolean'
  | 'number'
  | 'text'
  | 'bytes'
  | 'bits'
  | 'date'
  | 'time'
  | 'timetz'
  | 'timestamp'
  | 'instant'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'enum'
  | 'native'
  | 'unknown';

const familyOf = (t: DataType): Family => {
  switch (t.kind) {
    case 'Boolean':
      return 'boolean';
    case 'Integer':
    case 'Decimal':
    case 'Float':
      return 'number';
    case 'Varchar':
    case 'Char':
    case 'Text':
      return 'text';
    case 'Blob':
      return 'bytes';
    case 'Bit':
      return 'bits';
    case 'Date':
      return 'date';
    case 'Time':
      return t.zone ? 'timetz' : 'time';
    case 'DateTime':
      return t.variant === 'instant' ? 'instant' : 'timestamp';
    case 'Uuid':
      return 'uuid';
    case 'Json':
      return t.binary ? 'jsonb' : 'json';
    case 'Enum':
      return 'enum';
    case 'Native':
      return 'native';
    case 'Binary':
    case 'Year':
    case 'Set':
      return 'unknown';
  }
};

const assignment: Conversion = { kind: 'assignment' };
const using = (sql: (column: string, type: string) => string): Conversion => ({ kind: 'using', sql });
const cast = using((c, type) => `${c}::${type}`);
const throughText = using((c, type) => `${c}::text::${type}`);

/** By `from to`; what is not here has no conversion that means something. */
const pairs: Readonly<Partial<Record<`${Family} ${Family}`, Conversion>>> = {
  // boolean ↔ integer is the only explicit cast; the other numbers have none.
  'number boolean': using((c) => `${c} <> 0`),
  'boolean number': using((c, type) => `${c}::integer::${type}`),
  'json jsonb': assignment,
  'jsonb json': assignment,
  'number json': using((c) => `to_json(${c})`),
  'boolean json': using((c) => `to_json(${c})`),
  'number jsonb': using((c) => `to_jsonb(${c})`),
  'boolean jsonb': using((c) => `to_jsonb(${c})`),
  'jsonb number': cast,
  'jsonb boolean': cast,
  'json number': using((c, type) => `${c}::jsonb::${type}`),
  'json boolean': using((c, type) => `${c}::jsonb::${type}`),
  'date timestamp': assignment,
  'timestamp date': assignment,
  'timestamp time': assignment,
  'time timetz': using((c, type) => `(${c}::text || '+00')::${type}`),
  'timetz time': assignment,
  'enum enum': throughText,
  'bytes uuid': using((c) => `encode(${c}, 'hex')::uuid`),
  'uuid bytes': using((c) => `uuid_send(${c})`),
  // bytea holds bytes, not letters: its own text form is hexadecimal.
  'bytes text': using((c) => `convert_from(${c}, 'UTF8')`),
  'text bytes': using((c) => `convert_to(${c}, 'UTF8')`),
  // Instants and wall clocks meet in UTC, whatever the session's time zone.
  'timestamp instant': using((c) => `${c} AT TIME ZONE 'UTC'`),
  'instant timestamp': using((c) => `${c} AT TIME ZONE 'UTC'`),
  'date instant': using((c) => `${c}::timestamp AT TIME ZONE 'UTC'`),
  'instant date': using((c) => `(${c} AT TIME ZONE 'UTC')::date`),
  'instant time': using((c, type) => `(${c} AT TIME ZONE 'UTC')::${type}`),
  'instant timetz': using((c, type) => `((${c} AT TIME ZONE 'UTC')::time::text || '+00')::${type}`),
  'timestamp timetz': using((c, type) => `(${c}::time::text || '+00')::${type}`),
};

const baseOf = (t: DataType): string =>
  t.kind === 'Native'
    ? t.spelling
        .replace(/\(.*?\)/, '')
        .trim()
        .toLowerCase()
    : familyOf(t);

/** Types of the server itself that stand apart; the casts among them and the others are few. */
const apart = new Set(
  (
    'inet cidr macaddr macaddr8 interval money point line lseg box path polygon circle tsvector tsquery xml oid name "char" ' +
    'pg_lsn jsonpath int4range int8range numrange tsrange tstzrange daterange'
  ).split(' '),
);
const casts = new Set([
  'inet cidr',
  'cidr inet',
  'macaddr macaddr8',
  'macaddr8 macaddr',
  'time interval',
  'interval time',
  'number money',
  'money number',
  'number oid',
  'oid number',
  'box circle',
  'circle box',
]);

/** A type nobody here knows (of an extension, a domain, an array) may have any cast: the server decides. */
const betweenNatives = (from: DataType, to: DataType): Conversion | null => {
  const [a, b] = [baseOf(from), baseOf(to)];
  if (a === b) return assignment;
  const known = [from, to].every((t) => t.kind !== 'Native' || apart.has(baseOf(t)));
  return !known || casts.has(`${a} ${b}`) ? cast : null;
};

/** An explicit cast to bit(n) fills up and cuts; the assignment refuses another length, as it should. */
export const conversion = (from: DataType, to: DataType): Conversion => {
  const [a, b] = [familyOf(from), familyOf(to)];
  if (sameType(from, to)) return assignment;
  if (a === b && a !== 'enum' && a !== 'native') return assignment;
  const found = pairs[`${a} ${b}`];
  if (found !== undefined) return found;
  const native = (a === 'native' && b !== 'text') || (b === 'native' && a !== 'text') ? betweenNatives(from, to) : null;
  if (native !== null) return native;
  // Every type has an assignment to text and an explicit cast from it.
  if (b === 'text') return assignment;
  if (a === 'text') return cast;
  return {
    kind: 'none',
    problem: problem(
      'dialect.type',
      { from: JSON.stringify(from), to: JSON.stringify(to), dialect: 'PostgreSQL', why: `no cast from ${a} to ${b}` },
      null,
      'Say with `using:` how an old value becomes a new one.',
    ),
  };
};

/** What a row, or the lack of one, says of the questions that were put with one statement. */
import { type Answer, byPlan, type Inquiry, type Known, type Unknown } from '../check/check.js';
import type { Statement } from '../check/compose.js';
import { keyOf } from '../ir/name.js';
import type { Fault, Row } from './database.js';

/** SQLSTATE class 22: a value the server cannot bear. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const isValueError = (f: Fault): boolean =>
  f.code === 'query' && f.sqlState !== null && (/^22[0-9A-Z]{3}$/.test(f.sqlState) || valueErrors.has(f.sqlState));

const valueErrors: ReadonlySet<string> = new Set([
  // In a SELECT nothing but a domain has such conditions.
  '23502',
  '23514',
  // MySQL's names for the same (a read-only SELECT rarely raises one).
  'ER_DATA_OUT_OF_RANGE',
  'ER_TRUNCATED_WRONG_VALUE',
  'ER_DIVISION_BY_ZERO',
  'ER_INVALID_JSON_TEXT',
  'ER_INVALID_JSON_TEXT_IN_PARAM',
]);

/**
 * Words that the server does not take: names and values that are none. What the connection may not, or what only this
 * server's circumstances make of it, is not among them.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html · https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
 */
const isRefusal = (f: Fault): boolean =>
  f.sqlState !== null &&
  (isValueError(f) ||
    refusals.has(f.sqlState) ||
    (/^42[0-9A-Z]{3}$/.test(f.sqlState) && f.sqlState !== noTable && f.code === 'query'));

/** A sequence, perhaps, in a schema that a migration looks in. */
const noTable = '42P01';

const refusals: ReadonlySet<string> = new Set([
  'ER_PARSE_ERROR',
  'ER_WRONG_PARAMCOUNT_TO_NATIVE_FCT',
  'ER_WRONG_PARAMETERS_TO_NATIVE_FCT',
  'ER_UNKNOWN_COLLATION',
  'ER_UNKNOWN_CHARACTER_SET',
  'ER_COLLATION_CHARSET_MISMATCH',
  'ER_UNKNOWN_DATA_TYPE',
]);

export const wholeNumber = (value: unknown): number | null => {
  const n =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : typeof value === 'bigint'
        ? Number(value)
        : value;
  return typeof n === 'number' && Number.isInteger(n) ? n : null;
};

export type Part = Known | Unknown;
const unknown = (why: string): Unknown => ({ kind: 'Unknown', asked: true, why });

const refusedPart: Known = { kind: 'Known', counts: {}, refused: true, estimated: false };

/** Columns that count what must not be; the others (values that were worked out, keys that are shared) say nothing alone. */
const condemning = ['n', 'half'];

/** Parts of one question's answer become one: a part that is open leaves the whole open, unless another part condemns. */
const joined = (parts: ReadonlyArray<Part>): Answer => {
  const known = parts.flatMap((p) => (p.kind === 'Known' ? [p] : []));
  const open = parts.find((p) => p.kind === 'Unknown');
  const all: Known = {
    kind: 'Known',
    counts: Object.assign({}, ...known.map((k) => k.counts)),
    refused: known.some((k) => k.refused),
    estimated: known.some((k) => k.estimated),
  };
  if (open === undefined) return all;
  const condemned = all.refused || condemning.some((name) => (all.counts[name] ?? 0) > 0);
  return condemned ? all : open;
};

/** Only zero is an answer to some questions. */
const settled = (i: Inquiry, a: Answer): Answer => {
  const why = i.question?.onlyZero ?? null;
  if (why === null || a.kind === 'Unknown' || a.refused) return a;
  return Object.values(a.counts).every((n) => n === 0) ? a : unknown(why);
};

export const partOf = (column: Statement['columns'][number], row: Row | undefined): Part => {
  if (row === undefined) return unknown('the database gave no row');
  const names = column.name === '*' ? Object.keys(row) : [column.name];
  const counts: Record<string, number> = {};
  for (const name of names) {
    const n = wholeNumber(row[name]);
    if (n === null) return unknown('the database gave no number');
    counts[column.as === '*' ? name : column.as] = n;
  }
  return { kind: 'Known', counts, refused: false, estimated: false };
};

export type Placed = readonly [Statement['columns'][number], Part];

/** What a failure says of the statement's questions: an answer, statistics instead of one, or nothing. */
export const unanswered = (s: Statement, f: Fault, estimates: ReadonlyMap<string, number>): ReadonlyArray<Placed> => {
  const known = s.estimate === null ? undefined : estimates.get(keyOf(s.estimate));
  const part: Part =
    (s.trial && isValueError(f)) || (s.words && isRefusal(f))
      ? refusedPart
      : known !== undefined && known >= 0
        ? { kind: 'Known', counts: { n: known }, refused: false, estimated: true }
        : unknown(f.detail);
  return s.columns.map((c) => [c, part] as const);
};

export const answerTo = (i: Inquiry, parts: ReadonlyArray<Part>, unsayable: string | null): Answer => {
  if (i.question === null) return byPlan;
  if (unsayable !== null) return unknown(unsayable);
  return parts.length === 0 ? unknown('the question was not put') : settled(i, joined(parts));
};

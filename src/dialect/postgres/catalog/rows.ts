/** Reading rows: our own queries, so a row that is not as asked is one Problem for the whole answer. */
import { type Problem, problem } from '../../../ir/problem.js';
import { left, right, type Validated } from '../../../prelude.js';
import type { CatalogRows } from '../../dialect.js';

export type Row = Readonly<Record<string, unknown>>;

export const textOrNull = (row: Row, key: string): string | null => {
  const value = row[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
};

export const text = (row: Row, key: string): string => textOrNull(row, key) ?? '';

export const flag = (row: Row, key: string): boolean => row[key] === true || row[key] === 't';

export const number = (row: Row, key: string): number => Number(text(row, key));

/** `{1,2}` of an array of numbers, `1 2` of an int2vector or oidvector. */
export const numbers = (row: Row, key: string): ReadonlyArray<string> => text(row, key).match(/-?\d+/g) ?? [];

/** A JSON value of ours; null when there is none. */
export const json = (row: Row, key: string): unknown => {
  const value = row[key];
  return typeof value === 'string' ? JSON.parse(value) : (value ?? null);
};

export const texts = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((x) => typeof x === 'string') : [];

export const record = (value: unknown): Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** What each answer must have, so that a renamed key cannot read as "there is nothing". */
const expected: Readonly<Record<string, ReadonlyArray<string>>> = {
  names: ['kind', 'oid', 'namespace', 'name', 'detail', 'place'],
  relations: ['oid', 'namespace', 'name', 'kind', 'persistence', 'partition', 'secured', 'forced', 'options', 'owner'],
  columns: [
    'relation',
    'number',
    'name',
    'type',
    'type_oid',
    'type_kind',
    'not_null',
    'identity',
    'generated',
    'value',
  ],
  constraints: ['relation', 'name', 'kind', 'columns', 'parent', 'parent_columns', 'index', 'beyond', 'enforced'],
  indexes: ['oid', 'relation', 'name', 'method', 'unique', 'keys', 'columns', 'classes', 'expressions', 'predicate'],
  depends: ['class', 'object', 'relation', 'number', 'how'],
  objects: ['kind', 'oid', 'namespace', 'name', 'relation', 'definition', 'detail'],
  comments: ['class', 'object', 'number', 'text'],
};

export const checkRows = (rows: CatalogRows): Validated<Problem, CatalogRows> => {
  const wrong = Object.entries(expected).flatMap(([query, keys]) => {
    const answer = rows[query];
    if (answer === undefined) return [`no answer to ${query}`];
    const first = answer[0];
    return first === undefined ? [] : keys.filter((k) => !(k in first)).map((k) => `no ${k} in the answer to ${query}`);
  });
  return wrong.length === 0
    ? right(rows)
    : left(wrong.map((why) => problem('source.unreadable', { source: 'catalog', why })));
};

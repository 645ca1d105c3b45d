/** pg_index. */
import { columnsOf } from '../../../ir/expression.js';
import type { Index, IndexPart } from '../../../ir/schema.js';
import type { Context } from './context.js';
import { flag, json, number, numbers, type Row, text, textOrNull, texts } from './rows.js';

/** Bits of indoption. https://www.postgresql.org/docs/18/catalog-pg-index.html */
const descending = 1;
const nullsFirst = 2;

const collationOf = (row: Row, oid: string, part: IndexPart['of'], c: Context): string | null => {
  const relation = text(row, 'relation');
  const named = part.kind === 'Column' ? [part.name] : (columnsOf(part.expr) ?? []);
  const own = c
    .columnsOf(relation)
    .filter((r) => named.includes(text(r, 'name')))
    .map((r) => text(r, 'collation'));
  // The collation of the column, or of one that the expression is made of, needs no word.
  return own.includes(oid) ? null : c.collation(oid);
};

const part = (row: Row, at: number, expressions: ReadonlyArray<string>, c: Context): IndexPart => {
  const column = numbers(row, 'columns')[at] ?? '0';
  const name = c.columnName(text(row, 'relation'), column);
  const of: IndexPart['of'] =
    column === '0' || name === null
      ? { kind: 'Expression', expr: c.expr(expressions[at] ?? '') }
      : { kind: 'Column', name };
  const bits = Number(numbers(row, 'options')[at] ?? '0');
  const order = (bits & descending) === 0 ? 'asc' : 'desc';
  const first = (bits & nullsFirst) !== 0;
  return {
    of,
    order,
    nulls: first === (order === 'desc') ? null : first ? 'first' : 'last',
    prefix: null,
    collation: collationOf(row, numbers(row, 'collations')[at] ?? '0', of, c),
    opclass: c.opclass(numbers(row, 'classes')[at] ?? '0'),
  };
};

export const indexOf = (row: Row, c: Context): Index => {
  const keys = number(row, 'keys');
  const expressions = texts(json(row, 'expressions'));
  const predicate = textOrNull(row, 'predicate');
  const parameters = texts(json(row, 'parameters'));
  return {
    name: text(row, 'name'),
    unique: flag(row, 'unique'),
    method: text(row, 'method'),
    parts: Array.from({ length: keys }, (_, at) => part(row, at, expressions, c)),
    include: c.columnNames(text(row, 'relation'), numbers(row, 'columns').slice(keys)),
    where: predicate === null ? null : c.expr(predicate),
    nullsNotDistinct: flag(row, 'nulls_not_distinct'),
    invisible: false,
    comment: c.comment('pg_class', text(row, 'oid')),
    options: parameters.length === 0 ? null : [...parameters].sort().join(', '),
    valid: flag(row, 'valid'),
  };
};

/** Questions become few statements, and each of them finds its answer, also when a statement fails and its parts are put. */
import { expect, test } from 'vitest';
import { duplicates, rowsWhere } from '../../src/check/ask.js';
import type { Inquiry } from '../../src/check/check.js';
import { compose } from '../../src/check/compose.js';
import { isOneExpression } from '../../src/check/one-expression.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { fromTable } from '../../src/sql/select.js';

const dialect = (id: DialectId): Dialect => {
  const made = dialectOf(id);
  if (made._tag === 'Left') throw new Error(id);
  return made.right;
};

const asking = (where: Expr): Inquiry => ({
  code: 'x',
  question: rowsWhere(qname('t'), where, 'nobody knows'),
  judge: () => null,
});

test('equal questions of several scans are put once, and all of them are answered in parts, too', () => {
  const asked = Array.from({ length: 90 }, (_, i) => asking(E.isNull(E.column(i % 2 === 0 ? 'a' : 'b'))));
  const { statements } = compose(asked, dialect('postgres'));
  const all = asked.map((_, i) => i);
  const inquiries = (list: ReadonlyArray<{ readonly inquiry: number }>): ReadonlyArray<number> =>
    [...new Set(list.map((c) => c.inquiry))].sort((a, b) => a - b);
  expect(inquiries(statements.flatMap((s) => s.columns))).toEqual(all);
  const parts = statements.flatMap((s) => s.apart);
  expect(inquiries(parts.flatMap((s) => s.columns))).toEqual(all);
  expect(new Set(parts.map((s) => s.sql)).size).toBe(parts.length);
});

test.each<[DialectId, string, boolean]>([
  ['postgres', '("a\\")::integer', true],
  ['postgres', `'a\\' = a`, false],
  ['postgres', `"x" = 'y' AND ("\\")`, true],
  ['sqlite', '"\\"', true],
  ['sqlite', `'\\' = a`, true],
  ['mysql', '`\\`', true],
  ['mysql', `"\\" = a`, false],
  ['mysql', `'\\' = a`, false],
])('%s: %s', (id, text, sound) => expect(isOneExpression(E.native(id, text), dialect(id).probe)).toBe(sound));

test.each([
  ['integer', true],
  ['numeric(10,2)', true],
  ['timestamp(3) with time zone', true],
  ['public."My Type"[]', true],
  ['character set utf8mb4', true],
  ['integer) > 0 OR (1', false],
  ['integer > 0', false],
  ["'x'", false],
  ['"open', false],
])('the type %s', (type, sound) =>
  expect(isOneExpression(E.cast(E.column('a'), type), dialect('postgres').probe)).toBe(sound),
);

test('what differs is counted first where that is cheap, but not where NULLs are equal or a key has several columns', () => {
  const key = (columns: ReadonlyArray<string>, nullsEqual: boolean): Inquiry => ({
    code: 'x',
    question: duplicates(
      fromTable(qname('t')),
      columns.map((c) => E.column(c)),
      null,
      nullsEqual,
    ),
    judge: () => null,
  });
  const first = (i: Inquiry, id: DialectId): string | null => compose([i], dialect(id)).statements[0]?.first ?? null;
  expect(first(key(['a'], false), 'postgres')).toBe(
    'SELECT count("a") - count(DISTINCT "a") AS "n" FROM "t" AS "o" WHERE ("a" IS NOT NULL)',
  );
  expect(first(key(['a'], true), 'postgres')).toBeNull();
  expect(first(key(['a', 'b'], false), 'postgres')).toBeNull();
  expect(first(key(['a'], false), 'mysql')).toBeNull();
});

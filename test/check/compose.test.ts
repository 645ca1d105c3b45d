/** Questions become few statements, and each of them finds its answer, also when a statement fails and its parts are put. */
import { expect, test } from 'vitest';
import { rowsWhere } from '../../src/check/ask.js';
import type { Inquiry } from '../../src/check/check.js';
import { compose } from '../../src/check/compose.js';
import { isOneExpression } from '../../src/check/one-expression.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { type DialectId, E, type Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';

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

import { expect, test } from 'vitest';
import { qname } from '../../src/ir/name.js';
import type { Finding } from '../../src/plan/plan.js';
import { toldTogether } from '../../src/report/tell-together.js';

const guess = (table: string, what: string, more: Partial<Finding> = {}): Finding => ({
  code: 'large-table',
  level: 'info',
  table: qname(table),
  column: null,
  message: `While it runs, ${what} of ${table} wait (x).`,
  evidence: { kind: 'assumed' },
  remedy: null,
  ...more,
});

const lines = (...findings: ReadonlyArray<Finding>): ReadonlyArray<string> =>
  toldTogether(findings).map((t) => `${t.at}: ${t.text}`);

test('the same guess of several tables is one line', () => {
  expect(lines(guess('a', 'writes'), guess('b', 'reads'), guess('c', 'writes'))).toEqual([
    '2 tables: While it runs, writes of a, c wait (x).',
    'b: While it runs, reads of b wait (x).',
  ]);
});

test('what was counted, advised or is about a column stands by itself', () => {
  const counted: Finding['evidence'] = { kind: 'exact', count: 2 };
  for (const more of [{ evidence: counted }, { remedy: 'Wait.' }, { column: 'n' }, { table: null }])
    expect(toldTogether([guess('a', 'writes', more), guess('b', 'writes', more)])).toHaveLength(2);
});

test('a name that stands there twice is not taken apart', () => {
  expect(lines(guess('of', 'writes of of'), guess('b', 'writes'))).toHaveLength(2);
});

test('names are only shown, whatever is in them', () => {
  expect(lines(guess('a\u001b[2J', 'writes'), guess('b\u202e', 'writes'))).toEqual([
    '2 tables: While it runs, writes of a\\u{1B}[2J, b\\u{202E} wait (x).',
  ]);
});

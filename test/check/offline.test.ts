import { describe, expect, test } from 'vitest';
import { checks } from '../../src/check/registry.js';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, type Table, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';

const users = (more: Partial<Table> = {}, columns: Table['columns'] = []): Table =>
  table(qname('users'), [column('id', T.integer(32)), column('email', T.varchar(80), { nullable: true }), ...columns], {
    primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
    ...more,
  });

const planned = (from: ReadonlyArray<Table>, to: ReadonlyArray<Table>): Plan => {
  const made = plan(whole({ ...emptySchema, tables: from }), whole({ ...emptySchema, tables: to }));
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

const codes = (p: Plan): ReadonlyArray<string> => p.findings.map((f) => `${f.level} ${f.code}`);

describe('without a database', () => {
  test('a new table and a new nullable column are safe', () => {
    expect(planned([], [users()]).verdict).toBe('safe');
    const grown = planned([users()], [users({}, [column('age', T.integer(32), { nullable: true })])]);
    expect(grown.verdict).toBe('safe');
    expect(codes(grown)).toEqual(['info large-table']);
  });

  test('what rows decide is unproven', () => {
    const required = planned([users()], [users({}, [column('age', T.integer(32))])]);
    expect(required.verdict).toBe('unproven');
    expect(codes(required)).toContain('warn add-not-null');
    const dropped = planned([users({}, [column('age', T.integer(32))])], [users()]);
    expect(dropped.verdict).toBe('unproven');
    expect(codes(dropped)).toContain('warn drop-column');
  });

  test('every check has a page and a code of its own', () => {
    expect(new Set(checks.map((c) => c.code)).size).toBe(checks.length);
    for (const c of checks) {
      expect(c.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [c.page.title, c.page.why, c.page.fix]) expect(text.length).toBeGreaterThan(10);
    }
  });
});
void E;

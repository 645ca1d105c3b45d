import { describe, expect, it } from 'vitest';
import { confirm } from '../../src/cli/confirm.js';
import { qname } from '../../src/ir/name.js';
import { finding, planOf } from '../report/fixture.js';

const drop = finding({
  level: 'error',
  code: 'drop-with-data',
  table: qname('users'),
  column: 'nick',
  message: 'destroys 2 values',
});
const other = finding({
  level: 'error',
  code: 'drop-with-data',
  table: qname('orders', 'shop'),
  message: 'destroys 9 rows',
});
const plan = planOf([], { findings: [drop, other], verdict: 'unsafe' });

describe('confirm', () => {
  it.each([
    [false, [], 'unsafe', ['error', 'error'], []],
    [false, ['users.nick'], 'unsafe', ['warn', 'error'], []],
    [false, ['users'], 'unsafe', ['warn', 'error'], []],
    [false, ['users.nick', 'orders'], 'safe', ['warn', 'warn'], []],
    [false, ['users', 'shop.orders'], 'safe', ['warn', 'warn'], []],
    [false, ['users.name', 'nick'], 'unsafe', ['error', 'error'], ['users.name', 'nick']],
    [true, [], 'safe', ['warn', 'warn'], []],
  ])('force %s, confirm %j', (force, things, verdict, levels, unused) => {
    const done = confirm(plan, force, things);
    expect(done.plan.verdict).toBe(verdict);
    expect(done.plan.findings.map((f) => f.level)).toEqual(levels);
    expect(done.unused).toEqual(unused);
  });

  it('makes nothing proven that was not', () => {
    const unknown = finding({ evidence: { kind: 'unknown', why: 'timeout' } });
    expect(confirm(planOf([], { findings: [drop, unknown], verdict: 'unsafe' }), true, []).plan.verdict).toBe(
      'unproven',
    );
    expect(confirm(planOf([], { findings: [unknown], verdict: 'unproven' }), true, []).plan.verdict).toBe('unproven');
  });
});

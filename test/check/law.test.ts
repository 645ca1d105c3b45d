/** Silence must be earned by data: a question without an answer is a finding, whichever check asks it. */
import { describe, expect, test } from 'vitest';
import { byPlan, type Inquiry, nothingAsked, type Unknown } from '../../src/check/check.js';
import { consent } from '../../src/check/consent.js';
import { inquiries } from '../../src/check/judge-offline.js';
import { checks } from '../../src/check/registry.js';
import { verdictOf } from '../../src/check/verdict.js';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { whole } from '../../src/ir/desired.js';
import type { DialectId } from '../../src/ir/expression.js';
import type { Finding } from '../../src/plan/plan.js';
import { type Case, cases } from './cases.js';

const all: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb', 'sqlite'];

const inquiriesOf = (c: Case, id: DialectId): ReadonlyArray<Inquiry> => {
  const made = plan(whole(c.before), c.after, { dialect: id, strategy: 'single' });
  const dialect = dialectOf(id);
  if (made._tag === 'Left' || dialect._tag === 'Left') throw new Error(`${c.title}: ${JSON.stringify(made)}`);
  return inquiries(made.right.migrations, made.right.from, dialect.right);
};

const asked: Unknown = { kind: 'Unknown', asked: true, why: 'the statement took too long' };

describe('an answer nobody could give', () => {
  test.each(cases.map((c) => [c.title, c] as const))('%s', (_, c) => {
    for (const id of c.only ?? all) {
      const every = inquiriesOf(c, id);
      expect(every.map((i) => i.code)).toContain(c.code);
      for (const i of every) {
        const silent = i.judge(nothingAsked);
        const failed = i.judge(asked);
        expect(silent, `${i.code} without a database`).not.toBeNull();
        expect(failed, `${i.code} without an answer`).not.toBeNull();
        if (failed === null || i.question === null) continue;
        // A question that was put and not answered is never a note in passing.
        expect(verdictOf([failed]), i.code).toBe('unproven');
        expect(failed.level).toBe('warn');
      }
    }
  });

  test('there is a case for every check', () => {
    expect([...new Set(cases.map((c) => c.code))].sort()).toEqual(checks.map((c) => c.code).sort());
  });
});

describe('consent', () => {
  const lost: Finding = {
    code: 'drop-column',
    level: 'error',
    table: { namespace: null, name: 't' },
    column: 'a',
    message: '2 rows have a value in t.a, which is dropped.',
    evidence: { kind: 'exact', count: 2 },
    remedy: 'x',
  };
  const failing: Finding = { ...lost, code: 'add-unique', message: '2 rows share one value of a.' };

  test('is given to a loss by table, by column or to all of them, and says so', () => {
    for (const c of [
      { force: true, confirm: [] },
      { force: false, confirm: ['t'] },
      { force: false, confirm: ['t.a'] },
    ]) {
      const { findings, unused } = consent([lost], c);
      expect(unused).toEqual([]);
      expect(findings[0]?.level).toBe('warn');
      expect(findings[0]?.message).toContain('(confirmed)');
      expect(verdictOf(findings)).toBe('safe');
    }
  });

  test('to another table, or to what would fail, changes nothing', () => {
    expect(consent([lost], { force: false, confirm: ['u', 't.b'] })).toEqual({
      findings: [lost],
      unused: ['u', 't.b'],
    });
    expect(verdictOf(consent([failing], { force: true, confirm: ['t'] }).findings)).toBe('unsafe');
  });

  test('settles a doubt about a loss', () => {
    const doubt: Finding = { ...lost, level: 'warn', evidence: { kind: 'assumed' } };
    expect(verdictOf([doubt])).toBe('unproven');
    expect(verdictOf(consent([doubt], { force: false, confirm: ['t.a'] }).findings)).toBe('safe');
  });
});

test('what the plan alone says needs no answer', () => {
  for (const c of cases)
    for (const id of c.only ?? all)
      for (const i of inquiriesOf(c, id)) if (i.question === null) expect(i.judge(byPlan), i.code).not.toBeNull();
});

/** Laws of the whole compiler, on every dialect: what it prints, that it is the same every time, what it says of losses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { parseIntent, printIntent } from '../../src/intent/notation.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { sameSchema } from '../../src/ir/equal.js';
import { identical } from '../../src/ir/identical.js';
import { normalise } from '../../src/ir/normalise.js';
import type { Table } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft, isRight } from '../../src/prelude.js';
import { legal } from '../support/schema/legal.js';
import { build, type Lane, lanes, type Pair, recipes, runs } from '../support/schema-gen.js';

const versions: Readonly<Record<Lane, string>> = {
  postgres15: '15.18',
  postgres18: '18.4',
  mysql: '9.7.4',
  mariadb: '10.11.19',
  sqlite: '3.53.2',
};

const planOf = (p: Pair): Plan => {
  const made = plan(whole(p.before), p.after, { dialect: legal[p.lane].dialect, serverVersion: versions[p.lane] });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

describe.each(lanes)('plans for %s', (lane) => {
  const target = { dialect: legal[lane].dialect, serverVersion: versions[lane] };
  const dialect = (() => {
    const made = dialectOf(target.dialect, target.serverVersion);
    if (isLeft(made)) throw new Error(JSON.stringify(made.left));
    return made.right;
  })();

  test('physical of physical is physical', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        const p = build(lane, r, true);
        for (const schema of [p.before, p.after.schema]) {
          const once = normalise(dialect.physical(schema));
          if (!sameSchema(dialect.physical(once), once)) expect(normalise(dialect.physical(once))).toEqual(once);
        }
      }),
      runs(1000),
    );
  });

  test('what both sides have in common is planned as what is merely the same', () => {
    fc.assert(
      fc.property(recipes(), fc.boolean(), (r, listed) => {
        const p = build(lane, r);
        const from: Desired = listed
          ? { ...whole(p.before), owns: { tables: 'listed', byTable: {} } }
          : whole(p.before);
        const planned = (tables: ReadonlyArray<Table>) =>
          plan(from, { ...p.after, schema: { ...p.after.schema, tables } }, target);
        const common = p.after.schema.tables.map((t) => p.before.tables.find((b) => identical(b, t)) ?? t);
        expect(JSON.stringify(planned(common))).toBe(JSON.stringify(planned(structuredClone(common))));
      }),
      runs(1000),
    );
  });

  test('statements are there, are not empty, and keep to their transactions', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        for (const m of planOf(build(lane, r)).migrations) {
          const up = m.up.flatMap((s) => s.statements);
          expect(up.length).toBeGreaterThan(0);
          for (const direction of [up, m.down.flatMap((s) => s.statements)]) {
            expect(direction.filter((s) => s.sql.trim() === '' || s.sql.trim().endsWith(';'))).toEqual([]);
            const numbers = direction.flatMap((s) => s.transaction ?? []);
            expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
          }
        }
      }),
      // Exchanged columns of a renamed table: they took their names with it, and are not exchanged again in phase 2.
      { ...runs(500), examples: [[{ seed: 0, tables: 1, steps: [[6, 0] as const, [2, 0] as const] }]] },
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        expect(JSON.stringify(planOf(build(lane, r)))).toBe(JSON.stringify(planOf(build(lane, r))));
      }),
      runs(200),
    );
  });

  test('what is there already needs nothing', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        const p = build(lane, r);
        expect(planOf({ ...p, after: whole(p.before) }).migrations).toEqual([]);
        // Renames that have happened are no reason to do anything.
        const { to } = planOf(p);
        expect(planOf({ ...p, before: to, after: whole(to) }).migrations).toEqual([]);
      }),
      runs(500),
    );
  });

  test('every intent is read back from its notation', () => {
    fc.assert(
      fc.property(recipes(), (r) => {
        for (const m of planOf(build(lane, r)).migrations)
          for (const i of m.up.flatMap((s) => s.intents)) {
            const line = printIntent(i);
            const back = parseIntent(line);
            expect(line).not.toContain('\n');
            expect(isRight(back) ? printIntent(back.right) : back.left).toBe(line);
          }
      }),
      runs(300),
    );
  });
});

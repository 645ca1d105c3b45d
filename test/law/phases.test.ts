/** Laws of plans in two phases: where they lead, that they are the same every time, and what phase 1 never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import type { Intent } from '../../src/intent/algebra.js';
import { printIntent } from '../../src/intent/notation.js';
import { applyIntent } from '../../src/intent/registry.js';
import { whole } from '../../src/ir/desired.js';
import { sameSchema } from '../../src/ir/equal.js';
import { sameName } from '../../src/ir/name.js';
import type { Schema } from '../../src/ir/schema.js';
import type { Migration, Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import type { Strategy } from '../../src/two-phases.js';
import { legal } from '../support/schema/legal.js';
import { build, type Lane, lanes, type Pair, recipes, runs } from '../support/schema-gen.js';

const versions: Readonly<Record<Lane, string>> = {
  postgres15: '15.18',
  postgres18: '18.4',
  mysql: '9.7.4',
  mariadb: '10.11.19',
  sqlite: '3.53.2',
};

/** Null where two phases were asked for and something cannot be made in two. */
const planOf = (p: Pair, strategy: Strategy): Plan | null => {
  const made = plan(whole(p.before), p.after, {
    dialect: legal[p.lane].dialect,
    serverVersion: versions[p.lane],
    strategy,
  });
  if (isLeft(made)) {
    if (made.left.every((x) => x.code === 'plan.two-phase')) return null;
    throw new Error(`${p.changes.join()}: ${JSON.stringify(made.left)}`);
  }
  return made.right;
};

const intentsOf = (m: Migration | undefined): ReadonlyArray<Intent> => (m?.up ?? []).flatMap((s) => s.intents);

const carried = (from: Schema, migrations: ReadonlyArray<Migration>): Schema => {
  let now = from;
  for (const i of migrations.flatMap(intentsOf)) {
    const next = applyIntent(i, now);
    if (isLeft(next)) throw new Error(`does not apply: ${printIntent(i)} ${JSON.stringify(next.left)}`);
    now = next.right;
  }
  return now;
};

/** What would break a program that knows only the schema from before. */
const breaks = (i: Intent, from: Schema): boolean => {
  const old = 'table' in i && !('columns' in i.table) ? i.table : null;
  const there = (column: string): boolean =>
    from.tables.some((t) => old !== null && sameName(t.name, old) && t.columns.some((c) => c.name === column));
  switch (i.kind) {
    case 'DropTable':
    case 'DropColumn':
    case 'DropEnum':
    case 'ReplaceEnum':
      return true;
    case 'SetNullability':
      return !i.nullable && there(i.column);
    case 'AddUnique':
      return i.unique.columns.every(there);
    case 'AddForeignKey':
      return i.foreignKey.columns.every(there);
    case 'AddIndex':
      return i.index.unique && i.index.parts.every((p) => p.of.kind === 'Column' && there(p.of.name));
    default:
      return false;
  }
};

describe.each(lanes)('two phases on %s', (lane) => {
  test.each(['auto', 'two-phase'] as const)('%s: both together lead where one would', (strategy) => {
    let phased = 0;
    fc.assert(
      fc.property(recipes(), (r) => {
        const p = build(lane, r);
        const made = planOf(p, strategy);
        if (made === null) return;
        const end = carried(made.from, made.migrations);
        if (!sameSchema(end, made.to)) expect({ ...end, changes: p.changes }).toEqual(made.to);
        if (made.migrations.length < 2) return;
        phased += 1;
        expect(made.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
        expect(JSON.stringify(planOf(p, strategy))).toBe(JSON.stringify(made));
        const wrong = intentsOf(made.migrations[0]).filter((i) => breaks(i, made.from));
        expect(wrong.map(printIntent)).toEqual([]);
      }),
      { ...runs(400), endOnFailure: true },
    );
    expect(phased).toBeGreaterThan(20);
  });
});

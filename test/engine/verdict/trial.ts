/** One change with rows: what was said of it, and what happened. */
import { plan } from '../../../src/compile.js';
import type { Desired } from '../../../src/ir/desired.js';
import { whole } from '../../../src/ir/desired.js';
import type { Schema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { type Scratch, showProblem } from '../../support/engines.js';

export const planned = async (db: Scratch, from: Schema, to: Desired): Promise<Plan | string> => {
  const { dialect } = await db.database();
  const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' });
  return isLeft(made) ? made.left.map(showProblem).join('\n') : made.right;
};

export const apply = async (db: Scratch, p: Plan): Promise<string | null> => {
  try {
    for (const m of p.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    return null;
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
};

export type Truth = 'fine' | 'fails' | 'loses';

export interface Trial {
  readonly seed: number;
  readonly families: string;
  readonly verdict: Plan['verdict'] | 'no plan';
  readonly truth: Truth;
  readonly why: string;
  readonly codes: ReadonlyArray<string>;
  readonly sql: string;
  readonly rows: ReadonlyArray<string>;
}

const said = ['safe', 'unproven', 'unsafe', 'no plan'] as const;
const truths = ['fine', 'loses', 'fails'] as const;

const line = (name: string, trials: ReadonlyArray<Trial>): string => {
  const cell = (v: string, t: string): string =>
    String(trials.filter((x) => x.verdict === v && x.truth === t).length || '·').padStart(6);
  return `${name.padEnd(14)}${said.map((v) => ` |${truths.map((t) => cell(v, t)).join('')}`).join('')}`;
};

/** A line a family: what was said, and under it what happened. */
export const matrix = (trials: ReadonlyArray<Trial>): string => {
  const families = [...new Set(trials.flatMap((t) => t.families.split('+')))].sort();
  return [
    `${''.padEnd(14)}${said.map((v) => ` | ${v.padEnd(17)}`).join('')}`,
    `${''.padEnd(14)}${said.map(() => ` |${truths.map((t) => t.padStart(6)).join('')}`).join('')}`,
    ...families.map((f) =>
      line(
        f,
        trials.filter((t) => t.families.split('+').includes(f)),
      ),
    ),
    line('all', trials),
  ].join('\n');
};

export const show = (t: Trial): string =>
  `seed ${t.seed} (${t.families}): said ${t.verdict}, truth ${t.truth}: ${t.why}\n${t.codes.map((c) => `  ${c}`).join('\n')}\n${t.sql}\n${t.rows.map((r) => `  ${r};`).join('\n')}`;

export const wrong = (t: Trial): 'false safe' | 'false unsafe' | 'unproven' | null => {
  if (t.verdict === 'safe' && t.truth !== 'fine') return 'false safe';
  if (t.verdict === 'unsafe' && t.truth === 'fine') return 'false unsafe';
  return t.verdict === 'unproven' ? 'unproven' : null;
};

/** One change with rows: what was said of it, and what happened. */
import { plan } from '../../../src/compile.js';
import type { Desired } from '../../../src/ir/desired.js';
import { whole } from '../../../src/ir/desired.js';
import type { Schema } from '../../../src/ir/schema.js';
import type { Finding, Plan } from '../../../src/plan/plan.js';
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
  /** What the checks said, but for what is only worth knowing. */
  readonly findings: ReadonlyArray<Finding>;
  readonly sql: string;
  readonly rows: ReadonlyArray<string>;
}

const said = ['safe', 'unproven', 'unsafe', 'no plan'] as const;
const truths = ['fine', 'loses', 'fails'] as const;

const wide = 22;

const line = (name: string, trials: ReadonlyArray<Trial>): string => {
  const cell = (v: string, t: string): string =>
    String(trials.filter((x) => x.verdict === v && x.truth === t).length || '·').padStart(6);
  return `${name.padEnd(wide)}${said.map((v) => ` |${truths.map((t) => cell(v, t)).join('')}`).join('')}`;
};

const head = (name: string): ReadonlyArray<string> => [
  `${name.padEnd(wide)}${said.map((v) => ` | ${v.padEnd(17)}`).join('')}`,
  `${''.padEnd(wide)}${said.map(() => ` |${truths.map((t) => t.padStart(6)).join('')}`).join('')}`,
];

const lines = (of: (t: Trial) => ReadonlyArray<string>, trials: ReadonlyArray<Trial>): ReadonlyArray<string> =>
  [...new Set(trials.flatMap(of))].sort().map((name) =>
    line(
      name,
      trials.filter((t) => of(t).includes(name)),
    ),
  );

/** A line for each family of changes, then one for each check that spoke, and under the verdict what happened. */
export const matrix = (trials: ReadonlyArray<Trial>): string =>
  [
    ...head('family'),
    ...lines((t) => t.families.split('+'), trials),
    line('all', trials),
    '',
    ...head('check that spoke'),
    ...lines((t) => t.findings.map((f) => f.code), trials),
    line(
      'none',
      trials.filter((t) => t.findings.length === 0 && t.verdict !== 'no plan'),
    ),
  ].join('\n');

const told = (f: Finding): string => `  ${f.level} ${f.code} ${JSON.stringify(f.evidence)} ${f.message}`;

export const show = (t: Trial): string =>
  `seed ${t.seed} (${t.families}): said ${t.verdict}, truth ${t.truth}: ${t.why}\n${t.findings.map(told).join('\n')}\n${t.sql}\n${t.rows.map((r) => `  ${r};`).join('\n')}`;

/** What is more than worth knowing. */
export const spoken = (p: Plan): ReadonlyArray<Finding> => p.findings.filter((f) => f.level !== 'info');

export const wrong = (t: Trial): 'false safe' | 'false unsafe' | 'unproven' | null => {
  if (t.verdict === 'safe' && t.truth !== 'fine') return 'false safe';
  if (t.verdict === 'unsafe' && t.truth === 'fine') return 'false unsafe';
  return t.verdict === 'unproven' ? 'unproven' : null;
};

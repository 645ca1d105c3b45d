/** The scenarios: folders with before.yaml, after.yaml and rows.sql, read once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PlanOptions, plan } from '../../src/compile.js';
import type { ServerVersion } from '../../src/dialect/dialect.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { emitters } from '../../src/emit/registry.js';
import { type Desired, nowhere } from '../../src/ir/desired.js';
import type { DialectId } from '../../src/ir/expression.js';
import type { Problem } from '../../src/ir/problem.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft, type Validated } from '../../src/prelude.js';
import { readSource } from '../../src/read/registry.js';
import { problemsText } from '../../src/report/problems.js';
import type { Strategy } from '../../src/two-phases.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const snapshots = fileURLToPath(new URL('../../snapshots/scenario/', import.meta.url));

export interface Scenario {
  readonly name: string;
  readonly before: Desired;
  readonly after: Desired;
  readonly rows: string;
}

export const get = <A>(made: Validated<Problem, A>): A => {
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

const text = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** A scenario without before.yaml starts from nothing. */
const nothing: Desired = {
  schema: emptySchema,
  owns: { tables: 'listed', byTable: {} },
  renames: [],
  data: [],
  positions: nowhere,
};

const all: ReadonlyArray<Scenario> = readdirSync(here, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => {
    const spec = (file: string): Desired => {
      const said = text(join(here, e.name, file));
      return said === null ? nothing : get(readSource(file, file, said)).desired;
    };
    return {
      name: e.name,
      before: spec('before.yaml'),
      after: spec('after.yaml'),
      rows: text(join(here, e.name, 'rows.sql')) ?? '',
    };
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const isPhased = (s: Scenario): boolean => /-two-phase$|^(split|merge)-/.test(s.name);

/** In one migration each. */
export const scenarios = all.filter((s) => !isPhased(s));

/** In two, with every value back when both are undone unless the way back cannot know it. */
export const phased: ReadonlyArray<Scenario & { readonly lossless: boolean; readonly sizes: Sizes }> = all
  .filter(isPhased)
  // What was filled in stays when the first phase is undone.
  .map((s) => ({
    ...s,
    lossless: !s.name.startsWith('not-null'),
    sizes: s.name.startsWith('not-null') ? { rows: { users: 3 }, largeTable: 3 } : {},
  }));

/** What a spec leaves out of another spec is to go; against a database that is said with `prune`. */
export const planOf = (
  from: Desired,
  to: Desired,
  dialect: DialectId,
  version: ServerVersion | null,
  strategy: Strategy = 'single',
  sizes: Sizes = {},
): Plan => get(plan(from, to, { dialect, serverVersion: version, prune: true, online: 'never', strategy, ...sizes }));

/** Tables that are large from a few rows on, so that they are written in pieces. */
type Sizes = Pick<PlanOptions, 'rows' | 'largeTable'>;

export const goldenFile = (scenario: string, file: string): string => join(snapshots, scenario, file);

export const emitted = (p: Plan, id: 'sql' | 'cycle') => {
  const { capabilities } = get(dialectOf(p.dialect, p.serverVersion));
  return get(
    emitters[id].files(p, {
      timestamp: { year: '2026', month: '05', day: '27', hour: '11', minute: '45', second: '23' },
      directory: '',
      filenameStyle: 'native',
      existing: [],
      transactional: capabilities.transactionalDdl,
      database: 'default',
    }),
  );
};

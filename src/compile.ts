/**
 * The compiler on one page: two sources and a target in, a plan out. Pure and synchronous; no logic of its own, each
 * line is a stage with its own file.
 */

import { declaredOnly } from './check/declared.js';
import { judgeOffline } from './check/judge-offline.js';
import type { Dialect, ServerVersion } from './dialect/dialect.js';
import { dialectOf } from './dialect/registry.js';
import { alignNames } from './diff/align-names.js';
import { diff } from './diff/diff.js';
import { parseRename } from './diff/parse-rename.js';
import { resolveRenames } from './diff/resolve-renames.js';
import { complete } from './ir/complete.js';
import type { DataRule, Desired, Rename } from './ir/desired.js';
import type { DialectId, Expr } from './ir/expression.js';
import { fingerprint } from './ir/fingerprint.js';
import { normalise } from './ir/normalise.js';
import type { Problem } from './ir/problem.js';
import { resolveNative } from './ir/resolve-native.js';
import { markUnnamed } from './ir/unnamed.js';
import { pipeline } from './pass/pipeline.js';
import type { Plan } from './plan/plan.js';
import { getOrElse, isLeft, right, traverse, type Validated } from './prelude.js';
import { parseExpression } from './sql/parse-expression.js';

export interface PlanOptions {
  /** Default postgres. */
  readonly dialect?: DialectId;
  /** Default: the newest version the tests run against. */
  readonly serverVersion?: string | ServerVersion | null;
  /** Asked-for renames as `--rename` takes them; one that matches nothing is a Problem. */
  readonly renames?: ReadonlyArray<string>;
  /** Also drop what the desired source does not mention. */
  readonly prune?: boolean;
}

const rewritten = (rules: ReadonlyArray<DataRule>, dialect: Dialect): ReadonlyArray<DataRule> =>
  rules.map((r) => (r.kind === 'Backfill' || r.kind === 'Using' ? { ...r, value: dialect.rewrite(r.value) } : r));

/**
 * The migration that makes what one source `has` into what the other `asks` for, on the engine and version of the options.
 * Left: every Problem of the input, with its place. Right: a plan whose `migrations` is empty when nothing is to be done.
 */
export const plan = (has: Desired, asks: Desired, options: PlanOptions = {}): Validated<Problem, Plan> => {
  const target = dialectOf(options.dialect ?? 'postgres', options.serverVersion ?? null);
  if (isLeft(target)) return target;
  const dialect = target.right;

  const own = (text: string): Expr | null =>
    getOrElse<unknown, Expr | null>(() => null)(parseExpression(text, dialect.id));
  const sides = traverse([has, asks], (side) => resolveNative(dialect, own, side));
  if (isLeft(sides)) return sides;
  const [from = has, said = asks] = sides.right;

  const current = normalise(dialect.physical(from.schema));
  const to = alignNames(said, current, dialect.capabilities.caseInsensitive);
  const wanted = dialect.physical(markUnnamed(to.schema));

  const asked = traverse<Problem, string, Rename>(options.renames ?? [], (r) => parseRename(r, current, wanted));
  if (isLeft(asked)) return asked;
  const renamed = resolveRenames(to.renames, asked.right, current, wanted);
  if (isLeft(renamed)) return renamed;

  const completed = complete({ ...to, schema: wanted }, renamed.right.schema, {
    // A spec as the current state was the whole truth of its tables: what it said and the new one does not is to go.
    prune: (options.prune ?? false) || from.owns.tables === 'listed',
    uniquesAsIndexes: dialect.capabilities.uniques === 'index',
  });
  const desired = normalise(dialect.physical(completed));

  const intents = [
    ...renamed.right.intents,
    ...diff(renamed.right.schema, desired, {
      data: rewritten(to.data, dialect),
      columnOrder: dialect.capabilities.columnOrder && to.owns.tables === 'all',
    }),
  ];
  const migrations = pipeline(intents, current, desired, dialect);
  if (isLeft(migrations)) return migrations;
  const judged = judgeOffline(migrations.right, current, dialect);

  return right({
    dialect: dialect.id,
    dialectName: dialect.name,
    serverVersion: dialect.version.text,
    assumes: fingerprint(current),
    migrations: migrations.right,
    findings: [...judged.findings, ...declaredOnly(to.data, intents)],
    verdict: judged.verdict,
    estimatedDurationMs: null,
    from: current,
    to: desired,
  });
};

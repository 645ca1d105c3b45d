/** What the engine would refuse whatever the rows are: there is no plan that leads there. */
import type { Dialect } from '../dialect/dialect.js';
import type { Refusal } from '../dialect/refusal.js';
import type { Positions } from '../ir/desired.js';
import { keyOf, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';

const nul = '\u0000';

const identity = (r: Refusal): string =>
  [r.table === null ? '' : keyOf(r.table), r.column ?? '', r.what, r.why].join(nul);

/** What is there already, the engine does have. */
export const impossible = (
  current: Schema,
  desired: Schema,
  dialect: Dialect,
  positions: Positions,
): ReadonlyArray<Problem> => {
  const before = new Set(current.tables);
  const found = dialect.refuses(desired, (t) => !before.has(t));
  if (found.length === 0) return [];
  const there = new Set(dialect.refuses(current, () => true).map(identity));
  return found
    .filter((r) => !there.has(identity(r)))
    .map((r) => {
      const table = r.table === null ? null : keyOf(r.table);
      const at = table === null ? null : positions(r.column === null ? table : `${table}.${r.column}`);
      return problem(
        'dialect.refused',
        { engine: dialect.name, what: r.what, why: r.why, ...(r.table === null ? {} : { table: showName(r.table) }) },
        table === null ? null : (at ?? positions(table)),
      );
    });
};

/** What the engine would refuse whatever the rows are: there is no plan that leads there. */
import type { Dialect } from '../dialect/dialect.js';
import type { Refusal } from '../dialect/refusal.js';
import type { Positions } from '../ir/desired.js';
import { keyOf, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema, Table } from '../ir/schema.js';

const nul = '\u0000';

const identity = (r: Refusal): string =>
  [r.table === null ? '' : keyOf(r.table), r.column ?? '', r.what, r.why].join(nul);

/**
 * In the order that its columns will have: where a source does not state it, those that are there stay where they are, and
 * new ones come behind the one that is said before them.
 */
const asBuilt = (t: Table, was: Table | undefined): Table => {
  if (was === undefined) return t;
  const wanted = new Map(t.columns.map((c) => [c.name, c]));
  const columns = was.columns.flatMap((c) => wanted.get(c.name) ?? []);
  const there = new Set(columns);
  for (const [at, c] of t.columns.entries()) {
    const last = t.columns[at - 1];
    if (!there.has(c)) columns.splice(last === undefined ? 0 : columns.indexOf(last) + 1, 0, c);
  }
  return { ...t, columns };
};

/** What is there already, the engine does have. `current`: under its new names. */
export const impossible = (
  current: Schema,
  desired: Schema,
  ordered: boolean,
  dialect: Dialect,
  positions: Positions,
): ReadonlyArray<Problem> => {
  const before = new Set(current.tables);
  const old = new Map(current.tables.map((t) => [keyOf(t.name), t]));
  const tables = desired.tables.map((t) => (ordered || before.has(t) ? t : asBuilt(t, old.get(keyOf(t.name)))));
  const found = dialect.refuses({ ...desired, tables }, (t) => !before.has(t));
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

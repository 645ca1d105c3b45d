/**
 * What the database has that stands on a column, and what the server does about it: a type change is refused while a view,
 * rule, policy, function or column trigger uses the column; a DROP takes some things along without a word. Plain views
 * are dropped and made again around a type change, in one transaction; for anything else the plan is refused, and says
 * what to do. https://www.postgresql.org/docs/18/ddl-depend.html
 */
import { type QName, sameName, showName } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Opaque, Schema } from '../../../ir/schema.js';
import type { Statement } from '../../../sql/ast.js';
import { quoteName } from '../quote.js';

export interface Around {
  readonly problems: ReadonlyArray<Problem>;
  readonly pre: ReadonlyArray<Statement>;
  readonly post: ReadonlyArray<Statement>;
}

/** Columns of a table that get another type. */
export interface Retyped {
  readonly table: QName;
  readonly columns: ReadonlyArray<string>;
}

/** Null columns: nobody knows which, so any. An empty list: the relation, but none of its columns. */
const needs = (o: Opaque, table: QName, columns: ReadonlyArray<string> | null): boolean =>
  o.dependsOn.some(
    (d) =>
      sameName(d.table, table) &&
      (columns === null || d.columns === null || d.columns.some((c) => columns.includes(c))),
  );

const isView = (o: Opaque): boolean => o.kind === 'view';

/** A trigger whose columns nobody knows is one that the server does not tie to any. */
const guards = (o: Opaque): boolean =>
  o.kind === 'view' ||
  o.kind === 'materialized view' ||
  o.kind === 'rule' ||
  o.kind === 'policy' ||
  o.kind === 'function' ||
  (o.kind === 'trigger' && o.dependsOn.every((d) => d.columns !== null));

/** What DROP COLUMN takes along in silence. */
const vanishes = (o: Opaque): boolean =>
  o.kind === 'exclusion constraint' || o.kind === 'statistics' || o.kind === 'index' || o.kind === 'constraint';

const refuse = (o: Opaque, change: string): Problem =>
  problem(
    'plan.opaque',
    { kind: o.kind, name: showName(o.name), change },
    null,
    `Drop the ${o.kind} ${showName(o.name)} in a migration of its own and make it again after this one.`,
  );

const verbatim = (sql: string, touches: QName | null): Statement => ({ kind: 'Verbatim', sql, touches });

/** A definition that does not name what it needs was read before a rename and would make something else. */
const isCurrent = (o: Opaque): boolean =>
  o.definition.length > 0 &&
  (o.renamed ?? []).length === 0 &&
  o.dependsOn.every(
    (d) =>
      o.definition[0]?.includes(d.table.name.replaceAll('"', '""')) === true &&
      (d.columns ?? []).every((c) => o.definition[0]?.includes(c.replaceAll('"', '""')) === true),
  );

/** All views above these, the lowest first. */
const withViewsAbove = (first: ReadonlyArray<Opaque>, all: ReadonlyArray<Opaque>): ReadonlyArray<Opaque> => {
  const found = new Set(first);
  for (const o of found) for (const above of all) if (guards(above) && needs(above, o.name, null)) found.add(above);
  const views = [...found];
  const height = (o: Opaque, seen: ReadonlyArray<Opaque>): number =>
    1 +
    Math.max(
      0,
      ...views
        .filter((v) => v !== o && !seen.includes(v) && o.dependsOn.some((d) => sameName(d.table, v.name)))
        .map((v) => height(v, [...seen, o])),
    );
  return views
    .map((v) => [height(v, []), v] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, v]) => v);
};

/** Takes plain views out of the way of a type change and puts them back, with their triggers. */
export const aroundTypeChange = (schema: Schema, retyped: ReadonlyArray<Retyped>): Around => {
  const direct = schema.opaque.filter(
    (o) => guards(o) && retyped.some(({ table, columns }) => columns.length > 0 && needs(o, table, columns)),
  );
  const all = withViewsAbove(direct, schema.opaque);
  const blocked = all.filter((o) => !isView(o) || !isCurrent(o));
  const onViews = schema.opaque.filter(
    (o) => o.on !== null && all.some((v) => isView(v) && o.on && sameName(v.name, o.on)),
  );
  const lost = onViews.filter((o) => o.kind !== 'trigger' || !isCurrent(o));
  const change = `the type of ${retyped.map((r) => `${showName(r.table)}.${r.columns.join(', ')}`).join(', ')}`;
  const problems = [...blocked, ...lost.filter((o) => !blocked.includes(o))].map((o) => refuse(o, change));
  if (problems.length > 0) return { problems, pre: [], post: [] };
  const again = all.flatMap((v) => [
    ...v.definition,
    ...onViews.filter((o) => o.on && sameName(o.on, v.name)).flatMap((o) => o.definition),
  ]);
  return {
    problems: [],
    pre: [...all].reverse().map((v) => verbatim(`DROP VIEW ${quoteName(v.name)}`, v.name)),
    post: again.map((sql) => verbatim(sql, null)),
  };
};

export const againstDropColumns = (
  schema: Schema,
  table: QName,
  columns: ReadonlyArray<string>,
): ReadonlyArray<Problem> =>
  schema.opaque
    .filter((o) => (guards(o) || vanishes(o)) && needs(o, table, columns))
    .map((o) => refuse(o, `dropping ${showName(table)}.${columns.join(', ')}`));

/** What sits on the table goes with it; what others have built on it does not. */
export const againstDropTable = (schema: Schema, table: QName): ReadonlyArray<Problem> =>
  schema.opaque
    .filter(
      (o) =>
        needs(o, table, null) &&
        !(o.on !== null && sameName(o.on, table)) &&
        (guards(o) || o.kind === 'inheritance' || o.kind === 'foreign table'),
    )
    // Its partitions are tables of their own, of which nothing here knows; they would go with it, rows and all.
    .concat(
      schema.opaque.filter(
        (o) => o.kind === 'partitioning' && o.on !== null && sameName(o.on, table) && !sameName(o.name, table),
      ),
    )
    .map((o) => refuse(o, `dropping ${showName(table)}`));

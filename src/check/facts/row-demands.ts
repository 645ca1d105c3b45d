/** What single rows must bear: checks that hold, columns that are not NULL. */
import { isNever } from '../../dialect/probe.js';
import { columnsOf, E, type Expr } from '../../ir/expression.js';
import { keyOf, type QName } from '../../ir/name.js';
import type { Check } from '../../ir/schema.js';
import { type Cause, type Holds, here, lastOf, type NotNull, same, touched } from './demand.js';
import { type Event, oncePerPlan, type PlanFacts } from './facts.js';
import { recollated } from './key-demands.js';
import { columnIn, overRows, standing, typesIn } from './situation.js';
import type { Standing } from './standings.js';

const checkId = (c: Check): string => c.name ?? JSON.stringify(c.expr);

/**
 * A check is broken where it is FALSE, or cannot be worked out; where it is NULL it holds. What the server makes of a
 * constant that it does not take as it is written is a matter of its own (constant-fit).
 */
const brokenBy = (facts: PlanFacts, s: Standing, check: Expr, expr: Expr | null): Expr | null => {
  if (expr === null) return null;
  const { misreads, refusesInside } = facts.dialect.probe;
  if (misreads(check, typesIn(s.table)).length > 0) return E.not(expr);
  const refused = refusesInside(expr, typesIn(s.rows));
  if (refused === null) return null;
  return isNever(refused) ? E.not(expr) : E.binary('or', refused, E.not(expr));
};

/**
 * What the check sees by then. Where a column has a say in how its values compare, a value that is worked out stands for
 * it only where it would compare the same; rows of which nobody can say it count as broken.
 */
const seen = (
  facts: PlanFacts,
  s: Standing,
  expr: Expr,
): { readonly expr: Expr | null; readonly unless: Expr | null } => {
  const { compared } = facts.dialect.probe;
  if (compared === null || columnsOf(expr) === null)
    return { expr: overRows(expr, compared === null ? recollated(facts, s) : s), unless: null };
  const unless: Expr[] = [];
  const cells = new Map(
    [...s.cells].map(([name, cell]) => {
      const column = columnIn(s, name);
      const own = s.rows?.columns.find((c) => cell.expr?.kind === 'Column' && c.name === cell.expr.name);
      if (column === null || cell.expr === null || (own !== undefined && same(own.type, column.type)))
        return [name, cell];
      const as = compared(cell.expr, column);
      if (as.unless !== null && columnsOf(expr)?.includes(name) === true) unless.push(as.unless);
      return [name, { ...cell, expr: as.as }];
    }),
  );
  return {
    expr: overRows(expr, { ...s, cells }),
    unless: unless.length === 0 ? null : unless.reduce((a, b) => E.binary('or', a, b)),
  };
};

/** True for the rows that break the check at that moment; null = nobody can say. */
export const brokenAt = (facts: PlanFacts, s: Standing, check: Check): Expr | null => {
  const { expr, unless } = seen(facts, s, check.expr);
  const fails = brokenBy(facts, s, check.expr, expr);
  return fails === null || unless === null ? fails : E.binary('or', unless, fails);
};

/** Rows for which that is true were taken out before. */
const cleared = (s: Standing, expr: Expr): boolean =>
  (s.cleared ?? []).some((r) => r.kind === 'Where' && same(r.expr, expr));

const holdsOfEvent = (facts: PlanFacts, e: Event): ReadonlyArray<readonly [string, Holds]> => {
  const table = e.intent.kind === 'AddCheck' ? e.intent.table : touched(e);
  const before = table === null ? null : standing(e.before, table);
  const after = table === null ? null : standing(e.after, table);
  const at = after === null ? null : here(after);
  if (before === null || after === null || at === null) return [];
  const old = new Set(before.table.checks.map(checkId));
  return after.table.checks.flatMap((c) => {
    const added = !old.has(checkId(c));
    if (c.notValid || !c.enforced) return [];
    if (added && cleared(before, E.not(c.expr))) return [];
    if (!added && same(seen(facts, before, c.expr), seen(facts, after, c.expr))) return [];
    const broken = brokenAt(facts, after, c);
    const demand: Holds = { ...at, name: c.name, cause: added ? 'added' : 'kept', own: c.noInherit, broken };
    return [[`${keyOf(at.origin)} ${checkId(c)}`, demand] as const];
  });
};

export const holdsDemands = oncePerPlan(
  (facts): ReadonlyArray<Holds> => lastOf(facts.events.flatMap((e) => holdsOfEvent(facts, e))),
);

const notNull = (s: Standing | null, column: string, cause: Cause, fresh: boolean): ReadonlyArray<NotNull> => {
  const at = s === null ? null : here(s);
  const cell = s?.cells.get(column);
  if (at === null || cell === undefined || cell.distinct) return [];
  return [{ ...at, column, cause, fresh, value: cell.expr }];
};

const isFresh = (e: Event, table: QName, column: string): boolean => {
  const expr = standing(e.after, table)?.cells.get(column)?.expr;
  return expr?.kind !== 'Column';
};

const nullsOfEvent = (facts: PlanFacts, e: Event): ReadonlyArray<NotNull> => {
  const { intent: i } = e;
  const about = 'table' in i && !('columns' in i.table) ? i.table : null;
  const after = about === null ? null : standing(e.after, about);
  const keyed = facts.dialect.probe.keysAreNotNull;
  switch (i.kind) {
    case 'SetNullability':
      if (after !== null && cleared(after, E.isNull(E.column(i.column)))) return [];
      return i.nullable ? [] : notNull(after, i.column, 'added', isFresh(e, i.table, i.column));
    case 'AddColumn':
      return i.column.nullable || i.column.generated !== null ? [] : notNull(after, i.column.name, 'added', true);
    case 'SetPrimaryKey': {
      const columns = i.to?.columns ?? [];
      return keyed || after?.table.options.withoutRowid === true
        ? columns.flatMap((k) =>
            ((after === null ? null : columnIn(after, k.name))?.nullable ?? false)
              ? notNull(after, k.name, 'added', false)
              : [],
          )
        : [];
    }
    case 'ChangeType':
    case 'Backfill': {
      const column = after === null ? null : columnIn(after, i.column);
      const bound = column !== null && !column.nullable;
      const rewritten = i.kind === 'Backfill' ? !i.fresh : i.using !== null;
      return bound && rewritten ? notNull(after, i.column, 'kept', false) : [];
    }
    default:
      return [];
  }
};

export const nullDemands = oncePerPlan(
  (facts): ReadonlyArray<NotNull> => facts.events.flatMap((e) => nullsOfEvent(facts, e)),
);

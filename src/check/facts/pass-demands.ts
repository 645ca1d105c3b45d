/** Values that go into a column: by a change of its type, by a backfill, by what it is computed from. */

import { isNever, type Outcome, outcome } from '../../dialect/probe.js';
import { sameStorage } from '../../ir/equal.js';
import { columnsOf, E, type Expr } from '../../ir/expression.js';
import { type QName, sameName, showName } from '../../ir/name.js';
import type { Column } from '../../ir/schema.js';
import { heldBy, nameInRows } from './computed.js';
import { here, type Passes, same } from './demand.js';
import { type Event, type Hold, oncePerPlan, type PlanFacts } from './facts.js';
import { columnIn, overRows, passage, type Situation, sourceOf, standing } from './situation.js';
import type { Standing } from './standings.js';

const schemas = (e: Event): { before: Situation['schema']; after: Situation['schema'] } => ({
  before: e.before.schema,
  after: e.after.schema,
});

const settled = (o: Outcome): boolean => isNever(o.refused) && isNever(o.changed) && o.misfit === undefined;

const passes = (
  facts: PlanFacts,
  e: Event,
  s: Standing,
  p: Pick<Passes, 'column' | 'from' | 'to' | 'by' | 'where' | 'labels' | 'value'>,
): ReadonlyArray<Passes> => {
  const at = here(s);
  const after = standing(e.after, s.table.name)?.table ?? s.table;
  if (at === null) return [];
  const outcome = passage(facts.dialect, schemas(e), after, p, s.rows);
  return settled(outcome) ? [] : [{ ...at, ...p, outcome }];
};

type Change = Extract<Event['intent'], { kind: 'ChangeType' }>;

const converted = (facts: PlanFacts, e: Event, i: Change): ReadonlyArray<Passes> => {
  const s = standing(e.before, i.table);
  const from = s === null ? null : columnIn(s, i.column);
  const to = columnAfter(e, i.table, i.column);
  if (s === null || from === null || to === null) return [];
  const kept = facts.dialect.keepsValues(from, to) && !facts.dialect.probe.endsEarlier(from.type, to.type);
  if (i.using === null && kept && !s.table.options.strict) return [];
  const gone = from.type.kind === 'Enum' && to.type.kind === 'Enum' ? lost(e, from, to) : null;
  const value = i.using === null ? (s.cells.get(i.column)?.expr ?? null) : overRows(i.using, s);
  return i.using === null
    ? passes(facts, e, s, { column: i.column, from, to, by: 'type', where: null, labels: gone, value })
    : passes(facts, e, s, {
        column: i.column,
        from: sourceOf(i.using, s.table),
        to,
        by: 'using',
        where: null,
        labels: null,
        value,
      });
};

/** Stored columns that are computed from one that changes are computed again, and may not be able to be. */
const follows = (facts: PlanFacts, e: Event, i: Change): ReadonlyArray<Passes> => {
  const [before, after] = [standing(e.before, i.table), standing(e.after, i.table)];
  if (before === null || after === null) return [];
  return after.table.columns.flatMap((to) => {
    if (to.name === i.column || to.generated?.stored !== true) return [];
    const value = overRows(to.generated.expr, after);
    if (value === null || same(value, overRows(to.generated.expr, before))) return [];
    const from = sourceOf(to.generated.expr, after.table);
    return passes(facts, e, after, { column: to.name, from, to, by: 'write', where: null, labels: null, value });
  });
};

const relabelled = (
  facts: PlanFacts,
  e: Event,
  { from, to }: Extract<Event['intent'], { kind: 'ReplaceEnum' }>,
  s: Standing,
  c: Column,
): ReadonlyArray<Passes> => {
  const labels = from.values.filter((v) => !to.values.includes(v));
  if (labels.length === 0) return [];
  const value = s.cells.get(c.name)?.expr ?? null;
  const demand = { column: c.name, from: c, to: c, by: 'type', where: null, labels, value } as const;
  if (c.type.kind === 'Enum' && c.type.type !== null && sameName(c.type.type, to.name))
    return passes(facts, e, s, demand);
  const at = here(s);
  const refused = facts.dialect.probe.holdsLabels(value ?? E.null, c.type, to.name, labels);
  if (at === null || refused === null) return [];
  const known = { refused, changed: outcome.never, value, trial: false };
  return [{ ...at, ...demand, outcome: value === null ? outcome.open : known }];
};

/**
 * What is computed from a column that is written into, and what a row computes anew whatever is written into it. A value
 * that stays need not fit, see `recomputesRow`; what nobody can say of one is left alone.
 */
const written = (
  facts: PlanFacts,
  e: Event,
  table: QName,
  columns: ReadonlyArray<string>,
  where: Expr | null,
): ReadonlyArray<Passes> => {
  const s = standing(e.after, table);
  if (s === null) return [];
  return s.table.columns.flatMap((to) => {
    if (to.generated === null || nameInRows(s, to) === null) return [];
    const reads = columnsOf(to.generated.expr);
    const follows = to.generated.stored && (reads?.some((name) => columns.includes(name)) ?? true);
    if (!follows && !facts.dialect.probe.recomputesRow(to, heldBy(s.table, to.name))) return [];
    const value = overRows(to.generated.expr, s);
    const from = sourceOf(to.generated.expr, s.table);
    const p = { column: to.name, from, to, by: 'write', where, labels: null, value } as const;
    return passes(facts, e, s, p).filter((d) => d.outcome.refused !== null);
  });
};

/** Columns that an index, a key or a check reads. */
const readBy = (i: Event['intent']): ReadonlyArray<string> => {
  const inside = (e: Expr | null): ReadonlyArray<string> => (e === null ? [] : (columnsOf(e) ?? []));
  switch (i.kind) {
    case 'AddUnique':
      return i.unique.columns;
    case 'AddIndex':
      return [
        ...i.index.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : inside(p.of.expr))),
        ...inside(i.index.where),
      ];
    case 'AddCheck':
      return inside(i.check.expr);
    default:
      return [];
  }
};

/** A virtual column that no statement of the plan works out for the rows that are there. */
const isUnread = (facts: PlanFacts, { origin, table }: Standing, { name, generated }: Column): boolean => {
  const { probe } = facts.dialect;
  if (!probe.virtualUnchecked || generated?.stored !== false) return false;
  const works = (s: Standing, lock: Hold['lock']): boolean => {
    const c = columnIn(s, name);
    const held = heldBy(s.table, name);
    if (c === null) return false;
    return lock.strength === 'ROW' ? probe.recomputesRow(c, held) : probe.recomputes(c, held, lock);
  };
  return !(
    facts.events.some(({ intent: i }) => 'table' in i && same(i.table, table.name) && readBy(i).includes(name)) ||
    facts.holds.some((h) => same(h.table, origin) && h.moments.some((s) => works(s, h.lock)))
  );
};

/** Virtual columns that are there and are worked out for the first time; what nobody can ask is left alone. */
const firstRead = (facts: PlanFacts, e: Event, columns: ReadonlyArray<string>): ReadonlyArray<Passes> => {
  const table = 'table' in e.intent && !('columns' in e.intent.table) ? e.intent.table : null;
  const s = table === null || !facts.dialect.probe.virtualUnchecked ? null : standing(e.after, table);
  if (s === null) return [];
  return s.table.columns.flatMap((to) => {
    const { generated } = to;
    const stands = s.cells.get(to.name)?.expr?.kind === 'Column';
    if (generated === null || generated.stored || !stands || !columns.includes(to.name)) return [];
    const reads = ({ intent: i }: Event): boolean =>
      'table' in i && same(i.table, s.table.name) && readBy(i).includes(to.name);
    if (facts.events.find(reads) !== e) return [];
    const value = overRows(generated.expr, s);
    const from = sourceOf(generated.expr, s.table);
    const p = { column: to.name, from, to, by: 'write', where: null, labels: null, value } as const;
    return passes(facts, e, s, p).filter((d) => d.outcome.refused !== null);
  });
};

const passesOfEvent = (facts: PlanFacts, e: Event): ReadonlyArray<Passes> => {
  const { intent: i } = e;
  switch (i.kind) {
    case 'ChangeType':
      return [...converted(facts, e, i), ...follows(facts, e, i)];
    case 'ReplaceEnum':
      return e.after.tables.values().flatMap((s) => s.table.columns.flatMap((c) => relabelled(facts, e, i, s, c)));
    case 'Backfill': {
      const s = standing(e.before, i.table);
      const to = s === null ? null : columnIn(s, i.column);
      if (s === null || to === null) return [];
      const where = i.where === null ? null : overRows(i.where, s);
      const value = overRows(i.value, s);
      const from = sourceOf(i.value, s.table);
      return [
        ...passes(facts, e, s, { column: i.column, from, to, by: 'write', where, labels: null, value }),
        ...written(facts, e, i.table, [i.column], where),
      ];
    }
    case 'CopyColumns': {
      const s = standing(e.before, i.table);
      const copied = i.set.flatMap((x) => {
        const to = s === null ? null : columnIn(s, x.column);
        if (s === null || to === null) return [];
        const value = overRows(x.value, s);
        const from = sourceOf(x.value, s.table);
        if (x.value.kind === 'Column' && from !== null && sameStorage(from, to)) return [];
        return passes(facts, e, s, { column: x.column, from, to, by: 'write', where: null, labels: null, value });
      });
      const all = i.set.map((x) => x.column);
      return [...copied, ...written(facts, e, i.table, all, null)];
    }
    case 'AddColumn':
    case 'SetGenerated': {
      const to = i.kind === 'AddColumn' ? i.column : columnAfter(e, i.table, i.column);
      const s = standing(e.after, i.table);
      if (s === null || to === null) return [];
      if (to.generated === null)
        return i.kind === 'AddColumn' ? [...filledDomain(facts, e, s, to), ...workedOut(facts, e, s, to)] : [];
      const value = overRows(to.generated.expr, s);
      const from = sourceOf(to.generated.expr, s.table);
      const made = passes(facts, e, s, { column: to.name, from, to, by: 'write', where: null, labels: null, value });
      return isUnread(facts, s, to) ? made.map((d) => ({ ...d, unread: true })) : made;
    }
    case 'SetPrimaryKey':
      // The key of a row may take only whole numbers (SQLite), whatever the column took before.
      return (i.to?.columns ?? []).flatMap((k) => {
        const s = standing(e.after, i.table);
        const c = s === null ? null : columnIn(s, k.name);
        const value = s?.cells.get(k.name)?.expr ?? null;
        return s === null || c === null
          ? []
          : passes(facts, e, s, { column: k.name, from: c, to: c, by: 'type', where: null, labels: null, value });
      });
    case 'AddIndex':
    case 'AddUnique':
    case 'AddCheck':
      return firstRead(facts, e, readBy(i));
    case 'SetTableOptions': {
      const s = standing(e.after, i.table);
      if (s === null || i.from.strict || !i.to.strict) return [];
      return s.table.columns.flatMap((c) =>
        passes(facts, e, s, {
          column: c.name,
          from: c,
          to: c,
          by: 'type',
          where: null,
          labels: null,
          value: s.cells.get(c.name)?.expr ?? null,
        }),
      );
    }
    default:
      return [];
  }
};

/**
 * Every row gets the default, or NULL, in a new column, and its type may have conditions of its own: a domain refuses NULL
 * as it refuses any value. https://www.postgresql.org/docs/18/sql-createdomain.html
 */
const filledDomain = (facts: PlanFacts, e: Event, s: Standing, to: Column): ReadonlyArray<Passes> => {
  const { type } = to;
  if (type.kind !== 'Native') return [];
  const spelled = type.spelling.replaceAll('"', '');
  const domain = e.before.schema.opaque.find(
    (o) => o.kind === 'domain' && [o.name.name, showName(o.name)].includes(spelled),
  );
  if (domain === undefined) return [];
  const own = s.cells.get(to.name)?.expr ?? null;
  // The domain's own default is for the server to know.
  const value = to.default === null && domain.definition.some((sql) => /\bDEFAULT\b/i.test(sql)) ? null : own;
  return passes(facts, e, s, { column: to.name, from: null, to, by: 'write', where: null, labels: null, value });
};

/** A default that is worked out. Of many only the server knows the value (a clock, a UUID): nothing is asked of those. */
const workedOut = (facts: PlanFacts, e: Event, s: Standing, to: Column): ReadonlyArray<Passes> => {
  if (to.default?.kind !== 'Expression' || to.type.kind === 'Native') return [];
  const value = to.default.expr;
  const from = sourceOf(value, s.table);
  return passes(facts, e, s, { column: to.name, from, to, by: 'write', where: null, labels: null, value }).filter(
    (d) => d.outcome.refused !== null,
  );
};

const columnAfter = (e: Event, table: QName, column: string): Column | null => {
  const s = standing(e.after, table);
  return s === null ? null : columnIn(s, column);
};

const lost = (e: Event, from: Column, to: Column): ReadonlyArray<string> => {
  const labels = (c: Column): ReadonlyArray<string> => (c.type.kind === 'Enum' ? c.type.values : []);
  const kept = new Set(labels(to));
  return e.intent.kind === 'ChangeType' ? labels(from).filter((v) => !kept.has(v)) : [];
};

export const passDemands = oncePerPlan(
  (facts): ReadonlyArray<Passes> => facts.events.flatMap((e) => passesOfEvent(facts, e)),
);

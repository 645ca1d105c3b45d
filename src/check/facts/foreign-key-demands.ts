/** Foreign keys that the plan adds, or whose values or target it changes. */
import type { Expr } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import type { Column, ForeignKey, Table } from '../../ir/schema.js';
import { type Cause, here, lastOf, type OnRows, same } from './demand.js';
import { type Event, oncePerPlan, type PlanFacts } from './facts.js';
import { plainPart, stored } from './key-demands.js';
import { columnIn, type Situation, standing } from './situation.js';
import type { Standing } from './standings.js';

/** Child rows must find their parents. */
export interface Meets extends OnRows {
  readonly foreignKey: ForeignKey;
  readonly cause: Cause;
  readonly child: ReadonlyArray<Expr | null>;
  /** Null: the parent's table has no rows, since the plan makes it. */
  readonly parent: {
    readonly origin: QName;
    readonly hasChildren: boolean;
    readonly keys: ReadonlyArray<Expr | null>;
  } | null;
  /** The same before the plan, where the engine lets rows be that meet no parent (SQLite); null: it does not. */
  readonly was: Pick<Meets, 'child' | 'parent'> | null;
}

/** What these columns hold, over the rows as they are now. */
export const cells = (s: Standing, columns: ReadonlyArray<string>): ReadonlyArray<Expr | null> =>
  columns.map((c) => s.cells.get(c)?.expr ?? null);

const isNull = (e: Expr | null): boolean => e?.kind === 'Literal' && e.value.kind === 'Null';

/** A new column that nothing fills is NULL in every row: none of them looks for a parent. */
const exempt = (f: ForeignKey, child: ReadonlyArray<Expr | null>): boolean =>
  f.match === 'full' ? child.every(isNull) : child.some(isNull);

/**
 * The values as the parent's key will compare them, which may be by another collation than the rows have now.
 * https://www.postgresql.org/docs/17/sql-createtable.html · https://www.sqlite.org/foreignkeys.html#fk_actions
 */
export const compared = (
  facts: PlanFacts,
  s: Standing,
  values: ReadonlyArray<Expr | null>,
  by: ReadonlyArray<Column | null>,
) =>
  values.map((value, i) => {
    const column = by[i] ?? null;
    return value === null || column === null
      ? value
      : facts.dialect.probe.key(value, { ...plainPart, column, stored: stored(s, value) });
  });

const meets = (facts: PlanFacts, now: Situation, child: Standing, f: ForeignKey, cause: Cause): Meets | null => {
  const at = here(child);
  const parent = standing(now, f.references.table);
  const values = cells(child, f.columns);
  if (at === null || f.notValid || parent === null || exempt(f, values)) return null;
  const { columns } = f.references;
  const by = columns.map((c) => columnIn(parent, c));
  return {
    ...at,
    foreignKey: f,
    cause,
    child: compared(facts, child, values, by),
    parent:
      parent.origin === null
        ? null
        : {
            origin: parent.origin,
            hasChildren: parent.hasChildren,
            keys: compared(facts, parent, cells(parent, columns), by),
          },
    was: null,
  };
};

const idOf = (t: Table, f: ForeignKey): string => `${keyOf(t.name)} ${f.name ?? f.columns.join('\u0000')}`;

const changes = (e: Event): { readonly table: QName; readonly column: string } | null =>
  e.intent.kind === 'ChangeType' || e.intent.kind === 'Backfill' || e.intent.kind === 'SetGenerated'
    ? { table: e.intent.table, column: e.intent.column }
    : null;

/** Its orphans were taken out before. */
const cleared = (s: Standing, f: ForeignKey): boolean =>
  (s.cleared ?? []).some(
    (r) =>
      r.kind === 'Orphans' &&
      sameName(r.parent, f.references.table) &&
      same([r.columns, r.parentColumns, r.full], [f.columns, f.references.columns, f.match === 'full']),
  );

const ofEvent = (facts: PlanFacts, e: Event, referrers: Referrers): ReadonlyArray<readonly [string, Meets]> => {
  const { intent: i } = e;
  if (i.kind === 'AddForeignKey') {
    const child = standing(e.after, i.table);
    const demand =
      child === null || cleared(child, i.foreignKey) ? null : meets(facts, e.after, child, i.foreignKey, 'added');
    return child === null || demand === null ? [] : [[idOf(child.table, i.foreignKey), demand]];
  }
  const change = changes(e);
  if (change === null) return [];
  const children = new Set([keyOf(change.table), ...(referrers.get(keyOf(change.table)) ?? [])]);
  return [...children].flatMap((key) => {
    const child = e.after.tables.get(key);
    if (child === undefined) return [];
    return child.table.foreignKeys.flatMap((f): ReadonlyArray<readonly [string, Meets]> => {
      const own = sameName(child.table.name, change.table) && f.columns.includes(change.column);
      const theirs = sameName(f.references.table, change.table) && f.references.columns.includes(change.column);
      const old = standing(e.before, child.table.name);
      if ((!own && !theirs) || old === null) return [];
      const demand = meets(facts, e.after, child, f, 'kept');
      const before = meets(facts, e.before, old, f, 'kept');
      const was = facts.dialect.capabilities.foreignKeysInline ? before : null;
      return demand === null || same(demand, before) ? [] : [[idOf(child.table, f), { ...demand, was }]];
    });
  });
};

/** Parent → tables whose keys point to it, or once did: to look at every table at every event would be quadratic. */
type Referrers = ReadonlyMap<string, ReadonlySet<string>>;

const withKeys = (
  known: Map<string, Set<string>>,
  child: QName,
  keys: ReadonlyArray<ForeignKey>,
): Map<string, Set<string>> => {
  for (const f of keys) {
    const parent = keyOf(f.references.table);
    const children = known.get(parent);
    if (children === undefined) known.set(parent, new Set([keyOf(child)]));
    else children.add(keyOf(child));
  }
  return known;
};

const referrersIn = (now: Situation): Map<string, Set<string>> => {
  const known = new Map<string, Set<string>>();
  for (const { name, foreignKeys } of now.schema.tables) withKeys(known, name, foreignKeys);
  return known;
};

export const meetsDemands = oncePerPlan((facts): ReadonlyArray<Meets> => {
  const first = facts.events[0];
  if (first === undefined) return [];
  let referrers = referrersIn(first.before);
  const demands = facts.events.flatMap((e) => {
    const { intent: i } = e;
    if (i.kind === 'AddForeignKey') withKeys(referrers, i.table, [i.foreignKey]);
    if (i.kind === 'CreateTable') withKeys(referrers, i.table.name, i.table.foreignKeys);
    if (i.kind === 'RenameTable') referrers = referrersIn(e.after);
    return ofEvent(facts, e, referrers);
  });
  const earliest = new Map(demands.toReversed());
  return lastOf(demands.map(([id, d]) => [id, { ...d, was: earliest.get(id)?.was ?? null }] as const));
});

/** A foreign key as it stands at the end, with both its sides. */
export interface Pair {
  readonly table: QName;
  readonly foreignKey: ForeignKey;
  readonly child: Table;
  readonly parent: Table | null;
  /** Both sides' columns, null where there is none of that name. */
  readonly columns: ReadonlyArray<{ readonly child: Column | null; readonly parent: Column | null }>;
}

/** Foreign keys over columns that no longer bear what they do, as they meet at the end; the reason with each. */
export const brokenActions = (facts: PlanFacts): ReadonlyArray<{ readonly pair: Pair; readonly why: string }> => {
  const { refusesKey } = facts.dialect.probe;
  const was = new Map(facts.from.tables.map((t) => [keyOf(t.name), t]));
  return facts.end.tables.values().flatMap(({ table, origin }) => {
    const before = origin === null ? undefined : was.get(keyOf(origin));
    if (before === table) return [];
    return table.foreignKeys.flatMap((foreignKey) => {
      const why = refusesKey(foreignKey, table);
      const old = before?.foreignKeys.find((f) => f.name === foreignKey.name);
      if (why === null || (before !== undefined && old !== undefined && refusesKey(old, before) === why)) return [];
      return [{ pair: { table: table.name, foreignKey, child: table, parent: null, columns: [] }, why }];
    });
  });
};

const pairAt = (now: Situation, table: QName, foreignKey: ForeignKey): ReadonlyArray<Pair> => {
  const child = standing(now, table);
  const parent = standing(now, foreignKey.references.table);
  if (child === null) return [];
  const columns = foreignKey.columns.map((c, i) => ({
    child: columnIn(child, c),
    parent: parent === null ? null : columnIn(parent, foreignKey.references.columns[i] ?? ''),
  }));
  return [{ table, foreignKey, child: child.table, parent: parent?.table ?? null, columns }];
};

/** Foreign keys that the plan adds, with CREATE TABLE or without, as they meet their parents at the end. */
export const addedPairs = (facts: PlanFacts): ReadonlyArray<Pair> => {
  const added = facts.events.flatMap((e): ReadonlyArray<readonly [QName, ForeignKey]> => {
    const { intent: i } = e;
    if (i.kind === 'AddForeignKey') return [[i.table, i.foreignKey]];
    return i.kind === 'CreateTable' ? i.table.foreignKeys.map((f) => [i.table.name, f] as const) : [];
  });
  return added.flatMap(([table, foreignKey]) => pairAt(facts.end, table, foreignKey));
};

/** Foreign keys from or to certain tables (by `keyOf`), as they meet their parents in a situation. */
export const standingPairs = (now: Situation, of: ReadonlySet<string>): ReadonlyArray<Pair> =>
  now.tables.values().flatMap(({ table }) => {
    const all = of.has(keyOf(table.name));
    return table.foreignKeys.flatMap((f) =>
      all || of.has(keyOf(f.references.table)) ? pairAt(now, table.name, f) : [],
    );
  });

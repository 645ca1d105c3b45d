/** Keys that the plan adds, or under which it changes the values. */
import type { KeyPart } from '../../dialect/probe.js';
import { columnsOf, E, type Expr, mapExpr } from '../../ir/expression.js';
import { keyOf } from '../../ir/name.js';
import type { Column, Table } from '../../ir/schema.js';
import { type Distinct, here, lastOf, same, touched } from './demand.js';
import { type Event, oncePerPlan, type PlanFacts } from './facts.js';
import { columnIn, overRows, standing } from './situation.js';
import type { Cell, Standing } from './standings.js';

/** The column of the database that a value is, word for word. */
export const stored = (s: Standing, value: Expr): Column | null =>
  value.kind === 'Column' ? (s.rows?.columns.find((c) => c.name === value.name) ?? null) : null;

interface Key {
  readonly id: string;
  readonly name: string | null;
  readonly columns: ReadonlyArray<string>;
  readonly primary: boolean;
  readonly parts: ReadonlyArray<{ readonly of: Expr; readonly part: Omit<KeyPart, 'stored' | 'column'> }>;
  readonly where: Expr | null;
  readonly nullsEqual: boolean;
}

/** A part of a key that is a column as it is. */
export const plainPart = { prefix: null, collation: null, opclass: null };

export const keysIn = (t: Table): ReadonlyArray<Key> => [
  ...(t.primaryKey === null
    ? []
    : [
        {
          id: 'primary key',
          name: t.primaryKey.name,
          columns: t.primaryKey.columns.map((c) => c.name),
          primary: true,
          parts: t.primaryKey.columns.map((c) => ({ of: E.column(c.name), part: { ...plainPart, prefix: c.prefix } })),
          where: null,
          nullsEqual: false,
        },
      ]),
  ...t.uniques.map((u) => ({
    id: `unique ${u.name ?? u.columns.join('\u0000')}`,
    name: u.name,
    columns: u.columns,
    primary: false,
    parts: u.columns.map((c) => ({ of: E.column(c), part: plainPart })),
    where: null,
    nullsEqual: u.nullsNotDistinct,
  })),
  ...t.indexes
    .filter((i) => i.unique)
    .map((i) => ({
      id: `index ${i.name ?? JSON.stringify(i.parts)}`,
      name: i.name,
      columns: i.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : '(expression)')),
      primary: false,
      parts: i.parts.map((p) => ({
        of: p.of.kind === 'Column' ? E.column(p.of.name) : p.of.expr,
        part: { prefix: p.prefix, collation: p.collation, opclass: p.opclass },
      })),
      where: i.where,
      nullsEqual: i.nullsNotDistinct,
    })),
];

/** The same for every row of a statement, and so for all that a new column gets. */
const clock: ReadonlySet<string> = new Set([
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
  'now',
]);

/** A new column whose default is worked out, perhaps once for all rows. */
const madeOnce = (e: Expr, s: Standing): boolean => {
  const cell = e.kind === 'Column' ? s.cells.get(e.name)?.expr : null;
  if (!cell || (columnsOf(cell) ?? []).length > 0) return false;
  let calls = false;
  mapExpr(cell, (x) => {
    if (x.kind === 'Call' && !clock.has(x.name)) calls = true;
    return x;
  });
  return calls;
};

/** Where a column gets another collation, what reads it compares by that. */
export const recollated = ({ dialect }: PlanFacts, s: Standing): Standing => {
  let cells: Map<string, Cell> | null = null;
  for (const [name, cell] of s.cells) {
    const column = cell.expr === null ? null : columnIn(s, name);
    if (column === null || cell.expr === null) continue;
    const own = stored(s, cell.expr);
    if ((own?.collation ?? null) === column.collation) continue;
    cells ??= new Map(s.cells);
    cells.set(name, { ...cell, expr: dialect.probe.key(cell.expr, { ...plainPart, column, stored: own }) });
  }
  return cells === null ? s : { ...s, cells };
};

type Compared = Pick<Distinct, 'keys' | 'where'>;

/** What the key compares at that moment. `distinct`: a part numbers itself, so there is nothing to ask. */
const compared = (facts: PlanFacts, s: Standing, k: Key): Compared | 'distinct' => {
  const keys: Expr[] = [];
  const then = recollated(facts, s);
  let complete = true;
  for (const p of k.parts) {
    const column = p.of.kind === 'Column' ? columnIn(s, p.of.name) : null;
    if (p.of.kind === 'Column' && s.cells.get(p.of.name)?.distinct === true) return 'distinct';
    const value =
      facts.dialect.probe.defaultsByRow || !madeOnce(p.of, s) ? overRows(p.of, column === null ? then : s) : null;
    const key = value === null ? null : facts.dialect.probe.key(value, { ...p.part, column, stored: stored(s, value) });
    if (key === null) complete = false;
    else keys.push(key);
  }
  const where = k.where === null ? null : overRows(k.where, then);
  return { keys: complete && (k.where === null || where !== null) ? keys : null, where };
};

/** Its duplicates were taken out before. */
const cleared = (s: Standing, k: Key): boolean =>
  (s.cleared ?? []).some(
    (r) =>
      r.kind === 'Duplicates' &&
      r.nullsEqual === k.nullsEqual &&
      same(r.where, k.where) &&
      same(
        r.key.map((x) => [x.column, x.collation]),
        k.parts.map((p, i) => [k.columns[i], p.part.collation]),
      ),
  );

const sameKeys = (a: Table, b: Table): boolean =>
  a.primaryKey === b.primaryKey && a.uniques === b.uniques && a.indexes === b.indexes;

const keysOfEvent = (facts: PlanFacts, e: Event): ReadonlyArray<readonly [string, Distinct]> => {
  const table = 'table' in e.intent && !('columns' in e.intent.table) ? e.intent.table : null;
  if (table === null) return [];
  const before = standing(e.before, table);
  const after = standing(e.after, table);
  const at = after === null ? null : here(after);
  if (before === null || after === null || at === null) return [];
  if (touched(e) === null && sameKeys(before.table, after.table)) return [];
  const old = new Map(keysIn(before.table).map((k) => [k.id, k]));
  return keysIn(after.table).flatMap((k) => {
    const previous = old.get(k.id);
    const added = previous === undefined || !same(previous, k);
    if (!added && touched(e) === null) return [];
    if (added && cleared(before, k)) return [];
    const now = compared(facts, after, k);
    if (now === 'distinct') return [];
    if (!added && previous !== undefined && same(compared(facts, before, previous), now)) return [];
    const { name, columns, primary, nullsEqual } = k;
    const demand: Distinct = { ...at, name, columns, primary, nullsEqual, cause: added ? 'added' : 'kept', ...now };
    return [[`${keyOf(at.origin)} ${k.id}`, demand] as const];
  });
};

/** Renaming a column moves its keys along, renaming a key keeps it; both ask nothing of the rows. */
export const distinctDemands = oncePerPlan(
  (facts): ReadonlyArray<Distinct> =>
    lastOf(facts.events.filter((e) => !e.intent.kind.startsWith('Rename')).flatMap((e) => keysOfEvent(facts, e))),
);

/** The columns of a table between the phases: the old ones at their loosest, the new ones beside them. */
import { insertColumn } from '../../intent/edit.js';
import { columnsOf } from '../../ir/expression.js';
import { keyOf } from '../../ir/name.js';
import type { Column, Default, Table } from '../../ir/schema.js';
import type { Ends, NamedEnds } from './ends.js';
import { namesOf, type SyncGroup } from './group.js';

const fills = (c: Column): boolean => c.default !== null || c.identity !== null || c.generated !== null;

/** The type that both releases can write, when one of the two takes all values of the other. */
const widened = (c: Column, to: Column, e: Ends, table: Table): Column => {
  const inKeys = (t: Table): boolean =>
    t.foreignKeys.some((f) => f.columns.includes(c.name)) ||
    t.primaryKey?.columns.some((k) => k.name === c.name) === true;
  const isPointedTo = e.base.tables.some((t) =>
    t.foreignKeys.some((f) => keyOf(f.references.table) === keyOf(table.name) && f.references.columns.includes(c.name)),
  );
  // A view holds its columns' types.
  return e.aliased.has(keyOf(table.name)) || inKeys(table) || isPointedTo || !e.dialect.keepsValues(c, to)
    ? c
    : { ...c, type: to.type, charset: to.charset, collation: to.collation };
};

const sameStorage = (a: Column, b: Column): boolean =>
  JSON.stringify([a.type, a.charset, a.collation]) === JSON.stringify([b.type, b.charset, b.collation]);

/** A default that comes serves the new release; one that goes is still the old one's. */
const defaultOf = (c: Column, to: Column): Default | null =>
  to.default === null || c.generated !== null || to.generated !== null || !sameStorage(c, to) ? c.default : to.default;

const kept = (c: Column, to: Column | undefined, e: Ends, table: Table): Column => {
  // The new release does not know it, so it must not be asked for it.
  if (to === undefined) return { ...c, nullable: c.nullable || !(fills(c) || isKeyColumn(table, c.name)) };
  if (c.generated !== null || to.generated !== null) return { ...c, comment: to.comment };
  const wide = sameStorage(c, to) ? c : widened(c, to, e, table);
  return {
    ...wide,
    nullable: c.nullable || (to.nullable && !isKeyColumn(table, c.name)),
    default: defaultOf(wide, to),
    comment: to.comment,
  };
};

const isKeyColumn = (t: Table, name: string): boolean => t.primaryKey?.columns.some((k) => k.name === name) === true;

const old = (c: Column, g: SyncGroup, e: Ends): Column => {
  const side = g.old.find((s) => s.column === c.name);
  const filledBySync = side?.value !== null && !e.dialect.phases.relaxesOldSide;
  return { ...c, nullable: c.nullable || !(fills(c) || filledBySync) };
};

/** A constant that both sides start with; what is worked out anew for each would make them differ. */
const constant = (d: Default | null): Default | null => (d?.kind === 'Value' ? d : null);

const freshColumn = (name: string, g: SyncGroup, from: Table, to: Table): Column | null => {
  const partner = from.columns.find((c) => c.name === g.old[0]?.column);
  const target = to.columns.find((c) => c.name === (g.takesName ? partner?.name : name));
  if (partner === undefined || target === undefined) return null;
  return {
    ...target,
    name,
    nullable: true,
    default: g.why === 'rename' ? constant(partner.default) : g.why === 'split' ? null : constant(target.default),
  };
};

/** Without a value of its own, a row of the old release has none: NOT NULL waits. */
const added = (c: Column): Column => ({ ...c, nullable: c.nullable || !fills(c) });

const before = (to: Table, name: string, there: ReadonlyArray<Column>): string | null => {
  const at = to.columns.findIndex((c) => c.name === name);
  const known = to.columns.slice(0, at).filter((c) => there.some((x) => x.name === c.name));
  return known.at(-1)?.name ?? null;
};

export const columnsBetween = (
  from: Table,
  to: Table,
  { groups, begun }: Pick<Ends, 'groups' | 'begun'>,
  e: NamedEnds,
  held: ReadonlySet<string>,
): ReadonlyArray<Column> => {
  const wanted = new Map(to.columns.map((c) => [c.name, c]));
  const settled = new Set(begun.flatMap((g) => namesOf([...g.old, ...g.fresh])));
  const oldIn = (name: string): SyncGroup | undefined =>
    [...groups, ...begun].find((g) => namesOf(g.old).includes(name));
  let columns: ReadonlyArray<Column> = from.columns.map((c) => {
    if (settled.has(c.name)) return c;
    const g = oldIn(c.name);
    if (g === undefined) return kept(c, wanted.get(e.later(from.name, c.name)), e, from);
    const partner = g.why === 'rename' ? wanted.get(g.fresh[0]?.column ?? '') : undefined;
    const wide = partner === undefined || sameStorage(c, partner) ? c : widened(c, partner, e, from);
    return old(wide, g, e);
  });
  for (const g of groups)
    for (const side of g.fresh) {
      const c = freshColumn(side.column, g, from, to);
      if (c !== null) columns = insertColumn(columns, c, e.ordered ? g.old.at(-1)?.column : undefined);
    }
  // What a refused rename brings in one step is none of these.
  const carried = new Set(e.renamed.tables.find((t) => keyOf(t.name) === keyOf(to.name))?.columns.map((c) => c.name));
  for (const c of to.columns) {
    const there = columns.some((x) => x.name === c.name);
    const reads = c.generated === null ? [] : (columnsOf(c.generated.expr) ?? []);
    const ready = reads.every((r) => {
      const x = columns.find((y) => y.name === r);
      const y = wanted.get(r);
      return x !== undefined && y !== undefined && sameStorage(x, y) && oldIn(r) === undefined;
    });
    const waits = c.type.kind === 'Enum' && c.type.type !== null && held.has(keyOf(c.type.type));
    if (there || carried.has(c.name) || !ready || waits) continue;
    columns = insertColumn(columns, added(c), e.ordered ? before(to, c.name, columns) : undefined);
  }
  return columns;
};

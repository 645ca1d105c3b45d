/**
 * First phases that were ended on their way: new columns are there, and what keeps them in step is not, or not all rows
 * were copied. The plan starts as if none of it had been made and leaves out what is there already; rows are only copied
 * where it is as if nobody had written the new side.
 */
import type { Dialect } from '../../dialect/dialect.js';
import type { ColumnSync } from '../../dialect/phases.js';
import { findTable } from '../../intent/edit.js';
import { columnsOfIndex } from '../../intent/table-index.js';
import type { DataRule, Rename } from '../../ir/desired.js';
import { sameDefault, sameStorage } from '../../ir/equal.js';
import { columnsOf, type Expr } from '../../ir/expression.js';
import { sameName } from '../../ir/name.js';
import { withRest, withTable } from '../../ir/revise.js';
import type { Column, Opaque, Schema, Table } from '../../ir/schema.js';
import { renameGroup } from './find-renames.js';
import { splitsIn } from './find-splits.js';
import { typeGroup } from './find-type-changes.js';
import { nameOf, namesOf, type SyncGroup } from './group.js';
import { stands } from './settle.js';
import { hasShadows, shadowOf } from './shadow.js';

export interface Half {
  readonly have: Schema;
  readonly wanted: Schema;
  readonly renames: ReadonlyArray<Rename>;
  readonly data: ReadonlyArray<DataRule>;
  readonly dialect: Dialect;
  /** Names of groups that stand whole and of which rows were not copied. */
  readonly uncopied: ReadonlySet<string>;
}

const columnIn = (t: Table | undefined, name: string): Column | undefined => t?.columns.find((c) => c.name === name);

const isPlain = (c: Column): boolean =>
  c.nullable && c.identity === null && c.generated === null && c.onUpdate === null;

/** As phase 1 makes the second column of a rename. */
const isBeside = (from: Column, to: Column, dialect: Dialect): boolean =>
  isPlain(to) &&
  (sameStorage(from, to) || dialect.keepsValues(from, to)) &&
  sameDefault(from.default?.kind === 'Value' ? from.default : null, to.default, to.type);

const renames = (h: Half): ReadonlyArray<SyncGroup> =>
  h.renames.flatMap((r): ReadonlyArray<SyncGroup> => {
    if (r.column === null) return [];
    const { from, to } = r.column;
    const there = findTable(h.have, r.table.to);
    const [old, fresh] = [columnIn(there, from), columnIn(there, to)];
    const wanted = findTable(h.wanted, r.table.to);
    const handedOn = h.renames.some(
      (o) => o !== r && sameName(o.table.to, r.table.to) && (o.column?.to === from || o.column?.from === to),
    );
    if (old === undefined || fresh === undefined || handedOn) return [];
    if (columnIn(wanted, to) === undefined || columnIn(wanted, from) !== undefined) return [];
    const group = renameGroup(r.table.to, from, to);
    return isHalf(group, h, () => isBeside(old, fresh, h.dialect)) ? [group] : [];
  });

const typeChanges = (h: Half): ReadonlyArray<SyncGroup> =>
  h.have.tables.filter(hasShadows).flatMap((t) => {
    const wanted = findTable(h.wanted, t.name);
    return (wanted?.columns ?? []).flatMap((to): ReadonlyArray<SyncGroup> => {
      const name = shadowOf(to.name, h.dialect);
      const [from, shadow] = [columnIn(t, to.name), columnIn(t, name)];
      if (from === undefined || shadow === undefined || columnIn(wanted, name) !== undefined) return [];
      const rule = h.data.find((r) => r.kind === 'Using' && sameName(r.table, t.name) && r.column === to.name);
      const group = typeGroup(t.name, from, shadow, rule?.kind === 'Using' ? rule.value : null, h.dialect);
      const looks = (): boolean => isPlain(shadow) && sameStorage(shadow, to) && !sameStorage(from, to);
      return group !== null && isHalf(group, h, looks) ? [group] : [];
    });
  });

const splits = (h: Half): ReadonlyArray<SyncGroup> =>
  (h.data.some((r) => r.kind === 'Backfill') ? splitsIn(h.have, h.wanted, h.data) : []).filter((g) => {
    const t = findTable(h.have, g.table);
    const there = g.fresh.flatMap((f) => columnIn(t, f.column) ?? []);
    return isHalf(g, h, () => there.length > 0 && there.every((c) => isPlain(c) && c.default === null));
  });

/** What has the looks of phase 2 already is not begun anew, even where some of its triggers are gone. */
const isHalf = (g: SyncGroup, h: Half, looks: () => boolean): boolean =>
  stands(g, h.have, h.dialect) ? h.uncopied.has(nameOf(g)) : looks();

/**
 * Phase 2 of a type change was ended between its last two changes: the old column is gone, the new one does not have its
 * name yet. https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html
 */
export const lastNames = (have: Schema, wanted: Schema, dialect: Dialect): ReadonlyArray<Rename> =>
  have.tables.filter(hasShadows).flatMap((t) => {
    const to = findTable(wanted, t.name);
    return (to?.columns ?? []).flatMap((c): ReadonlyArray<Rename> => {
      const from = shadowOf(c.name, dialect);
      const shadow = columnIn(t, from);
      if (columnIn(t, c.name) !== undefined || columnIn(to, from) !== undefined || shadow === undefined) return [];
      return sameStorage(shadow, c)
        ? [{ table: { from: t.name, to: t.name }, column: { from, to: c.name }, at: null }]
        : [];
    });
  });

export const halfDone = (h: Half): ReadonlyArray<SyncGroup> => [...renames(h), ...typeChanges(h), ...splits(h)];

const standsOn = (columns: ReadonlyArray<string> | null, fresh: ReadonlySet<string>): boolean =>
  columns?.some((c) => fresh.has(c)) ?? false;

const withoutColumns = (t: Table, fresh: ReadonlySet<string>): Table => ({
  ...t,
  columns: t.columns.filter((c) => !fresh.has(c.name)),
  uniques: t.uniques.filter((u) => !standsOn([...u.columns, ...u.include], fresh)),
  foreignKeys: t.foreignKeys.filter((f) => !standsOn(f.columns, fresh)),
  checks: t.checks.filter((c) => !standsOn(columnsOf(c.expr), fresh)),
  indexes: t.indexes.filter((i) => !standsOn(columnsOfIndex(i), fresh)),
});

export const isThere = (o: Opaque, objects: ReadonlyArray<Opaque>): boolean =>
  objects.some((x) => x.kind === o.kind && sameName(x.name, o.name));

/** The schema as if none of it had been made. */
export const withoutHalf = (groups: ReadonlyArray<SyncGroup>, have: Schema, dialect: Dialect): Schema =>
  groups.reduce((now, g) => {
    const made = dialect.phases.madeBy(nameOf(g), have).map((m) => m.object);
    const t = findTable(now, g.table);
    const left = t === undefined ? now : withTable(now, withoutColumns(t, new Set(namesOf(g.fresh))));
    return withRest(left, { opaque: now.opaque.filter((o) => !isThere(o, made)) });
  }, have);

/** Rows in which the new side is as if nobody had written it, though the old one says something. */
export const notCopied = (sync: ColumnSync, dialect: Dialect): Expr =>
  dialect.phases.outOfStep({ ...sync, old: sync.old.map((o) => ({ ...o, value: null })) });

/**
 * One column that becomes several, or several that become one: new columns whose `backfill` reads columns that go. How the
 * old ones follow from the new ones, a source says under `dropped`.
 */
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import type { DataRule } from '../../ir/desired.js';
import { columnsOf, type Expr } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import { groupBy } from '../../ir/record.js';
import type { Schema, Table } from '../../ir/schema.js';
import type { KeptWhole } from '../../plan/phase-note.js';
import type { Found } from './find-renames.js';
import type { SyncGroup } from './group.js';
import { whyNot } from './refuse.js';

interface Filled {
  readonly column: string;
  readonly value: Expr;
  /** Of the columns that go. */
  readonly reads: ReadonlyArray<string>;
}

/** New columns that share an old one, directly or over others, belong together. */
const together = (filled: ReadonlyArray<Filled>): ReadonlyArray<ReadonlyArray<Filled>> =>
  filled.reduce<ReadonlyArray<ReadonlyArray<Filled>>>((sets, f) => {
    const touching = sets.filter((set) => set.some((x) => x.reads.some((r) => f.reads.includes(r))));
    return [...sets.filter((set) => !touching.includes(set)), [...touching.flat(), f]];
  }, []);

const groupsOf = (
  table: QName,
  filled: ReadonlyArray<Filled>,
  leaving: ReadonlyArray<string>,
  data: ReadonlyArray<DataRule>,
): ReadonlyArray<SyncGroup> =>
  together(filled).map((set) => {
    const read = new Set(set.flatMap((f) => f.reads));
    return {
      why: 'split',
      table,
      old: leaving.filter((c) => read.has(c)).map((column) => ({ column, value: restored(data, table, column) })),
      fresh: set.map(({ column, value }) => ({ column, value })),
      takesName: false,
      approximate: true,
    };
  });

const restored = (data: ReadonlyArray<DataRule>, table: QName, column: string): Expr | null => {
  const rule = data.find((r) => r.kind === 'Restore' && sameName(r.table, table) && r.column === column);
  return rule?.kind === 'Restore' ? rule.value : null;
};

const readsOf = (value: Expr, leaving: ReadonlyArray<string>): ReadonlyArray<string> =>
  (columnsOf(value) ?? []).filter((c) => leaving.includes(c));

const byTable = <A extends { readonly table: QName }>(all: ReadonlyArray<A>) => groupBy(all, (a) => keyOf(a.table));

export const findSplits = (
  intents: ReadonlyArray<Intent>,
  current: Schema,
  desired: Schema,
  data: ReadonlyArray<DataRule>,
): Found => {
  const groups: SyncGroup[] = [];
  const kept: KeptWhole[] = [];
  const moved = new Set(intents.flatMap((i) => (i.kind === 'RenameTable' ? [keyOf(i.to)] : [])));
  const fills = byTable(intents.filter((i) => i.kind === 'Backfill'));
  const drops = byTable(intents.filter((i) => i.kind === 'DropColumn'));
  for (const t of desired.tables) {
    const leaving = drops.get(keyOf(t.name))?.map((i) => i.column.name) ?? [];
    if (leaving.length === 0 || moved.has(keyOf(t.name))) continue;
    const filled = (fills.get(keyOf(t.name)) ?? []).flatMap((i): ReadonlyArray<Filled> => {
      const reads = i.fresh ? readsOf(i.value, leaving) : [];
      return reads.length === 0 ? [] : [{ column: i.column, value: i.value, reads }];
    });
    for (const g of groupsOf(t.name, filled, leaving, data)) {
      const because =
        g.old.map((o) => whyNot(current, t.name, o.column)).find((w) => w !== null) ??
        g.fresh.map((f) => whyNot(desired, t.name, f.column)).find((w) => w !== null) ??
        null;
      if (because === null) groups.push(g);
      else {
        const what = `the move of its values to ${g.fresh.map((f) => f.column).join(', ')}`;
        kept.push({ table: t.name, column: g.old[0]?.column ?? null, what, because });
      }
    }
  }
  return { groups, kept };
};

/** What the data rules make of columns that are there and are not wanted, whether the new ones are there or not. */
export const splitsIn = (
  have: Schema,
  wanted: Schema,
  data: ReadonlyArray<DataRule>,
  isReady: (t: Table, column: string) => boolean = () => true,
): ReadonlyArray<SyncGroup> => {
  const rules = byTable(data.filter((r) => r.kind === 'Backfill'));
  return have.tables.flatMap((t) => {
    const mine = rules.get(keyOf(t.name)) ?? [];
    const want = mine.length === 0 ? undefined : findTable(wanted, t.name);
    if (want === undefined) return [];
    const names = new Set(want.columns.map((c) => c.name));
    const leaving = t.columns.flatMap((c) => (names.has(c.name) ? [] : [c.name]));
    const filled = mine.flatMap((r): ReadonlyArray<Filled> => {
      if (!names.has(r.column) || !isReady(t, r.column)) return [];
      const reads = readsOf(r.value, leaving);
      return reads.length === 0 ? [] : [{ column: r.column, value: r.value, reads }];
    });
    return groupsOf(t.name, filled, leaving, data);
  });
};

/** Those of which the first phase was carried out. */
export const begunSplits = (
  have: Schema,
  wanted: Schema,
  data: ReadonlyArray<DataRule>,
  isBegun: (g: SyncGroup) => boolean,
): ReadonlyArray<SyncGroup> =>
  splitsIn(have, wanted, data, (t, column) => t.columns.some((c) => c.name === column)).filter(isBegun);

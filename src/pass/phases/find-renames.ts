/** Column renames that can be made in two phases: the old and the new name side by side. */
import type { Dialect } from '../../dialect/dialect.js';
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import { E } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import type { Column, Schema } from '../../ir/schema.js';
import type { KeptWhole } from '../../plan/phase-note.js';
import type { SyncGroup } from './group.js';
import { whyNot } from './refuse.js';
import { shadowOf } from './shadow.js';

const columnIn = (s: Schema, table: QName, name: string): Column | undefined =>
  findTable(s, table)?.columns.find((c) => c.name === name);

/** The same values on both sides: where the type grows, the old column grows first. */
export const renameGroup = (table: QName, from: string, to: string): SyncGroup => ({
  why: 'rename',
  table,
  old: [{ column: from, value: E.column(to) }],
  fresh: [{ column: to, value: E.column(from) }],
  takesName: false,
  approximate: false,
});

/**
 * Names that are handed on within the table, or through a name of nobody's: whoever looked at the table between the phases
 * could not tell which of them is which, so none of its columns is renamed in two.
 */
export const exchangesNames = (intents: ReadonlyArray<Intent>, table: QName): boolean => {
  const mine = intents.flatMap((i) => (i.kind === 'RenameColumn' && sameName(i.table, table) ? [i] : []));
  return mine.some((r) => mine.some((o) => o !== r && (o.from === r.to || o.to === r.from)));
};

export interface Found {
  readonly groups: ReadonlyArray<SyncGroup>;
  readonly kept: ReadonlyArray<KeptWhole>;
}

/** @param current after its tables were renamed. @param apart renamed tables whose columns do not move with them. */
export const findRenames = (
  intents: ReadonlyArray<Intent>,
  current: Schema,
  desired: Schema,
  dialect: Dialect,
  apart: ReadonlySet<string>,
): Found => {
  const renames = intents.flatMap((i) => (i.kind === 'RenameColumn' ? [i] : []));
  const moved = new Set(intents.flatMap((i) => (i.kind === 'RenameTable' ? [keyOf(i.to)] : [])));
  const groups: SyncGroup[] = [];
  const kept: KeptWhole[] = [];
  for (const r of renames) {
    // Under the table's old name stands a view with the old names.
    if (moved.has(keyOf(r.table)) && !apart.has(keyOf(r.table))) continue;
    // The last of a change of its type, which was in two phases itself.
    if (r.from === shadowOf(r.to, dialect)) continue;
    const from = columnIn(current, r.table, r.from);
    const to = columnIn(desired, r.table, r.to);
    const because = exchangesNames(intents, r.table)
      ? 'names are exchanged'
      : dialect.capabilities.caseInsensitive.columns && r.from.toLowerCase() === r.to.toLowerCase()
        ? 'only the case of its letters changes, so both names are one here'
        : columnIn(desired, r.table, r.from) !== undefined
          ? 'a new column takes the old name'
          : (whyNot(current, r.table, r.from) ??
            whyNot(desired, r.table, r.to) ??
            (from !== undefined && to !== undefined && !fits(from, to, dialect)
              ? 'its type changes to one that does not take every value'
              : null));
    if (because === null) groups.push(renameGroup(r.table, r.from, r.to));
    else kept.push({ table: r.table, column: r.from, what: `the rename to ${r.to}`, because });
  }
  return { groups, kept };
};

const fits = (from: Column, to: Column, dialect: Dialect): boolean =>
  JSON.stringify([from.type, from.charset, from.collation]) === JSON.stringify([to.type, to.charset, to.collation]) ||
  dialect.keepsValues(from, to);

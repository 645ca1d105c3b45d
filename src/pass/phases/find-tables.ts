/** Table renames that can be made in two phases: under the old name stands a view that takes every write. */
import type { Dialect } from '../../dialect/dialect.js';
import type { TableAlias } from '../../dialect/phases.js';
import type { Intent, IntentByKind } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import type { Rename } from '../../ir/desired.js';
import { type QName, sameName, showName } from '../../ir/name.js';
import type { Opaque, Schema } from '../../ir/schema.js';
import type { KeptWhole } from '../../plan/phase-note.js';
import { isLeft } from '../../prelude.js';
import { exchangesNames } from './find-renames.js';

export interface FoundTables {
  readonly aliases: ReadonlyArray<TableAlias>;
  readonly kept: ReadonlyArray<KeptWhole>;
}

type RenameTable = IntentByKind['RenameTable'];

const exchanged = (renames: ReadonlyArray<RenameTable>, r: RenameTable): boolean =>
  renames.some((o) => o !== r && (sameName(o.from, r.to) || sameName(o.to, r.from)));

/** Which column of the new table each column of the old one is. */
const columnsOf = (r: RenameTable, intents: ReadonlyArray<Intent>, current: Schema): TableAlias['columns'] =>
  (findTable(current, r.from)?.columns ?? []).map(({ name }) => ({
    name,
    of: intents.reduce(
      (now, i) => (i.kind === 'RenameColumn' && sameName(i.table, r.to) && i.from === now ? i.to : now),
      name,
    ),
  }));

const whyNot = (
  r: RenameTable,
  intents: ReadonlyArray<Intent>,
  renames: ReadonlyArray<RenameTable>,
  desired: Schema,
  dialect: Dialect,
): string | null => {
  if (exchanged(renames, r) || exchangesNames(intents, r.to)) return 'names are exchanged';
  if (findTable(desired, r.from) !== undefined) return 'another table takes the old name';
  return dialect.capabilities.caseInsensitive.tables && r.from.name.toLowerCase() === r.to.name.toLowerCase()
    ? 'only the case of its letters changes, so both names are one here'
    : null;
};

/** @param renamed the schema with every rename of the plan carried out. */
export const findTables = (
  intents: ReadonlyArray<Intent>,
  current: Schema,
  renamed: Schema,
  desired: Schema,
  dialect: Dialect,
): FoundTables => {
  const renames = intents.flatMap((i) => (i.kind === 'RenameTable' ? [i] : []));
  const aliases: TableAlias[] = [];
  const kept: KeptWhole[] = [];
  for (const r of renames) {
    const table = findTable(renamed, r.to);
    if (table === undefined) continue;
    const alias: TableAlias = { table, oldName: r.from, columns: columnsOf(r, intents, current) };
    const because =
      whyNot(r, intents, renames, desired, dialect) ??
      (isLeft(dialect.phases.alias(alias)) ? 'no view can take what is written to it' : null);
    if (because === null) aliases.push(alias);
    else kept.push({ table: r.from, column: null, what: `the rename to ${showName(r.to)}`, because });
  }
  return { aliases, kept };
};

/** A view under the old name of a declared rename that shows nothing but the table under its new one. */
export const aliasView = (table: QName, oldName: QName, have: Schema): Opaque | null =>
  have.opaque.find(
    (o) =>
      o.kind === 'view' &&
      sameName(o.name, oldName) &&
      o.dependsOn.length > 0 &&
      o.dependsOn.every((d) => sameName(d.table, table)),
  ) ?? null;

export interface BegunAlias {
  readonly table: QName;
  readonly oldName: QName;
}

export const begunAliases = (renames: ReadonlyArray<Rename>, have: Schema): ReadonlyArray<BegunAlias> =>
  renames.flatMap((r) =>
    r.column === null &&
    findTable(have, r.table.from) === undefined &&
    findTable(have, r.table.to) !== undefined &&
    aliasView(r.table.to, r.table.from, have) !== null
      ? [{ table: r.table.to, oldName: r.table.from }]
      : [],
  );

/** One change as two migrations: what the new release needs first, what the old one needs until then second. */
import type { Dialect } from './dialect/dialect.js';
import type { TableAlias } from './dialect/phases.js';
import { diff } from './diff/diff.js';
import type { Intent } from './intent/algebra.js';
import { applyIntent } from './intent/registry.js';
import { keyOf, type QName, sameName } from './ir/name.js';
import type { Problem } from './ir/problem.js';
import { withRest } from './ir/revise.js';
import type { Schema } from './ir/schema.js';
import { between } from './pass/phases/between.js';
import { expand, type Sizes } from './pass/phases/expand.js';
import { findNotNull } from './pass/phases/find-not-null.js';
import { findRenames } from './pass/phases/find-renames.js';
import { findSplits } from './pass/phases/find-splits.js';
import { type BegunAlias, findTables } from './pass/phases/find-tables.js';
import { findTypeChanges } from './pass/phases/find-type-changes.js';
import { nameOf, namesOf, type SyncGroup } from './pass/phases/group.js';
import { isThere } from './pass/phases/half-done.js';
import type { KeptWhole } from './plan/phase-note.js';
import { isLeft, right, type Validated } from './prelude.js';
import { besides, type Stage } from './stage.js';

export type Strategy = 'auto' | 'two-phase' | 'single';

export interface FirstPhase {
  readonly intents: ReadonlyArray<Intent>;
  /** What the schema is when they are carried out. */
  readonly between: Schema;
  readonly groups: ReadonlyArray<SyncGroup>;
  readonly aliases: ReadonlyArray<BegunAlias>;
}

export interface Parted {
  /** Null: there is nothing that must come before the rest. */
  readonly first: FirstPhase | null;
  readonly kept: ReadonlyArray<KeptWhole>;
}

export const firstPhase = (
  s: Stage,
  how: { readonly strategy: Strategy; readonly triggers: boolean },
  dialect: Dialect,
  sizes: Sizes,
): Validated<Problem, Parted> => {
  const tables = findTables(s.renames, s.current, s.renamed, s.desired, dialect);
  const behindViews = new Set(tables.aliases.map((a) => keyOf(a.table.name)));
  // What an earlier plan made and phase 2 takes off again stands in nobody's way.
  const made = [
    ...s.begun.flatMap((g) => dialect.phases.madeBy(nameOf(g), s.current)),
    ...s.begunTables.flatMap((a) => dialect.phases.madeBy(a.oldName.name, s.current)),
  ].map((m) => m.object);
  const current = withRest(s.current, { opaque: s.current.opaque.filter((o) => !isThere(o, made)) });
  const tablesMoved = carried(
    current,
    s.renames.filter((i) => i.kind === 'RenameTable' && behindViews.has(keyOf(i.to))),
  );
  if (isLeft(tablesMoved)) return tablesMoved;
  const apart = dialect.phases.columnsMoveWithTable ? new Set<string>() : behindViews;
  const columns = findRenames(s.renames, tablesMoved.right, s.desired, dialect, apart);
  const types = findTypeChanges(s.intents, current, s.desired, dialect);
  const splits = findSplits(s.intents, current, s.desired, s.data);
  const filled = findNotNull(s.intents, sizes).filter((g) => !s.begun.some((b) => nameOf(b) === nameOf(g)));
  const kept = [...tables.kept, ...columns.kept, ...types.kept, ...splits.kept];
  // While a view shows a table under its old name, the rest of its changes waits for the view to go.
  const shown = new Set(s.begunTables.map((a) => keyOf(a.table)));
  const waits = (g: SyncGroup): boolean =>
    shown.has(keyOf(g.table)) && (g.why !== 'rename' || dialect.phases.columnsMoveWithTable);
  const groups = [...columns.groups, ...types.groups, ...splits.groups, ...filled].filter((g) => !waits(g));
  const aliases = tables.aliases.map((a) => showingOld(a, columns.groups));
  // What an earlier plan began it may have left undone, too.
  const parts = groups.length + aliases.length + s.begun.length + s.begunTables.length;
  if (how.strategy === 'auto' && parts === 0) return right({ first: null, kept });

  // Under a view with the old names, tables and their columns take the new ones at once, but for those side by side.
  const moved = s.renames.filter((i) => aliases.some((a) => isOf(i, a.table.name)) && !isSideBySide(i, columns.groups));
  const base = carried(s.current, moved);
  if (isLeft(base)) return base;
  const aliased = new Set([...aliases.map((a) => keyOf(a.table.name)), ...shown]);
  const ends = {
    base: base.right,
    renamed: s.renamed,
    desired: s.desired,
    groups,
    begun: s.begun,
    aliased,
    dialect,
    ordered: s.ordered,
  };
  const wanted = between(ends);
  // What an earlier plan began is there already.
  const begunBase = s.half.length === 0 ? base : carried(s.there, moved);
  if (isLeft(begunBase)) return begunBase;
  const structure = diff(begunBase.right, wanted, { data: besides(groups, s.data), columnOrder: s.ordered });
  const objects = expand(groups, aliases, wanted, dialect, { ...sizes, triggers: how.triggers, half: s.half });
  if (isLeft(objects)) return objects;
  const standing = groups.flatMap((g) => dialect.phases.madeBy(nameOf(g), s.there)).map((m) => m.object);
  const missing = objects.right.filter((i) => i.kind !== 'AddObject' || !isThere(i.object, standing));
  const intents = [...moved, ...structure, ...missing];
  if (intents.length === 0) return right({ first: null, kept });
  const met = carried(
    wanted,
    objects.right.filter((i) => i.kind === 'AddObject' && !isThere(i.object, wanted.opaque)),
  );
  return isLeft(met)
    ? met
    : right({ first: { intents, between: met.right, groups, aliases: aliases.map(begunBy) }, kept });
};

const begunBy = (a: TableAlias): BegunAlias => ({ table: a.table.name, oldName: a.oldName });

const isSideBySide = (i: Intent, groups: ReadonlyArray<SyncGroup>): boolean =>
  i.kind === 'RenameColumn' && groups.some((g) => sameName(g.table, i.table) && g.old.some((o) => o.column === i.from));

/** Of columns side by side the old name shows the old one. */
const showingOld = (a: TableAlias, groups: ReadonlyArray<SyncGroup>): TableAlias => {
  const olds = new Set(groups.flatMap((g) => (sameName(g.table, a.table.name) ? namesOf(g.old) : [])));
  return { ...a, columns: a.columns.map((c) => (olds.has(c.name) ? { ...c, of: c.name } : c)) };
};

const isOf = (i: Intent, table: QName): boolean =>
  (i.kind === 'RenameTable' && sameName(i.to, table)) || (i.kind === 'RenameColumn' && sameName(i.table, table));

const carried = (schema: Schema, intents: ReadonlyArray<Intent>): Validated<Problem, Schema> =>
  intents.reduce<Validated<Problem, Schema>>(
    (now, i) => (isLeft(now) ? now : applyIntent(i, now.right)),
    right(schema),
  );

/**
 * The way from a schema to what a source asks for, as intents: renames resolved, groups ended whose first phase was
 * carried out, unsaid things completed, the rest compared. A plan in two phases goes through it twice: once from what is
 * there, and once from what will be there between the phases.
 */
import type { Dialect } from './dialect/dialect.js';
import { alignNames, storedNames } from './diff/align-names.js';
import { diff } from './diff/diff.js';
import { type Renamed, resolveRenames } from './diff/resolve-renames.js';
import type { Intent } from './intent/algebra.js';
import { findTable } from './intent/edit.js';
import { complete } from './ir/complete.js';
import type { DataRule, Desired, Rename } from './ir/desired.js';
import { renameColumnIn } from './ir/expression.js';
import { sameName } from './ir/name.js';
import { normalise } from './ir/normalise.js';
import type { Problem } from './ir/problem.js';
import type { Schema } from './ir/schema.js';
import { markUnnamed } from './ir/unnamed.js';
import { begunNotNull } from './pass/phases/find-not-null.js';
import { renameGroup } from './pass/phases/find-renames.js';
import { begunSplits } from './pass/phases/find-splits.js';
import { aliasView, type BegunAlias, begunAliases } from './pass/phases/find-tables.js';
import { begunTypeChanges } from './pass/phases/find-type-changes.js';
import { nameOf, type SyncGroup } from './pass/phases/group.js';
import { type Half, halfDone, lastNames, withoutHalf } from './pass/phases/half-done.js';
import { isBegun, settle } from './pass/phases/settle.js';
import { isLeft, right, type Validated } from './prelude.js';

/** What the whole of a plan knows. */
export interface Task {
  readonly said: Desired;
  readonly dialect: Dialect;
  readonly prune: boolean;
  /**
   * First phases that were ended on their way go on; named are those that stand whole and of which rows were not copied.
   * Null: what stands half is nobody's.
   */
  readonly uncopied: ReadonlySet<string> | null;
  /** What else is wanted of a schema that is there: tables beside that are not the source's to drop. */
  readonly wanting: (wanted: Schema, current: Schema) => Schema;
}

export interface Stage {
  /** What is there. */
  readonly there: Schema;
  /** The same without what of a first phase is only half there. */
  readonly current: Schema;
  /** `current` with every rename carried out. */
  readonly renamed: Schema;
  readonly desired: Schema;
  readonly renames: ReadonlyArray<Intent>;
  readonly intents: ReadonlyArray<Intent>;
  /** Added columns have a place. */
  readonly ordered: boolean;
  readonly data: ReadonlyArray<DataRule>;
  /** Groups of which the first phase was carried out; `intents` end them. */
  readonly begun: ReadonlyArray<SyncGroup>;
  readonly begunTables: ReadonlyArray<BegunAlias>;
  /** Groups of which the first phase was ended on its way; `intents` make them as if it had not begun. */
  readonly half: ReadonlyArray<SyncGroup>;
  readonly takenAsDone: ReadonlyArray<Rename>;
  /** Renames of the command line. */
  readonly asked: ReadonlyArray<Rename>;
}

/** Renames of the command line must match what is there when the plan starts, and may be done when it goes on. */
export interface AskedRenames {
  readonly must: ReadonlyArray<Rename>;
  readonly may: ReadonlyArray<Rename>;
}

/** Reads them, now that both schemas are known. */
export type Asking = (current: Schema, wanted: Schema) => Validated<Problem, AskedRenames>;

const rewritten = (rules: ReadonlyArray<DataRule>, dialect: Dialect): ReadonlyArray<DataRule> =>
  rules.map((r) =>
    r.kind === 'Backfill' || r.kind === 'Using' || r.kind === 'Restore' ? { ...r, value: dialect.rewrite(r.value) } : r,
  );

/** What is said of rows in the names of the old schema, in those after the renames: the old ones are gone, or about to go. */
const inNewNames = (
  rules: ReadonlyArray<DataRule>,
  renames: ReadonlyArray<Rename>,
  { schema, begun }: Pick<Renamed, 'schema' | 'begun'>,
): ReadonlyArray<DataRule> =>
  renames.reduce((all, { table, column }) => {
    if (column === null) return all;
    const { from, to } = column;
    const there = new Set(findTable(schema, table.to)?.columns.map((c) => c.name));
    const goes = begun.some((b) => sameName(b.table, table.to) && b.from === from && b.to === to);
    if (!there.has(to) || (there.has(from) && !goes)) return all;
    return all.map((r) =>
      (r.kind === 'Backfill' || r.kind === 'Using') && sameName(r.table, table.to)
        ? { ...r, value: renameColumnIn(r.value, from, to) }
        : r,
    );
  }, rules);

/**
 * Rules about columns that are kept in step were carried out in phase 1; but what a renamed column has instead of NULL is
 * filled in when nobody writes to the old one any more.
 */
export const besides = (groups: ReadonlyArray<SyncGroup>, rules: ReadonlyArray<DataRule>): ReadonlyArray<DataRule> =>
  rules.filter(
    (r) =>
      !(
        (r.kind === 'Backfill' || r.kind === 'Using') &&
        groups.some(
          (g) =>
            g.old.length > 0 &&
            !(g.why === 'rename' && r.kind === 'Backfill') &&
            sameName(g.table, r.table) &&
            g.fresh.some((f) => f.column === r.column),
        )
      ),
  );

/**
 * Columns of a table that has a view under its old name took their new names with it. Where names were exchanged, both are
 * there still, and would be exchanged again.
 */
const cameWithTable = (
  r: Rename,
  begun: ReadonlyArray<BegunAlias>,
  current: Schema,
  inStep: (g: SyncGroup) => boolean,
): boolean => {
  const { column } = r;
  if (column === null || !begun.some((b) => sameName(b.table, r.table.to))) return false;
  const there = new Set(findTable(current, r.table.to)?.columns.map((c) => c.name));
  return there.has(column.from) && there.has(column.to) && !inStep(renameGroup(r.table.to, column.from, column.to));
};

/** Asked for, and done in a first phase: a table under its new name, and columns that came with it. */
const isBehindView = (r: Rename, there: Schema): boolean => {
  const table = findTable(there, r.table.to);
  if (table === undefined) return false;
  if (r.column === null) return begunAliases([r], there).length > 0;
  const { from, to } = r.column;
  const has = (name: string): boolean => table.columns.some((c) => c.name === name);
  const behind = there.opaque.some((o) => o.kind === 'view' && aliasView(r.table.to, o.name, there) !== null);
  return behind && has(to) && !has(from);
};

/** They are about one and the same column. */
const isOf = (a: Rename, b: Rename): boolean =>
  sameName(a.table.to, b.table.to) && (a.column?.from === b.column?.from || a.column?.to === b.column?.to);

const halfOf = (h: Omit<Half, 'uncopied'>, uncopied: Task['uncopied']): ReadonlyArray<SyncGroup> =>
  uncopied === null ? [] : halfDone({ ...h, data: rewritten(h.data, h.dialect), uncopied });

export const stage = (
  { said, dialect, prune, uncopied, wanting }: Task,
  there: Schema,
  asking: Asking,
  known: ReadonlyArray<SyncGroup> = [],
): Validated<Problem, Stage> => {
  // Without triggers nothing shows that phase 1 was carried out: only this plan knows it.
  const names = new Set(known.map(nameOf));
  const hasBegun = (g: SyncGroup): boolean => names.has(nameOf(g)) || isBegun(g, there, dialect);
  const stored = storedNames(said, dialect.physical);
  const folds = dialect.capabilities.caseInsensitive;
  const found = alignNames(stored, there, folds);
  const standing = new Set(there.tables);
  const marked = (s: Schema): Schema => markUnnamed(wanting(s, there), (t) => standing.has(t));
  const seen = dialect.physical(marked(found.schema));
  const asked = asking(there, seen);
  if (isLeft(asked)) return asked;
  const { may } = asked.right;
  const must = asked.right.must.filter((r) => !isBehindView(r, there));
  // Columns of a table that is renamed on request are found under its old name, in whatever case.
  const again = must.length > 0 && folds.columns;
  const both = again ? alignNames({ ...stored, renames: [...stored.renames, ...must] }, there, folds) : found;
  const to = again ? { ...both, renames: both.renames.slice(0, stored.renames.length) } : found;
  const wanted = again ? dialect.physical(marked(to.schema)) : seen;
  const every = [...to.renames, ...may, ...asked.right.must];
  const begunTables = begunAliases(every, there);
  const half = halfOf({ have: there, wanted, renames: every, data: to.data, dialect }, uncopied);
  const current = withoutHalf(half, there, dialect);
  const halves = new Set(half.map(nameOf));
  const isWhole = (g: SyncGroup): boolean => hasBegun(g) && !halves.has(nameOf(g));
  const last = lastNames(there, wanted, dialect).filter((r) => !every.some((o) => isOf(o, r)));
  const declared = [...to.renames, ...may, ...last].filter((r) => !cameWithTable(r, begunTables, current, isWhole));
  const renamed = resolveRenames(declared, must, current, wanted, (b) => isWhole(renameGroup(b.table, b.from, b.to)));
  if (isLeft(renamed)) return renamed;

  const ordered = dialect.capabilities.columnOrder && to.owns.tables === 'all';
  const data = rewritten(inNewNames(to.data, every, renamed.right), dialect);
  const begun = [
    ...renamed.right.begun.map((b) => renameGroup(b.table, b.from, b.to)),
    ...begunSplits(renamed.right.schema, wanted, data, isWhole),
    ...begunNotNull(renamed.right.schema, data, isWhole),
    ...begunTypeChanges(renamed.right.schema, wanted, data, dialect, isWhole),
  ];
  const settled = settle(begun, begunTables, renamed.right.schema, dialect, ordered);
  if (isLeft(settled)) return settled;

  const completed = complete({ ...to, schema: wanted }, settled.right.schema, {
    prune,
    uniquesAsIndexes: dialect.capabilities.uniques === 'index',
  });
  const desired = normalise(dialect.physical(completed));
  return right({
    there,
    current,
    renamed: renamed.right.schema,
    desired,
    renames: renamed.right.intents,
    intents: [
      ...renamed.right.intents,
      ...settled.right.intents,
      ...diff(settled.right.schema, desired, { data: besides(begun, data), columnOrder: ordered }),
    ],
    ordered,
    data,
    begun,
    begunTables,
    half,
    takenAsDone: renamed.right.takenAsDone,
    asked: asked.right.must,
  });
};

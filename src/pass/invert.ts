/**
 * The way back: the inverses in reverse order. What cannot be undone, and what depends on it, is left out and named,
 * so that the rest of the way back can be gone.
 */
import type { Intent, IntentByKind, Loss } from '../intent/algebra.js';
import { findTable, thing } from '../intent/edit.js';
import { keptFor } from '../intent/kept-for.js';
import { applyIntent, invertIntent } from '../intent/registry.js';
import { subjectOf } from '../intent/subject.js';
import { columnsOfIndex } from '../intent/table-index.js';
import { columnsOf, E } from '../ir/expression.js';
import { type QName, sameName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { isLeft } from '../prelude.js';
import { type Draft, draftOne } from './draft.js';
import { following } from './follow-rename.js';
import { type Pieces, unfilled, whole } from './in-pieces.js';
import { placeholder } from './placeholder.js';
import { type Kept, unkept } from './restore-kept.js';

export interface WayBack {
  readonly drafts: ReadonlyArray<Draft>;
  readonly irreversible: ReadonlyArray<{ readonly intent: Intent; readonly because: string }>;
}

/** Columns under a constraint that this plan takes off: no made-up value may stand in for theirs. */
const constrained = (intents: ReadonlyArray<Intent>): ReadonlySet<string> => {
  const of = (i: Intent): ReadonlyArray<string> => {
    switch (i.kind) {
      case 'DropUnique':
        return i.unique.columns;
      case 'DropForeignKey':
        return i.foreignKey.columns;
      case 'DropCheck':
        return columnsOf(i.check.expr) ?? [];
      case 'DropIndex':
        return i.index.unique ? columnsOfIndex(i.index) : [];
      case 'SetPrimaryKey':
        return i.from?.columns.map((c) => c.name) ?? [];
      default:
        return [];
    }
  };
  return new Set(
    intents.flatMap((i) => {
      const table = subjectOf(i);
      return table === null ? [] : of(i).map((c) => thing.column(table, c));
    }),
  );
};

type AddColumn = IntentByKind['AddColumn'];

const comesBackEmpty = (i: AddColumn): boolean =>
  !i.column.nullable && i.column.default === null && i.column.identity === null && i.column.generated === null;

/** One default in every row, under a constraint that may want them different. */
const comesBackSame = (i: AddColumn, taken: ReadonlySet<string>): boolean =>
  i.column.default !== null && taken.has(thing.column(i.table, i.column.name));

/**
 * A dropped NOT NULL column comes back with a placeholder in every row. Under a constraint, where one value in every row
 * would be wrong, it comes back with NULLs: its default is put on afterwards, and NOT NULL is not.
 */
const restored = (
  i: AddColumn,
  taken: ReadonlySet<string>,
): { intents: ReadonlyArray<Intent>; because: string | null } => {
  const { table, column } = i;
  const isTaken = taken.has(thing.column(table, column.name));
  const value = isTaken ? null : placeholder(column.type);
  const empty: Intent = { ...i, column: { ...column, default: isTaken ? null : column.default, nullable: true } };
  const restore: ReadonlyArray<Intent> =
    isTaken && column.default !== null
      ? [{ kind: 'SetDefault', table, column: column.name, from: null, to: column.default }]
      : [];
  return value === null
    ? {
        intents: [empty, ...restore],
        because: column.nullable ? null : 'its values are gone, so it comes back nullable',
      }
    : {
        intents: [
          empty,
          { kind: 'Backfill', table, column: column.name, value, where: E.isNull(E.column(column.name)), fresh: true },
          { kind: 'SetNullability', table, column: column.name, nullable: false },
        ],
        because: null,
      };
};

/** Tables and columns that come back without what was in them. */
const emptied = (intents: ReadonlyArray<Intent>, kept: Kept): ReadonlySet<string> =>
  new Set(
    intents.flatMap((i) => {
      if (keptFor(i, kept) !== null) return [];
      if (i.kind === 'DropTable') return [thing.table(i.table.name)];
      return i.kind === 'DropColumn' && i.restore === undefined ? [thing.column(i.table, i.column.name)] : [];
    }),
  );

/** A constraint over what came back empty cannot always be had again. */
const standsInTheWay = (i: Intent, now: Schema, empty: ReadonlySet<string>): string | null => {
  if (i.kind === 'SetPrimaryKey' && i.to !== null) {
    const nullable = i.to.columns.find(
      (k) => findTable(now, i.table)?.columns.find((c) => c.name === k.name)?.nullable !== false,
    );
    return nullable === undefined ? null : `${nullable.name} came back without values`;
  }
  // Where two NULLs are the same, what came back empty is one value in every row.
  const alike =
    i.kind === 'AddUnique' && i.unique.nullsNotDistinct
      ? i.unique.columns.map((c) => thing.column(i.table, c))
      : i.kind === 'AddIndex' && i.index.unique && i.index.nullsNotDistinct
        ? columnsOfIndex(i.index).map((c) => thing.column(i.table, c))
        : [];
  if (alike.some((c) => empty.has(c))) return 'its values do not come back';
  if (i.kind === 'AddForeignKey') {
    const { columns, references } = i.foreignKey;
    if (findTable(now, references.table) === undefined) return 'the table it points to is not there';
    // What points nowhere must be empty too, or NULL.
    const pointsNowhere =
      empty.has(thing.table(references.table)) ||
      references.columns.some((c) => empty.has(thing.column(references.table, c)));
    const unset = columns.filter((c) => empty.has(thing.column(i.table, c)));
    const nothingPoints = empty.has(thing.table(i.table)) || unset.length > 0;
    // MATCH FULL wants all of them or none.
    if (i.foreignKey.match === 'full' && nothingPoints && unset.length > 0 && unset.length < columns.length)
      return 'its values do not come back';
    return pointsNowhere && !nothingPoints ? 'the rows it points to do not come back' : null;
  }
  return null;
};

/** Columns that the plan adds, so that the way back takes them off again whole. */
const added = (intents: ReadonlyArray<Intent>): ReadonlySet<string> =>
  new Set(intents.flatMap((i) => (i.kind === 'AddColumn' ? [thing.column(i.table, i.column.name)] : [])));

/** A change of a column that is about to be dropped changes nothing that stays. */
const isIdle = (i: Intent, fresh: ReadonlySet<string>): boolean =>
  i.kind === 'SetNullability' && i.nullable && fresh.has(thing.column(i.table, i.column));

/**
 * Columns of one table in one go: what keeps them in step would take one without the other for a change. In pieces, unless
 * one of them has its name from another column that is in use: whoever reads it would find nothing for long.
 */
const together = (
  waiting: ReadonlyArray<Intent>,
  now: Schema,
  up: ReadonlyArray<Intent>,
  pieces: Pieces,
): ReadonlyArray<Intent> => {
  const fills = waiting.flatMap((i) => (i.kind === 'Backfill' ? [i] : []));
  const tables = new Map(fills.map((i) => [thing.table(i.table), i.table]));
  return [
    ...[...tables].map(([key, table]): Intent => {
      const mine = fills.filter((i) => thing.table(i.table) === key);
      const columns = mine.map((i) => i.column);
      const named = up.some((i) => i.kind === 'RenameColumn' && sameName(i.table, table) && columns.includes(i.to));
      const where = named ? null : unfilled(table, columns, up);
      const batch = where === null ? null : pieces.refill(table, now);
      return {
        kind: 'CopyColumns',
        table,
        set: mine.map((i) => ({ column: i.column, value: i.value })),
        where: batch === null ? null : where,
        batch,
      };
    }),
    ...waiting.filter((i) => i.kind !== 'Backfill'),
  ];
};

/** Columns that come back with values worked out from others. */
const refilledBy = (intents: ReadonlyArray<Intent>): ReadonlySet<string> =>
  new Set(
    intents.flatMap((i) =>
      i.kind === 'DropColumn' && i.restore !== undefined ? [thing.column(i.table, i.column.name)] : [],
    ),
  );

/** The filling itself, and what rows must bear that are empty until then. */
const comesLast = (done: Intent, back: Intent, refilled: ReadonlySet<string>): boolean => {
  if (refilled.size === 0) return false;
  switch (back.kind) {
    case 'Backfill':
    case 'SetNullability':
      return done.kind === 'DropColumn' && done.restore !== undefined;
    case 'AddUnique':
      return back.unique.columns.some((c) => refilled.has(thing.column(back.table, c)));
    case 'AddForeignKey':
      return back.foreignKey.columns.some((c) => refilled.has(thing.column(back.table, c)));
    case 'AddCheck':
      return (columnsOf(back.check.expr) ?? []).some((c) => refilled.has(thing.column(back.table, c)));
    case 'AddIndex':
      return back.index.unique && columnsOfIndex(back.index).some((c) => refilled.has(thing.column(back.table, c)));
    default:
      return false;
  }
};

/** Those that can be carried out, one after the other. */
const oneByOne = (intents: ReadonlyArray<Intent>, from: Schema): ReadonlyArray<Draft> => {
  const drafts: Draft[] = [];
  for (const i of intents) {
    const one = draftOne(i, drafts.at(-1)?.after ?? from);
    if (!isLeft(one)) drafts.push(one.right);
  }
  return drafts;
};

const isDropOn = (d: Draft | undefined, table: QName): boolean => {
  const i = d?.intents[0];
  return i?.kind === 'DropObject' && sameName(i.table, table);
};

/** @param refused why the engine has no statement for a step; null when it has. Such a step stays undone, and is named. */
export const invert = (
  up: ReadonlyArray<Draft>,
  pieces: Pieces = whole,
  refused: (d: Draft) => string | null = () => null,
): WayBack => {
  const irreversible: Array<{ intent: Intent; because: string }> = [];
  const drafts: Draft[] = [];
  const all = up.flatMap((d) => d.intents);
  const taken = constrained(all);
  const kept = all.filter((i) => i.kind === 'KeepRows');
  const empty = emptied(all, kept);
  const fresh = added(all);
  let now = up.at(-1)?.after;
  if (now === undefined) return { drafts, irreversible };
  // What a column gets back from others waits until whatever keeps them in step is there again.
  let waiting: ReadonlyArray<Intent> = [];
  const refilled = refilledBy(all);
  const steps = [...up].reverse();
  for (const [at, done] of steps.entries()) {
    const intent = done.intents[0];
    if (intent === undefined) continue;
    const beside = keptFor(intent, kept);
    const inverse = beside === null ? invertIntent(intent, done.before) : unkept(intent, done.before, beside);
    if (inverse.grade === 'Irreversible') {
      irreversible.push({ intent, because: inverse.because });
      continue;
    }
    let loses: ReadonlyArray<Loss> = inverse.grade === 'Lossy' ? [inverse.loses] : [];
    for (const back of inverse.intents) {
      if (isIdle(back, fresh)) continue;
      if (comesLast(intent, back, refilled) && standsInTheWay(back, now, empty) === null) {
        waiting = [...waiting, back];
        continue;
      }
      const soft =
        back.kind === 'AddColumn' &&
        intent.kind === 'DropColumn' &&
        (comesBackEmpty(back) || comesBackSame(back, taken))
          ? restored(back, taken)
          : { intents: [back], because: standsInTheWay(back, now, empty) };
      if (soft.because !== null) irreversible.push({ intent, because: soft.because });
      if (soft.because !== null && back.kind !== 'AddColumn') continue;
      for (const i of soft.intents) {
        if (isLeft(applyIntent(i, now))) {
          irreversible.push({ intent, because: 'it depends on something that does not come back' });
          continue;
        }
        const one = draftOne(pieces.piece(i, now), now, loses);
        if (isLeft(one)) continue;
        const no = refused(one.right);
        if (no !== null) {
          irreversible.push({ intent, because: no });
          continue;
        }
        drafts.push(one.right);
        now = one.right.after;
        waiting = following(waiting, i);
        loses = [];
      }
    }
    // Right behind what keeps them in step: nobody should find the columns empty for long.
    if (intent.kind === 'DropObject' && !isDropOn(steps[at + 1], intent.table)) {
      const copies = waiting.filter((i) => i.kind === 'Backfill' && sameName(i.table, intent.table));
      waiting = waiting.filter((i) => !copies.includes(i));
      const made = oneByOne(together(copies, now, all, pieces), now);
      drafts.push(...made);
      now = made.at(-1)?.after ?? now;
    }
    // A loss without a statement of its own (a backfill that nobody takes back) is still a loss.
    if (loses.length > 0) drafts.push({ intents: [], statements: [], before: now, after: now, loses });
  }
  drafts.push(...oneByOne(together(waiting, now, all, pieces), now));
  return { drafts, irreversible };
};

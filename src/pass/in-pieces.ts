/** Rows of large tables are written in pieces, each its own transaction, so that none of them is locked for long. */
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { findTable } from '../intent/edit.js';
import { E, type Expr } from '../ir/expression.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import type { Batch } from '../sql/ast.js';
import { B } from '../sql/build.js';
import { batchOf, type Sizes } from './phases/expand.js';

export interface Pieces {
  /** The intent as it writes a table as large as this one. */
  readonly piece: (i: Intent, now: Schema) => Intent;
  /** How columns are filled that come back on the way back; null: in one go. */
  readonly refill: (table: QName, now: Schema) => Batch | null;
}

export const whole: Pieces = { piece: (i) => i, refill: () => null };

/** Tables are told by their names before and after the plan's renames. */
const everyName = (sizes: Sizes, intents: ReadonlyArray<Intent>): Sizes => ({
  ...sizes,
  rows: {
    ...sizes.rows,
    ...Object.fromEntries(
      intents.flatMap((i): ReadonlyArray<readonly [string, number]> => {
        const known =
          i.kind === 'RenameTable' && Object.hasOwn(sizes.rows, keyOf(i.from)) ? sizes.rows[keyOf(i.from)] : undefined;
        return i.kind !== 'RenameTable' || known === undefined ? [] : [[keyOf(i.to), known]];
      }),
    ),
  },
});

/** @param busy only there may a change that was one transaction become several. */
export const inPieces = (known: Sizes, renames: ReadonlyArray<Intent>, busy: (table: QName) => boolean): Pieces => {
  const sizes = everyName(known, renames);
  const batch = (table: QName, now: Schema): Batch | null => {
    const t = findTable(now, table);
    return t === undefined ? null : batchOf(t, sizes);
  };
  return {
    piece: (i, now) => {
      // Without a condition nobody could tell which rows are done.
      if (i.kind !== 'Backfill' || i.where === null || !busy(i.table)) return i;
      const pieces = batch(i.table, now);
      return pieces === null ? i : { ...i, batch: pieces };
    },
    refill: batch,
  };
};

type Verify = IntentByKind['Verify'];

/**
 * The rows that are still to be filled: those that phase 2 would stop at, and those that must have a value and have none.
 * Null: nobody can tell them.
 */
export const unfilled = (table: QName, columns: ReadonlyArray<string>, up: ReadonlyArray<Intent>): Expr | null => {
  const looks = up.flatMap(
    (i): ReadonlyArray<Verify> =>
      i.kind === 'Verify' && sameName(i.table, table) && i.columns.some((c) => columns.includes(c)) ? [i] : [],
  );
  if (!columns.every((c) => looks.some((l) => l.columns.includes(c)))) return null;
  const bound = up.flatMap((i) =>
    i.kind === 'DropColumn' && sameName(i.table, table) && columns.includes(i.column.name) && !i.column.nullable
      ? [E.isNull(E.column(i.column.name))]
      : [],
  );
  return B.or(...looks.map((l) => l.violating), ...bound);
};

/**
 * The sides of a row that two releases write, and what follows from what. Each engine says itself when two values are the
 * same, byte by byte; the rest is the same everywhere.
 */
import { columnsOf, E, type Expr } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Column, Table } from '../ir/schema.js';
import { sameType } from '../ir/type.js';
import { collect, isLeft, left, map, right, traverse, type Validated } from '../prelude.js';
import { B } from '../sql/build.js';
import type { ColumnSync, SyncedColumn } from './phases.js';

/**
 * The column holds what the value would be there, NULL being the same as NULL. `alike`: the value is one of the same type
 * and collation.
 */
export type SameValue = (column: Column, held: Expr, value: Expr, alike: boolean) => Expr;

/** A column of a side, and what it gets when the other side was written; null = nothing. */
export interface Part {
  readonly column: Column;
  readonly value: Expr | null;
  /** The value is a column of the same type and collation. */
  readonly alike: boolean;
}

export interface Given extends Part {
  readonly value: Expr;
}

export interface Sides {
  readonly old: ReadonlyArray<Part>;
  readonly fresh: ReadonlyArray<Part>;
  /** Of the old side: what follows from the new one. */
  readonly backward: ReadonlyArray<Given>;
  /** Of the new side: what follows from the old one. */
  readonly forward: ReadonlyArray<Given>;
  /**
   * What the new side follows: the old columns, and whatever else its values read, since a row may fall out of step by it.
   * Where nothing follows from the new side, no row does, and what was written to it is not written over.
   */
  readonly watched: ReadonlyArray<Column>;
}

export const columnOf = (t: Table, name: string): Validated<Problem, Column> => {
  const found = t.columns.find((c) => c.name === name);
  return found === undefined
    ? left([problem('schema.missing-column', { table: t.name.name, column: name })])
    : right(found);
};

const isAlike = (t: Table, column: Column, value: Expr | null): boolean => {
  const from = value?.kind === 'Column' ? t.columns.find((c) => c.name === value.name) : undefined;
  return (
    from !== undefined &&
    sameType(from.type, column.type) &&
    from.charset === column.charset &&
    from.collation === column.collation
  );
};

const partsOf = (t: Table, side: ReadonlyArray<SyncedColumn>): Validated<Problem, ReadonlyArray<Part>> =>
  traverse(side, ({ column: name, value }) =>
    map((column: Column): Part => ({ column, value, alike: isAlike(t, column, value) }))(columnOf(t, name)),
  );

const given = (parts: ReadonlyArray<Part>): ReadonlyArray<Given> =>
  parts.flatMap(({ column, value, alike }) => (value === null ? [] : [{ column, value, alike }]));

export const sidesOf = (sync: ColumnSync): Validated<Problem, Sides> => {
  const both = collect([partsOf(sync.table, sync.old), partsOf(sync.table, sync.fresh)]);
  if (isLeft(both)) return both;
  const [old = [], fresh = []] = both.right;
  const forward = given(fresh);
  // Engine text may read any column; then only the old side itself is watched.
  const backward = given(old);
  const others = backward.length === 0 ? [] : forward.flatMap((p) => columnsOf(p.value) ?? []);
  const read = new Set([...old.map((p) => p.column.name), ...others]);
  for (const p of fresh) read.delete(p.column.name);
  return right({
    old,
    fresh,
    backward,
    forward,
    watched: sync.table.columns.filter((c) => read.has(c.name)),
  });
};

const isNothing = (e: Expr): boolean => e.kind === 'Literal' && e.value.kind === 'Null';

const negated = (e: Expr): Expr =>
  e.kind === 'Binary' && e.op === 'is not distinct from' ? { ...e, op: 'is distinct from' } : E.not(e);

const holds = (same: SameValue, c: Column, held: Expr, value: Expr, alike: boolean): Expr =>
  isNothing(value) ? E.isNull(held) : same(c, held, value, alike);

const differs = (same: SameValue, c: Column, held: Expr, value: Expr, alike: boolean): Expr => {
  if (isNothing(value)) return E.isNull(held, true);
  return negated(same(c, held, value, alike));
};

/** Every part holds what follows for it; null when nothing follows. */
const followed = (parts: ReadonlyArray<Given>, same: SameValue): Expr | null =>
  parts.length === 0
    ? null
    : B.and(...parts.map((p) => holds(same, p.column, E.column(p.column.name), p.value, p.alike)));

/** Each column of one side is one of the other: what follows one way follows the other. */
const isMirrored = ({ forward, backward }: Sides): boolean =>
  forward.length === backward.length &&
  forward.every(
    (f) =>
      f.alike &&
      backward.some(
        (b) =>
          f.value.kind === 'Column' &&
          b.value.kind === 'Column' &&
          f.value.name === b.column.name &&
          b.value.name === f.column.name,
      ),
  );

export const forwardHolds = (sides: Sides, same: SameValue): Expr => followed(sides.forward, same) ?? E.boolean(false);

/** One of the sides follows from the other. */
export const inStep = (sides: Sides, same: SameValue): Expr => {
  const all = [followed(sides.forward, same), isMirrored(sides) ? null : followed(sides.backward, same)].filter(
    (e) => e !== null,
  );
  return all.length === 0 ? E.boolean(true) : B.or(...all);
};

export const isOutOfStep = (sides: Sides, same: SameValue): Expr => negated(inStep(sides, same));

/** What the column gets when an INSERT leaves it out: a constant; one that differs from row to row counts as NULL. */
const whenLeftOut = (c: Column): Expr => (c.default?.kind === 'Value' ? E.literal(c.default.value) : E.null);

/** At least one of them holds something else than it would when left out. `row`: the column as the trigger sees it. */
export const isGiven = (parts: ReadonlyArray<Part>, same: SameValue, row: (c: Column) => Expr): Expr =>
  B.or(...parts.map(({ column }) => differs(same, column, row(column), whenLeftOut(column), false)));

/** Byte by byte, for columns of which a trigger has both values. */
export const isChanged = (
  columns: ReadonlyArray<Column>,
  same: SameValue,
  before: (c: Column) => Expr,
  after: (c: Column) => Expr,
): Expr => B.or(...columns.map((c) => differs(same, c, after(c), before(c), true)));

/**
 * For rows of which neither side follows from the other. Where nothing follows from the new side, what was written to it
 * stands by itself: only rows in which it is as if nobody had written it are out of step. Of columns that do not exist, or
 * never follow, no row is.
 */
export const outOfStep =
  (same: SameValue) =>
  (sync: ColumnSync): Expr => {
    const sides = sidesOf(sync);
    if (isLeft(sides)) return E.boolean(false);
    const s = sides.right;
    const out = isOutOfStep(s, same);
    return s.backward.length > 0 ? out : B.and(E.not(isGiven(s.fresh, same, (c) => E.column(c.name))), out);
  };

/** What engines append to the name for their objects fits behind it. */
const longest = 48;

export const nameProblems = (engine: string, sync: { readonly name: string }): ReadonlyArray<Problem> =>
  /^[a-z0-9_]+$/.test(sync.name) && sync.name.length <= longest
    ? []
    : [
        problem('dialect.identifier', {
          engine,
          name: sync.name,
          bad: `is no name of 1 to ${longest} of a-z, 0-9 and _`,
        }),
      ];

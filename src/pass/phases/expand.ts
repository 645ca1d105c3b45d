/** What phase 1 does beside the change of the schema: the objects that keep both sides in step, and the rows that are there. */
import type { Dialect } from '../../dialect/dialect.js';
import type { ColumnSync, TableAlias } from '../../dialect/phases.js';
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import { E, type Expr } from '../../ir/expression.js';
import { keyOf, type QName } from '../../ir/name.js';
import type { Problem } from '../../ir/problem.js';
import type { Schema, Table } from '../../ir/schema.js';
import { isLeft, right, type Validated } from '../../prelude.js';
import type { Batch } from '../../sql/ast.js';
import { keepers, nameOf, type SyncGroup, syncOf } from './group.js';
import { notCopied } from './half-done.js';

export interface Sizes {
  /** By `keyOf(table)`: about how many rows it has. */
  readonly rows: Readonly<Record<string, number>>;
  /** From so many rows on a table is written in pieces. */
  readonly large: number;
}

const perPiece = 10_000;

/** Columns by which every row can be found and none is NULL; null when there are none. */
const keyOfRows = (t: Table): ReadonlyArray<string> | null => {
  if (t.primaryKey !== null) return t.primaryKey.columns.map((c) => c.name);
  const solid = (columns: ReadonlyArray<string>): boolean =>
    columns.every((name) => t.columns.find((c) => c.name === name)?.nullable === false);
  return t.uniques.find((u) => solid(u.columns))?.columns ?? null;
};

/** Known to have so many rows. */
export const isLarge = (table: QName, sizes: Sizes): boolean =>
  Object.hasOwn(sizes.rows, keyOf(table)) && (sizes.rows[keyOf(table)] ?? 0) >= sizes.large;

export const batchOf = (t: Table, sizes: Sizes): Batch | null => {
  const rows = Object.hasOwn(sizes.rows, keyOf(t.name)) ? sizes.rows[keyOf(t.name)] : undefined;
  const key = keyOfRows(t);
  return rows === undefined || rows < sizes.large || key === null ? null : { key, size: perPiece, rows };
};

/** Where there is no old side, the rows without a value are out of step. */
const fills = (sync: ColumnSync): Expr | null => {
  const [first] = sync.fresh;
  return sync.old.length > 0 || first === undefined ? null : E.isNull(E.column(first.column));
};

const copyOf = (sync: ColumnSync, goesOn: boolean, dialect: Dialect, sizes: Sizes): Intent => ({
  kind: 'CopyColumns',
  table: sync.table.name,
  set: sync.fresh.flatMap((f) => (f.value === null ? [] : [{ column: f.column, value: f.value }])),
  where: fills(sync) ?? (goesOn ? notCopied(sync, dialect) : dialect.phases.outOfStep(sync)),
  batch: batchOf(sync.table, sizes),
});

export const expand = (
  groups: ReadonlyArray<SyncGroup>,
  aliases: ReadonlyArray<TableAlias>,
  between: Schema,
  dialect: Dialect,
  sizes: Sizes & { readonly triggers: boolean; readonly half: ReadonlyArray<SyncGroup> },
): Validated<Problem, ReadonlyArray<Intent>> => {
  const intents: Intent[] = [];
  const halves = new Set(sizes.half.map(nameOf));
  for (const a of aliases) {
    const table = findTable(between, a.table.name) ?? a.table;
    const objects = dialect.phases.alias({ ...a, table });
    if (isLeft(objects)) return objects;
    intents.push(
      ...objects.right.map((o): Intent => ({ kind: 'AddObject', table: table.name, object: o.object, drop: o.drop })),
    );
  }
  for (const g of groups) {
    const sync = syncOf(g, between);
    if (sync === null) continue;
    const objects = sizes.triggers ? keepers(g, sync, dialect) : right([]);
    if (isLeft(objects)) return objects;
    const { table } = g;
    intents.push(...objects.right.map((o): Intent => ({ kind: 'AddObject', table, object: o.object, drop: o.drop })));
    intents.push(copyOf(sync, halves.has(sync.name), dialect, sizes));
  }
  return right(intents);
};

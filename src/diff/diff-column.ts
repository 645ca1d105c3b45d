/** What it takes to make one column into another of the same name, data included. */
import type { Intent } from '../intent/algebra.js';
import type { DataRule } from '../ir/desired.js';
import { sameAttributes, sameDefault, sameGenerated, sameIdentity, sameStorage } from '../ir/equal.js';
import { E } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { TypeOf } from '../ir/same-expression.js';
import type { Column, ColumnAttributes, Storage } from '../ir/schema.js';

const storage = (c: Column): Storage => ({ type: c.type, charset: c.charset, collation: c.collation });
const attributes = (c: Column): ColumnAttributes => ({
  comment: c.comment,
  onUpdate: c.onUpdate,
  invisible: c.invisible,
});

type Backfill = Extract<DataRule, { kind: 'Backfill' }>;
type Using = Extract<DataRule, { kind: 'Using' }>;

/** The rules that speak of one column. */
export interface ColumnData {
  readonly backfill: Backfill | null;
  readonly using: Using | null;
}

export const diffColumn = (
  table: QName,
  from: Column,
  to: Column,
  data: ColumnData,
  typeOf: TypeOf,
): ReadonlyArray<Intent> => {
  const column = to.name;
  const intents: Intent[] = [];
  // Plain ↔ generated and stored ↔ virtual is for the dialect: what else differs goes along in the same step.
  if (!sameGenerated(from.generated, to.generated, typeOf))
    intents.push({ kind: 'SetGenerated', table, column, from: from.generated, to: to.generated });
  if (!sameStorage(storage(from), storage(to)))
    intents.push({
      kind: 'ChangeType',
      table,
      column,
      from: storage(from),
      to: storage(to),
      using: data.using?.value ?? null,
    });
  if (!sameIdentity(from.identity, to.identity))
    intents.push({ kind: 'SetIdentity', table, column, from: from.identity, to: to.identity });
  if (!sameDefault(from.default, to.default, to.type)) {
    // A default of the old kind is none of the new: it goes before the type changes, the new one comes after.
    const apart = from.type.kind !== to.type.kind && from.default !== null && to.default !== null;
    if (apart) intents.push({ kind: 'SetDefault', table, column, from: from.default, to: null });
    intents.push({ kind: 'SetDefault', table, column, from: apart ? null : from.default, to: to.default });
  }
  if (from.nullable !== to.nullable) {
    if (!to.nullable && data.backfill !== null)
      intents.push({
        kind: 'Backfill',
        table,
        column,
        value: data.backfill.value,
        where: E.isNull(E.column(column)),
        fresh: false,
      });
    intents.push({ kind: 'SetNullability', table, column, nullable: to.nullable });
  }
  if (!sameAttributes(attributes(from), attributes(to)))
    intents.push({ kind: 'SetAttributes', table, column, from: attributes(from), to: attributes(to) });
  return intents;
};

/** A new column; with a backfill it starts empty, is filled, and only then gets its default and its NOT NULL. */
export const addColumn = (
  table: QName,
  to: Column,
  after: string | null | undefined,
  data: ColumnData,
): ReadonlyArray<Intent> => {
  if (data.backfill === null) return [{ kind: 'AddColumn', table, column: to, after }];
  const column = to.name;
  return [
    { kind: 'AddColumn', table, column: { ...to, nullable: true, default: null }, after },
    { kind: 'Backfill', table, column, value: data.backfill.value, where: E.isNull(E.column(column)), fresh: true },
    ...(to.default === null ? [] : [{ kind: 'SetDefault' as const, table, column, from: null, to: to.default }]),
    ...(to.nullable ? [] : [{ kind: 'SetNullability' as const, table, column, nullable: false }]),
  ];
};

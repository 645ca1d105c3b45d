/**
 * An intent as programs read it: one object with `op` and flat, spelled values. grammar/plan.schema.json lists every
 * operation with its keys; a key that says nothing (no default, no comment) is left out.
 */
import type { IntentByKind, IntentKind } from '../intent/algebra.js';
import { nameOfConstraint } from '../intent/rename-constraint.js';
import type { QName } from '../ir/name.js';
import type { Check, Column, ForeignKey, Index, Opaque, PrimaryKey, Table, Unique } from '../ir/schema.js';
import { identityWords, partWords } from './column-words.js';
import { changedOptions } from './operation-words.js';
import { rowsWords } from './rows-words.js';
import { type Spelling, spellDefault } from './spelling.js';

export type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json };
export type Operation = { readonly op: string; readonly [key: string]: Json };

interface Context {
  readonly spelling: Spelling;
  /** The statement that an intent became, where there is exactly one; else null. */
  readonly statement: string | null;
}

type Objects = { readonly [K in IntentKind]: (intent: IntentByKind[K], c: Context) => Operation };

type Keys = Record<string, Json>;
/** Leaves out what is null, false, empty. */
const said = (keys: Keys): Keys =>
  Object.fromEntries(
    Object.entries(keys).filter(([, v]) => v !== null && v !== false && !(Array.isArray(v) && v.length === 0)),
  );

const named = (q: QName): Keys => ({ table: q.name, ...said({ schema: q.namespace }) });
const typeName = (q: QName): Keys => ({ type: q.name, ...said({ schema: q.namespace }) });

const columnKeys = (s: Spelling, c: Column): Keys => ({
  type: s.type(c.type),
  nullable: c.nullable,
  ...said({
    default: c.default === null ? null : spellDefault(s, c.default),
    identity: c.identity === null ? null : identityWords(c.identity).toLowerCase(),
    generated: c.generated === null ? null : { as: s.expr(c.generated.expr), stored: c.generated.stored },
    collation: c.collation,
    charset: c.charset,
    comment: c.comment,
    on_update: c.onUpdate === null ? null : s.expr(c.onUpdate),
    invisible: c.invisible,
  }),
});

const keyColumns = (s: Spelling, key: PrimaryKey): ReadonlyArray<string> =>
  key.columns.map((c) =>
    c.prefix === null && c.order === 'asc'
      ? c.name
      : `${s.name(c.name)}${c.prefix === null ? '' : `(${c.prefix})`}${c.order === 'desc' ? ' DESC' : ''}`,
  );

const uniqueKeys = (u: Unique): Keys => ({
  columns: u.columns,
  ...said({
    name: u.name,
    nulls_not_distinct: u.nullsNotDistinct,
    include: u.include,
    deferrable: u.deferrable === 'no' ? null : u.deferrable,
    on_conflict: u.onConflict,
  }),
});

const foreignKeyKeys = (f: ForeignKey): Keys => ({
  columns: f.columns,
  references: { ...named(f.references.table), columns: f.references.columns },
  on_delete: f.onDelete,
  on_update: f.onUpdate,
  ...said({
    name: f.name,
    match: f.match === 'simple' ? null : f.match,
    deferrable: f.deferrable === 'no' ? null : f.deferrable,
    not_valid: f.notValid,
  }),
});

const checkKeys = (s: Spelling, c: Check): Keys => ({
  expr: s.expr(c.expr),
  ...said({ name: c.name, not_valid: c.notValid, no_inherit: c.noInherit, not_enforced: !c.enforced }),
});

const indexKeys = (s: Spelling, i: Index): Keys => ({
  columns: i.parts.map((p) => simple(p) ?? partWords(s, p)),
  unique: i.unique,
  ...said({
    name: i.name,
    method: i.method === 'btree' ? null : i.method,
    include: i.include,
    where: i.where === null ? null : s.expr(i.where),
    nulls_not_distinct: i.nullsNotDistinct,
    invisible: i.invisible,
    comment: i.comment,
    options: i.options,
  }),
});

/** A plain column goes by its name as it is; anything more is spelled as SQL. */
const simple = (p: Index['parts'][number]): string | null =>
  p.of.kind === 'Column' &&
  p.order === 'asc' &&
  p.nulls === null &&
  p.prefix === null &&
  p.collation === null &&
  p.opclass === null
    ? p.of.name
    : null;

const tableKeys = (s: Spelling, t: Table): Keys => ({
  ...named(t.name),
  columns: t.columns.map((c) => ({ name: c.name, ...columnKeys(s, c) })),
  primary_key: t.primaryKey === null ? null : keyColumns(s, t.primaryKey),
  ...said({
    uniques: t.uniques.map(uniqueKeys),
    foreign_keys: t.foreignKeys.map(foreignKeyKeys),
    checks: t.checks.map((c) => checkKeys(s, c)),
    indexes: t.indexes.map((i) => indexKeys(s, i)),
    comment: t.options.comment,
  }),
});

const json = (value: unknown): Json =>
  Array.isArray(value)
    ? value.map(json)
    : typeof value === 'boolean' || typeof value === 'number'
      ? value
      : value === null || value === undefined
        ? null
        : String(value);

const snake = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** Which column of which table. */
const at = (i: { readonly table: QName; readonly column: string }): Keys => ({ ...named(i.table), column: i.column });

const objectKeys = (o: Opaque): Keys => ({ kind: o.kind, name: o.name.name });

const objects: Objects = {
  CreateTable: (i, { spelling }) => ({ op: 'create_table', ...tableKeys(spelling, i.table) }),
  DropTable: (i) => ({ op: 'drop_table', ...named(i.table.name) }),
  RenameTable: (i) => ({ op: 'rename_table', ...named(i.from), to: i.to.name, ...said({ to_schema: i.to.namespace }) }),
  SetTableOptions: (i) => ({
    op: 'set_table_options',
    ...named(i.table),
    options: Object.fromEntries(changedOptions(i.from, i.to).map(([key, value]) => [snake(key), json(value)])),
  }),
  AddColumn: (i, { spelling }) => ({
    op: 'add_column',
    ...named(i.table),
    column: i.column.name,
    ...columnKeys(spelling, i.column),
  }),
  DropColumn: (i) => ({ op: 'drop_column', ...named(i.table), column: i.column.name }),
  RenameColumn: (i) => ({ op: 'rename_column', ...named(i.table), column: i.from, to: i.to }),
  ChangeType: (i, { spelling }) => ({
    op: 'change_type',
    ...at(i),
    from: spelling.type(i.from.type),
    type: spelling.type(i.to.type),
    ...said({
      using: i.using === null ? null : spelling.expr(i.using),
      charset: i.to.charset === i.from.charset ? null : i.to.charset,
      collation: i.to.collation === i.from.collation ? null : i.to.collation,
    }),
  }),
  SetNullability: (i) => ({ op: 'alter_column', ...at(i), nullable: i.nullable }),
  SetDefault: (i, { spelling }) => ({
    op: 'alter_column',
    ...at(i),
    default: i.to === null ? null : spellDefault(spelling, i.to),
  }),
  SetIdentity: (i) => ({
    op: 'alter_column',
    ...at(i),
    identity: i.to === null ? null : identityWords(i.to).toLowerCase(),
  }),
  SetGenerated: (i, { spelling }) => ({
    op: 'alter_column',
    ...at(i),
    generated: i.to === null ? null : { as: spelling.expr(i.to.expr), stored: i.to.stored },
  }),
  SetAttributes: (i, { spelling }) => ({
    op: 'alter_column',
    ...at(i),
    ...(i.from.comment === i.to.comment ? {} : { comment: i.to.comment }),
    ...(JSON.stringify(i.from.onUpdate) === JSON.stringify(i.to.onUpdate)
      ? {}
      : { on_update: i.to.onUpdate === null ? null : spelling.expr(i.to.onUpdate) }),
    ...(i.from.invisible === i.to.invisible ? {} : { invisible: i.to.invisible }),
  }),
  SetPrimaryKey: (i, { spelling }) =>
    i.to === null
      ? {
          op: 'drop_primary_key',
          ...named(i.table),
          columns: i.from === null ? [] : keyColumns(spelling, i.from),
          ...said({ name: i.from?.name ?? null }),
        }
      : {
          op: 'set_primary_key',
          ...named(i.table),
          columns: keyColumns(spelling, i.to),
          ...said({ name: i.to.name, from: i.from === null ? null : keyColumns(spelling, i.from) }),
        },
  AddUnique: (i) => ({ op: 'add_unique', ...named(i.table), ...uniqueKeys(i.unique) }),
  DropUnique: (i) => ({
    op: 'drop_unique',
    ...named(i.table),
    columns: i.unique.columns,
    ...said({ name: i.unique.name }),
  }),
  AddForeignKey: (i) => ({ op: 'add_foreign_key', ...named(i.table), ...foreignKeyKeys(i.foreignKey) }),
  DropForeignKey: (i) => ({
    op: 'drop_foreign_key',
    ...named(i.table),
    columns: i.foreignKey.columns,
    references: { ...named(i.foreignKey.references.table), columns: i.foreignKey.references.columns },
    ...said({ name: i.foreignKey.name }),
  }),
  AddCheck: (i, { spelling }) => ({ op: 'add_check', ...named(i.table), ...checkKeys(spelling, i.check) }),
  DropCheck: (i, { spelling }) => ({ op: 'drop_check', ...named(i.table), ...checkKeys(spelling, i.check) }),
  AddIndex: (i, { spelling }) => ({ op: 'add_index', ...named(i.table), ...indexKeys(spelling, i.index) }),
  DropIndex: (i, { spelling }) => ({ op: 'drop_index', ...named(i.table), ...indexKeys(spelling, i.index) }),
  RenameIndex: (i) => ({ op: 'rename_index', ...named(i.table), name: i.index.name, to: i.to }),
  RenameConstraint: (i) => ({
    op: 'rename_constraint',
    ...named(i.table),
    name: nameOfConstraint(i.constraint),
    to: i.to,
  }),
  CreateEnum: (i) => ({ op: 'create_enum', ...typeName(i.type.name), values: i.type.values }),
  DropEnum: (i) => ({ op: 'drop_enum', ...typeName(i.type.name) }),
  AddEnumValue: (i) => ({
    op: 'add_enum_value',
    ...typeName(i.type),
    value: i.value,
    ...(i.place === null ? {} : { [i.place.where]: i.place.value }),
  }),
  ReplaceEnum: (i) => ({ op: 'replace_enum', ...typeName(i.from.name), from: i.from.values, values: i.to.values }),
  CopyColumns: (i, { spelling, statement }) => ({
    op: 'data_migration',
    sql:
      statement ??
      `UPDATE ${i.table.name} SET ${i.set.map((x) => `${spelling.name(x.column)} = ${spelling.expr(x.value)}`).join(', ')}${i.where === null ? '' : ` WHERE ${spelling.expr(i.where)}`}`,
    ...(i.batch === null ? {} : { batch_rows: i.batch.size }),
  }),
  AddObject: (i) => ({ op: 'create_object', ...named(i.table), ...objectKeys(i.object) }),
  DropObject: (i) => ({ op: 'drop_object', ...named(i.table), ...objectKeys(i.object) }),
  KeepRows: (i, { spelling }) => ({
    op: 'keep_rows',
    ...named(i.table),
    kept_in: i.kept.name.name,
    columns: i.columns,
    rows: rowsWords(spelling, i.rows),
    ...said({ days: i.days }),
  }),
  ClearRows: (i, { spelling }) => ({
    op: i.empties === null ? 'delete_rows' : 'empty_columns',
    ...named(i.table),
    kept_in: i.kept.name.name,
    rows: rowsWords(spelling, i.rows),
    ...said({ columns: i.empties }),
  }),
  RestoreRows: (i) => ({
    op: i.insert ? 'restore_rows' : 'restore_values',
    ...named(i.table),
    kept_in: i.kept.name.name,
    columns: i.columns,
  }),
  DropKept: (i) => ({ op: 'drop_kept', ...named(i.kept.name) }),
  Verify: (i) => ({ op: 'verify', ...named(i.table), columns: i.columns, message: i.message }),
  Backfill: (i, { spelling, statement }) => ({
    op: 'data_migration',
    sql:
      statement ??
      `UPDATE ${i.table.name} SET ${spelling.name(i.column)} = ${spelling.expr(i.value)}${i.where === null ? '' : ` WHERE ${spelling.expr(i.where)}`}`,
  }),
};

export const operationJson = <K extends IntentKind>(
  intent: IntentByKind[K] & { readonly kind: K },
  c: Context,
): Operation => objects[intent.kind](intent, c);

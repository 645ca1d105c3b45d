/** Any intent there can be, one arbitrary a kind: what the types allow, whatever a schema would say to it. */
import fc from 'fast-check';
import type { Intent, IntentByKind, IntentKind } from '../../src/intent/algebra.js';
import type { QName } from '../../src/ir/name.js';
import type {
  Check,
  Column,
  ColumnAttributes,
  Default,
  Deferrable,
  EnumType,
  ForeignKey,
  Generated,
  Identity,
  Index,
  IndexPart,
  Opaque,
  PrimaryKey,
  ReferentialAction,
  Storage,
  Table,
  TableOptions,
  Unique,
} from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import type { RowSet } from '../../src/sql/rows.js';
import { dialects, anyExpression as expr, literal, anyText as text } from './arbitrary-expression.js';

const or = <A>(a: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(a, { nil: null });
const size = fc.nat(70000);
const few = <A>(a: fc.Arbitrary<A>): fc.Arbitrary<ReadonlyArray<A>> => fc.array(a, { maxLength: 3 });
const texts = few(text);
const batch = fc.record({ key: texts, size: fc.nat(), rows: or(fc.nat()) });
export const qname: fc.Arbitrary<QName> = fc.record({ namespace: or(text), name: text });

const lob = fc.constantFrom('tiny' as const, 'regular' as const, 'medium' as const, 'long' as const);
const plainType: fc.Arbitrary<DataType> = fc.oneof(
  fc.constantFrom<DataType>(T.boolean, T.date, T.year, T.uuid, T.json(), T.json(false)),
  fc
    .tuple(fc.constantFrom(8 as const, 16 as const, 24 as const, 32 as const, 64 as const), fc.boolean())
    .map((a) => T.integer(...a)),
  fc.tuple(or(size), or(size), fc.boolean()).map((a) => T.decimal(...a)),
  fc.tuple(fc.constantFrom(32 as const, 64 as const), fc.boolean()).map((a) => T.float(...a)),
  or(size).map(T.varchar),
  size.map(T.char),
  lob.map(T.text),
  lob.map(T.blob),
  fc.tuple(size, fc.boolean()).map((a) => T.binary(...a)),
  fc.tuple(or(size), fc.boolean()).map((a) => T.bit(...a)),
  fc.tuple(or(size), fc.boolean()).map((a) => T.time(...a)),
  fc
    .tuple(fc.constantFrom('datetime' as const, 'timestamp' as const, 'instant' as const), or(size))
    .map((a) => T.dateTime(...a)),
  fc.tuple(texts, or(qname)).map((a) => T.enum(...a)),
  texts.map(T.set),
  text.map(T.native),
);
export const type: fc.Arbitrary<DataType> = fc.oneof(
  { weight: 9, arbitrary: plainType },
  {
    weight: 1,
    arbitrary: fc.record({ spelling: fc.dictionary(fc.constantFrom(...dialects), text), otherwise: or(plainType) }).map(
      (byEngine): DataType => ({
        kind: 'Native',
        spelling: '',
        byEngine: { ...byEngine, spelling: { ...byEngine.spelling } },
      }),
    ),
  },
);

export const default_: fc.Arbitrary<Default> = fc.oneof(
  literal.map((value): Default => ({ kind: 'Value', value })),
  expr.map((e): Default => ({ kind: 'Expression', expr: e })),
);
const counter = or(fc.oneof(fc.constantFrom('1', '-100', '9223372036854775807'), text));
const identity: fc.Arbitrary<Identity> = fc.oneof(
  fc.constant<Identity>({ kind: 'AutoIncrement' }),
  fc.record({
    kind: fc.constant('Identity' as const),
    generation: fc.constantFrom('always' as const, 'by default' as const),
    start: counter,
    increment: counter,
  }),
  or(qname).map((sequence): Identity => ({ kind: 'Serial', sequence })),
);
const generated: fc.Arbitrary<Generated> = fc.record({ expr, stored: fc.boolean() });
const storage: fc.Arbitrary<Storage> = fc.record({ type, charset: or(text), collation: or(text) });
const attributes: fc.Arbitrary<ColumnAttributes> = fc.record({
  comment: or(text),
  onUpdate: or(expr),
  invisible: fc.boolean(),
});
export const column: fc.Arbitrary<Column> = fc.record({
  name: text,
  type,
  nullable: fc.boolean(),
  default: or(default_),
  identity: or(identity),
  generated: or(generated),
  collation: or(text),
  charset: or(text),
  comment: or(text),
  onUpdate: or(expr),
  invisible: fc.boolean(),
});
const order = fc.constantFrom('asc' as const, 'desc' as const);
const primaryKey: fc.Arbitrary<PrimaryKey> = fc.record({
  name: or(text),
  columns: few(fc.record({ name: text, prefix: or(size), order })),
});
const deferrable = fc.constantFrom<Deferrable>('no', 'immediate', 'deferred');
const unique: fc.Arbitrary<Unique> = fc.record({
  name: or(text),
  columns: texts,
  nullsNotDistinct: fc.boolean(),
  deferrable,
  include: texts,
  onConflict: or(text),
});
const action = fc.constantFrom<ReferentialAction>('no action', 'restrict', 'cascade', 'set null', 'set default');
const foreignKey: fc.Arbitrary<ForeignKey> = fc.record({
  name: or(text),
  columns: texts,
  references: fc.record({ table: qname, columns: texts }),
  onDelete: action,
  onUpdate: action,
  match: fc.constantFrom('simple' as const, 'full' as const, 'partial' as const),
  deferrable,
  notValid: fc.boolean(),
});
const check: fc.Arbitrary<Check> = fc.record({
  name: or(text),
  expr,
  notValid: fc.boolean(),
  noInherit: fc.boolean(),
  enforced: fc.boolean(),
});
const part: fc.Arbitrary<IndexPart> = fc.record({
  of: fc.oneof(
    text.map((name) => ({ kind: 'Column' as const, name })),
    expr.map((e) => ({ kind: 'Expression' as const, expr: e })),
  ),
  order,
  nulls: or(fc.constantFrom('first' as const, 'last' as const)),
  prefix: or(size),
  collation: or(text),
  opclass: or(text),
});
const index: fc.Arbitrary<Index> = fc.record({
  name: or(text),
  unique: fc.boolean(),
  method: fc.oneof(fc.constant('btree'), text),
  parts: few(part),
  include: texts,
  where: or(expr),
  nullsNotDistinct: fc.boolean(),
  invisible: fc.boolean(),
  comment: or(text),
  options: or(text),
  valid: fc.boolean(),
});
const options: fc.Arbitrary<TableOptions> = fc.record({
  comment: or(text),
  engine: or(text),
  charset: or(text),
  collation: or(text),
  rowFormat: or(text),
  autoIncrement: counter,
  strict: fc.boolean(),
  withoutRowid: fc.boolean(),
  unlogged: fc.boolean(),
  storage: texts,
});
export const table: fc.Arbitrary<Table> = fc.record({
  name: qname,
  columns: few(column),
  primaryKey: or(primaryKey),
  uniques: few(unique),
  foreignKeys: few(foreignKey),
  checks: few(check),
  indexes: few(index),
  options,
});
const enumType: fc.Arbitrary<EnumType> = fc.record({ name: qname, values: texts, comment: or(text) });
const after = fc.option(or(text), { nil: undefined });

const object: fc.Arbitrary<Opaque> = fc.record({
  kind: fc.constantFrom('trigger' as const, 'function' as const, 'view' as const),
  name: qname,
  on: or(qname),
  dependsOn: few(fc.record({ table: qname, columns: or(texts) })),
  definition: texts,
});

type Fields<K extends IntentKind> = {
  [F in Exclude<keyof IntentByKind[K], 'kind'>]-?: fc.Arbitrary<IntentByKind[K][F]>;
};
const setting = fc.record({ column: text, value: expr });
const rowSet: fc.Arbitrary<RowSet> = fc.oneof(
  fc.constant<RowSet>({ kind: 'All' }),
  expr.map((e): RowSet => ({ kind: 'Where', expr: e })),
  fc
    .record({
      key: few(fc.record({ column: text, collation: or(text) })),
      nullsEqual: fc.boolean(),
      where: or(expr),
      order: few(fc.record({ column: text, descending: fc.boolean() })),
    })
    .map((d): RowSet => ({ kind: 'Duplicates', ...d })),
  fc
    .record({ columns: texts, parent: qname, parentColumns: texts, full: fc.boolean() })
    .map((o): RowSet => ({ kind: 'Orphans', ...o })),
);
/** A kind without its fields does not compile. */
const fields: { readonly [K in IntentKind]: Fields<K> } = {
  CreateTable: { table },
  DropTable: { table },
  RenameTable: { from: qname, to: qname },
  SetTableOptions: { table: qname, from: options, to: options },
  AddColumn: { table: qname, column, after },
  DropColumn: {
    table: qname,
    column,
    after,
    restore: fc.option(expr, { nil: undefined }),
    approximate: fc.constant(undefined),
  },
  RenameColumn: { table: qname, from: text, to: text },
  ChangeType: { table: qname, column: text, from: storage, to: storage, using: or(expr) },
  SetNullability: { table: qname, column: text, nullable: fc.boolean() },
  SetDefault: { table: qname, column: text, from: or(default_), to: or(default_) },
  SetIdentity: { table: qname, column: text, from: or(identity), to: or(identity) },
  SetGenerated: { table: qname, column: text, from: or(generated), to: or(generated) },
  SetAttributes: { table: qname, column: text, from: attributes, to: attributes },
  SetPrimaryKey: { table: qname, from: or(primaryKey), to: or(primaryKey) },
  AddUnique: { table: qname, unique },
  DropUnique: { table: qname, unique },
  AddForeignKey: { table: qname, foreignKey },
  DropForeignKey: { table: qname, foreignKey },
  AddCheck: { table: qname, check },
  DropCheck: { table: qname, check },
  AddIndex: { table: qname, index },
  DropIndex: { table: qname, index },
  RenameIndex: { table: qname, index, to: text },
  RenameConstraint: {
    table: qname,
    constraint: fc.oneof(
      unique.map((u) => ({ kind: 'Unique' as const, unique: u })),
      foreignKey.map((f) => ({ kind: 'ForeignKey' as const, foreignKey: f })),
      check.map((c) => ({ kind: 'Check' as const, check: c })),
    ),
    to: text,
  },
  CreateEnum: { type: enumType },
  DropEnum: { type: enumType },
  AddEnumValue: {
    type: qname,
    value: text,
    place: or(fc.record({ where: fc.constantFrom('before' as const, 'after' as const), value: text })),
  },
  ReplaceEnum: { from: enumType, to: enumType },
  Backfill: {
    table: qname,
    column: text,
    value: expr,
    where: or(expr),
    fresh: fc.boolean(),
    batch: fc.option(batch, { nil: undefined }),
  },
  CopyColumns: {
    table: qname,
    set: fc.array(fc.record({ column: text, value: expr }), { minLength: 1, maxLength: 3 }),
    where: or(expr),
    batch: or(batch),
  },
  AddObject: { table: qname, object, drop: text },
  DropObject: { table: qname, object, drop: text },
  Verify: { table: qname, columns: texts, violating: expr, message: text },
  KeepRows: {
    table: qname,
    kept: table,
    columns: texts,
    key: texts,
    rows: rowSet,
    more: few(setting),
    days: or(fc.nat()),
  },
  ClearRows: { table: qname, kept: table, columns: texts, key: texts, rows: rowSet, empties: or(texts) },
  RestoreRows: { table: qname, kept: table, columns: texts, key: texts, insert: fc.boolean() },
  DropKept: { kept: table, unexpired: or(expr) },
};

export const intentKinds: ReadonlyArray<IntentKind> = Object.keys(fields).filter((k): k is IntentKind => k in fields);
export const intentOf = (kind: IntentKind): fc.Arbitrary<Intent> =>
  fc.record<Record<string, unknown>>({ kind: fc.constant(kind), ...fields[kind] }).map((i) => i as unknown as Intent);
export const intent: fc.Arbitrary<Intent> = fc.oneof(...intentKinds.map(intentOf));

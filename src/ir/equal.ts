/** When two parts of a schema are the same thing. Names count unless the function says otherwise. */
import type { Expr } from './expression.js';
import { identical } from './identical.js';
import { keyOf, sameName } from './name.js';
import { normalise } from './normalise.js';
import { sameDefaultExpr, sameExpr, type TypeOf } from './same-expression.js';
import type {
  Check,
  Column,
  ColumnAttributes,
  Default,
  EnumType,
  ForeignKey,
  Generated,
  Identity,
  Index,
  IndexPart,
  PrimaryKey,
  Schema,
  Storage,
  Table,
  TableOptions,
  Unique,
} from './schema.js';
import { type DataType, sameType } from './type.js';

const both = <A>(a: A | null, b: A | null, same: (x: A, y: A) => boolean): boolean =>
  a === null || b === null ? a === b : same(a, b);

const sameList = <A>(a: ReadonlyArray<A>, b: ReadonlyArray<A>, same: (x: A, y: A) => boolean): boolean =>
  a.length === b.length &&
  a.every((x, i) => {
    const y = b[i];
    return y !== undefined && same(x, y);
  });

const sameText = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => sameList(a, b, (x, y) => x === y);

const exprOf = (d: Default): Expr => (d.kind === 'Value' ? { kind: 'Literal', value: d.value } : d.expr);

/** `type` is the column's: it says how a text is read. */
export const sameDefault = (a: Default | null, b: Default | null, type: DataType | null = null): boolean =>
  both(a, b, (x, y) => sameDefaultExpr(exprOf(x), exprOf(y), type));

/** The types of columns, where they are the same in both tables: what a cast in a check or an index means rests on them. */
export const typesIn = (a: Table, b: Table): TypeOf => {
  // Looked up one by one: few tables have an expression that asks, and fewer ask twice.
  const typeOf = (t: Table, column: string): DataType | undefined => t.columns.find((c) => c.name === column)?.type;
  return (column) => {
    const type = typeOf(a, column);
    const other = typeOf(b, column);
    return type !== undefined && other !== undefined && sameType(type, other) ? type : null;
  };
};

export const sameIdentity = (a: Identity | null, b: Identity | null): boolean =>
  both(a, b, (x, y) => {
    if (x.kind === 'Serial' && y.kind === 'Serial')
      return x.sequence === null || y.sequence === null || sameName(x.sequence, y.sequence);
    return identical(x, y);
  });

export const sameGenerated = (a: Generated | null, b: Generated | null, typeOf?: TypeOf): boolean =>
  both(a, b, (x, y) => x.stored === y.stored && sameExpr(x.expr, y.expr, typeOf));

export const sameStorage = (a: Storage, b: Storage): boolean =>
  sameType(a.type, b.type) && a.charset === b.charset && a.collation === b.collation;

export const sameAttributes = (a: ColumnAttributes, b: ColumnAttributes): boolean =>
  a.comment === b.comment && a.invisible === b.invisible && both(a.onUpdate, b.onUpdate, (x, y) => sameExpr(x, y));

export const sameColumn = (a: Column, b: Column): boolean =>
  a.name === b.name &&
  a.nullable === b.nullable &&
  sameStorage(a, b) &&
  sameDefault(a.default, b.default, a.type) &&
  sameIdentity(a.identity, b.identity) &&
  sameGenerated(a.generated, b.generated) &&
  sameAttributes(a, b);

/** The same key, whatever its name. */
export const sameKeyShape = (a: PrimaryKey, b: PrimaryKey): boolean =>
  sameList(a.columns, b.columns, (x, y) => x.name === y.name && x.prefix === y.prefix && x.order === y.order);

export const samePrimaryKey = (a: PrimaryKey | null, b: PrimaryKey | null): boolean =>
  both(a, b, (x, y) => sameKeyShape(x, y) && x.name === y.name);

/** The same constraint, whatever its name. */
export const sameUniqueShape = (a: Unique, b: Unique): boolean =>
  sameText(a.columns, b.columns) &&
  a.nullsNotDistinct === b.nullsNotDistinct &&
  a.deferrable === b.deferrable &&
  sameText(a.include, b.include) &&
  a.onConflict === b.onConflict;

export const sameUnique = (a: Unique, b: Unique): boolean => a.name === b.name && sameUniqueShape(a, b);

export const sameForeignKeyShape = (a: ForeignKey, b: ForeignKey): boolean =>
  sameText(a.columns, b.columns) &&
  sameName(a.references.table, b.references.table) &&
  sameText(a.references.columns, b.references.columns) &&
  a.onDelete === b.onDelete &&
  a.onUpdate === b.onUpdate &&
  a.match === b.match &&
  a.deferrable === b.deferrable &&
  a.notValid === b.notValid;

export const sameForeignKey = (a: ForeignKey, b: ForeignKey): boolean => a.name === b.name && sameForeignKeyShape(a, b);

export const sameCheckShape = (a: Check, b: Check, typeOf?: TypeOf): boolean =>
  sameExpr(a.expr, b.expr, typeOf) &&
  a.notValid === b.notValid &&
  a.noInherit === b.noInherit &&
  a.enforced === b.enforced;

export const sameCheck = (a: Check, b: Check, typeOf?: TypeOf): boolean =>
  a.name === b.name && sameCheckShape(a, b, typeOf);

const samePart = (a: IndexPart, b: IndexPart, typeOf?: TypeOf): boolean => {
  const of =
    a.of.kind === 'Column' && b.of.kind === 'Column'
      ? a.of.name === b.of.name
      : a.of.kind === 'Expression' && b.of.kind === 'Expression' && sameExpr(a.of.expr, b.of.expr, typeOf);
  return (
    of &&
    a.order === b.order &&
    a.nulls === b.nulls &&
    a.prefix === b.prefix &&
    a.collation === b.collation &&
    a.opclass === b.opclass
  );
};

/** The same index, whatever its name and comment. */
export const sameIndexShape = (a: Index, b: Index, typeOf?: TypeOf): boolean =>
  a.unique === b.unique &&
  a.method === b.method &&
  sameList(a.parts, b.parts, (x, y) => samePart(x, y, typeOf)) &&
  sameText(a.include, b.include) &&
  both(a.where, b.where, (x, y) => sameExpr(x, y, typeOf)) &&
  a.nullsNotDistinct === b.nullsNotDistinct &&
  a.invisible === b.invisible &&
  a.options === b.options &&
  a.valid === b.valid;

export const sameIndex = (a: Index, b: Index, typeOf?: TypeOf): boolean =>
  a.name === b.name && a.comment === b.comment && sameIndexShape(a, b, typeOf);

/** Not the next number of AUTO_INCREMENT: the counter moves with every row, so no catalog states it. */
export const sameOptions = (a: TableOptions, b: TableOptions): boolean =>
  a.comment === b.comment &&
  a.engine === b.engine &&
  a.charset === b.charset &&
  a.collation === b.collation &&
  a.rowFormat === b.rowFormat &&
  a.strict === b.strict &&
  a.withoutRowid === b.withoutRowid &&
  a.unlogged === b.unlogged &&
  sameText(a.storage, b.storage);

export const sameEnum = (a: EnumType, b: EnumType): boolean => sameName(a.name, b.name) && sameText(a.values, b.values);

/** Columns are compared by name: their order cannot be changed on most engines and is not a difference. */
export const sameTable = (a: Table, b: Table): boolean => {
  const columns = new Map(b.columns.map((c) => [c.name, c]));
  return (
    sameName(a.name, b.name) &&
    a.columns.length === b.columns.length &&
    a.columns.every((c) => {
      const other = columns.get(c.name);
      return other !== undefined && sameColumn(c, other);
    }) &&
    samePrimaryKey(a.primaryKey, b.primaryKey) &&
    sameList(a.uniques, b.uniques, sameUnique) &&
    sameList(a.foreignKeys, b.foreignKeys, sameForeignKey) &&
    sameList(a.checks, b.checks, sameCheck) &&
    sameList(a.indexes, b.indexes, sameIndex) &&
    sameOptions(a.options, b.options)
  );
};

/** Opaque objects are left out: nothing here changes them. */
export const sameSchema = (a: Schema, b: Schema): boolean => {
  const x = normalise(a);
  const y = normalise(b);
  return sameList(x.tables, y.tables, sameTable) && sameList(x.enums, y.enums, sameEnum);
};

/** Tables of `a` that `b` has not, or not the same; for messages of tests and of `--verify`. */
export const differingTables = (a: Schema, b: Schema): ReadonlyArray<string> => {
  const other = new Map(normalise(b).tables.map((t) => [keyOf(t.name), t]));
  return normalise(a)
    .tables.filter((t) => {
      const o = other.get(keyOf(t.name));
      return o === undefined || !sameTable(t, o);
    })
    .map((t) => keyOf(t.name));
};

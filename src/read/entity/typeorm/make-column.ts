/** A column from its options: the framework's ColumnMetadata constructor. */
import type { Position } from '../../../ir/problem.js';
import type { ColumnMode, ColumnOptions, Owner } from './args.js';
import type { Column } from './column.js';
import type { Driver } from './driver.js';
import type { Embedded } from './embedded.js';
import { columnName } from './naming.js';

interface From {
  readonly property: string;
  readonly mode: ColumnMode;
  readonly options: ColumnOptions;
  readonly owner: Owner | null;
  readonly embedded: Embedded | null;
  readonly at: Position;
}

export const makeColumn = (driver: Driver, { property, mode, options: o, owner, embedded, at }: From): Column => {
  const column: Column = {
    property,
    path: [...(embedded?.path ?? []), property].join('.'),
    owner,
    given: o.name,
    name: '',
    bare: '',
    type: o.type ?? '',
    length: o.length,
    precision: o.precision,
    scale: o.scale,
    width: o.width,
    unsigned: o.unsigned,
    charset: o.charset,
    collation: o.collation,
    nullable: o.nullable ?? false,
    default: o.default === null ? null : { kind: 'Value', value: o.default },
    onUpdate: o.onUpdate,
    comment: o.comment,
    enum: o.enum,
    enumName: o.enumName,
    array: o.array,
    strategy: null,
    primary: o.primary,
    primaryKeyName: o.primaryKeyConstraintName,
    foreignKeyName: o.foreignKeyConstraintName,
    asExpression: o.asExpression,
    generatedType: o.asExpression === null ? null : (o.generatedType ?? 'VIRTUAL'),
    generatedIdentity: o.generatedIdentity,
    spatialFeatureType: o.spatialFeatureType,
    srid: o.srid,
    isVirtual: mode === 'virtual',
    isTreeLevel: mode === 'treeLevel',
    referenced: null,
    embedded,
    at,
  };
  special(driver, column, mode, o);
  named(column);
  return column;
};

const special = (driver: Driver, c: Column, mode: ColumnMode, o: ColumnOptions): void => {
  if (mode === 'createDate' || mode === 'updateDate' || mode === 'deleteDate') {
    c.type = o.type ?? driver.date.type;
    // A precision of null asks for none; one that is not said, for the driver's.
    if (o.precision === undefined && driver.date.precision !== null) c.precision = driver.date.precision;
  }
  if (mode === 'createDate' || mode === 'updateDate') c.default ??= { kind: 'Sql', sql: driver.date.default };
  if (mode === 'updateDate') c.onUpdate ??= driver.date.default;
  if (mode === 'deleteDate') c.nullable = true;
  if (mode === 'version' || mode === 'treeLevel') c.type = driver.counter;
};

/** Works out the names anew, after what they rest on has changed. */
export const named = (c: Column): void => {
  c.name = columnName(c.property, c.given, c.embedded?.prefixes ?? []);
  c.bare = columnName(c.property, c.given, []);
};

/**
 * `@db.…`, with the scalar each belongs to and its spelling.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types
 */
import type { Scalar } from './scalar.js';

export interface NativeType {
  readonly of: ReadonlyArray<Scalar>;
  /** How many sizes may stand in parentheses. */
  readonly sizes: readonly [least: number, most: number];
  readonly max: number;
  readonly spell: (sizes: ReadonlyArray<number>) => string;
}

const parenthesised = (sizes: ReadonlyArray<number>): string => (sizes.length === 0 ? '' : `(${sizes.join(',')})`);

const plain = (of: Scalar | ReadonlyArray<Scalar>, spelling: string): NativeType => ({
  of: typeof of === 'string' ? [of] : of,
  sizes: [0, 0],
  max: 0,
  spell: () => spelling,
});

const sized = (
  of: Scalar | ReadonlyArray<Scalar>,
  spelling: string,
  max: number,
  least: 0 | 1 = 0,
  most: 1 | 2 = 1,
): NativeType => ({
  of: typeof of === 'string' ? [of] : of,
  sizes: [least, most],
  max,
  spell: (sizes) => spelling.replace(/$|(?= )/, parenthesised(sizes)),
});

const decimal = (max: number): NativeType => ({
  of: ['Decimal'],
  sizes: [0, 2],
  max,
  spell: (sizes) => `decimal${parenthesised(sizes)}`,
});

export const postgresTypes: Readonly<Record<string, NativeType>> = {
  Text: plain('String', 'text'),
  Char: sized('String', 'char', 10_485_760),
  VarChar: sized('String', 'varchar', 10_485_760),
  Bit: sized('String', 'bit', 83_886_080),
  VarBit: sized('String', 'varbit', 83_886_080),
  Uuid: plain('String', 'uuid'),
  Xml: plain('String', 'xml'),
  Inet: plain('String', 'inet'),
  Citext: plain('String', 'citext'),
  Boolean: plain('Boolean', 'boolean'),
  SmallInt: plain('Int', 'smallint'),
  Integer: plain('Int', 'integer'),
  Oid: plain('Int', 'oid'),
  BigInt: plain('BigInt', 'bigint'),
  Real: plain('Float', 'real'),
  DoublePrecision: plain('Float', 'double precision'),
  Decimal: decimal(1000),
  Money: plain('Decimal', 'money'),
  Timestamp: sized('DateTime', 'timestamp without time zone', 6),
  Timestamptz: sized('DateTime', 'timestamp with time zone', 6),
  Date: plain('DateTime', 'date'),
  Time: sized('DateTime', 'time without time zone', 6),
  Timetz: sized('DateTime', 'time with time zone', 6),
  Json: plain('Json', 'json'),
  JsonB: plain('Json', 'jsonb'),
  ByteA: plain('Bytes', 'bytea'),
};

export const mysqlTypes: Readonly<Record<string, NativeType>> = {
  VarChar: sized('String', 'varchar', 65_535, 1),
  Char: sized('String', 'char', 255, 1),
  TinyText: plain('String', 'tinytext'),
  Text: plain('String', 'text'),
  MediumText: plain('String', 'mediumtext'),
  LongText: plain('String', 'longtext'),
  // On a Boolean it is written BOOLEAN, which is tinyint(1).
  TinyInt: plain(['Int', 'Boolean'], 'tinyint'),
  UnsignedTinyInt: plain('Int', 'tinyint unsigned'),
  SmallInt: plain('Int', 'smallint'),
  UnsignedSmallInt: plain('Int', 'smallint unsigned'),
  MediumInt: plain('Int', 'mediumint'),
  UnsignedMediumInt: plain('Int', 'mediumint unsigned'),
  Int: plain('Int', 'int'),
  UnsignedInt: plain('Int', 'int unsigned'),
  Year: plain('Int', 'year'),
  BigInt: plain('BigInt', 'bigint'),
  UnsignedBigInt: plain('BigInt', 'bigint unsigned'),
  Float: plain('Float', 'float'),
  Double: plain('Float', 'double'),
  Decimal: decimal(65),
  Date: plain('DateTime', 'date'),
  Time: sized('DateTime', 'time', 6),
  DateTime: sized('DateTime', 'datetime', 6),
  Timestamp: sized('DateTime', 'timestamp', 6),
  Json: plain('Json', 'json'),
  Bit: sized(['Bytes', 'Boolean'], 'bit', 64, 1),
  Binary: sized('Bytes', 'binary', 65_535, 1),
  VarBinary: sized('Bytes', 'varbinary', 65_535, 1),
  TinyBlob: plain('Bytes', 'tinyblob'),
  Blob: plain('Bytes', 'blob'),
  MediumBlob: plain('Bytes', 'mediumblob'),
  LongBlob: plain('Bytes', 'longblob'),
};

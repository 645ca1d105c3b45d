/**
 * What a datasource's provider decides: types, limits and what its migrations write.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types
 */
import type { DialectId, Literal } from '../../../ir/expression.js';
import { cutTo } from '../cut-name.js';
import { mysqlTypes, type NativeType, postgresTypes } from './native-types.js';
import type { Scalar } from './scalar.js';

export interface Provider {
  /** For people. */
  readonly name: string;
  readonly engines: ReadonlyArray<DialectId>;
  /** Bytes: names that Prisma makes are cut there. */
  readonly maxName: number;
  readonly scalars: Readonly<Record<Scalar, string>>;
  readonly natives: Readonly<Record<string, NativeType>>;
  readonly lists: boolean;
  /** Enums are types, belong to the column, or are texts that only the client knows the labels of. */
  readonly enums: 'type' | 'inline' | 'text';
  readonly namedPrimaryKeys: boolean;
  readonly namedForeignKeys: boolean;
  readonly joinTable: 'primary key' | 'unique index';
  /** A key of one Int numbers itself, whether it says autoincrement() or not. */
  readonly keyNumbersItself: boolean;
  readonly autoincrement: 'serial' | 'counter';
  readonly opclasses: boolean;
  readonly prefixes: boolean;
  readonly methods: ReadonlySet<string>;
  readonly fulltext: boolean;
  readonly namespaces: boolean;
  /** The digits of a fraction that `now()` has where the type does not say. */
  readonly nowDigits: number | null;
  /** How a default of bytes or JSON is written; null = Prisma writes none. */
  readonly bytes: ((hex: string) => Literal) | null;
  readonly json: boolean;
  readonly moment: 'clock' | 'text' | 'refused';
  /** What CREATE TABLE says of the texts of a new table. */
  readonly charset: { readonly charset: string; readonly collation: string } | null;
}

const postgres: Provider = {
  name: 'PostgreSQL',
  engines: ['postgres'],
  maxName: 63,
  scalars: {
    String: 'text',
    Boolean: 'boolean',
    Int: 'integer',
    BigInt: 'bigint',
    Float: 'double precision',
    Decimal: 'numeric(65,30)',
    DateTime: 'timestamp(3)',
    Json: 'jsonb',
    Bytes: 'bytea',
  },
  natives: postgresTypes,
  lists: true,
  enums: 'type',
  namedPrimaryKeys: true,
  namedForeignKeys: true,
  joinTable: 'primary key',
  keyNumbersItself: false,
  autoincrement: 'serial',
  opclasses: true,
  prefixes: false,
  methods: new Set(['BTree', 'Hash', 'Gin', 'Gist', 'SpGist', 'Brin']),
  fulltext: false,
  namespaces: true,
  nowDigits: null,
  bytes: (hex) => ({ kind: 'Bytes', hex }),
  json: true,
  moment: 'clock',
  charset: null,
};

const mysql: Provider = {
  ...postgres,
  name: 'MySQL',
  engines: ['mysql', 'mariadb'],
  maxName: 64,
  scalars: {
    String: 'varchar(191)',
    Boolean: 'tinyint(1)',
    Int: 'int',
    BigInt: 'bigint',
    Float: 'double',
    Decimal: 'decimal(65,30)',
    DateTime: 'datetime(3)',
    Json: 'json',
    Bytes: 'longblob',
  },
  natives: mysqlTypes,
  lists: false,
  enums: 'inline',
  namedPrimaryKeys: false,
  joinTable: 'unique index',
  autoincrement: 'counter',
  opclasses: false,
  prefixes: true,
  methods: new Set(),
  fulltext: true,
  namespaces: false,
  nowDigits: 3,
  bytes: null,
  json: false,
  moment: 'refused',
  charset: { charset: 'utf8mb4', collation: 'utf8mb4_unicode_ci' },
};

const sqlite: Provider = {
  ...mysql,
  name: 'SQLite',
  engines: ['sqlite'],
  maxName: 10_000,
  scalars: {
    String: 'TEXT',
    Boolean: 'BOOLEAN',
    Int: 'INTEGER',
    BigInt: 'BIGINT',
    Float: 'REAL',
    Decimal: 'DECIMAL',
    DateTime: 'DATETIME',
    Json: 'JSONB',
    Bytes: 'BLOB',
  },
  natives: {},
  enums: 'text',
  namedForeignKeys: false,
  keyNumbersItself: true,
  prefixes: false,
  fulltext: false,
  nowDigits: null,
  // It writes the digits as a text: https://github.com/prisma/prisma-engines, sqlite_renderer.rs
  bytes: (hex) => ({ kind: 'String', value: hex.toLowerCase() }),
  moment: 'text',
  charset: null,
};

export const providers: Readonly<Record<string, Provider>> = { postgresql: postgres, postgres, mysql, sqlite };

/**
 * `User_email_key`: names of the database's tables and columns, cut where the suffix must begin.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/database-mapping#prismas-default-naming-conventions-for-indexes-and-constraints
 */
export const constraintName = (
  provider: Provider,
  table: string,
  columns: ReadonlyArray<string>,
  suffix: 'pkey' | 'key' | 'idx' | 'fkey',
): string => `${cutTo([table, ...columns].join('_'), provider.maxName - suffix.length - 1)}_${suffix}`;

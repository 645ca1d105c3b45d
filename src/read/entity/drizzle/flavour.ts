/** One engine's part of the library: its functions, and what its migrations make of them. */
import type { DialectId } from '../../../ir/expression.js';
import { type Builder, plain, sized } from './builder.js';
import { mysqlBuilders } from './flavour-mysql.js';
import { postgresBuilders } from './flavour-postgres.js';

export interface Flavour {
  /** For people. */
  readonly name: string;
  readonly engines: ReadonlyArray<DialectId>;
  readonly builders: Readonly<Record<string, Builder>>;
  /** The functions that make a table, a maker of tables and a namespace. */
  readonly table: string;
  readonly creator: string;
  readonly schema: string | null;
  readonly quote: (name: string) => string;
  /** What `unique()` makes. */
  readonly uniques: 'constraint' | 'index';
  readonly namedPrimaryKeys: boolean;
  readonly namedForeignKeys: boolean;
  readonly enumTypes: boolean;
  /** The function for labels that belong to the column. */
  readonly labels: string | null;
  /** What a serial counts with. */
  readonly counter: 'sequence' | 'column';
  /** An index without a name gets one. */
  readonly namesIndexes: boolean;
  /** Bytes that the server keeps of a name; null = it refuses longer ones. */
  readonly cutsNames: number | null;
  /** Where generatedAlwaysAs does not say. */
  readonly stored: boolean;
  /** `defaultNow()` */
  readonly now: string;
  /** Index columns may have an order, nulls and an operator class. */
  readonly richIndexes: boolean;
  /** Dates of the program may be defaults: SQLite would keep their JSON. */
  readonly dates: boolean;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const postgres: Flavour = {
  name: 'PostgreSQL',
  engines: ['postgres'],
  builders: postgresBuilders,
  table: 'pgTable',
  creator: 'pgTableCreator',
  schema: 'pgSchema',
  quote: quoted,
  uniques: 'constraint',
  namedPrimaryKeys: true,
  namedForeignKeys: true,
  enumTypes: true,
  labels: null,
  counter: 'sequence',
  namesIndexes: true,
  cutsNames: 63,
  stored: true,
  now: 'now()',
  richIndexes: true,
  dates: true,
};

const mysql: Flavour = {
  ...postgres,
  name: 'MySQL',
  engines: ['mysql', 'mariadb'],
  builders: mysqlBuilders,
  table: 'mysqlTable',
  creator: 'mysqlTableCreator',
  schema: 'mysqlSchema',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  namedPrimaryKeys: false,
  enumTypes: false,
  labels: 'mysqlEnum',
  counter: 'column',
  namesIndexes: false,
  cutsNames: null,
  stored: false,
  now: '(now())',
  richIndexes: false,
};

const sqlite: Flavour = {
  ...mysql,
  name: 'SQLite',
  engines: ['sqlite'],
  builders: {
    integer: plain('integer', 'mode'),
    int: plain('integer', 'mode'),
    text: sized('text', 'length', 'mode', 'enum'),
    real: plain('real'),
    numeric: plain('numeric', 'mode'),
    blob: plain('blob', 'mode'),
  },
  table: 'sqliteTable',
  creator: 'sqliteTableCreator',
  schema: null,
  quote: quoted,
  labels: null,
  uniques: 'index',
  namedForeignKeys: false,
  now: "(cast((julianday('now') - 2440587.5)*86400000 as integer))",
  dates: false,
};

/** By the part of the library that a function is imported from. */
export const flavours: Readonly<Record<string, Flavour>> = {
  'pg-core': postgres,
  'mysql-core': mysql,
  'sqlite-core': sqlite,
};

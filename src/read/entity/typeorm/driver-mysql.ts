/** TypeORM's MysqlDriver, which serves MariaDB too. */
import { lookup } from '../../../ir/record.js';
import type { Column } from './column.js';
import { type Driver, number, sized, text, truth } from './driver.js';

const words: Readonly<Record<string, string>> = {
  Number: 'int',
  integer: 'int',
  String: 'varchar',
  Date: 'datetime',
  Buffer: 'blob',
  Boolean: 'tinyint',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'enum',
  'double precision': 'double',
  real: 'double',
  dec: 'decimal',
  numeric: 'decimal',
  fixed: 'decimal',
  bool: 'tinyint',
  boolean: 'tinyint',
  nvarchar: 'varchar',
  'national varchar': 'varchar',
  nchar: 'char',
  'national char': 'char',
};

const types =
  'bit,int,integer,tinyint,smallint,mediumint,bigint,float,double,double precision,real,decimal,dec,numeric,fixed,bool,boolean,date,datetime,timestamp,time,year,char,nchar,national char,varchar,nvarchar,national varchar,blob,text,tinyblob,tinytext,mediumblob,mediumtext,longblob,longtext,enum,set,binary,varbinary,json,geometry,point,linestring,polygon,multipoint,multilinestring,multipolygon,geometrycollection,vector,uuid,inet4,inet6';

const spell = (type: string, c: Column): string => {
  const length =
    c.length !== ''
      ? c.length
      : c.strategy === 'uuid' && type === 'varchar'
        ? '36'
        : /^(varchar|varbinary)$/.test(type)
          ? '255'
          : '';
  // 0.3 writes the display width; of one digit it means BOOLEAN.
  const width = type === 'tinyint' && c.width === 1 ? '1' : '';
  return sized(type, length === '' ? width : length, c) + (c.unsigned ? ' unsigned' : '');
};

export const mysqlDriver: Driver = {
  name: 'MySQL',
  date: { type: 'datetime', default: 'CURRENT_TIMESTAMP(6)', precision: 6 },
  counter: 'int',
  types: new Set(types.split(',')),
  withLength: new Set('char,varchar,nvarchar,binary,varbinary,vector'.split(',')),
  normalise: (type) => lookup(words, type) ?? (type === 'uuid' ? 'varchar' : type),
  uuidLength: '36',
  spell,
  enums: 'inline',
  literal: (c, value) => {
    if (value.kind === 'List') return c.type === 'set' ? text(value.items.map(String).join(',')) : null;
    if (value.kind === 'Object') return null;
    const v = value.value;
    if (typeof v === 'number' && !/enum$/.test(c.type)) return number(v.toFixed(c.scale ?? 0));
    return typeof v === 'boolean' && !/enum$/.test(c.type) ? truth(v) : text(String(v));
  },
  sql: (sql) => sql,
  identity: (_, strategy) => (strategy === 'increment' ? { kind: 'AutoIncrement' } : null),
  uuidDefault: null,
  namesPrimaryKeys: false,
  uniquesAreIndexes: true,
  checks: false,
  exclusions: false,
  comments: true,
  onUpdate: true,
  partialIndexes: false,
  deferrableUniques: false,
  deferrableKeys: false,
  indexTypes: new Set(),
  spatial: 'spatial',
  fulltext: 'fulltext',
  virtualColumns: true,
  space: 'database',
  deleteRules: new Set(['RESTRICT', 'CASCADE', 'SET NULL', 'NO ACTION', 'SET DEFAULT', 'DEFAULT']),
};

/** MariaDB has a type of its own for uuids since 10.7, which the framework takes where it finds it. */
export const mariadbDriver: Driver = {
  ...mysqlDriver,
  name: 'MariaDB',
  normalise: (type) => (type === 'uuid' ? 'uuid' : mysqlDriver.normalise(type)),
  uuidLength: '',
};

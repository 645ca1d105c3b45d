/** TypeORM's drivers for SQLite. */
import { lookup } from '../../../ir/record.js';
import { type Driver, number, sized, text, truth } from './driver.js';

const words: Readonly<Record<string, string>> = {
  Number: 'integer',
  int: 'integer',
  String: 'varchar',
  Date: 'datetime',
  Boolean: 'boolean',
  uuid: 'varchar',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'varchar',
};

const types =
  'int,integer,tinyint,smallint,mediumint,bigint,unsigned big int,int2,int8,character,varchar,varying character,nchar,native character,nvarchar,text,clob,blob,real,double,double precision,float,numeric,decimal,boolean,date,time,datetime,json,jsonb';

export const sqliteDriver: Driver = {
  name: 'SQLite',
  date: { type: 'datetime', default: "datetime('now')", precision: null },
  counter: 'integer',
  types: new Set(types.split(',')),
  withLength: new Set('character,varchar,varying character,nchar,native character,nvarchar,text,blob,clob'.split(',')),
  normalise: (type) => lookup(words, type) ?? type,
  uuidLength: '',
  spell: (type, c) => sized(type, c.length, c),
  enums: 'check',
  literal: (c, value) => {
    if (value.kind === 'List')
      return text(c.type === 'simple-enum' ? value.items.map(String).join(',') : JSON.stringify(value.items));
    if (value.kind === 'Object') return text(value.json);
    const v = value.value;
    if (typeof v === 'number' || typeof v === 'bigint') return number(String(v));
    return typeof v === 'boolean' ? truth(v) : text(v);
  },
  sql: (sql) => sql,
  identity: (_, strategy) => (strategy === 'increment' ? { kind: 'AutoIncrement' } : null),
  uuidDefault: null,
  namesPrimaryKeys: false,
  uniquesAreIndexes: false,
  checks: true,
  exclusions: false,
  comments: false,
  onUpdate: false,
  partialIndexes: true,
  deferrableUniques: false,
  deferrableKeys: true,
  indexTypes: new Set(),
  spatial: null,
  fulltext: null,
  virtualColumns: true,
  space: 'database',
  deleteRules: new Set(['RESTRICT', 'CASCADE', 'SET NULL', 'SET DEFAULT', 'NO ACTION', 'DEFAULT']),
};

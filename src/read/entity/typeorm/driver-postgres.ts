/** TypeORM's PostgresDriver. */
import { lookup } from '../../../ir/record.js';
import type { Column } from './column.js';
import { type Driver, sized, text, truth } from './driver.js';

const words: Readonly<Record<string, string>> = {
  Number: 'integer',
  int: 'integer',
  int4: 'integer',
  String: 'character varying',
  varchar: 'character varying',
  Date: 'timestamp without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  Boolean: 'boolean',
  bool: 'boolean',
  'simple-array': 'text',
  'simple-json': 'text',
  'simple-enum': 'enum',
  int2: 'smallint',
  int8: 'bigint',
  decimal: 'numeric',
  float8: 'double precision',
  float: 'double precision',
  float4: 'real',
  char: 'character',
  varbit: 'bit varying',
};

const types =
  'int,int2,int4,int8,smallint,integer,bigint,decimal,numeric,real,float,float4,float8,double precision,money,character varying,varchar,character,char,text,citext,hstore,bytea,bit,varbit,bit varying,timetz,timestamptz,timestamp,timestamp without time zone,timestamp with time zone,date,time,time without time zone,time with time zone,interval,bool,boolean,enum,point,line,lseg,box,path,polygon,circle,cidr,inet,macaddr,macaddr8,tsvector,tsquery,uuid,xml,json,jsonb,jsonpath,int4range,int8range,numrange,tsrange,tstzrange,daterange,int4multirange,int8multirange,nummultirange,tsmultirange,tstzmultirange,datemultirange,geometry,geography,cube,ltree,vector,halfvec';

const spell = (type: string, c: Column): string => {
  const zoned = /^(time|timestamp) (with|without) time zone$/.exec(type);
  if (zoned !== null) {
    const fraction = typeof c.precision === 'number' ? `(${c.precision})` : '';
    return `${zoned[1]}${fraction} ${zoned[2]} time zone${c.array ? '[]' : ''}`;
  }
  if (type === 'geometry' || type === 'geography') {
    const inner =
      c.spatialFeatureType === null ? '' : `(${c.spatialFeatureType}${c.srid === null ? '' : `,${c.srid}`})`;
    return type + inner;
  }
  return sized(type, c.length, c) + (c.array ? '[]' : '');
};

const now: Readonly<Record<string, (precision: string) => string>> = {
  CURRENT_TIMESTAMP: (p) => (p === '' ? 'now()' : `('now'::text)::timestamp${p} with time zone`),
  CURRENT_DATE: () => "('now'::text)::date",
  CURRENT_TIME: (p) => `('now'::text)::time${p} with time zone`,
  LOCALTIMESTAMP: (p) => `('now'::text)::timestamp${p} without time zone`,
  LOCALTIME: (p) => `('now'::text)::time${p} without time zone`,
};

export const postgresDriver: Driver = {
  name: 'PostgreSQL',
  date: { type: 'timestamp', default: 'now()', precision: null },
  counter: 'int4',
  types: new Set(types.split(',')),
  withLength: new Set('character varying,varchar,character,char,bit,varbit,bit varying,vector,halfvec'.split(',')),
  normalise: (type) => lookup(words, type) ?? type,
  uuidLength: '',
  spell,
  enums: 'type',
  literal: (c, value) => {
    if (value.kind === 'List')
      return text(c.array ? `{${value.items.map(String).join(',')}}` : JSON.stringify(value.items));
    if (value.kind === 'Object') return text(value.json);
    return typeof value.value === 'boolean' && !/enum$/.test(c.type) ? truth(value.value) : text(String(value.value));
  },
  sql: (sql) => {
    const found = /^(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|LOCALTIME)(\(\d+\))?$/.exec(
      sql.trim().toUpperCase(),
    );
    return found === null ? sql : (lookup(now, found[1] ?? '')?.(found[2] ?? '') ?? sql);
  },
  identity: (c, strategy) => {
    if (strategy === 'uuid') return null;
    if (strategy !== 'identity') return { kind: 'Serial', sequence: null };
    const generation = c.generatedIdentity === 'ALWAYS' ? 'always' : 'by default';
    return { kind: 'Identity', generation, start: null, increment: null };
  },
  uuidDefault: 'uuid_generate_v4()',
  namesPrimaryKeys: true,
  uniquesAreIndexes: false,
  checks: true,
  exclusions: true,
  comments: true,
  onUpdate: false,
  partialIndexes: true,
  deferrableUniques: true,
  deferrableKeys: true,
  indexTypes: new Set(['brin', 'btree', 'gin', 'gist', 'hash', 'spgist']),
  spatial: 'gist',
  fulltext: null,
  virtualColumns: false,
  space: 'schema',
  deleteRules: new Set(['RESTRICT', 'CASCADE', 'SET NULL', 'SET DEFAULT', 'NO ACTION', 'DEFAULT']),
};

/** What each engine can have, as tables: the generator asks these and knows no engine by itself. */
import { type DialectId, E, type Expr } from '../../../src/ir/expression.js';
import type { Identity, ReferentialAction } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';

export interface TypeCase {
  readonly type: DataType;
  /** Can stand in a primary key, a unique constraint, a foreign key or an index, whole. */
  readonly key?: true;
  /** Literal defaults that are legal here; empty = none. */
  readonly defaults?: ReadonlyArray<Expr>;
}

const n = (text: string): Expr => E.number(text);
const s = (text: string): Expr => E.string(text);
const now: Expr = E.call('current_timestamp');
const words: ReadonlyArray<Expr> = [s(''), s('x'), s("it's"), s('NULL'), s('a b'), s('5')];

const common: ReadonlyArray<TypeCase> = [
  { type: T.integer(16), key: true, defaults: [n('0'), n('7'), n('-3')] },
  { type: T.integer(32), key: true, defaults: [n('0'), n('42')] },
  { type: T.integer(64), key: true, defaults: [n('0'), n('9007199254740993')] },
  { type: T.decimal(10, 2), key: true, defaults: [n('0'), n('1.50')] },
  { type: T.decimal(12, 4), defaults: [n('0.0001')] },
  { type: T.decimal(5, 0), defaults: [n('12')] },
  { type: T.float(64), defaults: [n('0'), n('1.5')] },
  { type: T.float(32), defaults: [n('2.5')] },
  { type: T.boolean, defaults: [E.boolean(true), E.boolean(false)] },
  { type: T.varchar(20), key: true, defaults: words },
  { type: T.varchar(80), key: true, defaults: words },
  { type: T.varchar(255), defaults: words },
  { type: T.char(4), defaults: [s('abcd')] },
  { type: T.text() },
  { type: T.blob() },
  { type: T.binary(20) },
  { type: T.date, key: true, defaults: [s('2024-02-29')] },
  { type: T.time(), defaults: [s('12:30:00')] },
  { type: T.dateTime('datetime'), defaults: [now, s('2024-01-02 03:04:05')] },
  { type: T.dateTime('datetime', 3) },
  { type: T.uuid, key: true },
  { type: T.json() },
];

const types: Readonly<Record<DialectId, ReadonlyArray<TypeCase>>> = {
  postgres: [
    ...common,
    { type: T.text(), key: true, defaults: words },
    { type: T.varchar(null), key: true },
    { type: T.decimal(null, null) },
    { type: T.dateTime('datetime', 6) },
    { type: T.dateTime('instant'), defaults: [now] },
    { type: T.dateTime('instant', 0) },
    { type: T.time(3) },
    { type: T.time(null, true) },
    { type: T.json(false) },
    { type: T.bit(8) },
    { type: T.bit(16, true) },
    { type: T.native('inet') },
    { type: T.native('tsvector') },
    { type: T.native('int4range') },
    { type: T.native('interval') },
    { type: T.native('integer[]') },
  ],
  mysql: [
    ...common,
    { type: T.integer(8), key: true, defaults: [n('1')] },
    { type: T.integer(24, true), defaults: [n('1')] },
    { type: T.integer(32, true), key: true, defaults: [n('4294967295')] },
    { type: T.integer(64, true), key: true },
    { type: T.decimal(8, 3, true), defaults: [n('0.125')] },
    { type: T.text('tiny') },
    { type: T.text('medium') },
    { type: T.text('long') },
    { type: T.blob('medium') },
    { type: T.binary(16, true) },
    { type: T.bit(8) },
    { type: T.year },
    { type: T.dateTime('timestamp'), defaults: [now] },
    { type: T.dateTime('timestamp', 6) },
    { type: T.dateTime('datetime', 6) },
    { type: T.time(3) },
    { type: T.set(['a', 'b', 'c d']), defaults: [s('a')] },
    { type: T.native('point') },
  ],
  mariadb: [],
  sqlite: [
    ...common,
    { type: T.text(), key: true, defaults: words },
    { type: T.integer(8), key: true },
    { type: T.dateTime('instant'), defaults: [now] },
  ],
};

export interface Legal {
  readonly dialect: DialectId;
  readonly types: ReadonlyArray<TypeCase>;
  readonly identities: ReadonlyArray<Identity>;
  /** Types an identity column may have. */
  readonly identityTypes: ReadonlyArray<DataType>;
  readonly enums: 'type' | 'inline';
  readonly generated: ReadonlyArray<'stored' | 'virtual'>;
  readonly comments: boolean;
  readonly collations: ReadonlyArray<string>;
  readonly actions: ReadonlyArray<ReferentialAction>;
  readonly deferrable: boolean;
  readonly matchFull: boolean;
  readonly nullsNotDistinct: boolean;
  readonly include: boolean;
  readonly partial: boolean;
  readonly expressionIndex: boolean;
  readonly prefix: boolean;
  readonly nullsOrder: boolean;
  readonly invisible: boolean;
  readonly indexComments: boolean;
  readonly onUpdate: boolean;
  readonly strict: boolean;
  /** Names of any kind may have up to this many bytes. */
  readonly nameLimit: number;
}

const base = {
  collations: [],
  deferrable: false,
  matchFull: false,
  nullsNotDistinct: false,
  include: false,
  partial: false,
  expressionIndex: false,
  prefix: false,
  nullsOrder: false,
  invisible: false,
  indexComments: false,
  onUpdate: false,
  strict: false,
  nameLimit: 60,
};

const autoIncrement: Identity = { kind: 'AutoIncrement' };
const integers = [T.integer(32), T.integer(64)];
const identity = (generation: 'always' | 'by default'): Identity => ({
  kind: 'Identity',
  generation,
  start: null,
  increment: null,
});

const mysqlLike = {
  ...base,
  identities: [autoIncrement],
  identityTypes: integers,
  enums: 'inline' as const,
  generated: ['stored', 'virtual'] as const,
  comments: true,
  collations: ['utf8mb4_bin', 'utf8mb4_general_ci'],
  actions: ['no action', 'restrict', 'cascade', 'set null'] as const,
  prefix: true,
  onUpdate: true,
  indexComments: true,
};

export const legal: Readonly<Record<'postgres15' | 'postgres18' | 'mysql' | 'mariadb' | 'sqlite', Legal>> = (() => {
  const postgres = (version: number): Legal => ({
    ...base,
    dialect: 'postgres',
    types: types.postgres,
    identities: [autoIncrement, identity('always'), identity('by default'), { kind: 'Serial', sequence: null }],
    identityTypes: integers,
    enums: 'type',
    generated: version >= 18 ? ['stored', 'virtual'] : ['stored'],
    comments: true,
    collations: ['C'],
    actions: ['no action', 'restrict', 'cascade', 'set null', 'set default'],
    deferrable: true,
    matchFull: true,
    nullsNotDistinct: true,
    include: true,
    partial: true,
    expressionIndex: true,
    nullsOrder: true,
    indexComments: true,
  });
  return {
    postgres15: postgres(15),
    postgres18: postgres(18),
    mysql: { ...mysqlLike, dialect: 'mysql', types: types.mysql, expressionIndex: true, invisible: true },
    mariadb: { ...mysqlLike, dialect: 'mariadb', types: types.mysql },
    sqlite: {
      ...base,
      dialect: 'sqlite',
      types: types.sqlite,
      identities: [autoIncrement],
      identityTypes: [T.integer(64)],
      enums: 'inline',
      generated: ['stored', 'virtual'],
      comments: false,
      collations: ['nocase', 'rtrim'],
      actions: ['no action', 'restrict', 'cascade', 'set null', 'set default'],
      deferrable: true,
      partial: true,
      expressionIndex: true,
      strict: true,
    },
  };
})();

export type Lane = keyof typeof legal;
export const lanes: ReadonlyArray<Lane> = ['postgres15', 'postgres18', 'mysql', 'mariadb', 'sqlite'];

/** Types to which a column may move with values that fit both. */
export const movesFrom = (t: DataType, l: Legal): ReadonlyArray<DataType> => {
  const others = l.types.map((c) => c.type);
  switch (t.kind) {
    case 'Integer':
      return others.filter(
        (o) => o.kind === 'Integer' || o.kind === 'Decimal' || (o.kind === 'Varchar' && (o.length ?? 99) >= 20),
      );
    case 'Decimal':
      return others.filter((o) => o.kind === 'Decimal' || (o.kind === 'Varchar' && (o.length ?? 99) >= 80));
    case 'Varchar':
    case 'Text':
      return others.filter((o) => o.kind === 'Varchar' || o.kind === 'Text' || o.kind === 'Integer');
    case 'Float':
      return others.filter((o) => o.kind === 'Float');
    case 'Date':
      return others.filter((o) => o.kind === 'DateTime' && o.variant === 'datetime');
    case 'DateTime':
      return others.filter((o) => o.kind === 'DateTime' && o.variant === t.variant);
    case 'Time':
      return others.filter((o) => o.kind === 'Time' && o.zone === t.zone);
    default:
      return [];
  }
};

/** One change of a table each, of every kind that a plan can make; null where the table has nothing to change so. */
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  foreignKey,
  type Index,
  index,
  indexPart,
  type Table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { ServerId } from '../../dialect/mysql/support.js';

export type Change = (t: Table, on: ServerId) => Table | null;

const native = (on: ServerId, text: string) => E.native(on, text);
const has = (t: Table, name: string): boolean => t.columns.some((c) => c.name === name);

const add =
  (c: Column, at: 'first' | 'last' | 'middle' = 'last', more: Partial<Table> = {}): Change =>
  (t) => ({
    ...t,
    columns:
      at === 'last'
        ? [...t.columns, c]
        : at === 'first'
          ? [c, ...t.columns]
          : [...t.columns.slice(0, 3), c, ...t.columns.slice(3)],
    ...more,
  });
const change =
  (name: string, f: (c: Column, t: Table, on: ServerId) => Partial<Column>): Change =>
  (t, on) =>
    has(t, name) ? { ...t, columns: t.columns.map((c) => (c.name === name ? { ...c, ...f(c, t, on) } : c)) } : null;

const nullable =
  (name: string, to: boolean): Change =>
  (t, on) =>
    t.columns.find((c) => c.name === name)?.nullable === to ||
    t.primaryKey?.columns.some((c) => c.name === name) === true ||
    t.columns.find((c) => c.name === name)?.generated !== null
      ? null
      : change(name, () => ({ nullable: to }))(t, on);

const uses = (t: Table, name: string): boolean =>
  t.columns.some((c) => c.generated !== null && JSON.stringify(c.generated).includes(`"${name}"`)) ||
  JSON.stringify(t.columns.map((c) => c.generated)).includes(`\`${name}\``) ||
  t.checks.some((c) => JSON.stringify(c.expr).includes(`"${name}"`)) ||
  t.indexes.some((i) => i.parts.some((p) => p.of.kind === 'Expression' && JSON.stringify(p.of).includes(`"${name}"`)));

const drop =
  (name: string): Change =>
  (t) => {
    if (!has(t, name) || uses(t, name) || t.foreignKeys.some((f) => f.columns.includes(name))) return null;
    if (t.primaryKey?.columns.some((c) => c.name === name) || t.uniques.some((u) => u.columns.includes(name)))
      return null;
    return {
      ...t,
      columns: t.columns.filter((c) => c.name !== name),
      indexes: t.indexes.filter((i) => !i.parts.some((p) => p.of.kind === 'Column' && p.of.name === name)),
    };
  };

const addUnique =
  (...columns: ReadonlyArray<string>): Change =>
  (t) =>
    columns.every((c) => has(t, c)) ? { ...t, uniques: [...t.uniques, unique(columns, { name: 'nu' })] } : null;
const addIndex =
  (i: Partial<Index>, ...parts: Index['parts']): Change =>
  (t) =>
    parts.every((p) => p.of.kind === 'Expression' || has(t, p.of.name))
      ? { ...t, indexes: [...t.indexes, index(parts, { name: 'ni', ...i })] }
      : null;

const dropFirst =
  (of: 'uniques' | 'checks' | 'foreignKeys'): Change =>
  (t) =>
    t[of].length === 0 ? null : { ...t, [of]: t[of].slice(1) };
const dropIndex =
  (is: (i: Index) => boolean): Change =>
  (t) =>
    t.indexes.some(is) ? { ...t, indexes: t.indexes.filter((i) => !is(i)) } : null;

const key = (...names: ReadonlyArray<string>): Table['primaryKey'] => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

const value = (n: number) => ({ kind: 'Value' as const, value: { kind: 'Number' as const, text: String(n) } });
const int = T.integer(32);

const rename =
  (from: string, to: string): Change =>
  (t) => {
    if (!has(t, from)) return null;
    const one = (n: string): string => (n === from ? to : n);
    return {
      ...t,
      columns: t.columns.map((c) => ({ ...c, name: one(c.name) })),
      uniques: t.uniques.map((u) => ({ ...u, columns: u.columns.map(one) })),
      indexes: t.indexes.map((i) => ({
        ...i,
        parts: i.parts.map((p) => (p.of.kind === 'Column' ? indexPart(one(p.of.name), { prefix: p.prefix }) : p)),
      })),
      foreignKeys: t.foreignKeys.map((f) => ({ ...f, columns: f.columns.map(one) })),
    };
  };

/** What a change renames, old and new. */
export const renames: Readonly<Record<string, readonly [string, string]>> = {
  'rename a column': ['w', 'w9'],
  'rename an indexed column': ['a', 'a9'],
  'rename a unique column': ['u', 'u9'],
  'rename a column of a foreign key': ['f', 'f9'],
  'rename a text': ['m', 'm9'],
};

/** How the values of a column come into its new type, where they do not by themselves. */
export const usings: Readonly<Record<string, readonly [column: string, value: Expr]>> = {
  'a number worked out of a text': ['s', E.call('length', E.column('s'))],
};

export const changes: Readonly<Record<string, Change>> = {
  'add a column': add(column('nn', int, { nullable: true })),
  'add a column with a default': add(column('nn', int, { default: value(5) })),
  'add a column in the middle': add(column('nn', int, { nullable: true }), 'middle'),
  'add a column first': add(column('nn', int, { nullable: true }), 'first'),
  'add a text': add(column('nn', T.text(), { nullable: true })),
  'add a column with a moment': add(
    column(
      'nn',
      { kind: 'DateTime', variant: 'datetime', precision: null },
      { default: { kind: 'Expression', expr: E.call('current_timestamp') } },
    ),
  ),
  'add a column with a default of its own in every row': (t, on) =>
    add(column('nn', T.varchar(40), { nullable: true, default: { kind: 'Expression', expr: native(on, 'uuid()') } }))(
      t,
      on,
    ),
  'add a virtual column': (t, on) =>
    add(column('nn', int, { nullable: true, generated: { expr: native(on, '`b` + 1'), stored: false } }))(t, on),
  'add a virtual column in the middle': (t, on) =>
    add(column('nn', int, { nullable: true, generated: { expr: native(on, '`b` + 1'), stored: false } }), 'middle')(
      t,
      on,
    ),
  'add a stored column': (t, on) =>
    add(column('nn', int, { nullable: true, generated: { expr: native(on, '`b` + 1'), stored: true } }))(t, on),
  'add an invisible column': add(column('nn', int, { nullable: true, invisible: true })),
  'add a counter': (t, on) =>
    t.columns.some((c) => c.identity !== null)
      ? null
      : add(column('nn', int, { identity: { kind: 'AutoIncrement' } }), 'last', {
          uniques: [...t.uniques, unique(['nn'], { name: 'nu' })],
        })(t, on),
  'add two columns': (t) => ({
    ...t,
    columns: [...t.columns, column('nn', int, { nullable: true }), column('n2', int, { nullable: true })],
  }),
  'add a column and an index over it': (t) => ({
    ...t,
    columns: [...t.columns, column('nn', int, { nullable: true })],
    indexes: [...t.indexes, index([indexPart('nn')], { name: 'ni' })],
  }),
  'add a column and a unique key over it and another': (t) => ({
    ...t,
    columns: [...t.columns, column('nn', int, { default: value(5) })],
    uniques: [...t.uniques, unique(['nn', 'u'], { name: 'nu' })],
  }),
  'drop a column': drop('w'),
  'drop an indexed column': drop('a'),
  'drop the last plain column': drop('x'),
  'drop a computed column': drop('v'),
  'drop an invisible column': drop('h'),
  'drop a column that came at once': drop('z0'),
  'drop a computed column and add it anew': (t, on) =>
    t.columns.some((c) => c.name === 'v')
      ? {
          ...t,
          columns: t.columns.map((c) =>
            c.name === 'v'
              ? { ...c, generated: { expr: native(on, '`b` + 9'), stored: c.generated?.stored ?? false } }
              : c,
          ),
        }
      : null,
  ...Object.fromEntries(Object.entries(renames).map(([called, [from, to]]) => [called, rename(from, to)])),
  'set a default': change('a', () => ({ default: value(7) })),
  'drop a default': change('b', () => ({ default: null })),
  'set a default of its own in every row': change('s', (_c, _t, on) => ({
    default: { kind: 'Expression', expr: native(on, 'left(uuid(), 8)') },
  })),
  'comment on a column': change('a', () => ({ comment: 'other' })),
  'comment on a column of a check': change('b', () => ({ comment: 'other' })),
  'comment on a key column': change('id', () => ({ comment: 'other' })),
  'comment on a unique column': change('u', () => ({ comment: 'other' })),
  'comment on a computed column': change('v', () => ({ comment: 'other' })),
  'hide a column': change('a', () => ({ invisible: true })),
  'show a column': change('h', () => ({ invisible: false })),
  'append a label': change('e', () => ({ type: T.enum(['x', 'y', 'z']) })),
  'insert a label': change('e', () => ({ type: T.enum(['w', 'x', 'y']) })),
  'grow a varchar': change('s', () => ({ type: T.varchar(12) })),
  'grow an indexed varchar': change('k', () => ({ type: T.varchar(12) })),
  'grow a varchar over 255 bytes': change('m', () => ({ type: T.varchar(400) })),
  'grow a varchar over 255 bytes in an index': change('k', () => ({ type: T.varchar(400) })),
  'shrink a varchar': change('m', () => ({ type: T.varchar(50) })),
  'not null': nullable('s', false),
  'not null of an indexed column': nullable('k', false),
  null: nullable('b', true),
  'null of the unique column': nullable('u', true),
  'not null of a column of a unique key': (t, on) =>
    t.uniques.some((x) => x.columns.includes('a'))
      ? { ...t, columns: t.columns.map((c) => (c.name === 'a' ? { ...c, nullable: false } : c)) }
      : nullable('e', false)(t, on),
  'not null with a default': change('s', () => ({
    nullable: false,
    default: { kind: 'Value', value: { kind: 'String', value: 'q' } },
  })),
  'a number worked out of a text': change('s', () => ({ type: int, collation: null, charset: null })),
  'a larger number': change('b', () => ({ type: T.integer(64) })),
  'a larger key': (t, on) =>
    t.columns.some((c) => c.identity !== null) ? null : change('w', () => ({ type: T.integer(64) }))(t, on),
  'another collation': change('m', () => ({ collation: 'utf8mb4_bin', charset: 'utf8mb4' })),
  'another collation in an index': change('k', () => ({ collation: 'utf8mb4_bin', charset: 'utf8mb4' })),
  'add a primary key': (t) => (t.primaryKey === null ? { ...t, primaryKey: key('id') } : null),
  'drop the primary key': (t) =>
    t.primaryKey !== null && !t.columns.some((c) => c.identity !== null) ? { ...t, primaryKey: null } : null,
  'another primary key': (t) =>
    t.primaryKey !== null && !t.columns.some((c) => c.identity !== null) ? { ...t, primaryKey: key('id', 'u') } : null,
  'add a unique key over a column that may be null': addUnique('f'),
  'add a unique key': addUnique('u'),
  'add a unique key over two columns': addUnique('u', 'a'),
  'add a unique key with the primary column': addUnique('id', 'w'),
  'add a unique index': addIndex({ unique: true }, indexPart('u')),
  'add a unique index over a prefix': addIndex({ unique: true }, indexPart('x', { prefix: 5 })),
  'add a unique key over a text': (t, on) => (on === 'mariadb' ? addUnique('x')(t, on) : null),
  'add a key with its column becoming not null': (t, on) => {
    const made = nullable('s', false)(t, on);
    return made === null ? null : { ...made, uniques: [...made.uniques, unique(['s'], { name: 'nu' })] };
  },
  'replace a unique key': (t) =>
    t.uniques.length === 0 ? null : { ...t, uniques: [...t.uniques.slice(1), unique(['w'], { name: 'nu' })] },
  'change what a unique key is over': (t) => {
    const [first, ...rest] = t.uniques;
    return first === undefined || !has(t, 'w') ? null : { ...t, uniques: [{ ...first, columns: ['w', 'u'] }, ...rest] };
  },
  'a unique key becomes the primary one': (t) =>
    t.primaryKey !== null ||
    t.uniques.length === 0 ||
    t.columns.find((c) => c.name === t.uniques[0]?.columns[0])?.nullable !== false ||
    !t.uniques[0]?.columns.includes('u')
      ? null
      : { ...t, primaryKey: key('u'), uniques: t.uniques.slice(1) },
  'drop a unique key': dropFirst('uniques'),
  'add an index': addIndex({}, indexPart('s'), indexPart('a')),
  'add an index over a computed column': addIndex({}, indexPart('v')),
  'add a descending index': addIndex({}, indexPart('s', { order: 'desc' })),
  'add an index over an expression': (t, on) =>
    on === 'mysql' ? addIndex({}, indexPart(native(on, '`b` + 4')))(t, on) : null,
  'add a fulltext index': (t, on) => addIndex({ method: 'fulltext' }, indexPart('s'))(t, on),
  'add a spatial index': (t, on) =>
    has(t, 'g') ? addIndex({ method: 'spatial' }, indexPart('g', { prefix: null }))(t, on) : null,
  'drop an index': dropIndex((i) => i.name === 'ia'),
  'drop an index over a computed column': dropIndex((i) => i.name === 'iv'),
  'drop an index over an expression': dropIndex((i) => i.name === 'fx' || i.name === 'mv'),
  'drop a fulltext index': dropIndex((i) => i.name === 'ft'),
  'drop a spatial index': dropIndex((i) => i.name === 'sp'),
  'drop an index and add another': (t) =>
    t.indexes.some((i) => i.name === 'ia')
      ? { ...t, indexes: [...t.indexes.filter((i) => i.name !== 'ia'), index([indexPart('s')], { name: 'ni' })] }
      : null,
  'rename an index': (t) =>
    t.indexes.some((i) => i.name === 'ia')
      ? { ...t, indexes: t.indexes.map((i) => (i.name === 'ia' ? { ...i, name: 'ia9' } : i)) }
      : null,
  'hide an index': (t) =>
    t.indexes.some((i) => i.name === 'ia')
      ? { ...t, indexes: t.indexes.map((i) => (i.name === 'ia' ? { ...i, invisible: true } : i)) }
      : null,
  'add a foreign key': (t) => ({
    ...t,
    foreignKeys: [
      ...t.foreignKeys,
      foreignKey(['a'], { table: qname('p'), columns: ['id'] }, { name: `nf_${t.name.name}` }),
    ],
  }),
  'drop a foreign key': dropFirst('foreignKeys'),
  'add a check': (t, on) => ({
    ...t,
    checks: [...t.checks, check(native(on, '`a` > 0'), { name: `nc_${t.name.name}` })],
  }),
  'drop a check': dropFirst('checks'),
  'comment on the table': (t) => ({ ...t, options: { ...t.options, comment: 'other' } }),
  'another character set': (t) => ({
    ...t,
    options: { ...t.options, charset: 'latin1', collation: 'latin1_swedish_ci' },
  }),
  'another row format': (t) => ({
    ...t,
    options: { ...t.options, rowFormat: t.options.rowFormat === 'COMPACT' ? 'DYNAMIC' : 'COMPACT' },
  }),
  'compressed rows': (t) =>
    t.options.rowFormat === 'COMPRESSED' ? null : { ...t, options: { ...t.options, rowFormat: 'COMPRESSED' } },
  'a block size': (t) => ({ ...t, options: { ...t.options, storage: [...t.options.storage, 'key_block_size=4'] } }),
  'an option of its statistics': (t) => ({
    ...t,
    options: { ...t.options, storage: [...t.options.storage, 'stats_persistent=1'] },
  }),
  'another engine': (t) => (t.options.engine === null ? null : { ...t, options: { ...t.options, engine: null } }),
};

/** A schema with one of everything that both servers can have. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  check,
  column,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Schema,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';

const counted = { identity: { kind: 'AutoIncrement' as const } };
const key = (...names: ReadonlyArray<string>) => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});
const value = (text: string) => ({ kind: 'Value' as const, value: { kind: 'String' as const, value: text } });
const number = (text: string) => ({ kind: 'Value' as const, value: { kind: 'Number' as const, text } });
const now = { kind: 'Expression' as const, expr: E.call('current_timestamp') };

const users = table(
  qname('users'),
  [
    column('id', T.integer(64), counted),
    column('uuid', T.uuid),
    column('email', T.varchar(190)),
    column('nick', T.varchar(40), { nullable: true, collation: 'utf8mb4_bin', comment: 'it\'s a \\ "nick"\nline' }),
    column('role', T.enum(["a'b", 'c\\d', 'e,f', 'ü']), { default: value('c\\d') }),
    column('flags', T.set(['x', 'y']), { default: value('x,y') }),
    column('active', T.boolean, { default: { kind: 'Value', value: { kind: 'Boolean', value: true } } }),
    column('bio', T.varchar(null), { nullable: true }),
    column('settings', T.json(), { nullable: true }),
    column('balance', T.decimal(12, 2), { default: number('1.5') }),
    column('created_at', T.dateTime('instant', 6), { default: now }),
    column('updated_at', T.dateTime('datetime'), { default: now, onUpdate: E.call('now') }),
    column('hidden', T.integer(32), { nullable: true, invisible: true }),
    column('total', T.integer(32), {
      nullable: true,
      generated: { expr: E.binary('+', E.column('hidden'), E.number(1)), stored: true },
    }),
    column('label', T.varchar(80), {
      nullable: true,
      generated: { expr: E.binary('||', E.column('nick'), E.string("'\\é")), stored: false },
    }),
  ],
  {
    primaryKey: key('id'),
    uniques: [unique(['email']), unique(['email', 'nick'], { name: 'two' })],
    indexes: [
      index([indexPart('nick', { prefix: 10 }), indexPart('email', { order: 'desc' })]),
      index([indexPart('bio')], { method: 'fulltext' }),
      index([indexPart('active')], { comment: "why'\\", name: 'hush', invisible: true }),
      index([indexPart('balance'), indexPart('active')], { unique: true }),
    ],
    checks: [
      check(E.binary('>=', E.column('balance'), E.number(0))),
      check(
        { kind: 'In', arg: E.column('nick'), list: [E.string("o'x\\"), E.string('日本')], negated: true },
        { name: 'odd one' },
      ),
      check(
        { kind: 'Between', arg: E.column('hidden'), low: E.number(1), high: E.number(9), negated: false },
        { name: 'nick' },
      ),
    ],
    options: { ...noOptions, comment: "people's \\ table" },
  },
);

const orders = table(
  qname('orders'),
  [
    column('id', T.integer(32, true), counted),
    column('user_id', T.integer(64)),
    column('parent_id', T.integer(32, true), { nullable: true }),
    column('ref', T.char(3), { charset: 'latin1' }),
  ],
  {
    primaryKey: key('id'),
    uniques: [unique(['user_id', 'ref'])],
    foreignKeys: [
      foreignKey(
        ['user_id'],
        { table: qname('users'), columns: ['id'] },
        { onDelete: 'cascade', onUpdate: 'restrict' },
      ),
      foreignKey(
        ['parent_id'],
        { table: qname('orders'), columns: ['id'] },
        { onDelete: 'set null', onUpdate: 'cascade' },
      ),
    ],
    options: { ...noOptions, charset: 'latin1', rowFormat: 'compressed', storage: ['key_block_size=8'] },
  },
);

/** Names as hostile as the servers take them: backquotes, quotes, blanks, unicode, reserved words, 64 characters. */
const hostile = table(
  qname('`select` "from" \\ é日'),
  [
    column('`', T.integer(32)),
    column('a\'b`c "d" \\e', T.varchar(10), { nullable: true, default: value("';--\\") }),
    column('日本語'.repeat(21).slice(0, 63), T.integer(32), { nullable: true }),
    column('x'.repeat(64), T.integer(64)),
    column('order', T.integer(32), {
      nullable: true,
      generated: { expr: E.binary('*', E.column('`'), E.number(2)), stored: false },
    }),
  ],
  {
    primaryKey: key('`', 'x'.repeat(64)),
    uniques: [unique(['日本語'.repeat(21).slice(0, 63), 'x'.repeat(64)])],
    indexes: [index([indexPart('a\'b`c "d" \\e')])],
    checks: [check(E.binary('<>', E.column('a\'b`c "d" \\e'), E.string('`')))],
    foreignKeys: [foreignKey(['x'.repeat(64)], { table: qname('users'), columns: ['id'] })],
    options: { ...noOptions, comment: '*/ -- `' },
  },
);

export const shop: Schema = { tables: [users, orders, hostile], enums: [], opaque: [] };

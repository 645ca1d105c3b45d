/** The table that the tests of changes start from, and short ways to speak of its parts. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  column,
  index,
  indexPart,
  type PrimaryKey,
  type Schema,
  type Table,
  table,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';

export const key = (...names: ReadonlyArray<string>): PrimaryKey => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});
export const counts = { identity: { kind: 'AutoIncrement' as const } };
export const only = (s: Schema, name: string): Table => {
  const t = s.tables.find((x) => x.name.name === name);
  if (t === undefined) throw new Error(`no table ${name}`);
  return t;
};
export const put = (t: Table, c: Column): Table => ({
  ...t,
  columns: t.columns.map((x) => (x.name === c.name ? c : x)),
});
export const col = (t: Table, name: string): Column => {
  const c = t.columns.find((x) => x.name === name);
  if (c === undefined) throw new Error(`no column ${name}`);
  return c;
};

export const base = table(
  qname('t'),
  [
    column('id', T.integer(32), counts),
    column('a', T.integer(32), { nullable: true }),
    column('b', T.varchar(20), {
      nullable: true,
      charset: 'latin1',
      collation: 'latin1_bin',
      comment: "it's \\ kept",
      default: { kind: 'Value', value: { kind: 'String', value: "d'\\" } },
    }),
    column('c', T.dateTime('datetime'), {
      default: { kind: 'Expression', expr: E.call('now') },
      onUpdate: E.call('now'),
      invisible: true,
    }),
    column('d', T.varchar(20), { nullable: true }),
  ],
  { primaryKey: key('id'), indexes: [index([indexPart('a')], { name: 'ia' })] },
);

/** A schema of any size: each table has 12 columns, 2 indexes and a foreign key; in the second version every tenth changed. */
import { type Desired, whole } from '../src/ir/desired.js';
import { E } from '../src/ir/expression.js';
import { qname } from '../src/ir/name.js';
import {
  type Column,
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
} from '../src/ir/schema.js';
import { T } from '../src/ir/type.js';

const nameOf = (n: number): string => `table_${String(n).padStart(4, '0')}`;

const columns = (changed: boolean): ReadonlyArray<Column> => [
  column('id', T.integer(64), { identity: { kind: 'AutoIncrement' } }),
  column('parent_id', T.integer(64), { nullable: true }),
  column('email', T.varchar(changed ? 200 : 120)),
  column('title', T.varchar(80), { default: { kind: 'Value', value: { kind: 'String', value: 'none' } } }),
  column('body', T.text(), { nullable: true }),
  column('amount', T.decimal(12, 2)),
  column('visits', T.integer(32), { default: { kind: 'Value', value: { kind: 'Number', text: changed ? '1' : '0' } } }),
  column('active', T.boolean),
  column('token', T.uuid),
  column('data', T.json(), { nullable: true }),
  column('made_at', T.dateTime('datetime')),
  ...(changed
    ? [column('seen_at', T.dateTime('datetime'), { nullable: true })]
    : [column('legacy', T.varchar(20), { nullable: true })]),
];

const makeTable = (n: number, changed: boolean): Table =>
  table(qname(nameOf(n)), columns(changed), {
    primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
    indexes: [
      index([indexPart('email')], { name: `${nameOf(n)}_email` }),
      index([indexPart('made_at', { order: 'desc' }), indexPart('visits')], { name: `${nameOf(n)}_recent` }),
    ],
    foreignKeys: [
      foreignKey(
        ['parent_id'],
        { table: qname(nameOf(n === 0 ? 0 : n - 1)), columns: ['id'] },
        { name: `${nameOf(n)}_parent` },
      ),
    ],
    checks: changed ? [check(E.binary('>=', E.column('visits'), E.number(0)), { name: `${nameOf(n)}_visits` })] : [],
  });

export const shop = (tables: number, changed: boolean): Schema => ({
  ...emptySchema,
  tables: Array.from({ length: tables }, (_, n) => makeTable(n, changed && n % 10 === 0)),
});

export const asDesired = (tables: number, changed: boolean): Desired => whole(shop(tables, changed));

/** The same table as a spec file. */
export const specOf = (n: number, changed: boolean): string => {
  const is = changed && n % 10 === 0;
  const name = nameOf(n);
  return `persistence:
  entity:
    class: App\\Shop\\Table${n}
    table: ${name}
    fields:
      id:        { type: bigint, primary: true }
      parent_id: { type: bigint, nullable: true }
      email:     { type: string(${is ? 200 : 120}) }
      title:     { type: string(80), default: none }
      body:      { type: text, nullable: true }
      amount:    { type: "decimal(12,2)" }
      visits:    { type: int, default: ${is ? 1 : 0} }
      active:    { type: bool }
      token:     { type: uuid }
      data:      { type: json, nullable: true }
      made_at:   { type: datetime }
      ${is ? 'seen_at:   { type: datetime, nullable: true }' : 'legacy:    { type: string(20), nullable: true }'}
    indexes:
      - { columns: [email], name: ${name}_email }
      - { columns: [made_at desc, visits], name: ${name}_recent }
    foreign_keys:
      - { name: ${name}_parent, columns: [parent_id], references: { table: ${nameOf(n === 0 ? 0 : n - 1)}, columns: [id] } }
${is ? `    checks:\n      - { name: ${name}_visits, expr: "visits >= 0" }\n` : ''}  repository: App\\Shop\\Table${n}Repository
`;
};

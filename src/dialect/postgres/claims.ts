/**
 * PostgreSQL: tables, indexes, views and sequences of a schema share their names, and so do its types, of which every table
 * and view is one. Constraints share theirs within a table. System columns are in every table.
 * https://www.postgresql.org/docs/18/catalog-pg-class.html, catalog-pg-type.html, ddl-system-columns.html
 */
import type { QName } from '../../ir/name.js';
import type { Table } from '../../ir/schema.js';
import { type Claim, type Claims, claim, ofEngine } from '../claims.js';

const asIs = (name: string): string => name;
const relations = ({ namespace }: QName): string => `relation ${namespace ?? ''}`;
const types = ({ namespace }: QName): string => `type ${namespace ?? ''}`;

const systemColumns = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

/** What else is a relation, and of these what is a type as well. */
const others: Readonly<Record<string, (name: QName) => ReadonlyArray<string>>> = {
  view: (name) => [relations(name), types(name)],
  'materialized view': (name) => [relations(name), types(name)],
  'foreign table': (name) => [relations(name), types(name)],
  sequence: (name) => [relations(name)],
  type: (name) => [types(name)],
  domain: (name) => [types(name)],
};

const abroad = (t: Table): ReadonlyArray<Claim> => {
  const space = [relations(t.name)];
  return [
    ...claim([...space, types(t.name)], 'table', t.name.name, t.name, asIs),
    ...claim(space, 'primary key', t.primaryKey?.name ?? null, t.name, asIs),
    ...t.uniques.flatMap((u) => claim(space, 'unique constraint', u.name, t.name, asIs)),
    ...t.indexes.flatMap((i) => claim(space, 'index', i.name, t.name, asIs)),
  ];
};

const inside = (t: Table): ReadonlyArray<Claim> => [
  ...systemColumns.map((name) => ofEngine('column', name, 'a system column')),
  ...t.columns.flatMap((c) => claim(['column'], 'column', c.name, t.name, asIs)),
  ...claim(['constraint'], 'primary key', t.primaryKey?.name ?? null, t.name, asIs),
  ...t.uniques.flatMap((u) => claim(['constraint'], 'unique constraint', u.name, t.name, asIs)),
  ...t.foreignKeys.flatMap((f) => claim(['constraint'], 'foreign key', f.name, t.name, asIs)),
  ...t.checks.flatMap((c) => claim(['constraint'], 'check', c.name, t.name, asIs)),
];

export const claims: Claims = {
  abroad,
  inside,
  besides: (s) => [
    ...s.enums.flatMap((e) => claim([types(e.name)], 'enum', e.name.name, null, asIs)),
    ...s.opaque.flatMap((o) => claim(others[o.kind]?.(o.name) ?? [], o.kind, o.name.name, null, asIs)),
  ],
};

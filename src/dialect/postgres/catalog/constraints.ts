/** pg_constraint. */

import type {
  Check,
  Deferrable,
  ForeignKey,
  Opaque,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../../ir/schema.js';
import { quote, quoteName } from '../quote.js';
import type { Context, Relation } from './context.js';
import { flag, numbers, type Row, text, textOrNull } from './rows.js';

export interface Constraints {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: ReadonlyArray<Unique>;
  readonly foreignKeys: ReadonlyArray<ForeignKey>;
  readonly checks: ReadonlyArray<Check>;
  readonly opaque: ReadonlyArray<Opaque>;
  /** Indexes that stand behind a constraint. */
  readonly indexes: ReadonlySet<string>;
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};
const matches = { f: 'full', p: 'partial', s: 'simple' } as const;

const deferrable = (row: Row): Deferrable => {
  if (!flag(row, 'deferrable')) return 'no';
  return flag(row, 'deferred') ? 'deferred' : 'immediate';
};

const unique = (row: Row, index: Row | undefined, c: Context): Unique => {
  const relation = text(row, 'relation');
  const all = index === undefined ? [] : numbers(index, 'columns');
  const columns = c.columnNames(relation, numbers(row, 'columns'));
  return {
    name: text(row, 'name'),
    columns,
    nullsNotDistinct: index !== undefined && flag(index, 'nulls_not_distinct'),
    deferrable: deferrable(row),
    include: c.columnNames(relation, all.slice(columns.length)),
    onConflict: null,
  };
};

const foreignKey = (row: Row, parent: Relation, c: Context): ForeignKey => {
  const match = text(row, 'match');
  return {
    name: text(row, 'name'),
    columns: c.columnNames(text(row, 'relation'), numbers(row, 'columns')),
    references: { table: parent.name, columns: c.columnNames(parent.oid, numbers(row, 'parent_columns')) },
    onDelete: actions[text(row, 'on_delete')] ?? 'no action',
    onUpdate: actions[text(row, 'on_update')] ?? 'no action',
    match: match === 'f' || match === 'p' ? matches[match] : 'simple',
    deferrable: deferrable(row),
    notValid: !flag(row, 'validated'),
  };
};

const check = (row: Row, c: Context): Check => ({
  name: text(row, 'name'),
  expr: c.expr(text(row, 'expression')),
  notValid: flag(row, 'enforced') && !flag(row, 'validated'),
  noInherit: flag(row, 'no_inherit'),
  enforced: flag(row, 'enforced'),
});

/** What an exclusion constraint's expressions and its condition read stands with its index. */
const readBy = (index: string, c: Context): ReadonlyArray<string> =>
  c
    .rows('depends')
    .filter((r) => text(r, 'class') === 'exclusion' && text(r, 'object') === index)
    .map((r) => text(r, 'number'));

const opaque = (row: Row, table: Relation, c: Context): Opaque => {
  const exclusion = text(row, 'kind') === 'x';
  const columns = exclusion
    ? [...new Set([...numbers(row, 'columns').filter((n) => n !== '0'), ...readBy(text(row, 'index'), c)])]
    : numbers(row, 'columns');
  const parent = c.relations.get(text(row, 'parent'));
  const definition = textOrNull(row, 'definition');
  return {
    kind: exclusion ? 'exclusion constraint' : 'constraint',
    name: { namespace: table.name.namespace, name: text(row, 'name') },
    on: table.name,
    dependsOn: [
      { table: table.name, columns: columns.includes('0') ? null : c.columnNames(table.oid, columns) },
      ...(parent === undefined
        ? []
        : [{ table: parent.name, columns: c.columnNames(parent.oid, numbers(row, 'parent_columns')) }]),
    ],
    definition:
      definition === null
        ? []
        : [`ALTER TABLE ${quoteName(table.name)} ADD CONSTRAINT ${quote(text(row, 'name'))} ${definition}`],
  };
};

export const constraintsOf = (
  rows: ReadonlyArray<Row>,
  table: Relation,
  indexes: ReadonlyMap<string, Row>,
  c: Context,
): Constraints => {
  const own = rows.filter((r) => !flag(r, 'inner') || text(r, 'kind') !== 'f');
  const sayable = own.filter((r) => !flag(r, 'beyond'));
  const of = (kind: string): ReadonlyArray<Row> => sayable.filter((r) => text(r, 'kind') === kind);
  const primary = of('p')[0];
  const included = primary === undefined ? [] : numbers(indexes.get(text(primary, 'index')) ?? {}, 'columns');
  const keyed = primary === undefined ? [] : numbers(primary, 'columns');
  return {
    primaryKey:
      primary === undefined
        ? null
        : {
            name: text(primary, 'name'),
            columns: c.columnNames(table.oid, keyed).map((name) => ({ name, prefix: null, order: 'asc' })),
          },
    uniques: of('u').map((r) => unique(r, indexes.get(text(r, 'index')), c)),
    foreignKeys: of('f').flatMap((r) => {
      const parent = c.relations.get(text(r, 'parent'));
      return parent === undefined ? [] : [foreignKey(r, parent, c)];
    }),
    checks: of('c').map((r) => check(r, c)),
    opaque: [
      ...own.filter((r) => flag(r, 'beyond') || text(r, 'kind') === 'n').map((r) => opaque(r, table, c)),
      // A primary key that is deferrable or carries further columns is more than the IR says.
      ...(primary !== undefined && (flag(primary, 'deferrable') || included.length > keyed.length)
        ? [opaque(primary, table, c)]
        : []),
    ],
    indexes: new Set(own.filter((r) => ['p', 'u', 'x'].includes(text(r, 'kind'))).map((r) => text(r, 'index'))),
  };
};

/** Columns whose NOT NULL was added NOT VALID and never validated (18+). */
export const unprovenColumns = (rows: ReadonlyArray<Row>): ReadonlySet<string> =>
  new Set(rows.filter((r) => text(r, 'kind') === 'n').flatMap((r) => numbers(r, 'columns')));

/** The catalog's answers → a schema. */

import type { Problem } from '../../../ir/problem.js';
import { groupBy } from '../../../ir/record.js';
import { noOptions, type Opaque, type Schema, type Table } from '../../../ir/schema.js';
import { map, type Validated } from '../../../prelude.js';
import type { CatalogRows } from '../../dialect.js';
import { columnOf, type OwnedSequences, ownedSequences, unusualSequences } from './columns.js';
import { type Constraints, constraintsOf, unprovenColumns } from './constraints.js';
import { type Context, makeContext, type Relation } from './context.js';
import { indexOf } from './indexes.js';
import { opaqueObjects } from './opaque.js';
import { checkRows, flag, json, type Row, text, texts } from './rows.js';

interface Grouped {
  readonly constraints: ReadonlyMap<string, ReadonlyArray<Row>>;
  readonly indexes: ReadonlyMap<string, ReadonlyArray<Row>>;
  readonly indexByOid: ReadonlyMap<string, Row>;
  readonly owned: OwnedSequences;
  /** Indexes that the IR cannot say; they are kept as opaque ones. */
  readonly opaqueIndexes: ReadonlySet<string>;
}

const tableOf = (r: Relation, own: Constraints, c: Context, g: Grouped): Table => {
  const unproven = unprovenColumns(g.constraints.get(r.oid) ?? []);
  return {
    name: r.name,
    columns: c.columnsOf(r.oid).map((row) => columnOf(row, r, c, g.owned, unproven)),
    primaryKey: own.primaryKey,
    uniques: own.uniques,
    foreignKeys: own.foreignKeys,
    checks: own.checks,
    indexes: (g.indexes.get(r.oid) ?? [])
      .filter((i) => !own.indexes.has(text(i, 'oid')) && !flag(i, 'primary') && !g.opaqueIndexes.has(text(i, 'oid')))
      .map((i) => indexOf(i, c)),
    options: {
      ...noOptions,
      comment: c.comment('pg_class', r.oid),
      unlogged: text(r.row, 'persistence') === 'u',
      storage: [...texts(json(r.row, 'options'))].sort(),
    },
  };
};

const schemaOf = (c: Context): Schema => {
  const owned = ownedSequences(c);
  const indexRows = c.rows('indexes');
  const g: Grouped = {
    constraints: groupBy(c.rows('constraints'), (r) => text(r, 'relation')),
    indexes: groupBy(indexRows, (r) => text(r, 'relation')),
    indexByOid: new Map(indexRows.map((r) => [text(r, 'oid'), r])),
    owned,
    opaqueIndexes: new Set(
      c
        .rows('objects')
        .filter((o) => text(o, 'kind') === 'index')
        .map((o) => text(o, 'oid')),
    ),
  };
  const tables: Table[] = [];
  const opaque: Opaque[] = [];
  for (const r of c.relations.values()) {
    if ((r.kind !== 'r' && r.kind !== 'p') || flag(r.row, 'partition')) continue;
    const own = constraintsOf(g.constraints.get(r.oid) ?? [], r, g.indexByOid, c);
    tables.push(tableOf(r, own, c, g));
    opaque.push(...own.opaque);
  }
  const belonging = new Set([...owned.values()].map((s) => s.relation.oid));
  return {
    tables,
    enums: [...c.enums].map(([oid, e]) => ({ ...e, comment: c.comment('pg_type', oid) })),
    opaque: [...opaque, ...unusualSequences(c, owned), ...opaqueObjects(c, belonging)],
    namespaces: c
      .rows('names')
      .filter((r) => text(r, 'kind') === 'schema')
      .map((r) => text(r, 'namespace'))
      .sort(),
  };
};

/** @param stored the one spelling of what can be said in several. */
export const lower =
  (stored: (s: Schema) => Schema) =>
  (answers: CatalogRows): Validated<Problem, Schema> =>
    map((rows: CatalogRows) => stored(schemaOf(makeContext(rows))))(checkRows(answers));

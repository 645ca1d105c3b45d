/** Rows of the catalog → the schema. */
import { type Problem, problem } from '../../../ir/problem.js';
import type { Index, Opaque, Schema, Table } from '../../../ir/schema.js';
import { catalogued } from '../../../ir/settle.js';
import { left, right, traverse, type Validated } from '../../../prelude.js';
import type { CatalogRows } from '../../dialect.js';
import { parseCreateIndex } from '../ddl/parse-index.js';
import { parseCreateTable } from '../ddl/parse-table.js';
import type { DdlTable } from '../ddl/shape.js';
import { fold } from '../ddl/tokens.js';
import { anySqlite, physical } from '../physical.js';
import { rowidAlias } from '../rowid.js';
import { keptClauses } from './kept-clauses.js';
import { lowerIndex } from './lower-index.js';
import { hasOwnCollation, lowerTable, ownName, primaryKeyOf } from './lower-table.js';
import { opaqueOf, shadowOf, shadowTable } from './opaque.js';
import { type ObjectRow, type Rows, readRows } from './rows.js';
import { disagreement } from './witness.js';

const unreadable = (kind: string, name: string, why: string): Problem =>
  problem('source.unsupported', { kind, name, why }, null, 'Report the definition as a defect of this reader.');

interface ReadTable {
  readonly ddl: DdlTable;
  readonly table: Table;
  readonly kept: ReadonlyArray<Opaque>;
}

type ParentKey = (table: string) => { readonly name: string; readonly columns: ReadonlyArray<string> } | null;

const parentKeys = (tables: ReadonlyArray<DdlTable>): ParentKey => {
  const byName = new Map(tables.map((t) => [fold(t.name), t]));
  return (name) => {
    const t = byName.get(fold(name));
    if (t === undefined) return null;
    const key = primaryKeyOf(t);
    return { name: t.name, columns: key === null ? [] : key.parts.map((p) => ownName(t, p.name ?? p.sql)) };
  };
};

const readTable = (ddl: DdlTable, parentKey: ParentKey, rows: Rows): Validated<Problem, ReadTable> => {
  const table = lowerTable(ddl, parentKey);
  const said = new Map(ddl.columns.map((c) => [c.name, c]));
  // The engine marks key columns NOT NULL by itself in these tables, but for the rowid.
  const strictKeys = ddl.strict || ddl.withoutRowid ? (table.primaryKey?.columns ?? []).map((k) => k.name) : [];
  const alias = rowidAlias(table)?.name;
  const wrong = disagreement(
    {
      table,
      notNull: (c) => said.get(c)?.notNull === true || (c !== alias && strictKeys.includes(c)),
      defaults: (c) => said.get(c)?.default !== null,
      keptUniques: ddl.constraints.filter((c) => c.kind === 'Unique' && hasOwnCollation(c)).length,
    },
    rows.witness(ddl.name),
  );
  return wrong === null ? right({ ddl, table, kept: keptClauses(ddl) }) : left([unreadable('table', ddl.name, wrong)]);
};

/** The text of a table keeps the name's own case; sqlite_schema.name is the same. */
const parsedTable = (row: ObjectRow): Validated<Problem, DdlTable> => {
  const ddl = parseCreateTable(row.sql);
  return ddl === null ? left([unreadable('table', row.name, 'syntax')]) : right({ ...ddl, name: row.name });
};

const readIndexes = (
  rows: ReadonlyArray<ObjectRow>,
  tables: ReadonlyArray<ReadTable>,
): Validated<Problem, ReadonlyMap<string, ReadonlyArray<Index>>> => {
  const byName = new Map(tables.map((t) => [fold(t.ddl.name), t.ddl]));
  const found = traverse(rows, (row): Validated<Problem, ReadonlyArray<readonly [string, Index]>> => {
    const table = byName.get(fold(row.table));
    if (table === undefined) return right([]);
    const ddl = parseCreateIndex(row.sql);
    return ddl === null
      ? left([unreadable('index', row.name, 'syntax')])
      : right([[table.name, { ...lowerIndex(ddl, table), name: row.name }]]);
  });
  if (found._tag === 'Left') return found;
  const groups = new Map<string, Index[]>();
  for (const [table, index] of found.right.flat()) groups.set(table, [...(groups.get(table) ?? []), index]);
  return right(groups);
};

export const lower = (raw: CatalogRows): Validated<Problem, Schema> => {
  const rows = readRows(raw);
  const of = (type: string): ReadonlyArray<ObjectRow> => rows.objects.filter((o) => o.type === type);
  const virtual = of('table').filter((o) => o.rootless);
  const virtualNames = virtual.map((o) => o.name);
  const shadows = new Map(
    of('table').flatMap((o) => {
      const owner = o.rootless ? null : shadowOf(o.name, virtualNames, rows.shadows);
      return owner === null ? [] : [[o.name, owner] as const];
    }),
  );
  const parsed = traverse(
    of('table').filter((o) => !o.rootless && !shadows.has(o.name)),
    parsedTable,
  );
  if (parsed._tag === 'Left') return parsed;
  const parentKey = parentKeys(parsed.right);
  const read = traverse(parsed.right, (ddl) => readTable(ddl, parentKey, rows));
  if (read._tag === 'Left') return read;
  const indexes = readIndexes(of('index'), read.right);
  if (indexes._tag === 'Left') return indexes;
  const tables = read.right.map((t) => ({ ...t.table, indexes: indexes.right.get(t.ddl.name) ?? [] }));
  const others = [...of('view'), ...of('trigger'), ...virtual];
  const opaque: ReadonlyArray<Opaque> = [
    ...read.right.flatMap((t) => t.kept),
    ...others.map((o) => opaqueOf(o, tables, rows.objects)),
    ...[...shadows].map(([name, owner]) => shadowTable(name, owner)),
  ];
  // Affinities, key columns and the like have one spelling only: that of physical.
  return right(catalogued(physical()({ tables, enums: [], opaque }), anySqlite));
};

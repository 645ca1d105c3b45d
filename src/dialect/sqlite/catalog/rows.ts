/** Typed views of the catalog's rows. Drivers give integers as number, bigint or text. */
import type { CatalogRows } from '../../dialect.js';

type RawRow = Readonly<Record<string, unknown>>;

const text = (row: RawRow, key: string): string => {
  const value = row[key];
  return value === null || value === undefined ? '' : String(value);
};

const textOrNull = (row: RawRow, key: string): string | null => {
  const value = row[key];
  return value === null || value === undefined ? null : String(value);
};

const truth = (row: RawRow, key: string): boolean => {
  const value = row[key];
  return value === true || String(value) === '1';
};

export interface ObjectRow {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly rootless: boolean;
  readonly sql: string;
}

export interface ForeignKeyRow {
  readonly id: number;
  readonly parent: string;
  readonly from: string;
  readonly to: string | null;
  readonly onUpdate: string;
  readonly onDelete: string;
}

export interface IndexRow {
  readonly name: string;
  readonly unique: boolean;
  /** c: CREATE INDEX · u: UNIQUE · pk: PRIMARY KEY. */
  readonly origin: string;
  readonly partial: boolean;
}

export interface Witness {
  /** A line a column: NOT NULL, place in the key, 0 plain 2 virtual 3 stored, has a default, name. Empty when not asked. */
  readonly columns: string;
  readonly foreignKeys: ReadonlyArray<ForeignKeyRow>;
  readonly indexes: ReadonlyArray<IndexRow>;
}

export interface Rows {
  readonly objects: ReadonlyArray<ObjectRow>;
  readonly shadows: ReadonlySet<string>;
  readonly witness: (table: string) => Witness;
}

const grouped = <A>(rows: ReadonlyArray<RawRow>, read: (row: RawRow) => A): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, A[]>();
  for (const row of rows) {
    const table = text(row, 'table');
    const group = groups.get(table);
    if (group === undefined) groups.set(table, [read(row)]);
    else group.push(read(row));
  }
  return groups;
};

const objectRow = (r: RawRow): ObjectRow => ({
  type: text(r, 'type'),
  name: text(r, 'name'),
  table: text(r, 'table'),
  rootless: truth(r, 'rootless'),
  sql: text(r, 'sql'),
});

const foreignKeyRow = (r: RawRow): ForeignKeyRow => ({
  id: Number(text(r, 'id')),
  parent: text(r, 'parent'),
  from: text(r, 'from'),
  to: textOrNull(r, 'to'),
  onUpdate: text(r, 'onUpdate').toLowerCase(),
  onDelete: text(r, 'onDelete').toLowerCase(),
});

const indexRow = (r: RawRow): IndexRow => ({
  name: text(r, 'name'),
  unique: truth(r, 'unique'),
  origin: text(r, 'origin'),
  partial: truth(r, 'partial'),
});

export const readRows = (rows: CatalogRows): Rows => {
  const of = (name: string): ReadonlyArray<RawRow> => rows[name] ?? [];
  const columns = new Map(of('columns').map((r) => [text(r, 'table'), text(r, 'columns')]));
  const foreignKeys = grouped(of('foreignKeys'), foreignKeyRow);
  const indexes = grouped(of('indexes'), indexRow);
  return {
    objects: of('objects').map(objectRow),
    shadows: new Set(of('shadows').map((r) => text(r, 'name'))),
    witness: (table) => ({
      columns: columns.get(table) ?? '',
      foreignKeys: foreignKeys.get(table) ?? [],
      indexes: indexes.get(table) ?? [],
    }),
  };
};

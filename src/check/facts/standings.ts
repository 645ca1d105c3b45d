/** The tables of a situation by key, in a ledger: each event of a plan changes one or two, and all situations are kept. */
import { E, type Expr } from '../../ir/expression.js';
import { entryOf, type Ledger, ledgerOf, valuesOf, withEntry, withoutEntry } from '../../ir/ledger.js';
import { keyOf, type QName } from '../../ir/name.js';
import type { Schema, Table } from '../../ir/schema.js';
import type { RowSet } from '../../sql/rows.js';

/** Null: nobody can say. `distinct`: the column numbers itself, so every row differs and none is NULL. */
export interface Cell {
  readonly expr: Expr | null;
  readonly distinct: boolean;
}

/** A table at some moment. `origin` is its name in the database now; null for one that the plan makes: it has no rows. */
export interface Standing {
  readonly table: Table;
  readonly origin: QName | null;
  /** Tables inherit from it. */
  readonly hasChildren: boolean;
  /** The same table as the database has it now. */
  readonly rows: Table | null;
  readonly cells: ReadonlyMap<string, Cell>;
  /** Rows that the plan took out of it. Absent: none. */
  readonly cleared?: ReadonlyArray<RowSet>;
}

export interface Standings {
  readonly get: (key: string) => Standing | undefined;
  readonly values: () => ReadonlyArray<Standing>;
  /** null takes the table out. */
  readonly with: (changes: ReadonlyArray<readonly [string, Standing | null]>) => Standings;
}

const standings = (held: Ledger<Standing>): Standings => ({
  get: (key) => entryOf(held, key),
  values: () => valuesOf(held),
  with: (changes) =>
    standings(changes.reduce((l, [key, s]) => (s === null ? withoutEntry(l, key) : withEntry(l, key, s)), held)),
});

/** Nothing has happened: every column is itself. Made for the tables that are looked at, a few of thousands. */
const untouched = new WeakMap<Table, Standing['cells']>();

const cellsOf = (t: Table): Standing['cells'] => {
  const known = untouched.get(t);
  if (known !== undefined) return known;
  const made = new Map(t.columns.map((c) => [c.name, { expr: E.column(c.name), distinct: false }]));
  untouched.set(t, made);
  return made;
};

const atFirst = (table: Table, hasChildren: boolean): Standing => ({
  table,
  origin: table.name,
  hasChildren,
  rows: table,
  get cells() {
    return cellsOf(table);
  },
});

/** The tables as the database has them. */
export const standingsOf = (schema: Pick<Schema, 'tables' | 'opaque'>): Standings => {
  const parents = new Set(
    schema.opaque.flatMap((o) => (o.kind === 'inheritance' ? o.dependsOn.map((d) => keyOf(d.table)) : [])),
  );
  const first = schema.tables.map((t) => atFirst(t, parents.has(keyOf(t.name))));
  return standings(ledgerOf(first, (s) => keyOf(s.table.name)));
};

/**
 * Changes of a schema, and tables found by name in a schema that was changed. What these functions give is a schema like
 * any other; `tables` is put together when somebody reads it, and a step of a plan reads one table or two.
 */
import { entryOf, type Ledger, ledgerOf, mapEntries, valuesOf, withEntry, withoutEntry } from './ledger.js';
import { keyOf, type QName } from './name.js';
import type { Schema, Table } from './schema.js';

const keyOfTable = (t: Table): string => keyOf(t.name);

const revised = new WeakMap<Schema, Ledger<Table>>();
/** Of schemas that were not made here. Those with the same list of tables share it. */
const given = new WeakMap<Schema['tables'], Ledger<Table>>();

const ledger = (s: Schema): Ledger<Table> => {
  const own = revised.get(s);
  if (own !== undefined) return own;
  const known = given.get(s.tables);
  if (known !== undefined) return known;
  const made = ledgerOf(s.tables, keyOfTable);
  given.set(s.tables, made);
  return made;
};

type Rest = Omit<Schema, 'tables'>;

const schemaOf = (tables: Ledger<Table>, { enums, opaque }: Rest): Schema => {
  const made: Schema = {
    get tables() {
      return valuesOf(tables);
    },
    enums,
    opaque,
  };
  revised.set(made, tables);
  return made;
};

export const findTable = (s: Schema, name: QName): Table | undefined => entryOf(ledger(s), keyOf(name));

/** Instead of the table of its name, or behind all others. */
export const withTable = (s: Schema, table: Table): Schema =>
  schemaOf(withEntry(ledger(s), keyOfTable(table), table), s);

export const withoutTable = (s: Schema, name: QName): Schema => schemaOf(withoutEntry(ledger(s), keyOf(name)), s);

/** Every table as `f` makes it, its name included. */
export const mapTables = (s: Schema, f: (t: Table) => Table): Schema =>
  schemaOf(mapEntries(ledger(s), keyOfTable, f), s);

/** The same tables beside other types and objects. */
export const withRest = (s: Schema, rest: Partial<Rest>): Schema =>
  schemaOf(ledger(s), { enums: s.enums, opaque: s.opaque, ...rest });

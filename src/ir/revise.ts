/**
 * Changes of a schema, and tables found by name in a schema that was changed. What these functions give is a schema like
 * any other; `tables` is put together when somebody reads it, and a step of a plan reads one table or two.
 */
import { entryOf, type Ledger, ledgerOf, placeOf, replaced, valuesOf, withEntry, withoutEntry } from './ledger.js';
import { keyOf, type QName, sameName } from './name.js';
import { namespacesOf, type Schema, type Table } from './schema.js';

const keyOfTable = (t: Table): string => keyOf(t.name);

/** Tables, and for all ledgers that came from one the keys of those that have or had a foreign key to a table. */
interface Tables {
  readonly held: Ledger<Table>;
  readonly referrers: Map<string, Set<string>>;
}

const noted = (tables: Tables, t: Table): Tables => {
  for (const f of t.foreignKeys) {
    const parent = keyOf(f.references.table);
    const known = tables.referrers.get(parent);
    if (known === undefined) tables.referrers.set(parent, new Set([keyOfTable(t)]));
    else known.add(keyOfTable(t));
  }
  return tables;
};

const revised = new WeakMap<Schema, Tables>();
/** Of schemas that were not made here. Those with the same list of tables share it. */
const given = new WeakMap<Schema['tables'], Tables>();

const tablesOf = (s: Schema): Tables => {
  const own = revised.get(s);
  if (own !== undefined) return own;
  const known = given.get(s.tables);
  if (known !== undefined) return known;
  const made: Tables = { held: ledgerOf(s.tables, keyOfTable), referrers: new Map() };
  for (const t of s.tables) noted(made, t);
  given.set(s.tables, made);
  return made;
};

type Rest = Omit<Schema, 'tables'>;

const schemaOf = (tables: Tables, { enums, opaque, namespaces }: Rest): Schema => {
  const made: Schema = {
    get tables() {
      return valuesOf(tables.held);
    },
    enums,
    opaque,
    ...(namespaces === undefined ? {} : { namespaces }),
  };
  revised.set(made, tables);
  return made;
};

export const findTable = (s: Schema, name: QName): Table | undefined => entryOf(tablesOf(s).held, keyOf(name));

/** By their places: the tables of those keys, as far as they are there. */
const inOrder = (held: Ledger<Table>, keys: ReadonlySet<string>): ReadonlyArray<Table> =>
  [...keys]
    .flatMap((key) => {
      const [at, t] = [placeOf(held, key), entryOf(held, key)];
      return at === null || t === undefined ? [] : [{ at, t }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ t }) => t);

const pointsTo = (t: Table, name: QName): boolean => t.foreignKeys.some((f) => sameName(f.references.table, name));

/** Tables with a foreign key to the one of that name, in the order of the schema. */
export const tablesPointingTo = (s: Schema, name: QName): ReadonlyArray<Table> => {
  const { held, referrers } = tablesOf(s);
  return inOrder(held, referrers.get(keyOf(name)) ?? new Set()).filter((t) => pointsTo(t, name));
};

/** The tables of those names and those that point to them, in the order of the schema. */
export const tablesAround = (s: Schema, names: ReadonlyArray<QName>): ReadonlyArray<Table> => {
  const keys = new Set(names.flatMap((name) => [keyOf(name), ...tablesPointingTo(s, name).map(keyOfTable)]));
  return inOrder(tablesOf(s).held, keys);
};

/** Instead of the table of its name, or behind all others. */
export const withTable = (s: Schema, table: Table): Schema => {
  const { held, referrers } = tablesOf(s);
  return schemaOf(noted({ held: withEntry(held, keyOfTable(table), table), referrers }, table), s);
};

export const withoutTable = (s: Schema, name: QName): Schema => {
  const { held, referrers } = tablesOf(s);
  return schemaOf({ held: withoutEntry(held, keyOf(name)), referrers }, s);
};

/** A table and those that point to it as `f` makes them, their names included; the others never hear of it. */
export const mapAround = (s: Schema, name: QName, f: (t: Table) => Table): Schema => {
  const { held, referrers } = tablesOf(s);
  const own = findTable(s, name);
  const around = tablesPointingTo(s, name).filter((t) => t !== own);
  const made = [...(own === undefined ? [] : [own]), ...around].reduce(
    (tables, t): Tables => {
      const changed = f(t);
      if (changed === t) return tables;
      return noted({ held: replaced(tables.held, keyOfTable(t), [keyOfTable(changed), changed]), referrers }, changed);
    },
    { held, referrers },
  );
  return schemaOf(made, s);
};

/** The same tables beside other types and objects. */
export const withRest = (s: Schema, rest: Partial<Rest>): Schema =>
  schemaOf(tablesOf(s), { enums: s.enums, opaque: s.opaque, ...namespacesOf(s), ...rest });

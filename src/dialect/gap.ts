/**
 * What a schema asks for and an engine does not have. `physical()` takes it off or makes something else of it; here it is
 * said, so that nothing goes in silence.
 */
import type { QName } from '../ir/name.js';
import { showName } from '../ir/name.js';
import type {
  Check,
  Column,
  ForeignKey,
  Index,
  PrimaryKey,
  Schema,
  Table,
  TableOptions,
  Unique,
} from '../ir/schema.js';

export interface Gap {
  readonly table: QName | null;
  readonly column: string | null;
  /** Behind "SQLite has no …": `comments`. */
  readonly what: string;
  /** What is had instead, a clause: `that of users.email is left out`. */
  readonly instead: string;
  /** refused: rows could break what was asked for, so there is no plan · warn: programs can tell · info: nobody can. */
  readonly level: 'refused' | 'warn' | 'info';
}

/** One thing that an engine lacks, of a kind of part. */
export interface Lack<A> {
  readonly level: Gap['level'];
  readonly what: string | ((part: A) => string);
  /** Nearly never: every part of a schema is asked, and nothing is put into words before. */
  readonly asked: (part: A, table: Table) => boolean;
  readonly instead: (part: A, table: Table) => string;
}

export type Lacks<A> = ReadonlyArray<Lack<A>>;

export const lack = <A>(
  level: Gap['level'],
  what: Lack<A>['what'],
  asked: Lack<A>['asked'],
  instead: Lack<A>['instead'],
): Lack<A> => ({ level, what, asked, instead });

/** Every part of a schema has its say. */
export interface Gaps {
  readonly table: Lacks<Table>;
  readonly column: Lacks<Column>;
  readonly key: Lacks<PrimaryKey>;
  readonly unique: Lacks<Unique>;
  readonly foreignKey: Lacks<ForeignKey>;
  readonly check: Lacks<Check>;
  readonly index: Lacks<Index>;
}

export const gapsIn =
  (g: Gaps) =>
  (schema: Schema): ReadonlyArray<Gap> => {
    const found: Gap[] = [];
    const look = <A>(lacks: Lacks<A>, part: A, t: Table, column: string | null = null): void => {
      for (const { level, what, asked, instead } of lacks)
        if (asked(part, t)) {
          const named = typeof what === 'string' ? what : what(part);
          found.push({ table: t.name, column, what: named, instead: instead(part, t), level });
        }
    };
    for (const t of schema.tables) {
      look(g.table, t, t);
      for (const c of t.columns) look(g.column, c, t, c.name);
      if (t.primaryKey !== null) look(g.key, t.primaryKey, t);
      for (const u of t.uniques) look(g.unique, u, t);
      for (const f of t.foreignKeys) look(g.foreignKey, f, t);
      for (const c of t.checks) look(g.check, c, t);
      for (const i of t.indexes) look(g.index, i, t);
    }
    return found;
  };

export const columnIn = (t: Table, c: Column): string => `${showName(t.name)}.${c.name}`;

/** A named part, or the columns it is about. */
export const partIn = (t: Table, name: string | null, columns: ReadonlyArray<string>): string =>
  name === null ? `that over (${columns.join(', ')}) of ${showName(t.name)}` : `${name} of ${showName(t.name)}`;

export const indexIn = (t: Table, i: Index): string =>
  partIn(
    t,
    i.name,
    i.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'an expression')),
  );

const optionWords: Readonly<Record<Exclude<keyof TableOptions, 'comment' | 'storage'>, string>> = {
  engine: 'storage engines',
  charset: 'character sets of tables',
  collation: 'collations of tables',
  rowFormat: 'row formats',
  autoIncrement: 'numbering of its own from a table option on',
  strict: 'STRICT tables',
  withoutRowid: 'WITHOUT ROWID tables',
  unlogged: 'unlogged tables',
};

/** Options of a table that only other engines have. */
export const options = (keys: ReadonlyArray<keyof typeof optionWords>): Lacks<Table> =>
  keys.map((key) =>
    lack(
      key === 'autoIncrement' ? 'warn' : 'info',
      optionWords[key],
      (t) => t.options[key] !== null && t.options[key] !== false,
      (t) => `that option of ${showName(t.name)} is left out`,
    ),
  );

const usual = (value: string | null): boolean => value === null || value === '1';

/** Where numbers count by themselves and nothing more can be said of it. */
export const counting: Lacks<Column> = [
  lack(
    'warn',
    'GENERATED ALWAYS AS IDENTITY',
    (c) => c.identity?.kind === 'Identity' && c.identity.generation === 'always',
    (c, t) => `${columnIn(t, c)} numbers itself, and takes a number that a program gives`,
  ),
  lack(
    'warn',
    'start and step of its own for a column that numbers itself',
    (c) => c.identity?.kind === 'Identity' && (!usual(c.identity.start) || !usual(c.identity.increment)),
    (c, t) => `${columnIn(t, c)} counts from 1 in steps of 1`,
  ),
];

/** No engine but MySQL and its kin. */
export const clocks: Lacks<Column> = [
  lack(
    'warn',
    'column that an UPDATE sets by itself',
    (c) => c.onUpdate !== null,
    (c, t) => `${columnIn(t, c)} keeps its value unless a program or a trigger sets it`,
  ),
  lack(
    'warn',
    'invisible columns',
    (c) => c.invisible,
    (c, t) => `SELECT * of ${showName(t.name)} gives ${c.name}, too`,
  ),
  lack(
    'info',
    'character sets of columns',
    (c) => c.charset !== null,
    (c, t) => `${columnIn(t, c)} has the database's own`,
  ),
];

/** Numbers that would be refused are taken. */
export const unsigned: Lack<Column> = lack(
  'warn',
  'unsigned numbers',
  (c) => 'unsigned' in c.type && c.type.unsigned,
  (c, t) => `${columnIn(t, c)} takes negative ones unless a check refuses them`,
);

export const sets: Lack<Column> = lack(
  'info',
  'SET type',
  (c) => c.type.kind === 'Set',
  (c, t) => `${columnIn(t, c)} is a text with a check on its labels`,
);

/** No engine keeps more. */
export const fineClocks: Lack<Column> = lack(
  'warn',
  'more than six digits behind a second',
  (c) => (c.type.kind === 'Time' || c.type.kind === 'DateTime') && (c.type.precision ?? 0) > 6,
  (c, t) => `${columnIn(t, c)} keeps six`,
);

export const keyPrefixes: Lack<PrimaryKey> = lack(
  'refused',
  'primary key over the beginning of a column',
  (k) => k.columns.some((c) => c.prefix !== null),
  (_, t) => `that of ${showName(t.name)} would take rows that begin alike`,
);

/** Existing rows are looked at where the constraint is made. */
export const unverified = <A extends { readonly name: string | null }>(asked: (part: A) => boolean): Lack<A> =>
  lack('warn', 'constraints that leave the rows alone which are there', asked, (part, t) => {
    return `${part.name ?? 'one'} of ${showName(t.name)} holds for them, too`;
  });

/** What only the planner sees of an index. */
export const ofIndexes: Readonly<Record<'include' | 'invisible' | 'prefix' | 'nulls', Lack<Index>>> = {
  include: lack(
    'info',
    'INCLUDE columns',
    (i) => i.include.length > 0,
    (i, t) => `the index ${indexIn(t, i)} does without (${i.include.join(', ')})`,
  ),
  invisible: lack(
    'info',
    'hidden indexes',
    (i) => i.invisible,
    (i, t) => `the index ${indexIn(t, i)} is used`,
  ),
  prefix: lack(
    'info',
    'prefix lengths in an index',
    (i) => !i.unique && i.parts.some((p) => p.prefix !== null),
    (i, t) => `the index ${indexIn(t, i)} holds the whole values`,
  ),
  nulls: lack(
    'info',
    'NULLS FIRST and NULLS LAST in an index',
    (i) => i.parts.some((p) => p.nulls !== null),
    (i, t) => `the index ${indexIn(t, i)} has NULLs where the engine puts them`,
  ),
};
